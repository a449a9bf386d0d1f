"""A drawing painted as the window does it: what is seen of it at once."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from annotator.corpus.drawing import Drawing
from annotator.ui.pictures.painting import paint

_application = QGuiApplication.instance() or QGuiApplication([])
_WIDTH, _HEIGHT = 1_000, 900


def screenful(drawing: Drawing) -> QImage:
    """The upper part of a drawing, as large as a window."""
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    try:
        paint(painter, drawing, QRectF(0, 0, _WIDTH, _HEIGHT))
    finally:
        painter.end()
    return image
