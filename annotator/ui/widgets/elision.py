"""Names that are too long for their place, shortened so that they can still be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF

_HEAD_SHARE = 4
"""A shortened name keeps a quarter of the room for its beginning: names of one list tend to begin
alike (“explicit appeal to …”) and to differ at their ends."""
_BETWEEN = " · "
_SHORTEST_HEAD = 3
"""Letters below which a beginning says nothing."""


def elided(
    metrics: QFontMetrics | QFontMetricsF, name: str, width: int, neighbours: Sequence[str] = ()
) -> str:
    """The name, or its beginning and as much of its end as `width` (pixels) has room for. Where
    what tells it from its `neighbours` in a list is nearer to its beginning (“Interview 07 with a
    member of the council”), the beginning alone."""
    if metrics.horizontalAdvance(name) <= width:
        return name
    told_apart = max((_told_apart(name, one) for one in neighbours), default=0)
    if told_apart and metrics.horizontalAdvance(f"{name[:told_apart]}…") <= width:
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, width)
    head = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width // _HEAD_SHARE)
    head = head.removesuffix("…").rstrip()
    head = head if len(head) >= _SHORTEST_HEAD else ""
    rest = int(width - metrics.horizontalAdvance(head))
    return head + metrics.elidedText(name[len(head) :], Qt.TextElideMode.ElideLeft, rest)


def _told_apart(name: str, other: str) -> int:
    """Up to where in the name the two differ, before they end alike; 0 where nothing is left."""
    ends = zip(reversed(name), reversed(other), strict=False)
    alike = takewhile(lambda pair: pair[0] == pair[1], ends)
    return len(name) - sum(1 for _pair in alike) if name != other else 0


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
