"""Numbers and bullets of lists that were written as text: before a tab, in a hanging paragraph.

Programs that know no lists of the format write their items so (RTF 1.9.1 has words for lists, but
demands none). Small letters only: “A.” before a tab is who speaks.
"""

from __future__ import annotations

import re
from typing import Final

from annotator.exchange.documents.rtf.state import State

_LABEL: Final = re.compile(
    r"\s*((?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivxlc]{1,6})[.)]|[•‣◦▪■□●○⁃–—·*-]))\s*"
)
_LONGEST: Final = 14


class TypedLabel:
    """The beginning of a paragraph, held back while it may be a number or a bullet."""

    def __init__(self) -> None:
        self.held: list[tuple[str, State]] = []
        self._lefts: list[int] = []

    def may_hold(self, text: str, state: State) -> bool:
        """Whether text may be a label, or go on with the one held."""
        length = sum(len(piece) for piece, _state in self.held) + len(text)
        return state.first_indent < 0 and not state.in_list and length <= _LONGEST

    def taken(self) -> str | None:
        """The label that is held, where a tab follows; None where it is none."""
        found = _LABEL.fullmatch("".join(piece for piece, _state in self.held))
        if found is None:
            return None
        self.held.clear()
        return found[1]

    def level(self, left: int) -> int:
        """The level of an item, from 0, by how far in it stands among those before it, in twips."""
        while self._lefts and left < self._lefts[-1]:
            self._lefts.pop()
        if not self._lefts or left > self._lefts[-1]:
            self._lefts.append(left)
        return len(self._lefts) - 1

    def end_list(self) -> None:
        """A paragraph at the margin ends the list."""
        self._lefts.clear()
