"""Which codings are in which cell of a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.retrieval.arrays import Bools, Ints, expanded
from annotator.retrieval.columns import Parts
from annotator.retrieval.pairs import Pairs
from annotator.retrieval.tables.groups import Groups


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Parallel (entries,) numbers of rows, columns and codings, each combination once."""

    row: Ints
    column: Ints
    coding: Ints
    rows: int
    columns: int


def cells_in_both(rows: Groups, columns: Groups) -> Cells:
    """In each cell the codings that are in the group of its row and in that of its column."""
    entry, at = expanded(*columns.range_of(rows.coding))
    coding = rows.coding[entry]
    return Cells(rows.group[entry], columns.group[at], coding, rows.size, columns.size)


def cells_of_pairs(rows: Groups, columns: Groups, pairs: Pairs) -> Cells:
    """In each cell the codings of its row's group that are the left of a pair with one of its
    column's group."""
    entry, at = expanded(*columns.range_of(pairs.right))
    return _of_partners(rows, pairs.left[entry], columns.group[at], columns.size)


def cells_of_units(rows: Groups, columns: Groups, ranges: Parts) -> Cells:
    """The same for pairs of codings that have a unit in common, without making the pairs: of each
    unit it is known which columns it has, and of how many codings. The ranges are those of
    `units.touched`."""
    coding, unit = _touches(ranges)
    # Which columns a unit has, and by how many codings each.
    entry, at = expanded(*columns.range_of(coding))
    key = unit[entry] * columns.size + columns.group[at]
    having, number = np.unique(key, return_counts=True)
    having_unit = having // max(columns.size, 1)
    wanted = np.isin(coding, rows.coding)
    left, its_unit = coding[wanted], unit[wanted]
    low = np.searchsorted(having_unit, its_unit, "left")
    count = np.searchsorted(having_unit, its_unit, "right") - low
    entry, at = expanded(low, count)
    left, column = left[entry], having[at] % max(columns.size, 1)
    # A coding that is alone of its column in the unit has no other one there.
    alone = number[at] == 1
    own = np.zeros(alone.size, dtype=np.bool_)
    own[alone] = _are_members(columns, left[alone], column[alone])
    return _of_partners(rows, left[~own], column[~own], columns.size)


def _touches(ranges: Parts) -> tuple[Ints, Ints]:
    """(coding, unit) for each unit that a coding has a code point in, once."""
    entry, unit = expanded(ranges.start, ranges.end - ranges.start)
    return ranges.coding[entry], unit


def _are_members(groups: Groups, coding: Ints, group: Ints) -> Bools:
    size = max(groups.size, 1)
    return np.isin(coding * size + group, groups.coding * size + groups.group)


def _of_partners(rows: Groups, coding: Ints, column: Ints, columns: int) -> Cells:
    """Cells of codings and the columns of their partners, some of them named twice."""
    distinct = np.unique(coding * max(columns, 1) + column)
    coding, column = distinct // max(columns, 1), distinct % max(columns, 1)
    entry, at = expanded(*rows.range_of(coding))
    return Cells(rows.group[at], column[entry], coding[entry], rows.size, columns)
