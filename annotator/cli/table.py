"""``annotator table``: codes by codes, documents, coders, attributes … in figures."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from annotator.atomic_file import replacing
from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_csv, print_json, print_table, say
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import tr
from annotator.corpus.query import Query
from annotator.errors import UserError
from annotator.exchange.csv_form import form_named
from annotator.exchange.report_document import Report, Section, Table
from annotator.operations import projects
from annotator.operations.retrieval import tables
from annotator.operations.retrieval.tables import ProjectTable, TableQuestion
from annotator.retrieval.language import print_query

_TOTAL = "total"


def run(options: argparse.Namespace) -> int:
    """Build a table and print it, or write it as a workbook."""
    axes = tuple(options.rows), tuple(options.columns)
    wanted = TableQuestion(*axes, options.cell, options.by or "", options.where or "")
    if options.file is not None:
        _check(options)
    with opened(options) as project:
        viewer = viewer_of(project, options)
        table = finish_with_progress(tables.build(viewer, wanted))
        kept_back = withheld(viewer)
        if options.file is not None:
            _write(table, options.file)
        if options.json:
            print_json(_document(table) | kept_back)
            return 0
        if options.csv:
            print_csv(
                _header(table),
                _rows(table),
                guard_formulas=options.guard_formulas,
                form=form_named(options.csv_form),
            )
        elif options.file is None:
            print_table(_header(table), _rounded(_rows(table)))
        for line in (table.head, *table.remarks):
            say(line)
        say_withheld(viewer)
    return 0


def _document(table: ProjectTable) -> dict[str, Any]:
    figures = table.figures
    return {
        "rows": list(table.rows.labels),
        "columns": list(table.columns.labels),
        "cell": table.cell,
        "by": table.by_words,
        "where": "" if table.where is None else print_query(table.where),
        "head": table.head,
        "analysis_set": table.analysis_set.words(),
        "documents": {
            "counted": table.documents,
            "unfinished": int(table.analysis_set.unfinished.sum()),
        },
        "cells": [list(map(_figure, row)) for row in figures.cells.tolist()],
        "row_totals": list(map(_figure, figures.row_totals.tolist())),
        "column_totals": list(map(_figure, figures.column_totals.tolist())),
        "total": _figure(figures.total),
        "totals_add_up": {"rows": figures.rows_add_up, "columns": figures.columns_add_up},
        "queries": [
            [_line(table.query_of(row, column)) for column in range(len(table.columns.labels))]
            for row in range(len(table.rows.labels))
        ],
        "remarks": list(table.remarks),
    }


def _line(query: Query | None) -> str | None:
    return None if query is None else print_query(query)


def _figure(value: float) -> float | int | None:
    if math.isnan(value):
        return None
    return int(value) if value == int(value) else value


def _header(table: ProjectTable) -> list[str]:
    return [f"{table.rows.title} × {table.columns.title}", *table.columns.labels, _TOTAL]


def _rows(table: ProjectTable) -> Iterator[list[str | int | float | None]]:
    figures = table.figures
    labels = (*table.rows.labels, _TOTAL)
    totals = [*figures.row_totals.tolist(), figures.total]
    cells = [*figures.cells.tolist(), figures.column_totals.tolist()]
    for label, row, total in zip(labels, cells, totals, strict=True):
        yield [label, *map(_figure, row), _figure(total)]


def _rounded(rows: Iterator[list[str | int | float | None]]) -> Iterator[Sequence[str]]:
    for label, *row in rows:
        yield [
            str(label),
            *("–" if v is None else f"{v:.3f}" if isinstance(v, float) else str(v) for v in row),
        ]


def _check(options: argparse.Namespace) -> None:
    """UserError where the workbook can't be written; before anything is computed."""
    if options.file.suffix.lower() != ".xlsx":
        raise UserError(tr("A table is written as .xlsx, not as {file}.", file=options.file.name))
    projects.refuse_existing(options.file, overwrite=options.overwrite)


def _write(table: ProjectTable, target: Path) -> None:
    """The table as a workbook."""
    from annotator.exchange.tables_xlsx import write_xlsx  # noqa: PLC0415

    block = Table("Table", table.head, _header(table), list(_rows(table)))
    report = Report("Table", table.head, [Section("Table", [*table.remarks, block])])
    with replacing(target) as partial, partial.open("wb") as file:
        write_xlsx(report, file)
