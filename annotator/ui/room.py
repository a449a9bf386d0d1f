"""Room on the screen: no window is larger than it, and what has too little room scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_FRAME = QSize(16, 48)
"""Pixels that the desktop's frame around a window may take."""


def open_at(window: QWidget, width: int, height: int) -> None:
    """Give a window this size in pixels, or as much of it as the screen has room for."""
    room = window.screen().availableGeometry().size() - _FRAME
    window.resize(QSize(width, height).boundedTo(room))


class _Body(QWidget):
    """Asks for the least height at which nothing is cut, not for the usual one."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(content)

    def heightForWidth(self, width: int) -> int:
        return self._column.minimumHeightForWidth(width)


class Scrolled(QScrollArea):
    """Holds `content`, which fills it where there is room; else one scrolls to the rest."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.content = content
        self.setObjectName("scrolled")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds has the keys
        self._body = _Body(content)
        self.setWidget(self._body)

    def sizeHint(self) -> QSize:
        return self._body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint()
        return QSize(self._body.minimumSizeHint().width() + bar.width(), 2 * bar.height())
