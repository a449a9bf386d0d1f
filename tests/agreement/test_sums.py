"""Sums by group, by the quick ways, against a dictionary."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.arrays.sums import sum_by, sums_of

WIDE = 1 << 40
"""Keys and weights of so many bits do not fit one word together."""


@pytest.mark.parametrize(("key_scale", "weight_scale"), [(1, 1), (WIDE, 1), (WIDE, WIDE)])
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=20))
def test_distinct_keys_and_their_sums(
    key_scale: int, weight_scale: int, pairs: list[tuple[int, int]]
) -> None:
    slow: Counter[int] = Counter()
    for key, weight in pairs:
        slow[key * key_scale] += weight * weight_scale
    columns = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    keys, sums = sums_of(columns[:, 0] * key_scale, columns[:, 1] * weight_scale)
    assert keys.tolist() == sorted(slow)
    assert sums.tolist() == [slow[key] for key in sorted(slow)]
    found = sum_by(columns[:, 0], columns[:, 1].astype(np.float64), 7)
    assert found.tolist() == [slow[key * key_scale] / weight_scale for key in range(7)]
