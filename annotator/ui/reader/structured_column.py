"""A page of text that is set as its structure says, with cells of tables beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from annotator.corpus.structure import Element
from annotator.ui.reader import cells
from annotator.ui.reader.block_look import PLAIN
from annotator.ui.reader.structure_formats import CHANGES
from annotator.ui.reader.text_column import TextColumn
from annotator.ui.theme import Theme


class StructuredColumn(TextColumn):
    """Shows more or less of the structure; no position in the text ever changes by it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._stepping = False
        super().__init__(theme, parent)

    def show_structure(self, *, plain: bool, changes: bool) -> None:
        """Set the text as its structure says, or with `plain` as bare lines; with `changes`, show
        comments and tracked changes too. No position changes."""
        if (plain, changes) != (self.looks.plain, self.looks.changes):
            self.looks.plain, self.looks.changes = plain, changes
            self._set_anew()

    def elements_at(self, position: int) -> list[Element]:
        """What of the structure can be seen at a code point, the outer first; none where the text
        is shown plain."""
        looks = self.looks
        if not looks.active:
            return []
        found = looks.elements.touching(position, position)
        return found if looks.changes else [one for one in found if one.kind not in CHANGES]

    def _set_anew(self) -> None:
        """Every block looks different: lay them all out again, with the same line at the top."""
        top = self.first_visible_position()
        self.looks.forget()
        self._layout.forget(self.document())
        self._lines_moved()
        self.scroll_to(top)
        self.idle.start()
        self.viewport().update()
        self.pageMoved.emit()

    def _page_line(self, block: QTextBlock, number: int, above: float, usual: int) -> int:
        if not self.looks.active:
            return usual
        left = above - block.layout().lineAt(number).y()
        while left > 0 and block.previous().isValid():
            block = block.previous()
            left -= self.blockBoundingRect(block).height()
        layout = block.layout()
        lines = (n for n in range(layout.lineCount()) if layout.lineAt(n).y() <= max(0.0, -left))
        look = self.looks.of(block)
        return block.firstLineNumber() + cells.page_line(block, look, max(lines, default=0))

    # --- cells beside each other

    def cell_unit(self, point: QPointF, *, on_character: bool = False) -> int | None:
        """The widget's position at a point of the viewport in a row of cells that stand beside
        each other: the nearest between two characters, or the character there. None elsewhere,
        where Qt finds it."""
        if not self.looks.active:
            return None
        for block, origin, height in self.visible_blocks():
            if point.y() < origin.y() + height:
                line = cells.line_at(block, self.looks.of(block), point - origin)
                if line is None:
                    return None
                x = point.x() - origin.x()
                return block.position() + cells.unit_in(line, x, on_character=on_character)
        return None

    def scrollContentsBy(self, across: int, down: int) -> None:
        """Cells beside each other are passed without going back up."""
        bar = self.verticalScrollBar()
        value = bar.value()
        if down and self.looks.active:
            block = self.document().findBlockByLineNumber(value)
            first = block.firstLineNumber()
            look = self.looks.kept(block.blockNumber()) or PLAIN
            number, before = value - first, value + down - first
            if self._stepping:
                wanted = first + cells.stepped_line(block, look, number, before)
            else:
                wanted = first + cells.page_line(block, look, number)
            if wanted != value and 0 <= wanted <= bar.maximum():
                self._stepping = False  # what it leads to is a place to rest at
                bar.setValue(wanted)
                return
        super().scrollContentsBy(across, down)

    def scroll_lines(self, count: int) -> None:
        """Scroll by some lines, down or up, as the wheel does."""
        with self._scrolling_by_lines():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + count)

    @contextmanager
    def _scrolling_by_lines(self) -> Iterator[None]:
        """While the page is moved by so many lines, not to a place."""
        self._stepping = True
        try:
            yield
        finally:
            self._stepping = False

    def _move_caret(self, unit: int, *, keep_anchor: bool) -> None:
        """Put the caret at a position of the widget; with `keep_anchor`, select up to it."""
        mode = QTextCursor.MoveMode
        cursor = self.textCursor()
        cursor.setPosition(unit, mode.KeepAnchor if keep_anchor else mode.MoveAnchor)
        self.setTextCursor(cursor)
