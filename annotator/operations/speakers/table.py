"""The speakers as a table: name, role, and a column for each attribute, out and in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from annotator.corpus.changes import Changes
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import plural, tr
from annotator.errors import UserError
from annotator.exchange.joined_table import Cell, write_table_csv, write_table_xlsx
from annotator.exchange.records.opening import open_table
from annotator.exchange.records.table import text_of
from annotator.operations import projects
from annotator.operations.speakers.editing import set_values_and_roles
from annotator.operations.speakers.persons import Person, persons
from annotator.operations.viewing import Viewer
from annotator.storage.project_file import ProjectFile

NAME: Final = "speaker"
"""The column of the persons' names."""
ROLE: Final = "role"
COUNTS: Final = ("names in texts", "documents", "turns")
"""Columns that are written and, where a table is read, passed by."""
_MOST_NAMED = 3


@dataclass(frozen=True)
class TakenOver:
    """What reading a table came to: the changes, how many values (roles too) were set, and the
    names of rows that no speaker has."""

    changes: Changes
    values: int
    unknown: list[str] = field(default_factory=list)


def write(
    viewer: Viewer, target: Path, *, overwrite: bool = False, guard_formulas: bool = False
) -> Job[int]:
    """Write a row a speaker as CSV or xlsx; a job that returns how many rows. UserError for another
    suffix, or where the file is in the way."""
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise UserError(
            tr("{target} has no suffix of a table (.csv or .xlsx).", target=target.name)
        )
    projects.refuse_existing(target, overwrite=overwrite)
    found = yield from persons(viewer)
    names = attribute_names(found)

    def rows() -> Iterator[Sequence[Cell]]:
        for one in found:
            own = (one.values.get(name, "") for name in names)
            counts = ("; ".join(one.names), len(one.documents), one.turns)
            yield [one.name, one.role, *own, *counts]

    header = [NAME, ROLE, *names, *COUNTS]
    with projects.replacing(target) as partial, partial.open("wb") as file:
        if suffix == ".csv":
            write_table_csv(header, rows(), file, guard_formulas=guard_formulas)
        else:
            write_table_xlsx(header, rows(), file, "Speakers")
    return len(found)


def read(viewer: Viewer, project: ProjectFile, by: str, path: Path) -> Job[TakenOver]:
    """Say of speakers what the columns of a table say, as one step; a job. An empty cell takes
    nothing back. UserError where the table can't be read, has no column “speaker”, or names one
    twice."""
    yield JobProgress(0, 0, tr("Reading {name}", name=path.name))
    table = open_table(path)
    if NAME not in table.columns:
        raise UserError(
            tr(
                "“{table}” has no column “{column}” with the names of speakers.",
                table=table.name,
                column=NAME,
            )
        )
    found = {one.name: one for one in (yield from persons(viewer))}
    values: list[tuple[Person, str, str]] = []
    roles: list[tuple[Person, str]] = []
    unknown: list[str] = []
    met: set[str] = set()
    for row in table.rows():
        said = dict(zip(table.columns, map(text_of, row.cells), strict=True))
        name = said.pop(NAME).strip()
        if name in met:
            raise UserError(
                tr(
                    "“{table}” names the speaker “{name}” twice. Leave one of the rows out.",
                    table=table.name,
                    name=name,
                )
            )
        met.add(name)
        person = found.get(name)
        if person is None:
            unknown.append(name)
            continue
        role = said.pop(ROLE, "").strip()
        if role and role != person.role:
            roles.append((person, role))
        values += [
            (person, column, value.strip())
            for column, value in said.items()
            if value.strip() and column not in COUNTS
        ]
    if not values and not roles:
        return TakenOver(Changes(), 0, unknown)
    changes = set_values_and_roles(project, by, values, roles)
    return TakenOver(changes, len(values) + len(roles), unknown)


def attribute_names(found: Sequence[Person]) -> list[str]:
    """The attributes of persons, each once, as columns stand in order."""
    names = {name for one in found for name in one.values}
    return sorted(names, key=lambda name: (name.casefold(), name))


def unknown_words(found: TakenOver) -> str:
    """The rows that name no speaker, in a sentence; empty where there are none."""
    if not found.unknown:
        return ""
    shown = ", ".join(f"“{one}”" for one in found.unknown[:_MOST_NAMED])
    more = " …" if len(found.unknown) > _MOST_NAMED else ""
    return plural(
        "One row names no speaker of the project: {shown}{more}.",
        "{n:,} rows name no speaker of the project: {shown}{more}.",
        len(found.unknown),
        shown=shown,
        more=more,
    )
