"""Cells of codings in common units, for speed: a bit for each column.

The plain twin is `joins.cells_of_units`; both give the same cells, in another order. For each unit
two words say which columns have a coding in it, and which have two or more; a coding's partners are
then a few operations on words, whatever the number of codings that share its units.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from annotator.retrieval.arrays import Ints, expanded, first_of_each, having
from annotator.retrieval.columns import Parts
from annotator.retrieval.tables.groups import Groups
from annotator.retrieval.tables.joins import Cells

MOST_COLUMNS = 64
_Bits = npt.NDArray[np.uint64]
_DENSE = 4
"""Possible pairs of unit and column for each one that there is, up to which counting beats
sorting."""


def cells_of_units(rows: Groups, columns: Groups, ranges: Parts, units: int) -> Cells:
    """The same as `joins.cells_of_units`, for at most `MOST_COLUMNS` columns."""
    size = 1 + int(
        max(ranges.coding.max(initial=0), rows.coding.max(initial=0), columns.coding.max(initial=0))
    )
    entry, unit = expanded(ranges.start, ranges.end - ranges.start)
    coding = ranges.coding[entry]
    present, several = _columns_of_units(columns, coding, unit, units)
    own = _columns_of_codings(columns, size)
    wanted = having(rows.coding, size)[coding]
    coding, unit = coding[wanted], unit[wanted]
    partners = present[unit]
    partners &= ~own[coding]
    partners |= several[unit]
    first = np.flatnonzero(first_of_each(coding))
    if first.size:
        partners = np.bitwise_or.reduceat(partners, first)
    return _cells(rows, coding[first], partners, columns.size)


def _columns_of_units(columns: Groups, coding: Ints, unit: Ints, units: int) -> tuple[_Bits, _Bits]:
    """(units,) which columns each has a coding of, and two or more codings of."""
    size = max(columns.size, 1)
    entry, at = columns.joined_to(coding)
    key = unit[entry] * size + columns.group[at]
    if units * size <= _DENSE * key.size:
        count = np.bincount(key, minlength=units * size)
        known = np.flatnonzero(count)
        repeated = count[known] > 1
    else:
        key = np.sort(key)
        first = np.flatnonzero(first_of_each(key))
        known, repeated = key[first], np.diff(np.append(first, key.size)) > 1
    present, several = np.zeros(units, dtype=np.uint64), np.zeros(units, dtype=np.uint64)
    if known.size:
        its_unit = known // size
        bit = _bit(known - its_unit * size)
        begins = np.flatnonzero(first_of_each(its_unit))
        there = its_unit[begins]
        present[there] = np.bitwise_or.reduceat(bit, begins)
        several[there] = np.bitwise_or.reduceat(bit * repeated, begins)
    return present, several


def _bit(column: Ints) -> _Bits:
    return np.left_shift(np.uint64(1), column.astype(np.uint64))


def _columns_of_codings(columns: Groups, size: int) -> _Bits:
    """(size,) the columns that each coding is of itself."""
    own = np.zeros(size, dtype=np.uint64)
    if columns.coding.size:
        begins = np.flatnonzero(first_of_each(columns.coding))
        own[columns.coding[begins]] = np.bitwise_or.reduceat(_bit(columns.group), begins)
    return own


def _cells(rows: Groups, coding: Ints, partners: _Bits, columns: int) -> Cells:
    """The columns of each coding's partners, with the rows that it is in."""
    entry, at = rows.joined_to(coding)
    coding, row, partners = coding[entry], rows.group[at], partners[entry]
    found = [np.flatnonzero(partners & np.uint64(1 << column)) for column in range(columns)]
    each = [one.size for one in found]
    of = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    column = np.repeat(np.arange(columns, dtype=np.int64), each)
    return Cells(row[of], column, coding[of], rows.size, columns)
