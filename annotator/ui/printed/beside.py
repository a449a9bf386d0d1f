"""Text and pages: beside each other where there is room for both, else one above the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.ui.theme import Theme

_LEAST_WIDTH = 560
"""Pixels at 100 % below which lines of text beside a page would hold a word or two."""


class TextAndPages(QSplitter):
    """Turns as it gets narrow or wide; the text keeps the greater share then."""

    def __init__(self, text: QWidget, pages: QWidget, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(text)
        self.addWidget(pages)

    def restyle(self, theme: Theme) -> None:
        """Take over another theme, with letters of another size."""
        self._theme = theme
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        has_room = self.width() >= self._theme.px(_LEAST_WIDTH)
        wanted = Qt.Orientation.Horizontal if has_room else Qt.Orientation.Vertical
        if wanted != self.orientation():
            self.setOrientation(wanted)
            length = self.width() if has_room else self.height()
            self.setSizes([length * 3 // 5, length * 2 // 5])
