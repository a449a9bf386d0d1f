"""Tables as a grid of places: a row a line, its places parted by tabs, merged cells resolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.flow import Flow


@dataclass(slots=True)
class Cell:
    """A cell at `column` (from 1) over `columns` and `rows` places; `covered` by another one."""

    element: etree._Element
    column: int
    columns: int
    rows: int = 1
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, and whether it is a head; `columns` are its places."""

    cells: list[Cell]
    header: bool
    columns: int


def write_table(
    flow: Flow, rows: Sequence[Row], write_cell: Callable[[etree._Element], None]
) -> None:
    """Write the rows with their elements. `write_cell` writes the blocks of a cell."""
    flow.begin_block()
    start = flow.builder.position
    for number, row in enumerate(rows, 1):
        flow.begin_block()
        begin = flow.builder.position
        _write_row(flow, row, number, write_cell)
        flow.mark("row", begin, flow.builder.position, row=number)
        flow.end_row()
    columns = max((row.columns for row in rows), default=0)
    flow.mark("table", start, flow.builder.position, rows=len(rows), columns=columns)


def _write_row(
    flow: Flow, row: Row, number: int, write_cell: Callable[[etree._Element], None]
) -> None:
    place = 1
    for cell in row.cells:
        while place < cell.column:
            flow.begin_cell(place == 1)
            place += 1
        start = flow.begin_cell(place == 1)
        place += 1
        if cell.covered:
            continue
        write_cell(cell.element)
        flow.mark(
            "cell",
            start,
            flow.end_cell(),
            row=number,
            column=cell.column,
            rows=cell.rows if cell.rows > 1 else "",
            columns=cell.columns if cell.columns > 1 else "",
            header=1 if row.header else "",
        )
    while place <= row.columns:
        flow.begin_cell(place == 1)
        place += 1
