"""Overlapping pairs of half-open intervals, by binary search."""

from __future__ import annotations

import numpy as np

from annotator.agreement.continuum import Floats, Ints

Places = Ints | Floats


def interval_pairs(
    a_start: Places, a_end: Places, b_start: Places, b_end: Places
) -> tuple[Ints, Ints]:
    """Indices of all overlapping pairs; both sides sorted by start. O(n log n + pairs)."""
    pairs = limited_pairs(a_start, a_end, b_start, b_end, None)
    assert pairs is not None
    return pairs


def limited_pairs(
    a_start: Places, a_end: Places, b_start: Places, b_end: Places, most: int | None
) -> tuple[Ints, Ints] | None:
    """The same, or None where there are more than `most` pairs.

    Two intervals overlap if b starts within a, or a starts within b after b's first place: each
    pair is found exactly once.
    """
    first = _range(np.searchsorted(b_start, a_start, "left"), np.searchsorted(b_start, a_end))
    second = _range(np.searchsorted(a_start, b_start, "right"), np.searchsorted(a_start, b_end))
    if most is not None and int(first[1].sum() + second[1].sum()) > most:
        return None
    a_one, b_one = _expanded(*first)
    b_two, a_two = _expanded(*second)
    return np.concatenate((a_one, a_two)), np.concatenate((b_one, b_two))


def _range(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """(lowest partner, number of partners)."""
    return low, np.maximum(high - low, 0)


def _expanded(low: Ints, count: Ints) -> tuple[Ints, Ints]:
    """(index, partner) for every partner of every index."""
    owner = np.repeat(np.arange(low.size, dtype=np.int64), count)
    before = low - (np.cumsum(count) - count)
    return owner, np.arange(owner.size, dtype=np.int64) + before[owner]
