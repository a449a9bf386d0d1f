"""Rows of a table beside the documents of a project: what is new, what differs; new ones written.

Which document a row is follows from the table's name and the row's key; its text makes the reading
of it (`storage/readings.py`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from annotator.corpus.changes import DOCUMENT, Changes
from annotator.corpus.columns import Columns
from annotator.corpus.document import TABLE_ROW, DocumentFacts, Origin
from annotator.corpus.identity import guid_from
from annotator.corpus.limits import LARGEST_POSITION
from annotator.corpus.moments import EPOCH
from annotator.corpus.structure import Structure
from annotator.exchange.records.documents import RecordDocument, Records
from annotator.exchange.records.mapping import Becomes
from annotator.operations.documents.document_rows import record_attributes, text_digest
from annotator.storage import queries, table_rows
from annotator.storage.connections import Connection
from annotator.storage.history import Recorder
from annotator.storage.row_values import document_row
from annotator.storage.table_rows import KnownRow

VERSION: Final = 1
"""Raised when the same row gives another text."""
MEDIA_TYPE: Final = "application/yaml"
_HEAD: Final = "annotator-table: 1\ntable: "
_MOST_LISTED: Final = 1_000
"""Rows that are listed because the table says otherwise than the project."""


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


def description(title: str) -> bytes:
    """What is kept of a table, the same for each of its waves: its digest and a key are the
    identity of a row."""
    return f"{_HEAD}{title}\n".encode()


def title_of(data: bytes) -> str:
    """The name of a table in its description; empty where it is none."""
    text = data.decode("utf-8", "replace")
    return text[len(_HEAD) :].rstrip("\n") if text.startswith(_HEAD) else ""


class Comparison:
    """Finds out which rows are new, and what the table says otherwise of those that are there."""

    def __init__(self, records: Records, connection: Connection) -> None:
        self.records = records
        self.data = description(records.title)
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        self.known = table_rows.known_rows(connection, self.sha256)
        self._met: set[str] = set()

    def take(
        self, portion: Sequence[RecordDocument], connection: Connection, summary: Summary
    ) -> list[RecordDocument]:
        """The new ones of some documents; the others go into the summary."""
        new = [one for one in portion if one.key not in self.known]
        there = [one for one in portion if one.key in self.known]
        self._met.update(one.key for one in there)
        if there:
            documents = [self.known[one.key].document for one in there]
            said = table_rows.said_of(connection, documents)
            for one in there:
                self._compare(one, self.known[one.key], said, summary)
        return new

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


class Writer:
    """Writes new documents within a running step."""

    def __init__(self, record: Recorder, comparison: Comparison) -> None:
        self._record, self._comparison = record, comparison
        self._taken = table_rows.names_taken(record.connection)
        self._numbers: Counter[str] = Counter()
        self._position = queries.next_document_position(record.connection)
        self._is_kept = False

    def write(self, documents: Sequence[RecordDocument]) -> list[tuple[str, str]]:
        """Write documents that are new; their keys and names."""
        if not documents:
            return []
        record, sha256 = self._record, self._comparison.sha256
        if not self._is_kept:
            record.add_original(self._comparison.data)
            self._is_kept = True
        rows, texts, origins, named = [], [], [], []
        said: dict[str, Mapping[str, str]] = {}
        for one in documents:
            digest = text_digest(one.text)
            guid = guid_from("document of a file", sha256, one.key, digest)
            name = self._free_name(one.name)
            named.append((one.key, name))
            rows.append(self._row(guid, name, digest, len(one.text)))
            texts.append((guid, one.text, Structure.of(one.structure)))
            origins.append(Origin(sha256, one.key, MEDIA_TYPE, TABLE_ROW, VERSION))
            said[guid] = one.attributes
        record.add(DOCUMENT, rows, origin=True)
        table_rows.write_texts(record.connection, texts, origins)
        record_attributes(record, said)
        return named

    def _row(self, guid: str, name: str, digest: str, characters: int) -> Columns:
        """The row of a document, at the next place."""
        position = self._position
        self._position = min(position + 1, LARGEST_POSITION)
        facts = DocumentFacts(
            guid=guid,
            name=name,
            encoding="utf-8",
            characters=characters,
            sha256=digest,
            text_sha256=digest,
            created=EPOCH,
            modified=EPOCH,
        )
        return document_row(facts, position)

    def _free_name(self, name: str) -> str:
        """The name, or the name with the first free number behind it."""
        found = name
        while found in self._taken:
            self._numbers[name] += 1
            found = f"{name} ({self._numbers[name] + 1})"
        self._taken.add(found)
        return found
