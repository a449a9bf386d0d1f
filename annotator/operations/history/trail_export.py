"""The history as CSV: a line for each change of each step."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.trail import TrailFilter, TrailStep
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.formulas import guarded_row
from annotator.exchange.times import format_time
from annotator.operations import projects
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer
from annotator.storage import queries, trail

COLUMNS = ("at", "coder", "step", "what", "kind", "guid", "before", "after")
_AT_ONCE = 500


def write_csv(
    viewer: Viewer, wanted: TrailFilter, target: Path, form: CsvForm = COMMA
) -> Job[None]:
    """Write the steps that are wanted, in order of time; all of the file, or nothing.

    The table is for spreadsheets: text that these would take for a formula is guarded.
    """
    with viewer.reading() as connection:
        numbers = trail.numbers(connection, wanted)
        names = coders.labels(queries.coders(connection))
    with (
        projects.replacing(target) as partial,
        partial.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = form.writer(file)
        writer.writerow(COLUMNS)
        for start in range(0, len(numbers), _AT_ONCE):
            yield JobProgress(start, len(numbers), target.name)
            with viewer.reading() as connection:
                steps = trail.steps_of(connection, numbers[start : start + _AT_ONCE])
            for step in steps:
                writer.writerows(map(guarded_row, lines(step, names)))


def lines(step: TrailStep, names: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """The lines of one step; `names` are coders' by GUID."""
    for change in step.changes:
        before = "" if change.before is None else _json(change.before)
        yield (
            *(format_time(step.at), names.get(step.coder, step.coder), step.kind, step.label),
            *(change.kind, change.row, before, _json(change.after)),
        )


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)
