"""Names that are too long for their place, shortened so that they can still be told apart."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF

_HEAD_SHARE = 4
"""A shortened name keeps a quarter of the room for its beginning: names of one list tend to begin
alike (“explicit appeal to …”) and to differ at their ends."""
_BETWEEN = " · "
_SHORTEST_HEAD = 3
"""Letters below which a beginning says nothing."""


def elided(metrics: QFontMetrics | QFontMetricsF, name: str, width: int) -> str:
    """The name, or its beginning and as much of its end as `width` (pixels) has room for."""
    if metrics.horizontalAdvance(name) <= width:
        return name
    head = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width // _HEAD_SHARE)
    head = head.removesuffix("…").rstrip()
    head = head if len(head) >= _SHORTEST_HEAD else ""
    rest = int(width - metrics.horizontalAdvance(head))
    return head + metrics.elidedText(name[len(head) :], Qt.TextElideMode.ElideLeft, rest)


def elided_heading(metrics: QFontMetrics, heading: str, width: int) -> str:
    """A heading such as “code · only Ann”, whose two parts share the room; one without a second
    part as a name."""
    first, between, second = heading.rpartition(_BETWEEN)
    if not between or metrics.horizontalAdvance(heading) <= width:
        return elided(metrics, heading, width)
    room = max(0, width - metrics.horizontalAdvance(between))
    wanted = metrics.horizontalAdvance(first) + 1, metrics.horizontalAdvance(second) + 1
    left, right = shared(*wanted, room)
    end = metrics.elidedText(second, Qt.TextElideMode.ElideRight, right)
    return elided(metrics, first, left) + between + end


def shared(first: int, second: int, width: int) -> tuple[int, int]:
    """How many of `width` pixels two texts get that want `first` and `second`: what both want
    where there is room, else neither loses more than it must; the first gets the odd pixel."""
    if first + second <= width:
        return first, second
    half = width // 2
    if second <= half:
        return width - second, second
    return (first, width - first) if first <= half else (width - half, half)
