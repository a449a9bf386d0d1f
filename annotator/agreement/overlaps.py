"""Which codings of two coders overlap, and the greatest one-to-one matching of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.continuum import Ints
from annotator.agreement.greedy import match_intervals
from annotator.agreement.intervals import interval_pairs
from annotator.agreement.layout import Layout
from annotator.agreement.matching import best_matching
from annotator.agreement.sorting import order_of


@dataclass(frozen=True, slots=True, eq=False)
class SpanIndex:
    """All spans in order of code and start, on an axis where codes don't meet.

    start, end, coding: (spans,). rank: (spans,) place by end, no two alike. size: codings in all.
    simple: whether every coding is a single span.
    """

    start: Ints
    end: Ints
    coding: Ints
    rank: Ints
    size: int
    simple: bool

    def of(self, codings: Ints) -> Ints:
        """The spans of the given codings, in order."""
        member = np.zeros(self.size, dtype=np.bool_)
        member[codings] = True
        return np.flatnonzero(member[self.coding])


def span_index(layout: Layout) -> SpanIndex:
    """Sorted once, used for every two coders."""
    axis = layout.coding_code[layout.coding] * (layout.length + 1)
    start, end = axis + layout.start, axis + layout.end
    order = order_of(start)
    start, end, coding = start[order], end[order], layout.coding[order]
    rank = np.empty(order.size, dtype=np.int64)
    rank[order_of(end)] = np.arange(order.size)
    return SpanIndex(
        start, end, coding, rank, layout.coding_code.size, order.size == layout.coding_code.size
    )


def overlapping_partners(
    index: SpanIndex, left: Ints, right: Ints, least: int = 1
) -> tuple[Ints, Ints]:
    """The codings of `left` and of `right` matched one to one, as many as possible.

    Only codings of the same code that share at least `least` characters can be matched. The two
    arrays are parallel: the nth of one is matched to the nth of the other.
    """
    if left.size == 0 or right.size == 0:
        return left[:0], right[:0]
    if index.simple:
        a, b = (_long_enough(index, index.of(side), least) for side in (left, right))
        one, other = match_intervals(
            index.start[a],
            index.end[a],
            index.start[b],
            index.end[b],
            index.rank[a],
            index.rank[b],
            least - 1,
        )
        return index.coding[a[one]], index.coding[b[other]]
    one, other, shared = overlapping_pairs(index, left, right)
    enough = shared >= least
    one, other = one[enough], other[enough]
    taken = best_matching(one, other, np.ones(one.size), index.size, index.size)
    return one[taken], other[taken]


def _long_enough(index: SpanIndex, spans: Ints, least: int) -> Ints:
    return spans[index.end[spans] - index.start[spans] >= least] if least > 1 else spans


def overlapping_pairs(index: SpanIndex, left: Ints, right: Ints) -> tuple[Ints, Ints, Ints]:
    """Every pair of same-code codings with a common character: left, right, shared characters."""
    a_span, b_span = index.of(left), index.of(right)
    a_start, a_end = index.start[a_span], index.end[a_span]
    b_start, b_end = index.start[b_span], index.end[b_span]
    a, b = interval_pairs(a_start, a_end, b_start, b_end)
    shared = np.minimum(a_end[a], b_end[b]) - np.maximum(a_start[a], b_start[b])
    one, other = index.coding[a_span[a]], index.coding[b_span[b]]
    # A discontinuous coding meets another by several parts: one pair, the shares added up.
    distinct, number = np.unique(one * index.size + other, return_inverse=True)
    total = np.bincount(number, weights=shared).astype(np.int64)
    return distinct // index.size, distinct % index.size, total
