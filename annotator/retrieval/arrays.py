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


_DENSE = 16
"""Possible numbers for each given one up to which a table of all of them beats sorting."""


def distinct_pairs_of(one: Ints, other: Ints, sizes: tuple[int, int]) -> tuple[Ints, Ints]:
    """The different pairs of two parallel columns of numbers from 0 below `sizes`, in order."""
    if sizes[0] * sizes[1] <= _DENSE * one.size:
        found = np.zeros(sizes, dtype=np.bool_)
        found[one, other] = True
        columns = np.nonzero(found)
        return columns[0].astype(np.int64, copy=False), columns[1].astype(np.int64, copy=False)
    ordered = np.sort(one * sizes[1] + other)
    ordered = ordered[first_of_each(ordered)]
    one = ordered // max(sizes[1], 1)
    return one, ordered - one * sizes[1]


def distinct_counts(one: Ints, other: Ints, sizes: tuple[int, int]) -> Ints:
    """How many different numbers stand beside each number of the first of two parallel columns, of
    which the numbers are from 0 below `sizes`."""
    if sizes[0] * sizes[1] <= _DENSE * one.size:
        found = np.zeros(sizes, dtype=np.bool_)
        found[one, other] = True
        return np.asarray(np.count_nonzero(found, axis=1), dtype=np.int64)
    return np.bincount(distinct_pairs_of(one, other, sizes)[0], minlength=sizes[0])


def counts(numbers: Ints) -> tuple[Ints, Ints]:
    """The different ones of some numbers, ascending, and how often each is there."""
    ordered = np.sort(numbers)
    first = np.flatnonzero(first_of_each(ordered))
    return ordered[first], np.diff(np.append(first, ordered.size)).astype(np.int64)


def order_of(size: int, *columns: tuple[Ints, int]) -> Ints:
    """The order of parallel (size,) columns, the first one counting most; each comes with a number
    that all of it is below. Stable. One sort where they fit into a word together."""
    limit = 1
    for _column, below in columns:
        limit *= below
    if limit >= 1 << 63:
        return np.lexsort([column for column, _below in reversed(columns)]).astype(np.int64)
    key = np.zeros(size, dtype=np.int64)
    for column, below in columns:
        key = key * below + column
    return np.argsort(key, kind="stable").astype(np.int64)


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
