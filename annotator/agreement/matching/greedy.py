"""Greatest matching of overlapping intervals of two sides.

Take the interval x that ends first of all. Its partners all reach its last character, so any
interval z of x's side (which ends no earlier) overlaps a partner y if z starts before y ends: the
partners of the partner that ends first are partners of every later one as well. Hence some
greatest matching gives x its partner that ends first: whatever a matching does with the two can be
swapped without loss. Take both away and repeat.

The argument needs x to end first only among its partners and their partners, so all such x are
settled at once, round after round on whole arrays; long chains that are left are walked one by one.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np

from annotator.agreement.arrays.interval_pairs import Range, limited_pairs
from annotator.agreement.data.continuum import Bools, Ints

CROWDED = 16
"""Overlapping pairs an interval, above which walking is cheaper than listing the pairs."""
LEAST_PROGRESS = 32
"""A round that settles less than 1/32 of the pairs is the last."""


def match_intervals(
    a_start: Ints,
    a_end: Ints,
    b_start: Ints,
    b_end: Ints,
    a_rank: Ints,
    b_rank: Ints,
    near: tuple[Range, Range],
) -> tuple[Ints, Ints]:
    """Parallel indices of matched intervals; both sides sorted by start.

    a_rank, b_rank order all intervals by end, no two alike. near: who overlaps whom (`partners`).
    """
    pairs = limited_pairs(*near, CROWDED * (a_end.size + b_end.size))
    if pairs is None:
        return greedy_matching(a_start, a_end, b_start, b_end)
    a, b = pairs
    found: list[tuple[Ints, Ints]] = []
    a_used, b_used = np.zeros(a_end.size, dtype=np.bool_), np.zeros(b_end.size, dtype=np.bool_)
    while a.size:
        before = a.size
        for own, other, own_rank, other_rank in ((a, b, a_rank, b_rank), (b, a, b_rank, a_rank)):
            edges = _first_to_end(own, other, own_rank, other_rank)
            found.append((a[edges], b[edges]))
        for one, other in found[-2:]:
            a_used[one], b_used[other] = True, True
        rest = ~(a_used[a] | b_used[b])
        a, b = a[rest], b[rest]
        if before - a.size <= before // LEAST_PROGRESS:
            break
    if a.size:
        rows, columns = _marked(a, a_end.size), _marked(b, b_end.size)
        one, other = greedy_matching(a_start[rows], a_end[rows], b_start[columns], b_end[columns])
        found.append((rows[one], columns[other]))
    if not found:
        return a, b
    return np.concatenate([one for one, _ in found]), np.concatenate([two for _, two in found])


def _first_to_end(own: Ints, other: Ints, own_rank: Ints, other_rank: Ints) -> Ints:
    """Edges from each interval that ends before its partners and theirs to its first partner."""
    rank, rank_there = own_rank[own], other_rank[other]
    rival = np.full(other_rank.size, np.iinfo(np.int64).max)
    np.minimum.at(rival, other, rank)
    beaten: Bools = np.zeros(own_rank.size, dtype=np.bool_)
    beaten[own[(rival[other] < rank) | (rank_there < rank)]] = True
    first = np.full(own_rank.size, np.iinfo(np.int64).max)
    np.minimum.at(first, own, rank_there)
    return np.flatnonzero(~beaten[own] & (first[own] == rank_there))


def _marked(index: Ints, size: int) -> Ints:
    """The distinct indices, ascending."""
    mark = np.zeros(size, dtype=np.bool_)
    mark[index] = True
    return np.flatnonzero(mark)


def greedy_matching(a_start: Ints, a_end: Ints, b_start: Ints, b_end: Ints) -> tuple[Ints, Ints]:
    """The same one interval after the other, O(n log n) however crowded the text."""
    starts = (a_start.tolist(), b_start.tolist())
    ends = (a_end.tolist(), b_end.tolist())
    side = np.repeat([0, 1], [a_start.size, b_start.size])
    index = np.concatenate((np.arange(a_start.size), np.arange(b_start.size)))
    order = np.argsort(np.concatenate((a_end, b_end)), kind="stable")
    waiting: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    entered = [0, 0]
    done = ([False] * a_start.size, [False] * b_start.size)
    matched: list[tuple[int, int]] = []
    for own, one in zip(side[order].tolist(), index[order].tolist(), strict=True):
        if done[own][one]:
            continue
        done[own][one] = True
        other = 1 - own
        end, heap, at = ends[own][one], waiting[other], entered[other]
        while at < len(starts[other]) and starts[other][at] < end:
            heappush(heap, (ends[other][at], at))
            at += 1
        entered[other] = at
        while heap and done[other][heap[0][1]]:
            heappop(heap)
        if heap and heap[0][0] > starts[own][one]:
            partner = heappop(heap)[1]
            done[other][partner] = True
            matched.append((one, partner) if own == 0 else (partner, one))
    pairs = np.array(matched, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]
