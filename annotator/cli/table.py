"""``annotator table``: codes by codes, documents, coders, attributes … in figures."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from typing import Any

from annotator.cli.opening import opened
from annotator.cli.output import finish_with_progress, print_csv, print_json, print_table, say
from annotator.cli.pictures import write_picture
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.messages import listing, number_of, tr
from annotator.corpus.query import Query
from annotator.errors import UserError
from annotator.exchange.csv_form import form_named
from annotator.exchange.drawings.networks import WRITERS
from annotator.operations import projects
from annotator.operations.retrieval import (
    agreement_beside,
    pictures,
    saved_questions,
    table_files,
    tables,
    tidy,
)
from annotator.operations.retrieval.pictures import saving
from annotator.operations.retrieval.saved_questions import QuestionView
from annotator.operations.retrieval.tables import ProjectTable, TableQuestion
from annotator.operations.viewing import Viewer
from annotator.retrieval.arrays import Floats
from annotator.retrieval.language import print_query

_WORKBOOK = ".xlsx"


def run(options: argparse.Namespace) -> int:
    """Build a table and print it, or write it as a workbook."""
    if options.saved is None and not (options.rows and options.columns):
        raise UserError(tr("Name the rows and the columns: --rows codes --columns documents"))
    if options.file is not None:
        _check(options)
    if options.tidy is not None:
        _check_tidy(options)
    with opened(options) as project:
        viewer = viewer_of(project, options)
        table = finish_with_progress(tables.build(viewer, _wanted(viewer, options)))
        kept_back = withheld(viewer)
        if options.file is not None:
            _write(table, options)
        if options.tidy is not None:
            form = form_named(options.csv_form)
            guard = options.guard_formulas
            lines = tidy.write(table, options.tidy, guard_formulas=guard, form=form)
            say(tr("Wrote {file}: {rows}.", file=options.tidy, rows=number_of(lines, "line")))
        beside = _agreement(table) if options.agreement else None
        if options.json:
            said = {} if beside is None else {"agreement": beside}
            print_json(_document(table) | said | kept_back)
            return 0
        if options.csv:
            print_csv(
                table_files.header(table),
                table_files.rows(table),
                guard_formulas=options.guard_formulas,
                form=form_named(options.csv_form),
            )
        elif options.file is None and options.tidy is None:
            rounded = _rounded(table_files.rows(table))
            print_table(table_files.header(table), _with_ends(table, rounded))
            if beside is not None:
                _print_agreement(table, beside)
        for line in (table.head, *_explained(table), *table.remarks):
            say(line)
        say_withheld(viewer)
    return 0


def _wanted(viewer: Viewer, options: argparse.Namespace) -> TableQuestion:
    """What is asked for; of a question that is kept, what the options do not say otherwise."""
    view, line = QuestionView(), ""
    if options.saved is not None:
        found = saved_questions.named(viewer, options.saved)
        view, line = found.view, found.line
    return TableQuestion(
        tuple(options.rows or view.rows),
        tuple(options.columns or view.columns),
        options.cell or view.cell,
        view.by if options.by is None else options.by,
        line if options.where is None else options.where,
        options.weights or view.weights,
        options.coders or view.coders,
    )


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
        "cells": [list(map(table_files.figure, row)) for row in figures.cells.tolist()],
        "row_totals": list(map(table_files.figure, figures.row_totals.tolist())),
        "column_totals": list(map(table_files.figure, figures.column_totals.tolist())),
        "total": table_files.figure(figures.total),
        "totals_add_up": {"rows": figures.rows_add_up, "columns": figures.columns_add_up},
        "queries": [
            [_line(table.query_of(row, column)) for column in range(len(table.columns.labels))]
            for row in range(len(table.rows.labels))
        ],
        "remarks": list(table.remarks),
        "intervals": _intervals(table),
        "dispersion": _dispersion(table),
    }


def _agreement(table: ProjectTable) -> dict[str, Any]:
    """The agreement of the codes that are rows or columns; null where it is not defined."""
    material = table.asked.material
    sides = {
        name: [
            None if one is None else one.value
            for one in agreement_beside.agreement_of(material.viewer, axis, tuple(material.codes))
        ]
        for name, axis in (("rows", table.rows), ("columns", table.columns))
    }
    return {"measure": agreement_beside.MEASURE, **sides}


def _print_agreement(table: ProjectTable, beside: dict[str, Any]) -> None:
    for name, axis in (("rows", table.rows), ("columns", table.columns)):
        if any(value is not None for value in beside[name]):
            print()
            values = ("–" if value is None else f"{value:.3f}" for value in beside[name])
            header = (axis.title, tr("Krippendorff’s α of characters"))
            print_table(header, zip(axis.labels, values, strict=True))
            break


def _intervals(table: ProjectTable) -> dict[str, Any] | None:
    """The ends beside the figures, totals last."""
    low, high = table.figures.low, table.figures.high
    if low is None or high is None:
        return None
    return {"what": table.interval_words, "low": _whole(low), "high": _whole(high)}


def _dispersion(table: ProjectTable) -> dict[str, Any]:
    """In how many documents the codings of the cells are, and how many in the one with the most;
    totals last."""
    found = table.dispersion
    return {
        "codings": _whole(found.summed(found.number)),
        "documents": _whole(found.documents),
        "most": _whole(found.most),
    }


def _whole(figures: Floats) -> list[list[float | int | None]]:
    return [list(map(table_files.figure, row)) for row in figures.tolist()]


def _line(query: Query | None) -> str | None:
    return None if query is None else print_query(query)


def _rounded(rows: Iterator[list[str | int | float | None]]) -> Iterator[Sequence[str]]:
    for label, *row in rows:
        yield [
            str(label),
            *("–" if v is None else f"{v:.3f}" if isinstance(v, float) else str(v) for v in row),
        ]


def _explained(table: ProjectTable) -> list[str]:
    words = table.interval_words
    return [tr("Beside each figure: {what}.", what=words)] if words else []


def _with_ends(table: ProjectTable, rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    """Figures with the ends of their intervals, where they have such."""
    low, high = table.figures.low, table.figures.high
    if low is None or high is None:
        yield from rows
        return
    for (label, *cells), *ends in zip(rows, low.tolist(), high.tolist(), strict=True):
        pairs = zip(cells, *ends, strict=True)
        yield [label, *(cell + _ends(lowest, highest) for cell, lowest, highest in pairs)]


def _ends(low: float, high: float) -> str:
    return "" if math.isnan(low) else f" [{low:.3f}, {high:.3f}]"


def _check_tidy(options: argparse.Namespace) -> None:
    if options.tidy.suffix.lower() != ".csv":
        raise UserError(tr("Tidy data are written as .csv, not as {file}.", file=options.tidy.name))
    projects.refuse_existing(options.tidy, overwrite=options.overwrite)


def _check(options: argparse.Namespace) -> None:
    """UserError where the workbook can't be written; before anything is computed."""
    known = (_WORKBOOK, *saving.DRAWN, *WRITERS)
    if options.file.suffix.lower() not in known:
        raise UserError(
            tr(
                "A table is written as {known}, not as {file}.",
                known=listing(known),
                file=options.file.name,
            )
        )
    projects.refuse_existing(options.file, overwrite=options.overwrite)


def _write(table: ProjectTable, options: argparse.Namespace) -> None:
    """The table as a workbook, or as a picture."""
    suffix = options.file.suffix.lower()
    if suffix == _WORKBOOK:
        table_files.write(table, options.file)
        say(tr("Wrote {file}.", file=options.file))
        return
    kind = options.picture or ("network" if suffix in WRITERS else "heat-map")
    write_picture(pictures.of_table(table, kind), options.file, options)
