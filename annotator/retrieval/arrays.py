"""Plain operations on arrays of numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def ints(values: object = ()) -> Ints:
    """An array of whole numbers."""
    return np.asarray(values, dtype=np.int64)


def expanded(low: Ints, count: Ints) -> tuple[Ints, Ints]:
    """(index, partner) for each of the `count` partners from `low` on of every index."""
    owner = np.repeat(np.arange(low.size, dtype=np.int64), count)
    before = low - (np.cumsum(count) - count)
    return owner, np.arange(owner.size, dtype=np.int64) + before[owner]


def first_of_each(keys: Ints) -> Bools:
    """Where a run of equal sorted numbers begins."""
    fresh = np.ones(keys.size, dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    return fresh


def numbered(*columns: Ints) -> Ints:
    """Equal tuples of parallel columns get equal numbers from 0, in ascending order."""
    order = np.lexsort(columns[::-1])
    fresh = np.zeros(order.size, dtype=np.bool_)
    for column in columns:
        ordered = column[order]
        fresh[1:] |= ordered[1:] != ordered[:-1]
    numbers = np.empty(order.size, dtype=np.int64)
    numbers[order] = np.cumsum(fresh)
    return numbers


def having(numbers: Ints, size: int) -> Bools:
    """(size,) which numbers from 0 there are."""
    found = np.zeros(size, dtype=np.bool_)
    found[numbers] = True
    return found
