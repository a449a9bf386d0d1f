"""Places of windows on screens that may not be there any more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect

_GRIP = 80
"""Pixels of the upper edge of a window that must be on a screen: one drags it there."""


def on_screens(place: QRect, screens: Sequence[QRect]) -> QRect:
    """A place where the window can be reached: as it was where a screen has its upper edge, else on
    the first screen; never larger than its screen. All in pixels of the desktop."""
    edge = QRect(place.left(), place.top(), place.width(), min(place.height(), _GRIP))
    seen = [screen for screen in screens if _is_reached(edge.intersected(screen))]
    screen = max(
        seen or screens[:1],
        key=lambda one: _area(place.intersected(one)),
        default=place,
    )
    size = place.size().boundedTo(screen.size())
    if seen and place.size() == size:
        return place
    left = min(max(place.left(), screen.left()), screen.right() - size.width() + 1)
    top = min(max(place.top(), screen.top()), screen.bottom() - size.height() + 1)
    return QRect(left, top, size.width(), size.height())


def _is_reached(edge: QRect) -> bool:
    return edge.width() >= _GRIP and edge.height() >= _GRIP // 2


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
