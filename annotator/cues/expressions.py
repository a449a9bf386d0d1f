"""A user's regular expressions, run so that none of them can stall the window.

Python's own `re` can take hours over an expression like ``(a|aa)+$`` and holds the interpreter
meanwhile; the `regex` package gives up when its time is over.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import regex

MAX_LENGTH = 2_000
"""Characters of an expression. Longer ones take seconds to compile, without a time limit."""
LIMIT = 0.05
LIMIT_BY_CHARACTER = 1e-6
"""Seconds that an expression may take over one stretch of text, and for each character more."""
_MISTAKES = (
    *(regex.error, ValueError, KeyError, IndexError, TypeError),
    *(OverflowError, RecursionError, MemoryError),
)


def is_expression(entry: str) -> bool:
    """Whether an entry of a list is a regular expression: it stands between slashes."""
    return len(entry) > 2 and entry.startswith("/") and entry.endswith("/")


@dataclass
class Expression:
    """One expression between slashes, as in the codebook.

    Case does not matter unless it says so with ``(?-i:…)``; ``^`` and ``$`` are those of lines.
    `problem` says in words why it finds nothing any more: it is not understood, or took too long.
    """

    entry: str
    problem: str | None = None
    _pattern: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if len(self.entry) > MAX_LENGTH:
            self.problem = f"is longer than {MAX_LENGTH:,} characters; a list of words does more"
            return
        try:
            with warnings.catch_warnings(action="ignore"):
                flags = regex.IGNORECASE | regex.MULTILINE
                self._pattern = regex.compile(self.entry[1:-1], flags)
        except _MISTAKES as error:
            self.problem = f"is not understood: {str(error) or 'it is too large'}"

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where it matches, half open, in order; nothing where it is switched off.

        Takes at most the time limit. An expression that needs more is switched off for good.
        """
        if self.problem is not None:
            return []
        limit = LIMIT + LIMIT_BY_CHARACTER * len(text)
        try:
            return list(self._spans(text, limit))
        except TimeoutError:
            self.problem = "takes too long and was switched off; make it simpler, or list words"
        except _MISTAKES as error:
            self.problem = f"can't be used and was switched off: {str(error) or 'it is too large'}"
        return []

    def _spans(self, text: str, limit: float) -> Iterator[tuple[int, int]]:
        until = time.perf_counter() + limit
        for match in self._pattern.finditer(text, timeout=limit):
            # The package's clock is that of the processor, and it looks at it now and then only.
            if time.perf_counter() > until + limit:
                raise TimeoutError
            if match.end() > match.start():
                yield match.span()
