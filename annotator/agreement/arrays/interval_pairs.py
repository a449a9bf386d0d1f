"""Overlapping pairs of half-open intervals, by binary search."""

from __future__ import annotations

import numpy as np

from annotator.agreement.data.continuum import Floats, Ints

Places = Ints | Floats


Range = tuple[Ints, Ints]
"""(n,) the lowest partner of each interval and how many follow it, by order of start."""


def interval_pairs(
    a_start: Places, a_end: Places, b_start: Places, b_end: Places
) -> tuple[Ints, Ints]:
    """Indices of all overlapping pairs; both sides sorted by start. O(n log n + pairs)."""
    pairs = limited_pairs(*partners(a_start, a_end, b_start, b_end), None)
    assert pairs is not None
    return pairs


def partners(a_start: Places, a_end: Places, b_start: Places, b_end: Places) -> tuple[Range, Range]:
    """Of each a the b that start within it, and of each b the a that start within it after its
    first place. Two intervals overlap in one of the two ways, never in both."""
    return (
        between(np.searchsorted(b_start, a_start, "left"), np.searchsorted(b_start, a_end)),
        between(np.searchsorted(a_start, b_start, "right"), np.searchsorted(a_start, b_end)),
    )


def limited_pairs(first: Range, second: Range, most: int | None) -> tuple[Ints, Ints] | None:
    """The pairs that `partners` tells of, or None where there are more than `most`."""
    if most is not None and int(first[1].sum() + second[1].sum()) > most:
        return None
    a_one, b_one = expanded(*first)
    b_two, a_two = expanded(*second)
    return np.concatenate((a_one, a_two)), np.concatenate((b_one, b_two))


def between(low: Ints, high: Ints) -> Range:
    """The partners from `low` up to `high`, none where that is before it."""
    return low, np.maximum(high - low, 0)


def expanded(low: Ints, count: Ints) -> tuple[Ints, Ints]:
    """(index, partner) for every partner of every index: the `count` ones from `low` on."""
    owner = np.repeat(np.arange(low.size, dtype=np.int64), count)
    before = low - (np.cumsum(count) - count)
    return owner, np.arange(owner.size, dtype=np.int64) + before[owner]
