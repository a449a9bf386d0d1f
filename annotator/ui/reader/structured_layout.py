"""Sets the blocks of a structured text: letters, indents, the columns of tables.

The characters of the document are never touched. Letters are the additional formats of a block's
layout, given when the block is first laid out; indents and columns are where its lines are put.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

from annotator.ui.reader.block_look import PLAIN, BlockLook, TableRow
from annotator.ui.reader.block_looks import BlockLooks
from annotator.ui.reader.line_tops import BESIDE
from annotator.ui.reader.page_layout import SpacedLayout, lower_by

_FAR = 1e6
"""Pixels of a tab that no line has room for: it ends the line, and so the cell."""
_NARROWEST = 40.0


class StructuredLayout(SpacedLayout):
    """Lays out what has a look of its own; everything else is `SpacedLayout`'s."""

    def __init__(self, document: QTextDocument, looks: BlockLooks) -> None:
        super().__init__(document)
        self._looks = looks
        self._formatted: set[int] = set()
        self._formatting = False
        self._filling = False
        self._rooms: dict[int, QRectF] = {}

    @contextmanager
    def filling(self) -> Iterator[None]:
        """While the document gets another text. Qt asks for heights in the midst of it; formats
        that were given then would be lost or worse."""
        self._filling = True
        try:
            yield
        finally:
            self._filling = False
        self._formatted.clear()
        if self._looks.active:
            self.forget(self.document())

    def documentChanged(self, position: int, removed: int, added: int) -> None:
        """Formats that are given while a block is laid out are no change of the document."""
        if not self._formatting:
            super().documentChanged(position, removed, added)

    @contextmanager
    def unpainted(self, blocks: Sequence[QTextBlock]) -> Iterator[None]:
        """While Qt paints, but not these blocks: it leaves out lines that it takes to be below or
        above what is painted, as if none stood beside another. They keep their room."""
        self._rooms = {block.blockNumber(): self.blockBoundingRect(block) for block in blocks}
        try:
            for block in blocks:
                block.setVisible(False)
            yield
        finally:
            self._rooms = {}
            for block in blocks:
                block.setVisible(True)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if self._rooms and block.blockNumber() in self._rooms:
            return self._rooms[block.blockNumber()]
        look = self._laid_out(block)
        if look is PLAIN or look.after is None:
            return super().blockBoundingRect(block)
        rect = QPlainTextDocumentLayout.blockBoundingRect(self, block)
        # Whole pixels: fractions would add up to other places for what is painted below.
        rect.setHeight(floor(rect.height()) + self.spacing.below + look.after)
        return rect

    def break_lines(self, block: QTextBlock) -> None:
        if not self._laid_out(block).own_lines:
            super().break_lines(block)

    def _laid_out(self, block: QTextBlock) -> BlockLook:
        """The look of a block, whose letters and lines are as it says."""
        looks = self._looks
        if self._filling or (not looks.active and not self._formatted):
            return PLAIN
        layout = block.layout()
        # As in `SpacedLayout`: Qt puts the first line at 0.
        if layout.lineCount() and layout.lineAt(0).y() >= self.spacing.above:
            look = looks.kept(block.blockNumber()) or looks.of(block)
        else:
            look = looks.of(block)
            self._set_letters(block, layout, look)
            if look.own_lines:
                self._set_lines(block, layout, look)
            elif look is not PLAIN:
                super().blockBoundingRect(block)
        return look

    def _set_letters(self, block: QTextBlock, layout: QTextLayout, look: BlockLook) -> None:
        number = block.blockNumber()
        if not look.letters and number not in self._formatted:
            return
        ranges = []
        for start, end, form in look.letters:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, end - start, form
            ranges.append(one)
        self._formatting = True
        try:
            layout.setFormats(ranges)
            # The document has noted a change; it is told that it has been dealt with.
            self.document().markContentsDirty(block.position(), 0)
        finally:
            self._formatting = False
        if ranges:
            self._formatted.add(number)
        else:
            self._formatted.discard(number)

    # --- lines

    def _set_lines(self, block: QTextBlock, layout: QTextLayout, look: BlockLook) -> None:
        document = self.document()
        margin = document.documentMargin()
        option = document.defaultTextOption()
        row = look.row
        columns = row.columns if row is not None else None
        if columns is not None and columns.right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        if row is not None:
            option.setTabs(_tabs(row))
        layout.setTextOption(option)
        layout.beginLayout()
        try:
            width = max(_NARROWEST, self._looks.line_width() - look.indent)
            if row is not None and columns is not None and not columns.fits:
                self._set_cells(layout, look, row, margin, width)
            else:
                start = columns.text_left(_first_column(row)) if row and columns else 0.0
                start += look.cell_indent
                right = columns.right_to_left if columns else _is_right_to_left(block)
                self._stack(layout, look, margin + look.indent + start, width - start, right)
        finally:
            layout.endLayout()
        laid_out = QTextBlock(block)
        laid_out.setLineCount(max(1, layout.lineCount()))
        laid_out.setUserState(BESIDE if row is not None and row.beside else -1)

    def _stack(
        self, layout: QTextLayout, look: BlockLook, left: float, width: float, right_to_left: bool
    ) -> None:
        """One line below the other."""
        spacing = self.spacing
        y = spacing.above + look.before
        while (line := layout.createLine()).isValid():
            self._break(line, width)
            x = left
            if right_to_left:
                # The room before the words is at the right edge, at the left one there is none.
                x = self.document().documentMargin() + max(0.0, width - line.naturalTextWidth())
            line.setPosition(QPointF(x, y + lower_by(line)))
            y += line.height() + spacing.above + spacing.below

    def _set_cells(
        self, layout: QTextLayout, look: BlockLook, row: TableRow, margin: float, whole: float
    ) -> None:
        """Each cell in its column, broken into lines, all cells beside each other."""
        columns, spacing = row.columns, self.spacing
        assert columns is not None
        starts = [cell.start for cell in row.cells] or [0]
        top = spacing.above + look.before
        y, before, lowest = top, -1, top
        while (line := layout.createLine()).isValid():
            number = max(0, bisect_right(starts, line.textStart()) - 1)
            if number != before:
                y, before = top, number
            cell = row.cells[number] if row.cells else None
            column, spanned = (cell.column, cell.spanned) if cell else (0, 1)
            width = max(_NARROWEST, columns.text_width(column, spanned) - look.cell_indent)
            self._break(line, width)
            x = margin + look.indent + columns.text_left(column) + look.cell_indent
            if columns.right_to_left:
                own = max(0.0, width - line.naturalTextWidth())
                x = margin + whole - columns.text_left(column) - look.cell_indent - width + own
            line.setPosition(QPointF(x, y + lower_by(line)))
            y += line.height() + spacing.above + spacing.below
            lowest = max(lowest, y)
        if lowest - top > self._looks.tallest:
            self._set_apart(layout, top)

    def _set_apart(self, layout: QTextLayout, y: float) -> None:
        """Put lines below each other that are in their columns already."""
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.setPosition(QPointF(line.x(), y + lower_by(line)))
            y += line.height() + self.spacing.above + self.spacing.below

    def _break(self, line: QTextLine, width: float) -> None:
        line.setLeadingIncluded(True)
        line.setLineWidth(width)


def _is_right_to_left(block: QTextBlock) -> bool:
    return block.textDirection() == Qt.LayoutDirection.RightToLeft


def _first_column(row: TableRow | None) -> int:
    return row.cells[0].column if row is not None and row.cells else 0


def _tabs(row: TableRow) -> list[QTextOption.Tab]:
    """Where the tabs of a row lead: to the next cell's column, or to the end of the line."""
    columns, kind = row.columns, QTextOption.TabType.LeftTab
    if columns is None:
        return []
    if not columns.fits:
        return [QTextOption.Tab(_FAR, kind)]
    first = columns.text_left(_first_column(row))
    stops = [columns.text_left(cell.column) - first for cell in row.cells[1:]]
    return [QTextOption.Tab(stop, kind) for stop in stops if stop > 0]
