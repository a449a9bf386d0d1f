"""A picture in the window, and the same picture as an SVG or PNG file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.ui.agreement.pictures import Picture, paint, size_of
from annotator.ui.theme import Theme

_SHARPNESS = 3
"""Pixels of a PNG for each one of the window: fit for print."""
_LEAST_HEIGHT = 220
"""Pixels of the view at 100 %, unless the picture has less."""


class PictureView(QScrollArea):
    """Shows a picture as large as it is; scrolls where there is no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "words")
        self._canvas = _Canvas(theme)
        self.setWidget(self._canvas)
        self.viewport().setAutoFillBackground(False)

    @property
    def picture(self) -> Picture | None:
        return self._canvas.picture

    def minimumSizeHint(self) -> QSize:
        """Enough to look at: where the page has less room, the page scrolls."""
        least = super().minimumSizeHint()
        height = min(self._canvas.height(), self._canvas.theme.px(_LEAST_HEIGHT))
        return least.expandedTo(QSize(0, height))

    def show_picture(self, picture: Picture | None, theme: Theme) -> None:
        """Show another picture, or none."""
        self._canvas.picture, self._canvas.theme = picture, theme
        size = size_of(picture, theme).toSize() if picture else QSize(0, 0)
        self._canvas.resize(size)
        for part in (self, self._canvas):
            part.setAccessibleName(picture.title if picture else "")
        self.updateGeometry()
        self._canvas.update()


class _Canvas(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.picture: Picture | None = None
        self.theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.picture is not None:
            painter = QPainter(self)
            try:
                painter.fillRect(self.rect(), self.theme.color("page"))
                paint(painter, self.picture, self.theme)
            finally:
                painter.end()


def save_picture(picture: Picture, theme: Theme, path: Path) -> None:
    """Write a picture as .svg or .png. UserError for another suffix or where it can't be."""
    size = size_of(picture, theme).toSize()
    match path.suffix.lower():
        case ".svg":
            _save_svg(picture, theme, path, size)
        case ".png":
            image = QImage(size * _SHARPNESS, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(_SHARPNESS)
            image.fill(theme.color("page"))
            painter = QPainter(image)
            try:
                paint(painter, picture, theme)
            finally:
                painter.end()
            if not image.save(str(path)):
                raise UserError(tr("{path} can't be written.", path=path))
        case suffix:
            if not suffix:
                raise UserError(tr("A picture is an .svg or .png file, not one without end."))
            raise UserError(tr("A picture is an .svg or .png file, not {suffix}.", suffix=suffix))


def _save_svg(picture: Picture, theme: Theme, path: Path, size: QSize) -> None:
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setTitle(picture.title)
    painter = QPainter()
    if not painter.begin(generator):
        raise UserError(tr("{path} can't be written.", path=path))
    try:
        painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.color("page"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint(painter, picture, theme)
    finally:
        painter.end()
