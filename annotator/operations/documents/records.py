"""Tables come in: rows become documents, and a later wave of a table brings what is new.

Which document a row is follows from the table's name and the row's key: whoever adds whichever
wave, the row is the same document. Its text makes the reading of it, as with files that versions of
a reader read differently: files in which a row has two texts merge into one document, and codings
are carried where their passage is the same (`storage/readings.py`).

A row that is there already stays as it is; what the table says otherwise is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from annotator.corpus.attribute_types import ValueType
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.exchange.records.column_types import Column, ColumnType, columns_of
from annotator.exchange.records.documents import RecordDocument, Records
from annotator.exchange.records.mapping import Becomes, Mapping
from annotator.exchange.records.mapping_file import LARGEST, read_mapping
from annotator.exchange.records.opening import open_table
from annotator.exchange.records.proposing import propose
from annotator.exchange.records.table import Row, Table, TableOptions
from annotator.input_files import read_bytes, shown
from annotator.operations.documents import attribute_types, waves
from annotator.operations.documents.record_rows import Changed, Comparison, Summary, Writer
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile

__all__ = ["Changed", "Look", "Source", "Summary", "add", "load_mapping", "look", "plan", "preview"]

_AT_ONCE: Final = 2_000
_MANY: Final = 200


@dataclass(frozen=True)
class Source:
    """A file with the mapping of its rows; `mapping_name` is that of the mapping's file."""

    path: Path
    mapping: Mapping
    mapping_name: str = ""

    def records(self) -> Records:
        """Its rows, as the mapping says. UserError where the file can't be read, or lacks a
        column."""
        table = open_table(self.path, self.mapping.options)
        return Records(table, self.mapping, self.mapping_name)


def load_mapping(path: Path) -> Mapping:
    """The mapping in a file. UserError with the line of every mistake."""
    return read_mapping(read_bytes(path, LARGEST), shown(path.name))


def with_encoding(mapping: Mapping, encoding: str) -> Mapping:
    """The mapping for a file whose encoding is named besides."""
    return replace(mapping, options=replace(mapping.options, encoding=encoding))


@dataclass(frozen=True)
class Look:
    """A table as it is looked at before a mapping is chosen: the first rows, and its columns."""

    table: Table
    rows: Sequence[Row]
    columns: Sequence[Column]


_LOOKED_AT: Final = 1_000


def look(path: Path, options: TableOptions | None = None) -> Look:
    """The first rows of a table. UserError where it can't be read."""
    table = open_table(path, options or TableOptions())
    rows = table.first(_LOOKED_AT)
    return Look(table, rows, columns_of(table, rows))


def proposed(look: Look) -> Mapping:
    """A mapping to begin with, from what the columns hold."""
    return propose(look.table, look.columns)


def with_earlier(project: ProjectFile, look: Look, mapping: Mapping) -> tuple[Look, Mapping]:
    """The mapping with the name of the project's table of which this is a wave, by its keys, and
    what was looked at with a remark that says so; both as they are where there is none."""
    with project.reading() as connection:
        title = waves.earlier_wave(connection, look.table, look.rows, mapping)
    if not title or title == mapping.table:
        return look, mapping
    said = tr(
        "The project has rows with these keys in the table “{title}”: this is taken for its next"
        " wave. Under another name it is another table.",
        title=title,
    )
    table = replace(look.table, remarks=(*look.table.remarks, said))
    return replace(look, table=table), replace(mapping, table=title)


def check_apart(sources: Sequence[Source]) -> None:
    """UserError where it can't be told whether files are waves of one table."""
    if len(sources) > 1:
        waves.check_apart([source.records() for source in sources])


def preview(source: Source, number: int = 10) -> list[RecordDocument]:
    """The first documents as they would come in. UserError as `Source.records`."""
    records = source.records()
    if source.mapping.becomes is Becomes.ONE:
        return [records.one_document()]
    return list(islice(records.documents(), number))


def plan(project: ProjectFile, source: Source) -> Job[Summary]:
    """What adding would come to; a job that changes nothing. UserError as `add`."""
    records = source.records()
    with project.reading() as connection:
        waves.check_name(connection, records)
        comparison = Comparison(records, connection)
    summary = Summary(records.title)
    for portion in portions(records):
        yield _progress(records, portion)
        with project.reading() as connection:
            new = comparison.take(portion, connection, summary)
        _count_new(summary, [(one.key, one.name) for one in new])
    comparison.finish(summary)
    return summary


def add(project: ProjectFile, by: str, source: Source) -> Job[Summary]:
    """Add what is new in a table, as one step; a job. Raises UserError where the table or a row of
    it can't be read, and nothing has come in then."""
    records = source.records()
    summary = Summary(records.title)
    with project.transaction(step_label("Add {name}", name=records.title), by, large=True) as step:
        record = step.record
        waves.check_name(record.connection, records)
        comparison = Comparison(records, record.connection)
        writer = Writer(record, comparison)
        for portion in portions(records):
            yield _progress(records, portion)
            new = comparison.take(portion, record.connection, summary)
            _count_new(summary, writer.write(new))
            if summary.added > _MANY:
                record.spill()
        comparison.finish(summary)
        _declare_types(record, source.mapping)
        record.label = (
            step_label("Add 1 document of {name}", name=records.title)
            if summary.added == 1
            else step_label(
                "Add {number} documents of {name}", number=summary.added, name=records.title
            )
        )
    summary.changes = step.changes
    return summary


def _declare_types(record: Recorder, mapping: Mapping) -> None:
    """Declare the types of the columns that became attributes, where all values fit."""
    if mapping.becomes is Becomes.ONE:
        return
    wanted = {
        column: ValueType(kind.value)
        for column, kind in mapping.attributes
        if kind is not ColumnType.TEXT
    }
    attribute_types.declare_found(record, wanted)


def _count_new(summary: Summary, new: Sequence[tuple[str, str]]) -> None:
    summary.added += len(new)
    summary.first += new[: max(0, 10 - len(summary.first))]


def portions(records: Records) -> Iterator[list[RecordDocument]]:
    """The documents of a table, some at a time."""
    if records.mapping.becomes is Becomes.ONE:
        one = records.one_document()
        if one.text:
            yield [one]
        return
    documents = records.documents()
    while portion := list(islice(documents, _AT_ONCE)):
        yield portion


def _progress(records: Records, portion: Sequence[RecordDocument]) -> JobProgress:
    return JobProgress(
        0,
        0,
        tr(
            "Reading {title}: {place} {number}",
            title=records.title,
            place=records.table.place,
            number=portion[-1].number,
        ),
    )
