"""The view of a document in which passages are selected and codings clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QTextBlock,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.corpus.segments import SegmentUnit, unit_at
from annotator.corpus.span import Span
from annotator.corpus.structure import Element
from annotator.corpus.text import DocumentText
from annotator.ui.reader import cells
from annotator.ui.reader.marks import shortest_first
from annotator.ui.reader.notes import NoteJumps
from annotator.ui.reader.passage_drag import PassageDrag
from annotator.ui.reader.pointing import Pointing
from annotator.ui.reader.selecting_view import SelectingView
from annotator.ui.theme import Theme
from annotator.ui.widgets.pinch import Pinch
from annotator.ui.widgets.plain_text import tip

_ZOOM_STEP = 1.1


class ReaderView(SelectingView):
    """A read-only text with codings, for mouse and keyboard.

    Positions are code points, spans half open, codings and codes their GUIDs.
    """

    _pinch: Pinch | None = None  # Qt sends events while the view is made
    selectionMade = Signal(object)
    """A Span was selected by mouse and the button let go: what an armed code is put on."""
    codingClicked = Signal(object)
    """The GUID of the coding that was clicked, or None for a click on plain text."""
    unusedKey = Signal(str)
    """A key, in Qt's portable form, that no command took."""
    linkRequested = Signal(str)
    """An address that should be opened."""
    contextMenuRequested = Signal(QPoint, int)
    """Global point, and the code point below the mouse or behind the caret."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.snapping = True
        self.notes = NoteJumps(self.looks.elements)
        self.pointing = Pointing(self, self._note_of)
        self.passage_drag = PassageDrag(self)
        self.setMouseTracking(True)
        self._pinch = Pinch(self.viewport())
        self.setAccessibleName(self.tr("Text of the document"))
        self.setAccessibleDescription(
            self.tr("Select a passage and press the key of a code to code it.")
        )

    def show_document(self, text: str | DocumentText) -> None:
        super().show_document(text)
        self.notes = NoteJumps(self.looks.elements)
        self.pointing.hovered = None

    # --- links and notes

    def _note_of(self, mark: Element) -> Element | None:
        return self.notes.note_of(mark)

    def follow(self, position: int) -> bool:
        """Go from the mark of a note to the note or back, or ask for the address of a link, at a
        code point. False where there is neither."""
        here = self.elements_at(position)
        to = self.notes.other_end(here)
        if to is not None:
            self.set_cursor_position(to.start)
            self.reveal(Span(to.start, to.start + 1), force=not self.is_visible(to.start))
            return True
        address = next((str(e.values.get("address", "")) for e in here if e.kind == "link"), "")
        if address:
            self.linkRequested.emit(address)
        return bool(address)

    # --- codings

    def codings_at(self, position: int) -> list[str]:
        """The codings that are shown at a code point, the shortest first, and of those that are as
        long the current coder's."""
        return self.codings_in(Span(position, position + 1))

    def codings_in(self, span: Span) -> list[str]:
        """The codings that are shown in a passage, in the order of `codings_at`."""
        looks = self.painter_of_marks
        shown = looks.shown(span.start, span.end)
        own_first = sorted(shown, key=lambda mark: not looks.coder_style(mark.coder).current)
        return list(dict.fromkeys(self.marks.key(mark.row) for mark in shortest_first(own_first)))

    def coding_name(self, key: str) -> str:
        """A coding in words: its code, and whose it is. KeyError where it is not shown."""
        mark = self.marks.marks_of(key)[0]
        looks = self.painter_of_marks
        code, coder = looks.code_style(mark.code).name, looks.coder_style(mark.coder).name
        return self.tr("{code} — {coder}").format(code=code, coder=coder)

    # --- events

    def event(self, event: QEvent) -> bool:
        """Qt's text control claims Undo, Delete and the like even where nothing can be edited;
        here they are the project's."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.ignore()
            return False
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.pointing.leave()
        pinched = self._pinch.follow(event) if self._pinch is not None else None
        if pinched is not None:
            self.set_scale(self.scale * pinched[0])
            event.accept()
            return True
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), tip(self.tip_at(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """The codings below a point of the viewport in words, a line each, then the cues."""
        position = self.position_at(point)
        lines = [self.coding_name(key) for key in self.codings_at(position)]
        names = {style.guid: style.name for style in self.code_styles}
        for cue in self.cues.within(position, position + 1):
            hint = self.tr("Cue: may be {code} ({rule})")
            lines.append(hint.format(code=names.get(cue.code, "?"), rule=cue.rule))
        lines += self.pointing.tip_at(point)
        return "\n".join(lines)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._follows(event):
            event.accept()
            return
        at = self.position_at(event.position().toPoint())
        if self.passage_drag.press(event, at, self.selected_span()):
            event.accept()
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._snap_now = self._snaps(event)
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                # Or Qt would take a press on the selection for dragging the text away. The caret
                # goes where the mouse is, not back to where it was: Qt would scroll to it.
                self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._into_cell(event)

    def _follows(self, event: QMouseEvent) -> bool:
        """Whether a press of the mouse goes to a note or opens a link, instead of selecting."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.button() != Qt.MouseButton.LeftButton or not control:
            return False
        found = self.pointing.target_at(event.position().toPoint())
        if found is None:
            return False
        self.pointing.leave()
        return self.follow(found[1].start)

    def _into_cell(self, event: QMouseEvent) -> None:
        """Put the caret where the mouse is in a row of cells: Qt puts it into the first of them."""
        unit = self.cell_unit(event.position())
        if unit is not None and unit != self.textCursor().position():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            dragged = event.type() != QEvent.Type.MouseButtonPress
            self._move_caret(unit, keep_anchor=shift or dragged)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.passage_drag.move(event, self.selected_span(), self.selected_text()):
            event.accept()
            return
        if self._dragging:
            self._snap_now = self._snaps(event)
        super().mouseMoveEvent(event)
        if self._dragging:
            self._into_cell(event)
        elif self.looks.active:
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            self.pointing.move(event.position().toPoint(), control=control)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.passage_drag.release():
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
            self._clicked(event.position().toPoint())
            return
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or not self._dragging:
            return
        self._snap_now = self._snaps(event)
        self._into_cell(event)
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
        word = unit_at(self.text, self.position_at(event.position().toPoint()), SegmentUnit.WORD)
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

    def paint_below(
        self, painter: QPainter, block: QTextBlock, origin: QPointF, clip: QRectF
    ) -> None:
        hovered = self.pointing.hovered
        if hovered is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color("accent_tint"))
            for rect in self.painter_of_marks.rects(block, hovered, origin, clip):
                painter.drawRoundedRect(rect.adjusted(-2, 0, 2, 0), 3, 3)
        super().paint_below(painter, block, origin, clip)

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
            self.extend_selection(SegmentUnit.WORD, forward != right_to_left)
            event.accept()
            return
        up_or_down = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
        plain = modifiers & ~shift == Qt.KeyboardModifier.NoModifier
        if plain and Qt.Key(event.key()) in up_or_down:
            unit = cells.unit_beyond(self, down=up_or_down[Qt.Key(event.key())])
            if unit is not None:
                self._key_caret(unit, keep_anchor=bool(modifiers & shift))
                event.accept()
                return
        pages = {Qt.Key.Key_PageUp: False, Qt.Key.Key_PageDown: True}
        if plain and Qt.Key(event.key()) in pages:
            keeps = bool(modifiers & shift)
            if self.page_by_cells(down=pages[Qt.Key(event.key())], keep_anchor=keeps):
                event.accept()
                return
        if not event.isAutoRepeat():
            portable = QKeySequence.SequenceFormat.PortableText
            self.unusedKey.emit(QKeySequence(event.keyCombination()).toString(portable))
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.set_scale(self.scale * (_ZOOM_STEP if turned > 0 else 1 / _ZOOM_STEP))
            event.accept()
            return
        with self._scrolling_by_lines():
            super().wheelEvent(event)
