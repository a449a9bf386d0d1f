"""Which codings are in which cell of a table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.retrieval.arrays import Bools, Ints, counts, distinct_pairs_of, expanded, having
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
    entry, at = columns.joined_to(rows.coding)
    coding = rows.coding[entry]
    return Cells(rows.group[entry], columns.group[at], coding, rows.size, columns.size)


def cells_of_pairs(rows: Groups, columns: Groups, pairs: Pairs) -> Cells:
    """In each cell the codings of its row's group that are the left of a pair with one of its
    column's group."""
    entry, at = columns.joined_to(pairs.right)
    return _of_partners(rows, pairs.left[entry], columns.group[at], columns.size)


def cells_of_units(rows: Groups, columns: Groups, ranges: Parts, units: int) -> Cells:
    """The same for pairs of codings that have one of the units in common, without making the
    pairs: it is enough to know of how many codings of each column a unit has a part. The ranges are
    those of `units.touched`."""
    coding, unit = _touches(ranges)
    entry, at = columns.joined_to(coding)
    known, number = counts(unit[entry] * columns.size + columns.group[at])
    size = 1 + int(max(coding.max(initial=0), rows.coding.max(initial=0)))
    wanted = having(rows.coding, size)[coding]
    left, its_unit = coding[wanted], unit[wanted]
    # From each unit of a row's coding to the columns that the unit has.
    first = np.searchsorted(known, np.arange(units + 1) * columns.size)
    entry, at = expanded(first[its_unit], np.diff(first)[its_unit])
    left, column = left[entry], known[at] - its_unit[entry] * columns.size
    # A coding that is alone of its column in the unit has no other one there.
    alone = np.flatnonzero(number[at] == 1)
    kept = np.ones(left.size, dtype=np.bool_)
    kept[alone] = ~_are_members(columns, left[alone], column[alone])
    return _of_partners(rows, left[kept], column[kept], columns.size)


def _touches(ranges: Parts) -> tuple[Ints, Ints]:
    """(coding, unit) for each unit that a coding has a code point in, once."""
    entry, unit = expanded(ranges.start, ranges.end - ranges.start)
    return ranges.coding[entry], unit


def _are_members(groups: Groups, coding: Ints, group: Ints) -> Bools:
    """Whether each coding is in the group beside it."""
    size = max(groups.size, 1)
    known, asked = groups.coding * size + groups.group, coding * size + group
    at = np.minimum(np.searchsorted(known, asked), max(known.size - 1, 0))
    return np.asarray(known[at] == asked) if known.size else np.zeros(asked.size, dtype=np.bool_)


def _of_partners(rows: Groups, coding: Ints, column: Ints, columns: int) -> Cells:
    """Cells of codings and the columns of their partners, some of them named twice."""
    sizes = int(coding.max(initial=0)) + 1, columns
    coding, column = distinct_pairs_of(coding, column, sizes)
    entry, at = rows.joined_to(coding)
    return Cells(rows.group[at], column[entry], coding[entry], rows.size, columns)
