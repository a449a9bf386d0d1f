"""Greatest matching of overlapping intervals of two sides by a sweep over their ends.

Take the interval x that ends first of all. Its partners all reach its last character, so any
interval z of x's side (which ends no earlier) overlaps a partner y if z starts before y ends: the
partners of the partner that ends first are partners of every later one as well. Hence some
greatest matching gives x its partner that ends first: whatever a matching does with the two can be
swapped without loss. Take both away and repeat. O(n log n), however crowded the text.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np

from annotator.agreement.continuum import Ints


def greedy_matching(a_start: Ints, a_end: Ints, b_start: Ints, b_end: Ints) -> tuple[Ints, Ints]:
    """Parallel indices of matched intervals of a and b; both sides sorted by start."""
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
