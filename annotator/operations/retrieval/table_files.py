"""Tables about a project as rows of a file: CSV, or a workbook with what is said in the head."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.operations.retrieval import sheet_files
from annotator.operations.retrieval.sheet_files import SUFFIXES, Sheet
from annotator.operations.retrieval.tables import ProjectTable

__all__ = ["SUFFIXES", "figure", "header", "rows", "write"]

TOTAL = "total"
Row = list[str | int | float | None]


def header(table: ProjectTable) -> list[str]:
    """The names of the columns; that of the rows is what rows and columns are."""
    return [f"{table.rows.title} × {table.columns.title}", *table.columns.labels, TOTAL]


def rows(table: ProjectTable) -> Iterator[Row]:
    """The rows with their labels and totals; None where nothing can be said."""
    figures = table.figures
    labels = (*table.rows.labels, TOTAL)
    totals = [*figures.row_totals.tolist(), figures.total]
    cells = [*figures.cells.tolist(), figures.column_totals.tolist()]
    for label, row, total in zip(labels, cells, totals, strict=True):
        yield [label, *map(figure, row), figure(total)]


def figure(value: float) -> float | int | None:
    """A figure of a table for a file: a whole number where it is one."""
    if math.isnan(value):
        return None
    return int(value) if value == int(value) else value


def write(table: ProjectTable, target: Path, form: CsvForm = COMMA) -> None:
    """Write a table by the suffix of the file, all of it or nothing; what is there is replaced.
    UserError for another suffix."""
    said = (table.head, *table.remarks)
    sheet_files.write(Sheet("Table", header(table), list(rows(table)), said), target, form)
