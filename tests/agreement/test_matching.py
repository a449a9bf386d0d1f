"""One-to-one matching is the greatest there is."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.agreement.arrays.interval_pairs import interval_pairs, partners
from annotator.agreement.matching.assignment import augment
from annotator.agreement.matching.greedy import greedy_matching, match_intervals
from annotator.agreement.matching.weighted import best_matching

from . import oracle

edges = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 6), max_size=20
)


def brute(
    weights: Mapping[tuple[int, int], int], row: int = 0, used: frozenset[int] = frozenset()
) -> int:
    if row == 6:
        return 0
    best = brute(weights, row + 1, used)
    for (one, col), weight in weights.items():
        if one == row and col not in used:
            best = max(best, weight + brute(weights, row + 1, used | {col}))
    return best


@settings(max_examples=300, deadline=None)
@given(edges)
def test_heaviest_matching(weights: dict[tuple[int, int], int]) -> None:
    row, col = (np.array([key[side] for key in weights], dtype=np.int64) for side in (0, 1))
    weight = np.array(list(weights.values()), dtype=np.float64)
    for taken in (best_matching(row, col, weight, 6, 6), augment(row, col, weight)):
        assert len(set(row[taken])) == len(set(col[taken])) == len(taken)
        assert weight[taken].sum() == pytest.approx(brute(weights))


intervals = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12)


@settings(max_examples=200, deadline=None)
@given(intervals, intervals)
def test_sweep_over_ends_is_a_greatest_matching(
    left: list[tuple[int, int]], right: list[tuple[int, int]]
) -> None:
    a, b = sorted((s, s + n) for s, n in left), sorted((s, s + n) for s, n in right)
    fits = [[j for j, (s, e) in enumerate(b) if x < e and s < y] for x, y in a]
    starts, ends_of_a, others, ends_of_b = (
        np.array([p[k] for p in side], dtype=np.int64) for side in (a, b) for k in (0, 1)
    )
    arrays = (starts, ends_of_a, others, ends_of_b)
    ends = np.concatenate((arrays[1], arrays[3]))
    rank = np.empty(ends.size, dtype=np.int64)
    rank[np.argsort(ends, kind="stable")] = np.arange(ends.size)
    ranked = match_intervals(*arrays, rank[: len(a)], rank[len(a) :], partners(*arrays))
    for one, other in (greedy_matching(*arrays), ranked):
        assert len(set(one)) == len(set(other)) == len(one) == oracle.maximum_matching(fits)
        assert all(j in fits[i] for i, j in zip(one.tolist(), other.tolist(), strict=True))
    pairs = interval_pairs(*arrays)
    assert sorted(zip(*(p.tolist() for p in pairs), strict=True)) == [
        (i, j) for i, row in enumerate(fits) for j in sorted(row)
    ]
