"""The view of a document in which passages are selected and codings clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextBlock,
    QTextCursor,
    QTextLine,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.corpus.segments import Unit, grown, shrunk, unit_at
from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.ui.reader.code_points import grapheme_start
from annotator.ui.reader.line_tops import visible_lines
from annotator.ui.reader.page_view import PageView
from annotator.ui.reader.selecting import (
    selection,
    shorter_end,
    stepped,
    whole_characters,
)
from annotator.ui.theme import Theme

_ZOOM_STEP = 1.1


class ReaderView(PageView):
    """A read-only text with a caret, a selection that snaps to words, and codings.

    Positions are code points, spans half open, codings and codes their GUIDs. The text is never
    read back from the widget.
    """

    selectionSpanChanged = Signal(object)
    """The Span that is selected now, or None."""
    selectionMade = Signal(object)
    """A Span was selected by mouse and the button let go: what an armed code is put on."""
    cursorMoved = Signal(int)
    """The caret is before this code point."""
    codingClicked = Signal(object)
    """The GUID of the coding that was clicked, or None for a click on plain text."""
    contextMenuRequested = Signal(QPoint, int)
    """Global point, and the code point below the mouse or behind the caret."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.snapping = True
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
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Text of the document"))
        self.setAccessibleDescription(
            self.tr("Select a passage and press the key of a code to code it.")
        )
        self.selectionChanged.connect(self._selection_changed)
        self.cursorPositionChanged.connect(self._cursor_moved)

    def show_document(self, text: str | DocumentText) -> None:
        self._loading = True
        self._grown.clear()
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
            larger = unit_at(self.text, position, Unit.WORD) or grown(self.text, before)
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

    def select_unit(self, unit: Unit) -> None:
        """Select the word, clause, sentence or paragraph around the caret."""
        span = self.selected_span()
        position = span.start if span else self.cursor_position()
        whole = unit_at(self.text, position, unit)
        if whole is None and position > 0:
            whole = unit_at(self.text, position - 1, unit)
        if whole is not None:
            self.select(whole)

    def extend_selection(self, unit: Unit, forward: bool) -> None:
        """Move the caret's end of the selection by a unit, as the shift key does."""
        cursor = self.textCursor()
        position = stepped(self.text, self.cursor_position(), unit, forward)
        cursor.setPosition(self.positions.to_widget(position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def moved_boundary(self, span: Span, at_end: bool, unit: Unit, forward: bool) -> Span:
        """`span` with one end moved by a unit; the same where there is nothing to gain."""
        if at_end == forward:
            edge = stepped(self.text, span.end if at_end else span.start, unit, forward)
        else:
            edge = shorter_end(self.text, span, unit, at_end)
        start, end = (span.start, edge) if at_end else (edge, span.end)
        return Span(start, end) if 0 <= start < end <= len(self.text) else span

    # --- codings

    def codings_at(self, position: int) -> list[str]:
        """The codings that are shown at a code point, the shortest first."""
        marks = self.painter_of_marks.shown(position, position + 1)
        order = sorted(marks, key=lambda mark: (mark.end - mark.start, mark.row))
        return list(dict.fromkeys(self.marks.key(mark.row) for mark in order))

    def position_at(self, point: QPoint) -> int:
        """The code point below a point of the viewport, or the nearest one."""
        block = self.cursorForPosition(point).block()
        origin = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
        lines = visible_lines(block, origin, QRectF(0, 0, 1, self.viewport().height()))
        line = next((line for line in lines if point.y() < origin.y() + line.rect().bottom()), None)
        if line is None:
            return self.positions.to_text(block.position() + block.length() - 1)
        on_character = QTextLine.CursorPosition.CursorOnCharacter
        unit = line.xToCursor(point.x() - origin.x(), on_character)
        return grapheme_start(self.text.text, self.positions.to_text(block.position() + unit))

    # --- events

    def event(self, event: QEvent) -> bool:
        """Qt's text control claims Undo, Delete and the like even where nothing can be edited;
        here they are the project's."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._snap_now = self._snaps(event)
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                # Or Qt would take a press on the selection for dragging the text away.
                self.clear_selection()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._snap_now = self._snaps(event)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not self._dragging:
            return
        self._snap_now = self._snaps(event)
        span = self.selected_span()
        self._dragging = False
        if span is None:
            self._clicked(event.position().toPoint())
            return
        cursor = self.textCursor()
        self.select(span, backward=cursor.position() < cursor.anchor())
        self.selectionSpanChanged.emit(span)
        self.selectionMade.emit(span)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        word = unit_at(self.text, self.position_at(event.position().toPoint()), Unit.WORD)
        if word is not None and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.select(word)
            self.selectionMade.emit(word)

    def _snaps(self, event: QMouseEvent) -> bool:
        return self.snapping and not event.modifiers() & Qt.KeyboardModifier.AltModifier

    def _clicked(self, point: QPoint) -> None:
        self.clear_selection()
        self.selectionSpanChanged.emit(None)
        keys = self.codings_at(self.position_at(point))
        if not keys:
            self.codingClicked.emit(None)
            return
        # A further click on the same place reaches the codings below.
        at = keys.index(self.emphasised) + 1 if self.emphasised in keys else 0
        self.codingClicked.emit(keys[at % len(keys)])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse:
            position = self.position_at(self.viewport().mapFromGlobal(event.globalPos()))
            point = event.globalPos()
        else:
            position = self.cursor_position()
            point = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.contextMenuRequested.emit(point, position)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = Qt.KeyboardModifier.ControlModifier
        shift = Qt.KeyboardModifier.ShiftModifier
        arrows = {Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == control | shift and Qt.Key(event.key()) in arrows:
            # Qt's own steps split "US-hosted" and "2,5".
            forward = arrows[Qt.Key(event.key())]
            block = self.textCursor().block()
            right_to_left = block.textDirection() == Qt.LayoutDirection.RightToLeft
            self.extend_selection(Unit.WORD, forward != right_to_left)
            event.accept()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.set_scale(self.scale * (_ZOOM_STEP if turned > 0 else 1 / _ZOOM_STEP))
            event.accept()
            return
        super().wheelEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    # --- painting

    def paint_below(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, clip: QRectF
    ) -> None:
        super().paint_below(painter, block, origin, clip)
        span = self.selected_span()
        if span is None:
            return
        color = QColor(self.theme.color("selection"))
        color.setAlpha(215)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for rect in self.painter_of_marks.rects(block, span, origin, clip, full=True):
            painter.drawRect(rect)
