"""A code's colour as a small picture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from annotator.ui.theme import Theme


def _sharpness() -> float:
    """Device pixels to a pixel on the finest screen: one picture serves all of them."""
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


def swatch(color: str, theme: Theme) -> QIcon:
    """A rounded square of the colour itself, with its line as the reader shows it around it: the
    reader's fills are so light that shades of one colour look alike."""
    side, edge = theme.px(16), theme.px(1)
    ratio = _sharpness()
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(color))
    painter.setPen(theme.code_line(color))
    radius = theme.px(3)
    painter.drawRoundedRect(edge, edge, side - 2 * edge, side - 2 * edge, radius, radius)
    painter.end()
    return QIcon(picture)
