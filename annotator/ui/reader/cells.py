"""Cells of a table that stand beside each other: what is at a point, and how one scrolls past.

Qt takes the lines of a block to be below each other. Where cells are broken into lines they are
not, so the cell at a point is found here, and a page is not moved to a line that would take it
back up within the row.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from annotator.ui.reader.block_look import BlockLook


def line_at(block: QTextBlock, look: BlockLook, point: QPointF) -> QTextLine | None:
    """The line of a row of cells at a point in pixels of the block, or the nearest in the column
    there; None where the block is no such row."""
    if look.row is None or not look.row.beside:
        return None
    cells = cell_lines(block.layout(), [cell.start for cell in look.row.cells])
    if not cells:
        return None
    # The column whose words begin nearest before the point; right to left, nearest after it.
    own = min(cells, key=lambda lines: _apart(lines, point.x()))
    return next((line for line in own if point.y() < line.y() + line.height()), own[-1])


def cell_lines(layout: QTextLayout, starts: Sequence[int]) -> list[list[QTextLine]]:
    """The lines of each cell; `starts` are the units that the cells begin with."""
    begins = set(starts)
    cells: list[list[QTextLine]] = []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if not cells or line.textStart() in begins:
            cells.append([])
        cells[-1].append(line)
    return cells


def _apart(lines: Sequence[QTextLine], x: float) -> float:
    """How far a point is from a column, in pixels."""
    left = min(line.x() for line in lines)
    right = left + max(line.width() for line in lines)
    return max(left - x, x - right, 0.0)


def steps(layout: QTextLayout) -> int:
    """By how many of its first lines a page scrolls through a block: those until the first that is
    not below the one before it."""
    count = layout.lineCount()
    for number in range(1, count):
        if layout.lineAt(number).y() <= layout.lineAt(number - 1).y():
            return number
    return count


def resting_line(block: QTextBlock, look: BlockLook, number: int, before: int) -> int:
    """The line to which a page is moved that was to be moved to line `number` of a block, from
    line `before` (both counted from the first of the block)."""
    if look.row is None or not look.row.beside:
        return number
    layout = block.layout()
    usable = steps(layout)
    if number < usable or number >= layout.lineCount():
        return number
    y = layout.lineAt(number).y()
    fitting = next((n for n in range(usable) if layout.lineAt(n).y() >= y), usable - 1)
    if number > before >= fitting:
        return layout.lineCount()  # onwards: the first line of the next block
    return fitting
