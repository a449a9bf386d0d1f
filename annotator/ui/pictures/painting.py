"""Drawings painted by Qt: on the window, into a PNG, onto a page."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTransform,
)

from annotator.corpus.drawing import (
    Anchor,
    Box,
    Boxes,
    Disc,
    Drawing,
    Outline,
    Paint,
    Pattern,
    Shape,
    Words,
)

_HATCHES = {
    Pattern.RISING: ((-1, 1, 1, -1), (0, 6, 6, 0), (5, 7, 7, 5)),
    Pattern.FALLING: ((-1, 5, 1, 7), (0, 0, 6, 6), (5, -1, 7, 1)),
    Pattern.CROSSED: ((0, 0, 6, 6), (6, 0, 0, 6)),
    Pattern.LEVEL: ((0, 3, 6, 3),),
    Pattern.UPRIGHT: ((3, 0, 3, 6),),
    Pattern.DOTTED: ((2, 3, 4, 3),),
    Pattern.SQUARED: ((0, 3, 6, 3), (3, 0, 3, 6)),
}
_TILE, _TILE_SHARPNESS = 6, 4


def paint(painter: QPainter, drawing: Drawing, exposed: QRectF | None = None) -> None:
    """Paint a drawing from the painter's origin: all of it, or what is exposed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, drawing.width, drawing.height)
    painter.fillRect(whole, QColor(drawing.background))
    area = exposed or whole
    for shape in drawing.seen(area.left(), area.top(), area.right(), area.bottom()):
        _paint(painter, shape, area)


def _paint(painter: QPainter, shape: Shape, exposed: QRectF) -> None:
    match shape:
        case Words():
            _paint_words(painter, shape)
        case Boxes():
            _paint_boxes(painter, shape, exposed)
        case Box():
            _dress(painter, shape.paint)
            box = QRectF(shape.x, shape.y, shape.width, shape.height)
            painter.drawRoundedRect(box, shape.radius, shape.radius)
        case Disc():
            _dress(painter, shape.paint)
            painter.drawEllipse(QPointF(shape.x, shape.y), shape.radius, shape.radius)
        case Outline():
            _dress(painter, shape.paint)
            painter.drawPath(path_of(shape))


def path_of(outline: Outline) -> QPainterPath:
    """An outline as Qt has it."""
    points = [QPointF(x, y) for x, y in outline.points]
    path = QPainterPath(points[0])
    if outline.curved:
        for at in range(1, len(points) - 2, 3):
            path.cubicTo(*points[at : at + 3])
    else:
        for point in points[1:]:
            path.lineTo(point)
    if outline.closed:
        path.closeSubpath()
    return path


def _dress(painter: QPainter, paint: Paint) -> None:
    """The pen and the brush of a paint."""
    if paint.line:
        pen = QPen(QColor(paint.line), paint.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if paint.dashed:
            pen.setDashPattern([1.0, 3.0])
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(brush_of(paint))


@lru_cache(maxsize=256)
def brush_of(paint: Paint) -> QBrush:
    """The surface of a paint; a pattern is a tile, which is sharp in print too."""
    if not paint.fill:
        return QBrush(Qt.BrushStyle.NoBrush)
    color = QColor(paint.fill)
    color.setAlphaF(paint.opacity)
    if paint.pattern is Pattern.SOLID:
        return QBrush(color)
    tile = QPixmap(_TILE * _TILE_SHARPNESS, _TILE * _TILE_SHARPNESS)
    tile.fill(color)
    own = QPainter(tile)
    try:
        own.setRenderHint(QPainter.RenderHint.Antialiasing)
        own.scale(_TILE_SHARPNESS, _TILE_SHARPNESS)
        width = 2.0 if paint.pattern is Pattern.DOTTED else 1.3
        own.setPen(QPen(QColor(paint.ink), width))
        for x1, y1, x2, y2 in _HATCHES[paint.pattern]:
            own.drawLine(QPointF(x1, y1), QPointF(x2, y2))
    finally:
        own.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / _TILE_SHARPNESS, 1 / _TILE_SHARPNESS))
    return brush


def font_of(words: Words) -> QFont:
    """The letters of words."""
    font = QFont()
    font.setPixelSize(max(1, round(words.size * 4)))
    font.setWeight(QFont.Weight.DemiBold if words.bold else QFont.Weight.Normal)
    return font


def _paint_words(painter: QPainter, words: Words) -> None:
    """Drawn four times as large and scaled: sizes of letters are whole pixels for Qt."""
    font = font_of(words)
    wide = QFontMetricsF(font).horizontalAdvance(words.text)
    ahead = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[words.anchor]
    painter.save()
    try:
        painter.translate(words.x, words.y)
        painter.rotate(words.angle)
        painter.scale(0.25, 0.25)
        painter.setFont(font)
        at = QPointF(-ahead * wide, 0)
        if words.halo:
            path = QPainterPath()
            path.addText(at, font, words.text)
            painter.strokePath(path, QPen(QColor(words.halo), 12))
        painter.setPen(QColor(words.color))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as the words run
        painter.drawText(at, words.text)
    finally:
        painter.restore()


def _paint_boxes(painter: QPainter, boxes: Boxes, exposed: QRectF) -> None:
    """The boxes that are exposed, a paint at a time: found with NumPy, whatever their number."""
    seen = (boxes.y < exposed.bottom()) & (boxes.y + boxes.height > exposed.top())
    seen &= (boxes.x < exposed.right()) & (boxes.x + boxes.width > exposed.left())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    numbers = np.flatnonzero(seen)
    for number in np.unique(boxes.paint[numbers]).tolist():
        own = numbers[boxes.paint[numbers] == number]
        columns = (boxes.x[own], boxes.y[own], boxes.width[own], boxes.height[own])
        _dress(painter, boxes.paints[number])
        rows = zip(*(column.tolist() for column in columns), strict=True)
        painter.drawRects([QRectF(*row) for row in rows])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
