"""Which codings stand in a relation of place to another one: sorts and binary searches, no pairs.

Each function takes the parts of the left codings and of the right ones, and gives a (codings,)
array: true where a left coding has a partner among the right ones that is not itself. Cost:
O(n log n), however many pairs there are. What is said of pairs in `pairs.py` is said of these.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.retrieval.arrays import Bools, Ints, having
from annotator.retrieval.columns import Parts


def overlapping(left: Parts, right: Parts, size: int, *, itself: bool = False) -> Bools:
    """Which left codings share a position with a right one; with `itself`, that may be the same."""
    is_own = having(right.coding, size)[left.coding]
    if itself or not is_own.any():
        found = _overlapping_any(left, right)
    else:
        # A coding's own parts are disjoint, so each of them overlaps one part of the coding itself.
        found = _overlapped(left, right) > is_own
    return having(left.coding[found], size)


def _overlapping_any(left: Parts, right: Parts) -> Bools:
    """Which left parts overlap some right one: of those that begin before their end, one ends
    behind their start."""
    # Parts stand nearly in order, which a stable sort takes advantage of.
    order = np.argsort(right.start, kind="stable")
    reach = np.append(np.iinfo(np.int64).min, np.maximum.accumulate(right.end[order]))
    begun = np.searchsorted(right.start[order], left.end, "left")
    return np.asarray(reach[begun] > left.start)


def _overlapped(left: Parts, right: Parts) -> Ints:
    """How many right parts each left one overlaps: those that begin before its end, without those
    that end by its start."""
    begun = np.searchsorted(np.sort(right.start, kind="stable"), left.end, "left")
    ended = np.searchsorted(np.sort(right.end, kind="stable"), left.start, "right")
    return np.asarray(begun - ended, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Nested:
    """Single spans by start, the longer first: each is inside one before it or beside none.
    place: (codings,) the place of each coding's span in this order, -1 where it has none."""

    start: Ints
    end: Ints
    place: Ints


def _nested(parts: Parts, size: int) -> _Nested:
    order = np.lexsort((-parts.end, parts.start))
    place = np.full(size, -1, dtype=np.int64)
    place[parts.coding[order]] = np.arange(order.size)
    return _Nested(parts.start[order], parts.end[order], place)


def inside(left: Parts, right: Parts, size: int) -> Bools:
    """Which left spans lie in a span of another coding. `left` holds codings of a single part; the
    right parts may be of any, since a single span is inside a passage where it is inside a part."""
    order = np.lexsort((-right.end, right.start))
    start, end, coding = right.start[order], right.end[order], right.coding[order]
    reach = np.append(np.iinfo(np.int64).min, np.maximum.accumulate(end))
    before = np.searchsorted(start, left.start, "right")
    own = np.full(size, -1, dtype=np.int64)
    own[coding] = np.arange(order.size)
    own = own[left.coding]
    is_right = own >= 0
    # Of a coding that is a right one itself, those before it, and its equal right behind it.
    found = reach[np.where(is_right, own, before)] >= left.end
    found |= is_right & _equals(start, end, own + 1, left)
    return having(left.coding[found], size)


def containing(left: Parts, right: Parts, size: int) -> Bools:
    """Which left codings have a part in which a right span lies. `right` holds codings of a single
    part; the left parts may be of any."""
    spans = _nested(right, size)
    least = np.append(np.minimum.accumulate(spans.end[::-1])[::-1], np.iinfo(np.int64).max)
    behind = np.searchsorted(spans.start, left.start, "left")
    own = spans.place[left.coding]
    # A left coding that is a right one is of one part as well.
    is_right = own >= 0
    found = least[np.where(is_right, own + 1, behind)] <= left.end
    found |= is_right & _equals(spans.start, spans.end, own - 1, left)
    return having(left.coding[found], size)


def _equals(start: Ints, end: Ints, place: Ints, left: Parts) -> Bools:
    """Whether at the given places, where there are such, stands the same span."""
    there = (place >= 0) & (place < start.size)
    if not start.size:
        return there
    at = np.where(there, place, 0)
    return np.asarray(there & (start[at] == left.start) & (end[at] == left.end))


def beginning(left: Parts, right: Parts, size: int) -> Bools:
    """Which left spans begin with the span of another coding: they begin where it does, and end
    there or later. Both sides hold one span a coding."""
    order = np.lexsort((right.end, right.start))
    start, end, coding = right.start[order], right.end[order], right.coding[order]
    place = np.searchsorted(start, left.start, "left")
    coding = np.append(coding, -1)
    place += coding[place] == left.coding
    start, end = np.append(start, -1), np.append(end, -1)
    place = np.minimum(place, start.size - 1)
    found = (start[place] == left.start) & (end[place] <= left.end)
    return having(left.coding[found], size)


def ending(left: Parts, right: Parts, size: int) -> Bools:
    """Which left spans end with the span of another coding: the same from right to left."""
    length = 1 + int(max(left.end.max(initial=0), right.end.max(initial=0)))
    return beginning(_mirrored(left, length), _mirrored(right, length), size)


def _mirrored(parts: Parts, length: int) -> Parts:
    return Parts(length - parts.end, length - parts.start, parts.coding)


def equal(passage: Ints, left: Bools, right: Bools) -> Bools:
    """Which left codings have the passage number of another, right one."""
    partners = np.bincount(passage[right], minlength=int(passage.max(initial=0)) + 1)[passage]
    return left & (partners > right)


def before(
    end: Ints, last: Ints, left: Bools, start: Ints, first: Ints, right: Bools, within: int
) -> Bools:
    """Which left codings end at or before the start of a right one, at most `within` away: all are
    (codings,) arrays, `first - last` is the distance."""
    order = np.flatnonzero(right)
    order = order[np.argsort(start[order], kind="stable")]
    nearest = np.minimum.accumulate(first[order][::-1])[::-1]
    nearest = np.append(nearest, np.iinfo(np.int64).max)
    behind = np.searchsorted(start[order], end, "left")
    distance_allowed = last + within
    return left & (nearest[behind] <= distance_allowed)
