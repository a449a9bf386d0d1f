"""Where the lines on the screen are, by the code points that they begin with."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLine

_FAR = 10_000.0
BESIDE = 1
"""The state of a block whose lines are not all below each other."""


class VisibleLine(NamedTuple):
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
        self.end = 0
        """The code point behind the last paragraph that is on the screen."""
        self.beside = False
        """Whether some lines are beside others: then those out of sight in their row are there
        too, and the next one need not be lower."""
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
        if self.beside and 0 <= first < last:
            covered = self.lines[first : last + 1]
            top, bottom = min(one.top for one in covered), max(one.bottom for one in covered)
        if first == len(self.lines) - 1 and first >= 0 and top > self._height:
            top = self._height + _FAR
        return top, bottom


def lines_to_tell(block: QTextBlock, origin: QPointF, clip: QRectF) -> list[QTextLine]:
    """The lines by which one tells where a passage is: those that are visible, and all of a row of
    cells, whose lines out of sight may stand before visible ones in the text."""
    if block.userState() != BESIDE:
        return visible_lines(block, origin, clip)
    layout = block.layout()
    return [layout.lineAt(number) for number in range(layout.lineCount())]


def visible_lines(block: QTextBlock, origin: QPointF, clip: QRectF) -> list[QTextLine]:
    """The lines of a block that reach into `clip`, with the room below them."""
    layout = block.layout()
    count = layout.lineCount()
    if count <= 3:
        return [layout.lineAt(number) for number in range(count)]
    top, bottom = clip.top() - origin.y(), clip.bottom() - origin.y()
    if block.userState() == BESIDE:
        every = (layout.lineAt(number) for number in range(count))
        return [
            one
            for one in every
            if one.y() + 3 * one.height() >= top and one.y() - one.height() <= bottom
        ]
    last = layout.lineAt(count - 1)
    if top <= 0 and last.y() - last.height() <= bottom:
        return [layout.lineAt(number) for number in range(count)]
    low, high = 0, count - 1
    while low < high:
        middle = (low + high) // 2
        line = layout.lineAt(middle)
        # Three heights: underlines hang into the room below a line.
        if line.y() + 3 * line.height() < top:
            low = middle + 1
        else:
            high = middle
    lines: list[QTextLine] = []
    for number in range(low, count):
        line = layout.lineAt(number)
        if line.y() - line.height() > bottom:
            break
        lines.append(line)
    return lines
