"""Tables of a Rich Text file: rows of cells whose edges alone say what they span."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from annotator.corpus.structure import Element, Value
from annotator.exchange.documents.builder import TextBuilder

_CLOSE: Final = 40
"""Twips by which the edges of one column may differ between rows (Word's borders)."""


@dataclass(frozen=True, slots=True)
class CellFormat:
    """How a cell is defined: its right edge in twips, and how it is merged."""

    edge: int = 0
    joins_left: bool = False
    joins_above: bool = False

    def merged(self, word: bytes) -> CellFormat:
        r"""With ``\clmrg`` or ``\clvmrg``; the first of the merged cells needs no word."""
        if word == b"clmrg":
            return replace(self, joins_left=True)
        return replace(self, joins_above=True) if word == b"clvmrg" else self

    def at(self, edge: int) -> CellFormat:
        """With its right edge."""
        return replace(self, edge=edge)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell."""

    text: str
    elements: list[Element]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and their definitions where there are any."""

    cells: list[Cell]
    formats: list[CellFormat]
    header: bool


@dataclass(slots=True)
class Table:
    """A table as it is read."""

    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class _Placed:
    """A cell in the grid: its row and first column, from 1, and what it spans."""

    cell: Cell
    row: int
    column: int
    columns: int
    header: bool
    rows: int = 1


def write_table(builder: TextBuilder, table: Table) -> None:
    """The rows as lines of cells that tabs part, with elements for the table, rows and cells. The
    places that a cell covers beside its first are empty, so that columns stay columns."""
    start = builder.position
    grid, widths = _placed(table)
    columns = max(widths, default=0)
    for number, row in enumerate(grid, start=1):
        if number > 1:
            builder.add("\n")
        row_start = builder.position
        column = 1
        for placed in row:
            builder.add("\t" * (placed.column - column))
            column = placed.column
            _write_cell(builder, placed)
        last = row[-1].column + row[-1].columns - 1 if row else 0
        builder.add("\t" * (max(last, widths[number - 1]) - column))
        builder.mark("row", row_start, builder.position, row=number)
    builder.mark("table", start, builder.position, rows=len(grid), columns=columns)


def _write_cell(builder: TextBuilder, placed: _Placed) -> None:
    start = builder.position
    builder.add(placed.cell.text)
    for element in placed.cell.elements:
        builder.mark(element.kind, element.start + start, element.end + start, **element.values)
    values: dict[str, Value] = {"row": placed.row, "column": placed.column}
    if placed.rows > 1:
        values["rows"] = placed.rows
    if placed.columns > 1:
        values["columns"] = placed.columns
    if placed.header:
        values["header"] = 1
    builder.mark("cell", start, builder.position, **values)


def _placed(table: Table) -> tuple[list[list[_Placed]], list[int]]:
    """The cells of each row in the grid, without those that are merged into others and empty; how
    many columns each row has."""
    spans = _columns(table)
    grid: list[list[_Placed]] = []
    above: dict[int, _Placed] = {}
    for number, row in enumerate(table.rows, start=1):
        placed: list[_Placed] = []
        here: dict[int, _Placed] = {}
        for index, cell in enumerate(row.cells):
            column, width = spans[number - 1][index]
            form = row.formats[index] if index < len(row.formats) else CellFormat()
            if form.joins_left and placed and not cell.text:
                placed[-1].columns += width
            elif form.joins_above and not cell.text and column in above:
                above[column].rows += 1
                here[column] = above[column]
            else:
                placed.append(_Placed(cell, number, column, width, row.header))
                here[column] = placed[-1]
        above = here
        grid.append(placed)
    return grid, [max((column + width - 1 for column, width in row), default=0) for row in spans]


def _columns(table: Table) -> list[list[tuple[int, int]]]:
    """Of each cell its column, from 1, and how many columns it is wide."""
    counts = {len(row.cells) for row in table.rows}
    whole = all(len(row.formats) >= len(row.cells) for row in table.rows)
    if len(counts) == 1 or not whole:
        return [[(at + 1, 1) for at in range(len(row.cells))] for row in table.rows]
    edges = sorted({form.edge for row in table.rows for form in row.formats[: len(row.cells)]})
    number: dict[int, int] = {}
    count = 0
    last = None
    for edge in edges:
        if last is None or edge - last > _CLOSE:
            count += 1
        number[edge] = count
        last = edge
    result = []
    for row in table.rows:
        left = 0
        spans = []
        for form in row.formats[: len(row.cells)]:
            right = max(number[form.edge], left + 1)
            spans.append((left + 1, right - left))
            left = right
        result.append(spans)
    return result
