"""Tables come in: rows become documents, and a later wave of a table brings what is new.

Which document a row is follows from the table's name and the row's key: whoever adds whichever
wave, the row is the same document. Its text makes the reading of it, as with files that versions of
a reader read differently: files in which a row has two texts merge into one document, and codings
are carried where their passage is the same (`storage/readings.py`).

A row that is there already stays as it is; what the table says otherwise is reported.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

from annotator.corpus.changes import DOCUMENT, DOCUMENT_ATTRIBUTE, Changes
from annotator.corpus.document import TABLE_ROW, Origin
from annotator.corpus.identity import document_attribute_guid, guid_from
from annotator.corpus.job import Job, Step
from annotator.corpus.limits import LARGEST_POSITION
from annotator.corpus.structure import Structure
from annotator.exchange.records.column_types import Column, columns_of
from annotator.exchange.records.documents import RecordDocument, Records
from annotator.exchange.records.mapping import Becomes, Mapping
from annotator.exchange.records.mapping_file import LARGEST, read_mapping
from annotator.exchange.records.opening import open_table
from annotator.exchange.records.proposing import propose
from annotator.exchange.records.table import Row, Table, TableOptions
from annotator.input_files import read_bytes, shown
from annotator.operations.document_rows import text_digest
from annotator.storage import queries, table_rows
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.table_rows import KnownRow

VERSION: Final = 1
"""Raised when the same row gives another text."""
MEDIA_TYPE: Final = "application/yaml"
_AT_ONCE: Final = 2_000
_MOST_LISTED: Final = 1_000
"""Rows that are listed because the table says otherwise than the project."""
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


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that the table has otherwise than the project: its key, the document (GUID, name),
    whether its text differs, and of attributes what they are here and what they are there."""

    key: str
    document: str
    name: str
    text: bool
    attributes: tuple[tuple[str, str, str], ...]


@dataclass
class Summary:
    """What adding a table came to, or would: how many documents were new, the first of them, how
    many were there unchanged, what changed (the first; `changed_count` are all), how many of the
    project's rows of this table the file lacks, rows left out by reason, and remarks."""

    title: str
    added: int = 0
    first: list[tuple[str, str]] = field(default_factory=list)
    known: int = 0
    changed: list[Changed] = field(default_factory=list)
    changed_count: int = 0
    absent: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    remarks: list[str] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)


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
        comparison = _Comparison(records, connection)
    summary = Summary(records.title)
    for portion in _portions(records):
        yield _progress(records, portion)
        with project.reading() as connection:
            new = comparison.take(portion, connection, summary)
        _count_new(summary, new)
    comparison.finish(summary)
    return summary


def add(project: ProjectFile, by: str, source: Source) -> Job[Summary]:
    """Add what is new in a table, as one step; a job. Raises UserError where the table or a row of
    it can't be read, and nothing has come in then."""
    records = source.records()
    summary = Summary(records.title)
    with project.step(f"Add {records.title}", by, large=True) as step:
        record = step.record
        comparison = _Comparison(records, record.connection)
        writer = _Writer(record, comparison)
        for portion in _portions(records):
            yield _progress(records, portion)
            new = comparison.take(portion, record.connection, summary)
            _count_new(summary, writer.write(new))
            if summary.added > _MANY:
                record.spill()
        comparison.finish(summary)
        documents = "1 document" if summary.added == 1 else f"{summary.added:,} documents"
        record.label = f"Add {documents} of {records.title}"
    summary.changes = step.changes
    return summary


def _count_new(summary: Summary, new: Sequence[tuple[str, str]]) -> None:
    summary.added += len(new)
    summary.first += new[: max(0, 10 - len(summary.first))]


def _portions(records: Records) -> Iterator[list[RecordDocument]]:
    """The documents of a table, some at a time."""
    if records.mapping.becomes is Becomes.ONE:
        one = records.one_document()
        if one.text:
            yield [one]
        return
    documents = records.documents()
    while portion := list(islice(documents, _AT_ONCE)):
        yield portion


def _progress(records: Records, portion: Sequence[RecordDocument]) -> Step:
    return Step(0, 0, f"Reading {records.title}: {records.table.place} {portion[-1].number:,}")


def description(title: str) -> bytes:
    """What is kept of a table, the same for each of its waves: its digest and a key are the
    identity of a row."""
    return f"annotator-table: 1\ntable: {title}\n".encode()


