"""Words that were parted at the end of a line.

A hyphen there is of the line where the text has the word without it elsewhere, or has neither form;
it is of the word where the text has it with the hyphen within a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

HYPHENS: Final = "-\u2010\u00ad"
_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ENDS: Final = re.compile(r"([^\W\d_]+(?:[-\u2010][^\W\d_]+)*)[-\u2010\u00ad]$")
_BEGINS: Final = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_FIRST_PARTS: Final = frozenset({"self", "half", "well", "quasi", "vice", "cross"})
"""First parts of English compounds, for where the text itself does not tell."""


class Hyphenation:
    """What a text tells of the spelling of its words."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Of lines that no word goes over the end of, save parted ones."""
        text = "\n".join(lines)
        self._compounds = Counter(
            match.replace("\u2010", "-").casefold() for match in _COMPOUND.findall(text)
        )
        self._words = Counter(map(str.casefold, _WORD.findall(text)))

    def parts_word(self, line: str, following: str) -> bool:
        """Whether the hyphen that ends a line is to be dropped, given the next line."""
        if line.endswith("\u00ad"):
            return True
        left, right = _ENDS.search(line), _BEGINS.match(following)
        if not left or not right or not right.group()[0].islower():
            return False
        first, second = left.group(1).casefold(), right.group().casefold()
        with_hyphen = self._compounds[f"{first}-{second}"]
        without = self._words[first.rpartition("-")[2] + second.partition("-")[0]]
        if with_hyphen or without:
            return without >= with_hyphen
        return first not in _FIRST_PARTS
