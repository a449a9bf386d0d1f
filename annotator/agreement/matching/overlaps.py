"""Which codings of two coders overlap, and the greatest one-to-one matching of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.arrays.interval_pairs import between, interval_pairs
from annotator.agreement.arrays.sorting import order_of
from annotator.agreement.data.continuum import Bools, Ints
from annotator.agreement.data.flat_corpus import FlatCorpus
from annotator.agreement.matching.greedy import match_intervals
from annotator.agreement.matching.weighted import best_matching


@dataclass(frozen=True, slots=True, eq=False)
class SpanIndex:
    """All spans in order of code and start, on an axis where codes don't meet.

    start, end, coding: (spans,). rank: (spans,) place by end, no two alike. before, until, inside:
    (spans,) how many spans start before its start, at it or before, and before its `least`th
    place from the end. size: codings in all. least: characters that two codings must share to
    meet. simple: whether every coding is a single span.
    """

    start: Ints
    end: Ints
    coding: Ints
    rank: Ints
    before: Ints
    until: Ints
    inside: Ints
    size: int
    least: int
    simple: bool

    def of(self, codings: Ints) -> Ints:
        """The spans of the given codings, in order."""
        return np.flatnonzero(self._holds(codings))

    def side(self, codings: Ints) -> Side:
        """The given codings, ready to be matched with those of others."""
        holds = self._holds(codings)
        if self.least > 1:
            holds &= self.end - self.start >= self.least
        counted = np.zeros(holds.size + 1, dtype=np.int64)
        np.cumsum(holds, out=counted[1:])
        return Side(codings, np.flatnonzero(holds), counted)

    def _holds(self, codings: Ints) -> Bools:
        member = np.zeros(self.size, dtype=np.bool_)
        member[codings] = True
        return member.take(self.coding)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Codings of one coder. place: those of their spans in the index that are long enough to be
    matched. counted: (spans of the index + 1,) how many of these are among the first n of all."""

    codings: Ints
    place: Ints
    counted: Ints


def span_index(corpus: FlatCorpus, least: int = 1) -> SpanIndex:
    """Sorted and searched once, used for every two coders."""
    axis = corpus.coding_code[corpus.coding] * (corpus.length + 1)
    start, end = axis + corpus.start, axis + corpus.end
    order = order_of(start)
    start, end, coding = start[order], end[order], corpus.coding[order]
    by_end = order_of(end)
    rank = np.empty(order.size, dtype=np.int64)
    rank[by_end] = np.arange(order.size)
    inside = np.empty(order.size, dtype=np.int64)
    # In order of end the search goes through memory once.
    inside[by_end] = np.searchsorted(start, end[by_end] - (least - 1))
    fresh = np.flatnonzero(np.diff(start, prepend=-1))
    alike = np.diff(fresh, append=start.size)
    return SpanIndex(
        start,
        end,
        coding,
        rank,
        np.repeat(fresh, alike),
        np.repeat(fresh + alike, alike),
        inside,
        corpus.coding_code.size,
        least,
        order.size == corpus.coding_code.size,
    )


def overlapping_partners(index: SpanIndex, left: Side, right: Side) -> tuple[Ints, Ints]:
    """The codings of `left` and of `right` matched one to one, as many as possible.

    Only codings of the same code that share at least `index.least` characters can be matched. The
    two arrays are parallel: the nth of one is matched to the nth of the other.
    """
    if left.codings.size == 0 or right.codings.size == 0:
        return left.codings[:0], right.codings[:0]
    if index.simple:
        return _simple_partners(index, left, right)
    one, other, shared = overlapping_pairs(index, left.codings, right.codings)
    enough = shared >= index.least
    one, other = one[enough], other[enough]
    taken = best_matching(one, other, np.ones(one.size), index.size, index.size)
    return one[taken], other[taken]


def _simple_partners(index: SpanIndex, left: Side, right: Side) -> tuple[Ints, Ints]:
    """The same for codings of one span each, by where their ends stand among all starts."""
    a, b, trim = left.place, right.place, index.least - 1
    a_starts, b_starts = left.counted.take, right.counted.take
    one, other = match_intervals(
        index.start[a],
        index.end[a] - trim,
        index.start[b],
        index.end[b] - trim,
        index.rank[a],
        index.rank[b],
        (
            between(b_starts(index.before[a]), b_starts(index.inside[a])),
            between(a_starts(index.until[b]), a_starts(index.inside[b])),
        ),
    )
    return index.coding[a[one]], index.coding[b[other]]


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