class _Comparison:
    """Finds out which rows are new, and what the table says otherwise of those that are there."""

    def __init__(self, records: Records, connection: Any) -> None:
        self.records = records
        self.data = description(records.title)
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        self.known = table_rows.known_rows(connection, self.sha256)
        self._met: set[str] = set()

    def take(
        self, portion: Sequence[RecordDocument], connection: Any, summary: Summary
    ) -> list[tuple[str, str]]:
        """The new ones of some documents as (key, name); the others go into the summary."""
        self.new = [one for one in portion if one.key not in self.known]
        there = [one for one in portion if one.key in self.known]
        self._met.update(one.key for one in there)
        if there:
            documents = [self.known[one.key].document for one in there]
            said = table_rows.said_of(connection, documents)
            for one in there:
                self._compare(one, self.known[one.key], said, summary)
        return [(one.key, one.name) for one in self.new]

    def _compare(
        self,
        one: RecordDocument,
        known: KnownRow,
        said: dict[str, dict[str, str]],
        summary: Summary,
    ) -> None:
        differs = text_digest(one.text) not in known.digests
        here = said.get(known.document, {})
        attributes = tuple(
            (name, here.get(name, ""), one.attributes.get(name, ""))
            for name, _type in self.records.mapping.attributes
            if here.get(name, "") != one.attributes.get(name, "")
            and self.records.mapping.becomes is Becomes.DOCUMENTS
        )
        if not differs and not attributes:
            summary.known += 1
            return
        summary.changed_count += 1
        if len(summary.changed) < _MOST_LISTED:
            summary.changed.append(
                Changed(one.key, known.document, known.name, differs, attributes)
            )

    def finish(self, summary: Summary) -> None:
        """What can be said at the end."""
        tally, table = self.records.tally, self.records.table
        summary.absent = len(self.known.keys() - self._met)
        summary.left_out = tally.left_out
        summary.remarks = [*table.remarks, *tally.sentences(self.records.mapping, table.place)]


class _Writer:
    """Writes new documents within a running step."""

    def __init__(self, record: Recorder, comparison: _Comparison) -> None:
        self._record, self._comparison = record, comparison
        self._taken = table_rows.names_taken(record.connection)
        self._numbers: Counter[str] = Counter()
        self._position = queries.next_document_position(record.connection)
        self._is_kept = False

    def write(self, _new: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Write the new documents of the comparison; their keys and names."""
        documents = self._comparison.new
        if not documents:
            return []
        record, sha256 = self._record, self._comparison.sha256
        if not self._is_kept:
            record.add_original(self._comparison.data)
            self._is_kept = True
        rows, texts, origins, attributes, named = [], [], [], [], []
        for one in documents:
            digest = text_digest(one.text)
            guid = guid_from("document of a file", sha256, one.key, digest)
            name = self._free_name(one.name)
            named.append((one.key, name))
            rows.append(
                {
                    "guid": guid,
                    "name": name,
                    "position": self._position,
                    "encoding": "utf-8",
                    "characters": len(one.text),
                    "sha256": digest,
                    "text_sha256": digest,
                    "replaced_by": None,
                }
            )
            self._position = min(self._position + 1, LARGEST_POSITION)
            texts.append((guid, one.text, Structure.of(one.structure)))
            origins.append(Origin(sha256, one.key, MEDIA_TYPE, TABLE_ROW, VERSION))
            attributes += [
                {
                    "guid": document_attribute_guid(guid, column),
                    "document": guid,
                    "name": column,
                    "value": value,
                }
                for column, value in one.attributes.items()
            ]
        record.add(DOCUMENT, rows, origin=True)
        table_rows.write_texts(record.connection, texts, origins)
        self._write_attributes(attributes)
        return named

    def _write_attributes(self, rows: Sequence[dict[str, Any]]) -> None:
        """What is said already, of a document that was deleted and comes back, stays."""
        known = self._record.rows(DOCUMENT_ATTRIBUTE, [row["guid"] for row in rows])
        living = {guid for guid, row in known.items() if not row["deleted"]}
        new = [row for row in rows if row["guid"] not in living] if living else rows
        self._record.add(DOCUMENT_ATTRIBUTE, new, known, origin=True)

    def _free_name(self, name: str) -> str:
        """The name, or the name with the first free number behind it."""
        found = name
        while found in self._taken:
            self._numbers[name] += 1
            found = f"{name} ({self._numbers[name] + 1})"
        self._taken.add(found)
        return found
