"""Finding an entry of a list by typing its name, as lists of the platform do, and more: the words
within a name count as well as its beginning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication


class TypeAhead:
    """Collects what is typed without a pause, and finds the entry that is meant."""

    def __init__(self) -> None:
        self._typed = ""
        self._since = QElapsedTimer()

    def row(self, letters: str, names: Sequence[str], current: int) -> int | None:
        """The row among `names` to go to after `letters` were typed at row `current` (-1: none);
        None where nothing fits."""
        paused = self._since.isValid() and self._since.hasExpired(
            QApplication.keyboardInputInterval()
        )
        self._typed = letters if paused else self._typed + letters
        self._since.start()
        return find(self._typed, names, current)


def find(typed: str, names: Sequence[str], current: int) -> int | None:
    """The next row whose name begins with `typed`, else one with a word that does, else one that
    contains it. The same letter again goes to the next such row."""
    needle = typed.casefold()
    if len(set(needle)) == 1:
        needle = needle[0]
    # A longer word may still mean the row where one is.
    first = max(0, current + (len(needle) == 1))
    rows = [(first + step) % len(names) for step in range(len(names))]
    folded = [name.casefold() for name in names]
    for fits in (_begins, _has_word, _contains):
        for row in rows:
            if fits(folded[row], needle):
                return row
    return None


def _begins(name: str, needle: str) -> bool:
    return name.startswith(needle)


def _has_word(name: str, needle: str) -> bool:
    return f" {needle}" in name


def _contains(name: str, needle: str) -> bool:
    return needle in name
