"""The attributes of documents as a table: written out, and read from one by name or key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.corpus.changes import Changes
from annotator.corpus.document import TABLE_ROW, DocumentFacts
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import plural, tr
from annotator.errors import UserError
from annotator.exchange.codings_csv import document_attribute_names
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.joined_table import Cell, write_table_csv, write_table_xlsx
from annotator.exchange.records.column_types import SAMPLED, Writer, columns_of, writer
from annotator.exchange.records.opening import open_table
from annotator.exchange.records.table import Row, Table, text_of
from annotator.operations import projects
from annotator.operations.documents.document_attributes import set_values
from annotator.operations.viewing import Viewer
from annotator.storage import document_files, queries
from annotator.storage.connections import Connection
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
    viewer: Viewer,
    target: Path,
    *,
    overwrite: bool = False,
    guard_formulas: bool = False,
    form: CsvForm = COMMA,
) -> Job[int]:
    """Write a row a document, a column an attribute, as CSV or xlsx; a job that returns how many
    rows. UserError for another suffix, or where the file is in the way."""
    suffix = target.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise UserError(
            tr("{target} has no suffix of a table (.csv or .xlsx).", target=target.name)
        )
    projects.refuse_existing(target, overwrite=overwrite)
    yield JobProgress(0, 0, tr("Reading the project"))
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
            write_table_csv(header, rows(), file, guard_formulas=guard_formulas, form=form)
        else:
            write_table_xlsx(header, rows(), file, "Attributes")
    return len(documents)


def read(project: ProjectFile, by: str, path: Path) -> Job[Imported]:
    """Say of documents what the columns of a table say, as one step; a job. An empty cell says
    nothing, and takes nothing back. UserError where the table can't be read, has neither a column
    “document” nor “key”, or names a document twice."""
    yield JobProgress(0, 0, tr("Reading {name}", name=path.name))
    table = open_table(path)
    if not {KEY, DOCUMENT}.intersection(table.columns):
        raise UserError(
            tr(
                "“{table}” has no column “{document}” with the names of documents, and "
                "no column “{key}”. Call the column so that tells which document a row "
                "is.",
                table=table.name,
                document=DOCUMENT,
                key=KEY,
            )
        )
    with project.reading() as connection:
        told = _Told(queries.documents(connection), _keys(connection), table)
    writers = _writers(table)
    values: dict[tuple[str, str], str] = {}
    unknown: list[str] = []
    for row in table.rows():
        document, called = told.document(row)
        if document is None:
            unknown.append(called)
            continue
        for place, column, write_value in writers:
            value, _fits = write_value(row.cells[place])
            if value:
                values[document, column] = value
    changes = set_values(project, by, values) if values else Changes()
    return Imported(changes, len(values), unknown, list(table.remarks))


def _writers(table: Table) -> list[tuple[int, str, Writer]]:
    """How the cells of each attribute's column are written, by the types that are found."""
    sampled = table.first(SAMPLED)
    types = {one.name: one.type for one in columns_of(table, sampled)}
    return [
        (place, name, writer(types[name], [row.cells[place] for row in sampled]))
        for place, name in enumerate(table.columns)
        if name not in (DOCUMENT, KEY)
    ]


class _Told:
    """Which document a row is about, by its key, else by its name; each once."""

    def __init__(
        self, documents: Sequence[DocumentFacts], keys: Mapping[str, str], table: Table
    ) -> None:
        self._table = table
        self._named = {one.name: one.guid for one in documents}
        self._by_name = Counter(one.name for one in documents)
        self._keyed: dict[str, list[DocumentFacts]] = {}
        for one in documents:
            if keys.get(one.guid):
                self._keyed.setdefault(keys[one.guid], []).append(one)
        self._met: dict[str, int] = {}

    def document(self, row: Row) -> tuple[str | None, str]:
        """The document (None where there is none), and what it is called in the row. UserError for
        a name of several, or a document that another row was about."""
        said = dict(zip(self._table.columns, map(text_of, row.cells), strict=True))
        key, name = said.get(KEY, "").strip(), said.get(DOCUMENT, "").strip()
        found = self._by_key(key, name) or self._of_name(name)
        if found in self._met:
            table = self._table
            raise UserError(
                tr(
                    "“{table}”: {place} {first:,} and {number:,} are of one document "
                    "(“{value}”). Leave one of them out.",
                    table=table.name,
                    place=table.place,
                    first=self._met[found],
                    number=row.number,
                    value=key or name,
                )
            )
        if found is not None:
            self._met[found] = row.number
        return found, key or name

    def _by_key(self, key: str, name: str) -> str | None:
        """Rows of several tables may have one key; the name tells which is meant."""
        keyed = self._keyed.get(key, [])
        named = [one for one in keyed if one.name == name] if len(keyed) > 1 else keyed
        if keyed and len(named) != 1:
            raise UserError(
                tr(
                    "“{key}” is the key of several documents, as they were rows of several tables."
                    " Name the document in a column “{document}”.",
                    key=key,
                    document=DOCUMENT,
                )
            )
        return named[0].guid if named else None

    def _of_name(self, name: str) -> str | None:
        if self._by_name[name] > 1:
            raise UserError(
                tr("“{name}” is the name of several documents. Give them other names.", name=name)
            )
        return self._named.get(name)


def unknown_words(found: Imported) -> str:
    """The rows that name no document, in a sentence; empty where there are none."""
    if not found.unknown:
        return ""
    shown = ", ".join(f"“{one}”" for one in found.unknown[:_MOST_NAMED])
    more = " …" if len(found.unknown) > _MOST_NAMED else ""
    return plural(
        "One row names no document of the project: {shown}{more}.",
        "{n:,} rows name no document of the project: {shown}{more}.",
        len(found.unknown),
        shown=shown,
        more=more,
    )


def _keys(connection: Connection) -> dict[str, str]:
    """The keys of documents that were rows of tables, by GUID."""
    origins = document_files.origins(connection)
    return {guid: one.place for guid, one in origins.items() if one.reader == TABLE_ROW}
