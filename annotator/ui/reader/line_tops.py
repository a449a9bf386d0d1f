"""Where the lines on the screen are, by the code points that they begin with."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

_FAR = 10_000.0


@dataclass(frozen=True, slots=True)
class VisibleLine:
    """One line on the screen: its first code point, its edges in pixels of the viewport, and
    whether the widget's block begins with it."""

    position: int
    top: float
    bottom: float
    first: bool


class LineTops:
    """The lines of one screen, in order."""

    def __init__(self, height: float) -> None:
        self.lines: list[VisibleLine] = []
        self._starts: list[int] = []
        self._height = height

    def add(self, position: int, top: float, bottom: float, first: bool) -> None:
        """The next line down the page."""
        self.lines.append(VisibleLine(position, top, bottom, first))
        self._starts.append(position)

    def extent(self, start: int, end: int) -> tuple[float, float]:
        """From where to where a span reaches down the page, beyond the screen if need be."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        top = self.lines[first].top if first >= 0 else -_FAR
        bottom = self.lines[last].bottom if last >= 0 else -_FAR
        if first == len(self.lines) - 1 and first >= 0 and top > self._height:
            top = self._height + _FAR
        return top, bottom
