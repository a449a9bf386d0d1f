"""What is counted in the cells of a table."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotator.retrieval.arrays import (
    Floats,
    Ints,
    distinct_counts,
    distinct_pairs_of,
    expanded,
    numbered,
)
from annotator.retrieval.columns import CodingTable
from annotator.retrieval.tables.joins import Cells


class Measure(enum.StrEnum):
    """What a cell says of its codings."""

    CODINGS = "codings"
    """How many there are."""
    PASSAGES = "passages"
    """Stretches of text, where overlapping and touching ones of one code and equal values are one;
    each part of a discontinuous passage is a stretch."""
    DOCUMENTS = "documents"
    """Documents that have one."""
    CHARACTERS = "characters"
    """Code points that lie in one or more of them."""
    ROW_SHARE = "share of row"
    """Codings, divided by those of the whole row."""
    COLUMN_SHARE = "share of column"
    """Codings, divided by those of the whole column."""
    TABLE_SHARE = "share of table"
    """Codings, divided by those of the whole table."""
    PER_1000_WORDS = "per 1,000 words"
    """Codings, by the words of the documents that the cell is about."""
    PER_DOCUMENT = "per document"
    """Codings, by the documents that the cell is about."""
    DOCUMENT_SHARE = "share of documents"
    """Documents that have one, of those that the cell is about."""
    WITHOUT = "documents without"
    """Documents that have none, of those that the cell is about."""
    IN_ONE_DOCUMENT = "codings in one document"
    """Codings in the document that has the most of the cell's."""


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A table of figures. cells: (rows, columns). row_totals, column_totals, total: the same
    measure of all codings of the row, of the column, of the table; they are what the cells add up
    to only where `rows_add_up` and `columns_add_up` say so. NaN where nothing can be said."""

    cells: Floats
    row_totals: Floats
    column_totals: Floats
    total: float
    rows_add_up: bool
    columns_add_up: bool
    low: Floats | None = None
    """(rows + 1, columns + 1) where the interval of each figure begins, totals last; None for what
    has no interval."""
    high: Floats | None = None


def of_whole(whole: Floats, low: Floats | None = None, high: Floats | None = None) -> Counted:
    """A table of figures that have their totals last."""
    inner, rows, columns = whole[:-1, :-1], whole[:-1, -1], whole[-1, :-1]
    return Counted(
        inner,
        rows,
        columns,
        float(whole[-1, -1]),
        bool(np.allclose(inner.sum(axis=1), rows)),
        bool(np.allclose(inner.sum(axis=0), columns)),
        low,
        high,
    )


def counted(
    table: CodingTable,
    cells: Cells,
    measure: Measure,
    values: Ints,
) -> Counted:
    """The figures of a measure that counts codings as they are; for the others see
    `by_document.py`. values: (codings,) equal where codings say the same in their attributes."""
    count = _COUNTS.get(measure, _codings)
    rows, columns, coding = cells.rows, cells.columns, cells.coding

    def of_groups(group: Ints, size: int) -> Floats:
        if count is _codings:
            return distinct_counts(group, coding, (size, len(table))).astype(np.float64)
        pairs = distinct_pairs_of(group, coding, (size, len(table)))
        return count(table, values, *pairs, size)

    grid = count(table, values, cells.row * columns + cells.column, coding, rows * columns)
    row_totals, column_totals = of_groups(cells.row, rows), of_groups(cells.column, columns)
    total = of_groups(np.zeros_like(coding), 1)
    inner = grid.reshape(rows, columns)
    whole = np.block([[inner, row_totals[:, None]], [column_totals[None, :], total[None, :]]])
    return of_whole(_scaled(whole, measure))


def _scaled(whole: Floats, measure: Measure) -> Floats:
    """Shares of counts with their totals."""
    divisors = {
        Measure.ROW_SHARE: whole[:, -1:],
        Measure.COLUMN_SHARE: whole[-1:, :],
        Measure.TABLE_SHARE: whole[-1:, -1:],
    }
    divisor = divisors.get(measure)
    if divisor is None:
        return whole
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(divisor > 0, whole / divisor, np.nan)


# --- counts


def _codings(_table: CodingTable, _values: Ints, cell: Ints, _coding: Ints, size: int) -> Floats:
    return np.bincount(cell, minlength=size).astype(np.float64)


def _documents(table: CodingTable, _values: Ints, cell: Ints, coding: Ints, size: int) -> Floats:
    sizes = size, table.documents
    cells, _documents_of = distinct_pairs_of(cell, table.document[coding], sizes)
    return np.bincount(cells, minlength=size).astype(np.float64)


def _characters(table: CodingTable, _values: Ints, cell: Ints, coding: Ints, size: int) -> Floats:
    start, end = _parts(table, cell, coding)
    first, last = _stretches(start, end)
    length = max(table.length, 1)
    return np.bincount(first // length, last - first, size).astype(np.float64)


def _passages(table: CodingTable, values: Ints, cell: Ints, coding: Ints, size: int) -> Floats:
    # Codes and values apart: what differs in them is never joined.
    group = numbered(cell, table.code[coding], values[coding])
    cell_of = np.zeros(group.size, dtype=np.int64)
    cell_of[group] = cell
    first, _last = _stretches(*_parts(table, group, coding))
    cells = cell_of[first // max(table.length, 1)]
    return np.bincount(cells, minlength=size).astype(np.float64)


def _parts(table: CodingTable, group: Ints, coding: Ints) -> tuple[Ints, Ints]:
    """The parts of codings on one axis, on which each group has a length of its own."""
    entry, part = expanded(table.first_part[coding], table.number_of_parts[coding])
    shift = group[entry] * max(table.length, 1)
    return table.parts.start[part] + shift, table.parts.end[part] + shift


def _stretches(start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Starts and ends of the fewest spans with the same code points."""
    if not start.size:
        return start, end
    order = np.argsort(start, kind="stable")
    start, reach = start[order], np.maximum.accumulate(end[order])
    fresh = np.append(True, start[1:] > reach[:-1])
    return start[fresh], reach[np.append(fresh[1:], True)]


Count = Callable[[CodingTable, Ints, Ints, Ints, int], Floats]
"""Of parallel distinct numbers of cells and codings, and how many cells there are, a figure each;
the second argument is `values` as `counted` has it."""

_COUNTS: dict[Measure, Count] = {
    Measure.CODINGS: _codings,
    Measure.PASSAGES: _passages,
    Measure.DOCUMENTS: _documents,
    Measure.CHARACTERS: _characters,
}
