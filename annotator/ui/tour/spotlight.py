"""A frame around the part of the window that a step of the tour is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.ui.theme import Theme

_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class Spotlight(QWidget):
    """Lies over the window, and lets mouse and keys through."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._target: QWidget | None = None
        self._part: Callable[[], QRect] | None = None
        self._watched: list[QObject] = []
        self.setObjectName("spotlight")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def point_at(self, target: QWidget | None, part: Callable[[], QRect] | None = None) -> None:
        """Frame a widget of the window, or the `part` of it that is given in its coordinates."""
        for one in self._watched:
            one.removeEventFilter(self)
        self._target, self._part, self._watched = target, part, []
        above = target
        while above is not None:
            self._watched.append(above)
            above.installEventFilter(self)
            above = above.parentWidget() if above is not self._window else None
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        part = self._part() if self._part is not None else target.rect()
        place = QRect(target.mapTo(self._window, part.topLeft()), part.size())
        edge = self._theme.px(3)
        self.setGeometry(place.adjusted(-edge, -edge, edge, edge) & self._window.rect())
        self.raise_()
        self.show()

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self._theme = theme
        self._follow()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._theme.px(3)
        painter.setPen(QPen(self._theme.color("accent"), width))
        inner = self.rect().adjusted(width // 2, width // 2, -width // 2 - 1, -width // 2 - 1)
        radius = self._theme.radius("medium")
        painter.drawRoundedRect(inner, radius, radius)
        painter.end()
