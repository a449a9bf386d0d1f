"""The view of a document with a caret and a selection that is exact to the character."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QWidget

from annotator.corpus.segments import SegmentUnit, grown, shrunk, unit_at
from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.ui.reader.code_points import grapheme_start
from annotator.ui.reader.line_tops import visible_lines
from annotator.ui.reader.page_view import PageView
from annotator.ui.reader.selecting import selection, shorter_end, stepped, whole_characters
from annotator.ui.theme import Theme


class SelectingView(PageView):
    """Selects by span and by unit. The text is never read back from the widget."""

    selectionSpanChanged = Signal(object)
    """The Span that is selected now, or None."""
    cursorMoved = Signal(int)
    """The caret is before this code point."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._dragging = False
        self._snap_now = True
        self._loading = False
        self._painted: Span | None = None
        self._grown: list[Span] = []
        self._growing = False
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.selectionChanged.connect(self._selection_changed)
        self.cursorPositionChanged.connect(self._cursor_moved)

    def show_document(self, text: str | DocumentText) -> None:
        """Show a text, without marks, with the caret and the page at its beginning."""
        self._loading = True
        self._grown.clear()
        self._painted = None
        try:
            super().show_document(text)
        finally:
            self._loading = False
        self.selectionSpanChanged.emit(None)
        self.cursorMoved.emit(0)

    # --- selection

    def cursor_position(self) -> int:
        """The code point that the caret is before."""
        return self.positions.to_text(self.textCursor().position())

    def _raw_selection(self) -> tuple[int, int]:
        cursor = self.textCursor()
        to_text = self.positions.to_text
        return to_text(cursor.selectionStart()), to_text(cursor.selectionEnd())

    def selected_span(self) -> Span | None:
        """What is selected, in whole characters; None where nothing is."""
        start, end = self._raw_selection()
        if self._dragging:
            return selection(self.text.text, start, end, self._snap_now)
        return whole_characters(self.text.text, start, end) if start < end else None

    @property
    def dragging(self) -> bool:
        """Whether the mouse button is down: what was meant shows when it is let go."""
        return self._dragging

    def selected_text(self) -> str:
        """The selected passage, from the project's own text."""
        span = self.selected_span()
        return self.text.text[span.start : span.end] if span else ""

    def select(self, span: Span, backward: bool = False) -> None:
        """Select a passage; the caret is at its end, or with `backward` at its start."""
        start, end = self.positions.to_widget(span.start), self.positions.to_widget(span.end)
        if span.end in self._breaks:
            # The last character is before the widget's own line break, not behind it.
            end -= 1
        cursor = self.textCursor()
        cursor.setPosition(end if backward else start)
        cursor.setPosition(start if backward else end, QTextCursor.MoveMode.KeepAnchor)
        self._set_cursor_in_place(cursor, span)

    def set_cursor_position(self, position: int) -> None:
        """Put the caret before a code point, with nothing selected."""
        cursor = self.textCursor()
        cursor.setPosition(self.positions.to_widget(position))
        self.setTextCursor(cursor)

    def clear_selection(self) -> None:
        """Keep the caret, select nothing."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    @property
    def _breaks(self) -> frozenset[int]:
        return self.positions.break_set

    def _set_cursor_in_place(self, cursor: QTextCursor, span: Span) -> None:
        """Qt scrolls to the caret; a long passage that can be seen must not jump for that."""
        bar = self.verticalScrollBar()
        value = bar.value()
        seen = self.is_visible(span.start) or self.is_visible(span.end - 1)
        self.setTextCursor(cursor)
        if seen and span.length > 1 and not self.is_visible(self.cursor_position()):
            bar.setValue(value)

    def grow_selection(self) -> None:
        """Word, clause, sentence, paragraph, text: the next larger one around the selection."""
        span = self.selected_span()
        position = self.cursor_position()
        before = span or Span(position, position + 1) if position < len(self.text) else span
        if before is None:
            return
        if span is None:
            larger = unit_at(self.text, position, SegmentUnit.WORD) or grown(self.text, before)
        else:
            larger = grown(self.text, span)
            self._grown.append(span)
        self._select_grown(larger)

    def shrink_selection(self) -> None:
        """Back to what the selection was before it grew, else to the next smaller unit."""
        span = self.selected_span()
        if span is None:
            return
        smaller = self._grown.pop() if self._grown else shrunk(self.text, span)
        self._select_grown(smaller)

    def _select_grown(self, span: Span) -> None:
        self._growing = True
        try:
            self.select(span)
        finally:
            self._growing = False

    def select_unit(self, unit: SegmentUnit) -> None:
        """Select the word, clause, sentence or paragraph around the caret."""
        span = self.selected_span()
        position = span.start if span else self.cursor_position()
        whole = unit_at(self.text, position, unit)
        if whole is None and position > 0:
            whole = unit_at(self.text, position - 1, unit)
        if whole is not None:
            self.select(whole)

    def extend_selection(self, unit: SegmentUnit, forward: bool) -> None:
        """Move the caret's end of the selection by a unit, as the shift key does."""
        cursor = self.textCursor()
        position = stepped(self.text, self.cursor_position(), unit, forward)
        cursor.setPosition(self.positions.to_widget(position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def moved_boundary(self, span: Span, at_end: bool, unit: SegmentUnit, forward: bool) -> Span:
        """`span` with one end moved by a unit; the same where there is nothing to gain."""
        if at_end == forward:
            edge = stepped(self.text, span.end if at_end else span.start, unit, forward)
        else:
            edge = shorter_end(self.text, span, unit, at_end)
        start, end = (span.start, edge) if at_end else (edge, span.end)
        return Span(start, end) if 0 <= start < end <= len(self.text) else span

    # --- events and painting

    def _selection_changed(self) -> None:
        if self._loading:
            return
        if not self._growing:
            self._grown.clear()
        span = self.selected_span()
        self.update_spans(tuple(part for part in (self._painted, span) if part is not None))
        self._painted = span
        if not self._dragging:
            self.selectionSpanChanged.emit(span)

    def _cursor_moved(self) -> None:
        if not self._loading:
            self.cursorMoved.emit(self.cursor_position())

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def paint_below(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, clip: QRectF
    ) -> None:
        super().paint_below(painter, block, origin, clip)
        span = self._painted
        if span is None:
            return
        color = QColor(self.theme.color("selection"))
        color.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for rect in self.painter_of_marks.rects(block, span, origin, clip, full=True):
            painter.drawRect(rect)

    def position_at(self, point: QPoint) -> int:
        """The code point below a point of the viewport, or the nearest one."""
        unit = self.cell_unit(QPointF(point), on_character=True)
        if unit is not None:
            return grapheme_start(self.text.text, self.positions.to_text(unit))
        block = self.cursorForPosition(point).block()
        origin = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        lines = visible_lines(block, origin, QRectF(0, 0, 1, self.viewport().height()))
        line = next((line for line in lines if point.y() < origin.y() + line.rect().bottom()), None)
        if line is None:
            return self.positions.to_text(block.position() + block.length() - 1)
        on_character = QTextLine.CursorPosition.CursorOnCharacter
        unit = line.xToCursor(point.x() - origin.x(), on_character)
        return grapheme_start(self.text.text, self.positions.to_text(block.position() + unit))
