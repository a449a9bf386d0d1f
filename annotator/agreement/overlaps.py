"""Which codings of two coders overlap, and the greatest one-to-one matching of them."""

from __future__ import annotations

import numpy as np

from annotator.agreement.continuum import Floats, Ints
from annotator.agreement.greedy import greedy_matching
from annotator.agreement.layout import Layout
from annotator.agreement.matching import best_matching

Places = Ints | Floats

CROWDED = 16
"""Overlapping pairs a coding, above which listing the pairs costs more than a plain sweep."""


def overlapping_partners(
    layout: Layout, left: Ints, right: Ints, least: int = 1
) -> tuple[Ints, Ints]:
    """The codings of `left` and of `right` matched one to one, as many as possible.

    Only codings of the same code that share at least `least` characters can be matched. The two
    arrays are parallel: the nth of one is matched to the nth of the other.
    """
    if left.size == 0 or right.size == 0:
        return left[:0], right[:0]
    a_span, b_span, axis = _sides(layout, left, right)
    if least <= 1 and _crowd(layout, a_span, b_span, axis) > CROWDED * (left.size + right.size):
        simple = a_span.size == left.size and b_span.size == right.size
        if simple:
            one, other = greedy_matching(
                axis[a_span] + layout.start[a_span],
                axis[a_span] + layout.end[a_span],
                axis[b_span] + layout.start[b_span],
                axis[b_span] + layout.end[b_span],
            )
            return layout.coding[a_span[one]], layout.coding[b_span[other]]
    one, other, shared = overlapping_pairs(layout, left, right)
    enough = shared >= least
    one, other = one[enough], other[enough]
    size = layout.coding_code.size
    taken = best_matching(one, other, np.ones(one.size), size, size)
    return one[taken], other[taken]


def overlapping_pairs(layout: Layout, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """Every pair of same-code codings with a common character: left, right, shared characters."""
    a_span, b_span, axis = _sides(layout, left, right)
    a_start, a_end = axis[a_span] + layout.start[a_span], axis[a_span] + layout.end[a_span]
    b_start, b_end = axis[b_span] + layout.start[b_span], axis[b_span] + layout.end[b_span]
    a, b = interval_pairs(a_start, a_end, b_start, b_end)
    shared = np.minimum(a_end[a], b_end[b]) - np.maximum(a_start[a], b_start[b])
    one, other = layout.coding[a_span[a]], layout.coding[b_span[b]]
    if a_span.size == left.size and b_span.size == right.size:
        return one, other, shared
    # A discontinuous coding meets another by several parts: one pair, the shares added up.
    key = one * layout.coding_code.size + other
    distinct, number = np.unique(key, return_inverse=True)
    total = np.bincount(number, weights=shared).astype(np.int64)
    return distinct // layout.coding_code.size, distinct % layout.coding_code.size, total


def _sides(layout: Layout, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """Spans of both sides, in order of code and start, and each span's shift by code."""
    axis = layout.coding_code[layout.coding] * (layout.length + 1)
    member = np.zeros(layout.coding_code.size, dtype=np.int8)
    member[left] = 1
    member[right] = 2
    side = member[layout.coding]
    spans = []
    for own in (1, 2):
        chosen = np.flatnonzero(side == own)
        spans.append(chosen[np.argsort(axis[chosen] + layout.start[chosen], kind="stable")])
    return spans[0], spans[1], axis


def _crowd(layout: Layout, a_span: Ints, b_span: Ints, axis: Ints) -> int:
    """How many pairs of spans overlap."""
    a_start, a_end = axis[a_span] + layout.start[a_span], axis[a_span] + layout.end[a_span]
    b_start, b_end = axis[b_span] + layout.start[b_span], axis[b_span] + layout.end[b_span]
    begun = np.searchsorted(b_start, a_end, side="left")
    over = np.searchsorted(np.sort(b_end), a_start, side="right")
    return int((begun - over).sum())


def interval_pairs(
    a_start: Places, a_end: Places, b_start: Places, b_end: Places
) -> tuple[Ints, Ints]:
    """Indices of all overlapping pairs of half-open intervals; both sides sorted by start.

    Two intervals overlap if b starts within a, or a starts within b after b's first place: each
    pair is found exactly once. O(n log n + pairs).
    """
    low = np.searchsorted(b_start, a_start, side="left")
    high = np.searchsorted(b_start, a_end, side="left")
    a_one, b_one = _expanded(low, high)
    low = np.searchsorted(a_start, b_start, side="right")
    high = np.searchsorted(a_start, b_end, side="left")
    b_two, a_two = _expanded(low, high)
    return np.concatenate((a_one, a_two)), np.concatenate((b_one, b_two))


def _expanded(low: Ints, high: Ints) -> tuple[Ints, Ints]:
    """(index, partner) for every partner in low[index]:high[index]."""
    count = np.maximum(high - low, 0)
    owner = np.repeat(np.arange(low.size, dtype=np.int64), count)
    before = np.cumsum(count) - count
    return owner, np.arange(owner.size, dtype=np.int64) - before[owner] + low[owner]
