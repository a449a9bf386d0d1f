"""Edges on whole device pixels: what is painted looks the same wherever the page has scrolled."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QPointF, QRectF


def snapped(value: float, ratio: float) -> float:
    """The nearest edge of a device pixel; `value` in pixels, `ratio` device pixels to a pixel.
    Halves go up, so that what meets goes on meeting."""
    return floor(value * ratio + 0.5) / ratio


def snapped_point(point: QPointF, ratio: float) -> QPointF:
    """The nearest corner of a device pixel."""
    return QPointF(snapped(point.x(), ratio), snapped(point.y(), ratio))


def snapped_rect(left: float, top: float, right: float, bottom: float, ratio: float) -> QRectF:
    """The rectangle between these edges, each moved to the nearest edge of a device pixel; it
    stays at least one of them wide and high."""
    one = 1.0 / ratio
    x, y = snapped(left, ratio), snapped(top, ratio)
    return QRectF(x, y, max(one, snapped(right, ratio) - x), max(one, snapped(bottom, ratio) - y))


def outlined(rect: QRectF, pen: float) -> QRectF:
    """Where a line `pen` pixels thick is drawn so that it lies wholly inside `rect`."""
    half = pen / 2
    return rect.adjusted(half, half, -half, -half)
