"""The history as a table, CSV or a workbook: a line for each change of each step."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
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


SUFFIXES = (".csv", ".xlsx")


def write(viewer: Viewer, wanted: TrailFilter, target: Path, form: CsvForm = COMMA) -> Job[None]:
    """Write the steps that are wanted, in order of time, as CSV or as a workbook by the suffix; all
    of the file, or nothing.

    The table is for spreadsheets: in CSV, text that these would take for a formula is guarded.
    """
    with viewer.reading() as connection:
        numbers = trail.numbers(connection, wanted)
        names = coders.labels(queries.coders(connection))
    if target.suffix.lower() == ".xlsx":
        yield from _write_workbook(viewer, numbers, names, target)
        return
    with (
        projects.replacing(target) as partial,
        partial.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = form.writer(file)
        writer.writerow(COLUMNS)
        for start in range(0, len(numbers), _AT_ONCE):
            yield JobProgress(start, len(numbers), target.name)
            for step in _steps(viewer, numbers[start : start + _AT_ONCE]):
                writer.writerows(map(guarded_row, lines(step, names)))


def _write_workbook(
    viewer: Viewer, numbers: Sequence[int], names: dict[str, str], target: Path
) -> Job[None]:
    from annotator.exchange.joined_table import write_table_xlsx  # noqa: PLC0415  (rarely wanted)

    found: list[tuple[str, ...]] = []
    for start in range(0, len(numbers), _AT_ONCE):
        yield JobProgress(start, len(numbers), target.name)
        for step in _steps(viewer, numbers[start : start + _AT_ONCE]):
            found += lines(step, names)
    with projects.replacing(target) as partial, partial.open("wb") as file:
        write_table_xlsx(COLUMNS, found, file, "History")


def _steps(viewer: Viewer, numbers: Sequence[int]) -> Sequence[TrailStep]:
    with viewer.reading() as connection:
        return trail.steps_of(connection, numbers)


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
