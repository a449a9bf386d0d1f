"""The frame round a row that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen

from annotator.ui.theme import Theme


def paint_focus_frame(painter: QPainter, theme: Theme, rect: QRect) -> None:
    """A line along the row's edge and nothing within it, whatever was painted before."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # or the line is a shadow
    painter.setPen(QPen(theme.color("accent"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
