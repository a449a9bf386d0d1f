"""Dragging the selected passage out of the text, while somebody takes passages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from annotator.corpus.span import Span

PASSAGE: Final = "application/x-annotator-passage"
"""The type of what is dragged: a document and a span as JSON, beside the words as text."""


class PassageDrag:
    """A press on the selection selects anew, as everywhere in the text, unless `document` is set:
    then it takes hold of the passage. `document` says which one (a GUID) is shown."""

    def __init__(self, view: QWidget) -> None:
        self._view = view
        self.document: Callable[[], str | None] | None = None
        self._pressed: QPoint | None = None

    def press(self, event: QMouseEvent, at: int, selected: Span | None) -> bool:
        """Whether a press at a code point takes hold of the selected passage."""
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        left = event.button() == Qt.MouseButton.LeftButton
        held = selected is not None and selected.start <= at < selected.end
        if self.document is None or not (plain and left and held):
            return False
        self._pressed = event.position().toPoint()
        return True

    def move(self, event: QMouseEvent, selected: Span | None, words: str) -> bool:
        """Whether the passage is held; once the mouse is far enough, it is dragged."""
        if self._pressed is None:
            return False
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        if way >= QApplication.startDragDistance() and selected is not None:
            self._pressed = None
            drag = QDrag(self._view)
            drag.setMimeData(self.data(selected, words))
            drag.exec(Qt.DropAction.CopyAction)
        return True

    def data(self, selected: Span, words: str) -> QMimeData:
        """What is dragged."""
        data = QMimeData()
        data.setText(words)
        document = self.document() if self.document is not None else None
        place = {"document": document, "start": selected.start, "end": selected.end}
        data.setData(PASSAGE, json.dumps(place).encode())
        return data

    def release(self) -> bool:
        """Whether the passage was held and let go where it was: that is a click."""
        held, self._pressed = self._pressed is not None, None
        return held


def dragged(data: QMimeData) -> tuple[str, Span] | None:
    """The document (a GUID) and span of what is dragged; None where it is something else, which
    any program may send."""
    try:
        place = json.loads(bytes(data.data(PASSAGE).data()))
        document, start, end = place["document"], place["start"], place["end"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = isinstance(document, str) and type(start) is int and type(end) is int
    return (document, Span(start, end)) if sound and 0 <= start < end else None
