"""What stands in a list while nothing is in it: what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView

from annotator.ui.widgets.plain_text import PlainLabel

_MARGIN = 8
"""Pixels around the words."""


class EmptyHint(PlainLabel):
    """Lies over a list and lets the mouse through. `words` says what is shown now: nothing where
    the list has something to show."""

    def __init__(self, view: QAbstractItemView, words: Callable[[], str]) -> None:
        super().__init__("", view.viewport())
        self._view, self._words = view, words
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.setMargin(_MARGIN)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.viewport().installEventFilter(self)
        model = view.model()
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show what holds now; a screen reader hears it of the list."""
        words = self._words()
        if words != self.text() or self.isHidden() == bool(words):
            self.setText(words)
            self.setVisible(bool(words))
            self._view.setAccessibleDescription(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._view.viewport().rect())
        return super().eventFilter(watched, event)
