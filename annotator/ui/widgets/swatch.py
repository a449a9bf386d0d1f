"""A code's colour as a small picture."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from annotator.ui.theme import Theme


def swatch(color: str, theme: Theme) -> QIcon:
    """A rounded square of the colour itself, with its line as the reader shows it around it: the
    reader's fills are so light that shades of one colour look alike."""
    side, edge = theme.px(16), theme.px(1)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(color))
    painter.setPen(theme.code_line(color))
    radius = theme.px(3)
    painter.drawRoundedRect(edge, edge, side - 2 * edge, side - 2 * edge, radius, radius)
    painter.end()
    return QIcon(picture)
