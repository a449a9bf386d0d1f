"""A page of text that is set as its structure says, with cells of tables beside each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from annotator.corpus.structure import Element
from annotator.corpus.text import DocumentText
from annotator.ui.reader import cells
from annotator.ui.reader.block_look import PLAIN
from annotator.ui.reader.elements import Elements
from annotator.ui.reader.structure_formats import CHANGES
from annotator.ui.reader.text_column import TextColumn
from annotator.ui.theme import Theme

_MOST_STEPS = 60


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

    def show_turns(self, *, colored: bool, only: Collection[str]) -> None:
        """Show the names of speakers in a colour of their own, or not; grey the turns of all others
        than these, of nobody where there are none."""
        turns = self.looks.turns
        if (colored, frozenset(only)) != (turns.colored, turns.only):
            turns.colored, turns.only = colored, frozenset(only)
            self._set_anew()

    def show_structure_again(self, text: DocumentText) -> None:
        """The same text with elements that say something else, such as the names of speakers; what
        is shown beside it stays, and so does the place where one reads."""
        self.text = text
        self.looks.show(Elements(text.structure), text.text, self.positions)
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

    def _key_caret(self, unit: int, *, keep_anchor: bool) -> None:
        """The same by key, with the caret's line wholly in sight. Qt takes the lines of cells to be
        below each other, and may stop short of it."""
        self._move_caret(unit, keep_anchor=keep_anchor)
        position = self.positions.to_text(unit)
        for _ in range(_MOST_STEPS):
            if self.is_visible(position):
                break
            self.scroll_lines(1 if self.cursorRect().center().y() > 0 else -1)

    def _cells_near(self, *, down: bool) -> bool:
        """Whether cells beside each other are on the page, or on the one before or after it."""
        room, block = 2.0 * self.viewport().height(), self.firstVisibleBlock()
        if not down:
            visible = [one for one, _origin, _height in self.visible_blocks()]
            block = visible[-1] if visible else block
        while block.isValid() and room > 0:
            if cells.is_beside(self.looks.of(block)):
                return True
            room -= self.blockBoundingRect(block).height()
            block = block.next() if down else block.previous()
        return False

    def page_by_cells(self, *, down: bool, keep_anchor: bool) -> bool:
        """Scroll by a page, with the caret to the top of it, where cells beside each other are on
        the page or next to it; False where Qt can do so."""
        if not self.looks.active or not self._cells_near(down=down):
            return False
        pitch = QFontMetricsF(self.font()).height() + self.spacing.above + self.spacing.below
        lines = max(1, int(self.viewport().height() / pitch) - 1)
        before = self.verticalScrollBar().value()
        self.scroll_lines(lines if down else -lines)
        if self.verticalScrollBar().value() == before:
            return False
        unit = self.positions.to_widget(self.first_visible_position())
        self._key_caret(unit, keep_anchor=keep_anchor)
        return True
