"""Sorting with places packed into words gives what NumPy gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.agreement.arrays.sorting import (
    numbered,
    numbered_plainly,
    order_of,
    order_of_plainly,
)

LARGE = 2**62
"""No room for a place beside it."""
numbers = st.one_of(st.integers(0, 5), st.integers(LARGE - 3, LARGE), st.integers(0, LARGE))


@given(st.lists(numbers, max_size=40))
def test_the_order_is_that_of_a_stable_sort(keys: list[int]) -> None:
    array = np.array(keys, dtype=np.int64)
    assert order_of(array).tolist() == order_of_plainly(array).tolist()


@given(st.lists(st.tuples(numbers, numbers, st.integers(0, 3)), min_size=1, max_size=40))
def test_equal_tuples_get_equal_numbers_in_their_order(rows: list[tuple[int, int, int]]) -> None:
    keys = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    assert numbered(keys).tolist() == numbered_plainly(keys).tolist()
