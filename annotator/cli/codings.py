"""``annotator codings``: the codings of a project, or those on which something is left to do."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from annotator.cli.opening import opened
from annotator.cli.output import (
    print_csv,
    print_json,
    print_json_list,
    print_table,
)
from annotator.cli.viewing import say_withheld, viewer_of, withheld
from annotator.corpus.job import finish
from annotator.corpus.messages import tr
from annotator.exchange.codings_csv import (
    CodingRecord,
    coding_cells,
    coding_rows,
    columns,
    document_attribute_names,
)
from annotator.exchange.csv_form import form_named
from annotator.operations import codebook, reading, transfer
from annotator.operations.codings import coding_issues
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer


def run(options: argparse.Namespace) -> int:
    """List the codings."""
    with opened(options) as project:
        viewer = viewer_of(project, options)
        rows = (row for part in transfer.pieces(viewer) for row in coding_rows(part))
        names = document_attribute_names(reading.document_attributes(viewer))
        places = reading.has_structure(viewer)
        if options.to_complete:
            status = _to_complete(viewer, options, list(rows), names, places=places)
        else:
            status = _all(viewer, options, rows, names, places=places)
        if not options.json:
            say_withheld(viewer)
    return status


def _all(
    viewer: Viewer,
    options: argparse.Namespace,
    rows: Iterator[CodingRecord],
    names: list[str],
    *,
    places: bool,
) -> int:
    if options.json:
        print_json_list("codings", rows, withheld(viewer))
    elif options.csv:
        cells = (coding_cells(row, names, places=places) for row in rows)
        header = columns(names, places=places)
        print_csv(
            header, cells, guard_formulas=options.guard_formulas, form=form_named(options.csv_form)
        )
    else:
        print_table(
            (tr("document"), tr("start"), tr("end"), tr("code"), tr("coder"), tr("text")),
            [
                (
                    *(row["document"], row["start"], row["end"], " > ".join(row["code"])),
                    *(row["coder"], _shortened(row["text"])),
                )
                for row in rows
            ],
        )
    return 0


def _to_complete(
    viewer: Viewer,
    options: argparse.Namespace,
    rows: list[CodingRecord],
    names: list[str],
    *,
    places: bool,
) -> int:
    """The codings on which something is left to do, of all coders, with what it is."""
    book = codebook.current(viewer.project)
    people = coders.everybody(viewer.project)
    found = [p for one in people for p in finish(coding_issues.coding_issues(viewer, one.guid))]
    by_guid = {point.coding.guid: point for point in found}
    left: list[dict[str, Any]] = [
        {
            **row,
            "from_cue": point.coding.from_cue,
            "missing": point.missing,
            "broken": [coding_issues.words(one, point.coding, book) for one in point.broken],
        }
        for row in rows
        if (point := by_guid.get(row["guid"])) is not None
    ]
    if options.json:
        print_json({"codings": left} | withheld(viewer))
    elif options.csv:
        kept = [row for row in rows if row["guid"] in by_guid]
        cells = (coding_cells(row, names, places=places) for row in kept)
        header = columns(names, places=places)
        print_csv(
            header, cells, guard_formulas=options.guard_formulas, form=form_named(options.csv_form)
        )
    else:
        print_table(
            (tr("document"), tr("start"), tr("code"), tr("coder"), tr("text"), tr("to do")),
            [
                (
                    *(row["document"], row["start"], " > ".join(row["code"]), row["coder"]),
                    *(_shortened(row["text"], 40), _to_do(row["missing"], row["broken"])),
                )
                for row in left
            ],
        )
    return 0


def _to_do(missing: list[str], broken: list[str]) -> str:
    return " ".join([f"missing: {', '.join(missing)}."] * bool(missing) + broken)


def _shortened(text: str, longest: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
