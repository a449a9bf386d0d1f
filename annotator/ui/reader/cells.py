"""Cells of a table that stand beside each other: what is at a point, and how one scrolls past.

Qt takes the lines of a block to be below each other. Where cells are broken into lines they are
not, so the cell at a point is found here, and a page is not moved to a line that would take it
back up within the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from annotator.ui.reader.block_look import BlockLook

if TYPE_CHECKING:
    from annotator.ui.reader.text_column import TextColumn


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


def resting_lines(block: QTextBlock, look: BlockLook) -> list[int]:
    """The lines of a row of cells at which a page may begin: its first, then those of its tallest
    cell. Qt begins a page below the line before the one that is named."""
    starts = [cell.start for cell in look.row.cells] if look.row is not None else []
    tallest = max(cell_lines(block.layout(), starts), key=_height)
    return [0, *(line.lineNumber() for line in tallest[1:])]


def page_line(block: QTextBlock, look: BlockLook, number: int) -> int:
    """The line at which a page begins that is to show line `number` of a block at its top."""
    if not is_beside(look) or number <= 0:
        return number
    layout = block.layout()
    y = layout.lineAt(min(number, layout.lineCount() - 1)).y()
    resting = resting_lines(block, look)
    return next((n for n in reversed(resting) if n == 0 or layout.lineAt(n).y() <= y), 0)


def stepped_line(block: QTextBlock, look: BlockLook, number: int, before: int) -> int:
    """The line to which one scrolls from line `before` where without cells it would be `number`,
    both counted from the block's first: below 0 and from its last on they are others' lines."""
    if not is_beside(look):
        return number
    count, resting = block.layout().lineCount(), resting_lines(block, look)
    if before < 0:
        rank = number
    elif before >= count:
        rank = len(resting) - (count - number)
    else:
        rank = resting.index(page_line(block, look, before)) + number - before
    if rank < 0:
        return rank
    return resting[rank] if rank < len(resting) else count + rank - len(resting)


def unit_beyond(view: TextColumn, *, down: bool) -> int | None:
    """The widget's position a line below or above the caret, where cells beside each other are
    left, entered or passed through; None where Qt finds it."""
    looks, cursor = view.looks, view.textCursor()
    if not looks.active:
        return None
    block, unit = cursor.block(), cursor.positionInBlock()
    look, layout = looks.of(block), block.layout()
    line = layout.lineForTextPosition(unit)
    if not line.isValid():
        return None
    # The binding gives the position and the unit that it is for; its stubs say "object".
    to_x: Any = line.cursorToX
    x = to_x(unit)[0]
    beside = is_beside(look)
    if beside and look.row is not None:
        cells = cell_lines(layout, [cell.start for cell in look.row.cells])
        numbers = next(n for n in map(_numbers, cells) if line.lineNumber() in n)
        following = line.lineNumber() + (1 if down else -1)
        if following in numbers:
            return block.position() + unit_in(layout.lineAt(following), x)
    elif 0 <= line.lineNumber() + (1 if down else -1) < layout.lineCount():
        return None
    other = block.next() if down else block.previous()
    if not other.isValid() or not (beside or is_beside(looks.of(other))):
        return None
    view.blockBoundingRect(other)  # lays it out
    target = line_at(other, looks.of(other), QPointF(x, -1.0 if down else 1e9))
    if target is None:
        target = other.layout().lineAt(0 if down else other.layout().lineCount() - 1)
    return other.position() + unit_in(target, x)


def unit_in(line: QTextLine, x: float, *, on_character: bool = False) -> int:
    """The unit of a line's block that is nearest to a place across, or of the character there;
    before the tab that ends a cell."""
    where = QTextLine.CursorPosition
    unit = int(
        line.xToCursor(
            x, where.CursorOnCharacter if on_character else where.CursorBetweenCharacters
        )
    )
    end = line.textStart() + line.textLength()
    past = unit == end and line.textLength() and line.x() + line.naturalTextWidth() < x
    return unit - 1 if past else unit


def is_beside(look: BlockLook) -> bool:
    """Whether a block is a row of cells that stand beside each other."""
    return look.row is not None and look.row.beside


def _numbers(lines: Sequence[QTextLine]) -> range:
    return range(lines[0].lineNumber(), lines[-1].lineNumber() + 1)


def _height(lines: Sequence[QTextLine]) -> float:
    return lines[-1].y() + lines[-1].height()
