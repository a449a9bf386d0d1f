"""Colours and underline patterns of codes, made once for a theme."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from annotator.ui.reader.styles import CodeStyle, Underline
from annotator.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class CodePen:
    """How one code is drawn: fill, the same over another fill, stronger fill, line, and the
    line's pattern (None: solid) with the pixels after which it repeats.

    `stroke` draws many lines at once; None where the pattern is not the same at every height.
    """

    tint: QColor
    tint_above: QColor
    emphasis: QColor
    line: QColor
    tile: QPixmap | None
    period: float
    stroke: QBrush | None

    def underline(self, painter: QPainter, rects: list[QRectF]) -> None:
        """Draw the code's line into the rectangles."""
        if self.stroke is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.stroke)
            painter.drawRects(rects)
        elif self.tile is not None:
            # The pattern starts at the page's edge, so that it runs on from line to line.
            for rect in rects:
                painter.drawTiledPixmap(rect, self.tile, QPointF(rect.left() % self.period, 0))


def code_pen(style: CodeStyle, theme: Theme, thickness: float, ratio: float) -> CodePen:
    """The pen of a code; `thickness` in pixels, `ratio` device pixels to a pixel."""
    line = theme.code_line(style.color)
    above = QColor(theme.code_tint(style.color))
    # The mean of two legible fills is legible.
    above.setAlpha(140)
    tile = _tile(style.underline, line, thickness, ratio)
    stroke = QBrush(line) if tile is None else QBrush(tile)
    return CodePen(
        tint=theme.code_tint(style.color),
        tint_above=above,
        emphasis=theme.code_emphasis(style.color),
        line=line,
        tile=tile,
        period=tile.deviceIndependentSize().width() if tile is not None else 0.0,
        stroke=stroke if tile is None or style.underline in _PATTERNS else None,
    )


_PATTERNS = {
    Underline.DASH: (10.0, ((0.0, 6.0),)),
    Underline.DOT: (5.0, ((0.0, 2.0),)),
    Underline.DASH_DOT: (14.0, ((0.0, 7.0), (9.5, 2.0))),
}
"""Period and strokes (start, length), in units of half the thickness of two pixels."""


def _tile(kind: Underline, color: QColor, thickness: float, ratio: float) -> QPixmap | None:
    if kind is Underline.SOLID:
        return None
    unit = thickness / 2.0
    period = _PATTERNS[kind][0] if kind in _PATTERNS else 8.0
    width = max(2, round(period * unit * ratio))
    tile = QPixmap(width, max(1, round(thickness * ratio)))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    try:
        _draw_pattern(painter, kind, color, unit, width / ratio, thickness)
    finally:
        painter.end()
    return tile


def _draw_pattern(
    painter: QPainter, kind: Underline, color: QColor, unit: float, width: float, height: float
) -> None:
    if kind in _PATTERNS:
        for start, length in _PATTERNS[kind][1]:
            painter.fillRect(QRectF(start * unit, 0, length * unit, height), color)
    elif kind is Underline.DOUBLE:
        third = max(1.0, height / 3)
        painter.fillRect(QRectF(0, 0, width, third), color)
        painter.fillRect(QRectF(0, height - third, width, third), color)
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, max(1.0, height / 2)))
        low, high = height - height / 4, height / 4
        quarter = width / 4
        points = [(-quarter, low), (quarter, high), (3 * quarter, low), (5 * quarter, high)]
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
