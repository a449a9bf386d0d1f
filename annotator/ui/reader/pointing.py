"""Links and notes under the mouse: what is there, how it shows, and what a click with Ctrl does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt

from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.corpus.structure import Element
from annotator.ui.reader.elements import NOTES
from annotator.ui.reader.notes import own_mark
from annotator.ui.reader.selecting_view import SelectingView
from annotator.ui.reader.structure_words import words


class Pointing:
    """Follows the mouse over one view. `note_of` finds the note of its mark in the text."""

    def __init__(self, view: SelectingView, note_of: Callable[[Element], Element | None]) -> None:
        self._view, self._note_of = view, note_of
        self.hovered: Span | None = None
        self._shape: Qt.CursorShape | None = None
        """That of the mouse before it pointed at something."""

    def target_at(self, point: QPoint) -> tuple[Element, Span] | None:
        """The link, mark or note's own mark under a point of the viewport, and where it stands."""
        view = self._view
        if not view.looks.active:
            return None
        position = view.position_at(point)
        for element in reversed(view.elements_at(position)):
            span = _place(element, view.text.text)
            if span is not None and span.start <= position < span.end and self._covers(span, point):
                return element, span
        return None

    def _covers(self, span: Span, point: QPoint) -> bool:
        """Whether a passage is really there: `position_at` gives the nearest."""
        view, at = self._view, QPointF(point)
        clip = QRectF(view.viewport().rect())
        block = view.block_at(span.start)
        origin = view.blockBoundingGeometry(block).translated(view.contentOffset()).topLeft()
        rects = view.painter_of_marks.rects(block, span, origin, clip)
        return any(rect.adjusted(-1, -1, 1, 1).contains(at) for rect in rects)

    def tip_at(self, point: QPoint) -> list[str]:
        """What there is to say about the place under a point, a line each."""
        view = self._view
        if not view.looks.active:
            return []
        position, text = view.position_at(point), view.text.text
        lines = []
        for element in view.elements_at(position):
            if element.kind == "link":
                lines.append(
                    tr("{0}\nCtrl+click opens it, once you agree.").format(words(element, text))
                )
            elif element.kind == "note-mark":
                note = self._note_of(element)
                if note is not None:
                    lines.append(" ".join(text[note.start : note.end].split())[:600])
            elif said := words(element, text):
                lines.append(said)
        return lines

    def move(self, point: QPoint, *, control: bool) -> None:
        """The mouse is here now; with Ctrl a click would follow what is under it."""
        found = self.target_at(point)
        self._show(found[1] if found else None)
        self._point(bool(found) and control)

    def leave(self) -> None:
        """The mouse is elsewhere."""
        self._show(None)
        self._point(False)

    def _show(self, span: Span | None) -> None:
        if span != self.hovered:
            before, self.hovered = self.hovered, span
            self._view.update_spans(tuple(one for one in (before, span) if one is not None))

    def _point(self, on: bool) -> None:
        page = self._view.viewport()
        if on and self._shape is None:
            self._shape = page.cursor().shape()
            page.setCursor(Qt.CursorShape.PointingHandCursor)
        elif not on and self._shape is not None:
            page.setCursor(self._shape)
            self._shape = None


def _place(element: Element, text: str) -> Span | None:
    """Where an element that leads somewhere can be clicked."""
    if element.kind in NOTES:
        return own_mark(element, text)
    if element.kind in ("link", "note-mark") and element.start < element.end:
        return Span(element.start, element.end)
    return None
