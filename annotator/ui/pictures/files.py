"""Drawings as PNG and PDF at print size, and on the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QMimeData, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from annotator.corpus.drawing import PIXELS_PER_INCH, Drawing
from annotator.exchange.drawings.svg import svg
from annotator.ui.pictures.painting import paint

DOTS_PER_INCH = 300
_MOST_PIXELS = 60_000_000
_INCH_IN_METERS = 0.0254


def painted(drawing: Drawing, suffix: str) -> bytes:
    """The content of a file of a drawing: ``.pdf``, or ``.png``."""
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    if suffix == ".pdf":
        _write_pdf(drawing, held)
    else:
        QImageWriter(held, QByteArray(b"png")).write(image_of(drawing))
    return bytes(held.data().data())


def image_of(drawing: Drawing) -> QImage:
    """A drawing in 300 dots to the inch, in fewer where it is very large."""
    scale = DOTS_PER_INCH / PIXELS_PER_INCH
    pixels = drawing.width * drawing.height * scale**2
    if pixels > _MOST_PIXELS:
        scale *= (_MOST_PIXELS / pixels) ** 0.5
    size = QSizeF(drawing.width, drawing.height) * scale
    image = QImage(size.toSize(), QImage.Format.Format_RGB32)
    image.setText("Title", drawing.title)
    image.setText("Description", drawing.about)
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        paint(painter, drawing)
    finally:
        painter.end()
    dots = round(PIXELS_PER_INCH * scale / _INCH_IN_METERS)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return image


def _write_pdf(drawing: Drawing, held: QBuffer) -> None:
    """A page as large as the drawing, without margins."""
    writer = QPdfWriter(held)
    writer.setTitle(drawing.title)
    writer.setResolution(DOTS_PER_INCH)
    points = QSizeF(drawing.width, drawing.height) * (72 / PIXELS_PER_INCH)
    size = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    none = QMarginsF(0, 0, 0, 0)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, none))
    painter = QPainter(writer)
    try:
        scale = DOTS_PER_INCH / PIXELS_PER_INCH
        painter.scale(scale, scale)
        paint(painter, drawing)
    finally:
        painter.end()


def mime_data(drawing: Drawing) -> QMimeData:
    """A drawing for the clipboard: as an image, as SVG, and its words."""
    data = QMimeData()
    data.setImageData(image_of(drawing))
    data.setData("image/svg+xml", QByteArray(svg(drawing).encode()))
    data.setText(f"{drawing.title}\n{drawing.about}")
    return data
