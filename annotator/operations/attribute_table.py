"""The attributes of documents as a table: written out, and read from one by name or key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.corpus.changes import Changes
from annotator.corpus.document import TABLE_ROW
from annotator.corpus.job import Job, Step
from annotator.errors import UserError
from annotator.exchange.codings_csv import document_attribute_names
from annotator.exchange.joined_table import Cell, write_table_csv, write_table_xlsx
from annotator.exchange.records.column_types import SAMPLED, ColumnType, columns_of, writer
from annotator.exchange.records.opening import open_table
from annotator.exchange.records.table import text_of
from annotator.operations import projects
from annotator.operations.document_attributes import set_values
from annotator.operations.viewing import Viewer
from annotator.storage import document_files, queries
from annotator.storage.project_file import ProjectFile

DOCUMENT, KEY = "document", "key"
"""The columns by which a row is told: the name of the document, or the key of the row that it was
in a table."""
_MOST_NAMED = 3


@dataclass(frozen=True)
class Imported:
    """What reading attributes came to: the changes, how many values were set, the rows that name no
    document (the first of what they say), and remarks."""

    changes: Changes
    values: int
    unknown: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def write(
    viewer: Viewer, target: Path, *, overwrite: bool = False, guard_formulas: bool = False
) -> Job[int]:
    """Write a row a document, a column an attribute, as CSV or xlsx; a job that returns how many
    rows. UserError for another suffix, or where the file is in the way."""
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise UserError(f"{target.name} has no suffix of a table (.csv or .xlsx).")
    projects.refuse_existing(target, overwrite=overwrite)
    yield Step(0, 0, "Reading the project")
    with viewer.reading() as connection:
        documents = queries.documents(connection)
        attributes = queries.document_attributes(connection)
        keys = _keys(connection)
    said: dict[str, dict[str, str]] = {}
    for one in attributes:
        said.setdefault(one.document, {})[one.name] = one.value
    names = document_attribute_names(attributes)

    def rows() -> Iterator[Sequence[Cell]]:
        for one in documents:
            own = said.get(one.guid, {})
            yield [one.name, keys.get(one.guid, ""), *(own.get(name, "") for name in names)]

    header = [DOCUMENT, KEY, *names]
    with projects.replacing(target) as partial, partial.open("wb") as file:
        if suffix == ".csv":
            write_table_csv(header, rows(), file, guard_formulas=guard_formulas)
        else:
            write_table_xlsx(header, rows(), file, "Attributes")
    return len(documents)


def read(project: ProjectFile, by: str, path: Path) -> Job[Imported]:
    """Say of documents what the columns of a table say, as one step; a job. An empty cell says
    nothing, and takes nothing back. UserError where the table can't be read, has neither a column
    “document” nor “key”, or names a document twice."""
    yield Step(0, 0, f"Reading {path.name}")
    table = open_table(path)
    told_by = next((one for one in (KEY, DOCUMENT) if one in table.columns), "")
    if not told_by:
        raise UserError(
            f"“{table.name}” has no column “{DOCUMENT}” with the names of documents, and no column"
            f" “{KEY}”. Call the column so that tells which document a row is."
        )
    with project.reading() as connection:
        documents = queries.documents(connection)
        keys = _keys(connection)
    by_name = Counter(one.name for one in documents)
    named = {one.name: one.guid for one in documents}
    keyed = {keys[one.guid]: one.guid for one in documents if keys.get(one.guid)}
    sampled = table.first(SAMPLED)
    types = {one.name: one.type for one in columns_of(table, sampled)}
    writers = [
        (place, name, writer(types.get(name, ColumnType.TEXT), [r.cells[place] for r in sampled]))
        for place, name in enumerate(table.columns)
        if name not in (DOCUMENT, KEY)
    ]
    values: dict[tuple[str, str], str] = {}
    unknown: list[str] = []
    met: dict[str, int] = {}
    for row in table.rows():
        said = dict(zip(table.columns, map(text_of, row.cells), strict=True))
        key, name = said.get(KEY, "").strip(), said.get(DOCUMENT, "").strip()
        document = (keyed.get(key) if key else None) or named.get(name)
        if document is None:
            unknown.append(key or name)
            continue
        if document == named.get(name) and not key and by_name[name] > 1:
            raise UserError(f"“{name}” is the name of several documents. Give them other names.")
        if document in met:
            raise UserError(
                f"“{table.name}”: {table.place} {met[document]:,} and {row.number:,} are of one"
                f" document (“{key or name}”). Leave one of them out."
            )
        met[document] = row.number
        for place, column, write_ in writers:
            value, _fits = write_(row.cells[place])
            if value:
                values[document, column] = value
    changes = set_values(project, by, values) if values else Changes()
    return Imported(changes, len(values), unknown, list(table.remarks))


def unknown_words(found: Imported) -> str:
    """The rows that name no document, in a sentence; empty where there are none."""
    if not found.unknown:
        return ""
    shown = ", ".join(f"“{one}”" for one in found.unknown[:_MOST_NAMED])
    more = " …" if len(found.unknown) > _MOST_NAMED else ""
    rows = "One row names" if len(found.unknown) == 1 else f"{len(found.unknown):,} rows name"
    return f"{rows} no document of the project: {shown}{more}."


def _keys(connection: object) -> dict[str, str]:
    """The keys of documents that were rows of tables, by GUID."""
    origins = document_files.origins(connection)  # type: ignore[arg-type]
    return {guid: one.place for guid, one in origins.items() if one.reader == TABLE_ROW}
