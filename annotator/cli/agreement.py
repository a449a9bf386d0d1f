"""``annotator agree``: the table of figures, for people and for scripts."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.agreement.figure import Figure
from annotator.agreement.table import Row
from annotator.cli.output import print_csv, print_json, print_table, say
from annotator.operations import coders, projects, reliability
from annotator.operations.reliability import Comparison

MEASURES = ("alpha_character", "f1_exact", "f1_overlap", "f1_character", "percent_character")


def run(options: argparse.Namespace) -> int:
    """Compute and print; returns the exit status."""
    with projects.open_(options.project) as project:
        selection = reliability.select_by_name(
            project, options.coder, options.document, options.code
        )
        comparison = reliability.compare(project, selection)
    if options.json:
        print_json(document(comparison))
    elif options.csv:
        _print_csv(comparison)
    else:
        print_comparison(comparison)
    return 0


def document(comparison: Comparison) -> dict[str, Any]:
    """The table as the JSON document."""
    table = comparison.table
    return {
        "coders": _labels(comparison),
        "documents": [d.name for d in comparison.compared],
        "codes": [
            {"code": list(path)} | _row(comparison, row)
            for path, row in zip(comparison.paths, table.rows, strict=True)
        ],
        "overall": _row(comparison, table.overall),
    }


def _row(comparison: Comparison, row: Row) -> dict[str, Any]:
    counts = dict(zip(_labels(comparison), row.codings, strict=True))
    return {"codings": counts} | {name: _figure(getattr(row, name)) for name in MEASURES}


def _labels(comparison: Comparison) -> list[str]:
    labels = coders.labels(comparison.coders)
    return [labels[coder.guid] for coder in comparison.coders]


def _figure(figure: Figure) -> dict[str, Any]:
    return {"value": figure.value, "reason": figure.reason}


def _rows(comparison: Comparison) -> list[tuple[str, Row]]:
    names = [" > ".join(path) for path in comparison.paths]
    named = list(zip(names, comparison.table.rows, strict=True))
    return [*named, ("overall", comparison.table.overall)]


def _print_csv(comparison: Comparison) -> None:
    header = ["code", *(f"codings {name}" for name in _labels(comparison))]
    header += [column for name in MEASURES for column in (name, f"{name} undefined because")]
    rows = []
    for name, row in _rows(comparison):
        figures = [getattr(row, measure) for measure in MEASURES]
        cells = [cell for f in figures for cell in (_exact(f), f.reason or "")]
        rows.append([name, *("" if n is None else n for n in row.codings), *cells])
    print_csv(header, rows)


def _exact(figure: Figure) -> str:
    return "" if figure.value is None else repr(figure.value)


def print_comparison(comparison: Comparison) -> None:
    """The table for people, then the reason of each figure that is not defined."""
    header = ["code", *_labels(comparison)]
    header += ["alpha", "F1 exact", "F1 overlap", "F1 characters", "percent"]
    rows, reasons = [], []
    for name, row in _rows(comparison):
        figures = [getattr(row, measure) for measure in MEASURES]
        numbers = ["–" if n is None else str(n) for n in row.codings]
        rows.append(
            [name, *numbers, *("–" if f.value is None else f"{f.value:.3f}" for f in figures)]
        )
        reasons += [(name, f.reason) for f in figures if f.reason]
    print_table(header, rows)
    compared = ", ".join(d.name for d in comparison.compared) or "no document"
    say(f"Compared: {compared}. Alpha: Krippendorff's, nominal, on characters.")
    for name, reason in dict.fromkeys(reasons):
        say(f"{name}: not defined. {reason}")
