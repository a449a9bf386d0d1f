"""A table written out, as CSV or as an Excel workbook, a row at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.formulas import guarded_row
from annotator.exchange.sheet_rows import LONGEST_CELL
from annotator.exchange.workbook import workbook_in

Cell = str | int
MOST_COLUMNS = 16_384
"""Of a sheet of Excel (ECMA-376)."""


def write_table_csv(
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    file: BinaryIO,
    *,
    guard_formulas: bool = False,
    form: CsvForm = COMMA,
) -> None:
    """The table as CSV (RFC 4180): UTF-8 with a byte order mark, records ended by CRLF. With
    `guard_formulas`, text that spreadsheets would compute has an apostrophe in front."""
    wrapper = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    try:
        writer = form.writer(wrapper)
        writer.writerow(guarded_row(header) if guard_formulas else header)
        writer.writerows(map(guarded_row, rows) if guard_formulas else rows)
    finally:
        wrapper.detach()  # the caller's file stays open


def write_table_xlsx(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], file: BinaryIO, sheet_name: str
) -> int:
    """The table as a workbook of one sheet; how many cells were cut, since Excel allows no more.
    UserError where it has more rows or columns than a sheet can have."""
    if len(header) > MOST_COLUMNS:
        raise UserError(
            tr(
                "A sheet of Excel has {most_columns:,} columns at most. Write a CSV file.",
                most_columns=MOST_COLUMNS,
            )
        )
    cut = 0

    def counted() -> Iterator[Sequence[Cell]]:
        nonlocal cut
        for row in rows:
            cut += sum(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row)
            yield row

    with workbook_in(file) as workbook:
        bold = workbook.add_format({"bold": True})
        sheet = workbook.add_table_sheet(sheet_name, header, bold, counted())
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 28)
    return cut
