"""How far somebody is, as a small picture: told by its shape, not by its colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPen

from annotator.corpus.document import Progress
from annotator.ui.theme import Theme


def paint_progress(painter: QPainter, theme: Theme, progress: Progress, box: QRect) -> None:
    """An empty ring, a half disc, a full disc, in a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    role = "success" if progress == Progress.DONE else "muted"
    painter.setPen(QPen(theme.color(role), theme.px(1.2)))
    painter.drawEllipse(box)
    painter.setBrush(theme.color(role))
    if progress == Progress.DONE:
        painter.drawEllipse(box)
    elif progress == Progress.IN_PROGRESS:
        painter.drawPie(box, 90 * 16, 180 * 16)
    painter.restore()
