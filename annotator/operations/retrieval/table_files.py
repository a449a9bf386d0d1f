"""Tables about a project as rows of a file: CSV, or a workbook with what is said in the head."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from pathlib import Path

from annotator.corpus.messages import listing, tr
from annotator.errors import UserError
from annotator.exchange.formulas import guarded_row
from annotator.exchange.report_document import Report, Section, Table
from annotator.operations import projects
from annotator.operations.retrieval.tables import ProjectTable

SUFFIXES = (".csv", ".xlsx")
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


def write(table: ProjectTable, target: Path) -> None:
    """Write a table by the suffix of the file, all of it or nothing; what is there is replaced.
    UserError for another suffix."""
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise UserError(
            tr(
                "A table is written as {known}, not as {file}.",
                known=listing(SUFFIXES),
                file=target.name,
            )
        )
    with projects.replacing(target) as partial:
        if suffix == ".csv":
            partial.write_text(_csv(table), encoding="utf-8-sig", newline="")
        else:
            _write_workbook(table, partial)


def _csv(table: ProjectTable) -> str:
    """With the head as last lines, so that the first one is the names of the columns."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(guarded_row(header(table)))
    writer.writerows(map(guarded_row, rows(table)))
    writer.writerows([said] for said in (table.head, *table.remarks))
    return out.getvalue()


def _write_workbook(table: ProjectTable, partial: Path) -> None:
    from annotator.exchange.tables_xlsx import write_xlsx  # noqa: PLC0415  (rarely wanted)

    block = Table("Table", table.head, header(table), list(rows(table)))
    report = Report("Table", table.head, [Section("Table", [*table.remarks, block])])
    with partial.open("wb") as file:
        write_xlsx(report, file)
