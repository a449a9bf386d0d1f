"""Texts become documents: their rows, and what stands beside these."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from annotator.corpus.changes import DOCUMENT, DOCUMENT_ATTRIBUTE
from annotator.corpus.columns import Columns
from annotator.corpus.document import DocumentAttribute, DocumentFacts, Origin
from annotator.corpus.identity import guid_from
from annotator.corpus.limits import LARGEST_POSITION
from annotator.corpus.moments import EPOCH
from annotator.corpus.structure import Structure
from annotator.storage import document_files, queries
from annotator.storage.connections import Connection
from annotator.storage.history import Recorder
from annotator.storage.row_values import document_attribute_row, document_row

_AT_ONCE: Final = 200
"""How many documents are written together."""
_MOST_NAMED: Final = 20
"""Names of documents with one text that are listed: of messages thousands may be alike."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text read from a file, ready to be added."""

    name: str
    text: str
    source: bytes
    encoding: str
    odd: tuple[int, ...] = ()
    """Places (code points) of bytes that are no characters, with U+FFFD for each."""
    guessed: bool = False
    """Whether nothing in the bytes proves the encoding."""
    structure: Structure = field(default_factory=Structure)
    origin: Origin | None = None
    """The file of another format that it was read from; `source` is then the text in UTF-8."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What the file says of the document; becomes attributes of the document."""
    data: bytes = b""
    """The bytes of the file that `origin` names."""
    decoded: str = ""
    """The codec that parts of that file were decoded with, where it is one of several."""
    remarks: tuple[tuple[str, str], ...] = ()
    """Of a plain text, pairs (what, where) to be read before it is added; others have them in
    `origin`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one text: the document's GUID and name, whether it was there already, and the
    names of others that have its text."""

    text: TextFile
    guid: str
    name: str
    known: bool
    same_text: tuple[str, ...]


class DocumentWriter:
    """Adds texts within a running step. What the project has is read once, for however many."""

    def __init__(self, record: Recorder) -> None:
        self._record = record
        self.known = KnownDocuments(record.connection)
        self._position = queries.next_document_position(record.connection)
        self._files: set[str] = set()

    def add(self, texts: Sequence[TextFile]) -> list[Outcome]:
        """Add texts in the order given; what became of each."""
        found: list[Outcome] = []
        for start in range(0, len(texts), _AT_ONCE):
            found += self._add(texts[start : start + _AT_ONCE])
        return found

    def _add(self, texts: Sequence[TextFile]) -> list[Outcome]:
        found: list[Outcome] = []
        new: dict[str, Columns] = {}
        keys = [TextKey.of(text) for text in texts]
        rows = self._record.rows(DOCUMENT, [key.guid for key in keys])
        for key, text in zip(keys, texts, strict=True):
            there = self.known.there(key)
            # One that was deleted may be in sight still, for others' codings: it comes back.
            gone = there == key.guid and rows.get(key.guid, {}).get("deleted")
            if there is not None and not gone:
                name = self.known.names.get(there, text.name)
                found.append(Outcome(text, there, name, True, ()))
                continue
            others = self.known.with_text(key)
            name = self.known.free_name(text.name)
            new[key.guid] = row_of_text(key, name, text, self._position)
            self._position = min(self._position + 1, LARGEST_POSITION)
            self.known.take(key, name)
            found.append(Outcome(text, key.guid, name, False, tuple(others)))
        # The rows first: while texts wait for documents that are not there yet, SQLite looks at all
        # that may refer to each document that comes.
        self._record.add(DOCUMENT, new.values(), rows, origin=True)
        for one in found:
            if not one.known:
                write_beside(self._record, one.guid, one.text, self._files)
        said = {one.guid: one.text.attributes for one in found if not one.known}
        record_attributes(self._record, said)
        return found


@dataclass(frozen=True, slots=True)
class TextKey:
    """What tells whether a text is there already: the GUID that it would have, its name, the digest
    of its words, the place in the file that it was read from."""

    guid: str
    name: str
    digest: str
    identity: tuple[str, str] | None

    @classmethod
    def of(cls, text: TextFile) -> TextKey:
        """The key of a text."""
        identity = None if text.origin is None else text.origin.identity
        return cls(guid_of(text), text.name, text_digest(text.text), identity)


class KnownDocuments:
    """Names, texts and files of the documents that a project has: `names` by GUID."""

    def __init__(self, connection: Connection) -> None:
        facts = queries.documents(connection)
        self._taken = {one.name for one in facts}
        earlier = queries.replaced_documents(connection)
        self.names = {one.guid: one.name for one in (*earlier, *facts)}
        self._numbers: dict[str, int] = {}
        self._by_text: dict[str, list[str]] = {}
        for one in facts:
            self._by_text.setdefault(one.text_sha256, []).append(one.name)
        self._by_file = document_files.living_by_file(connection)

    def copy(self) -> KnownDocuments:
        """The same, to be added to."""
        other = copy(self)
        other.names, other._taken = dict(self.names), set(self._taken)
        other._numbers, other._by_file = dict(self._numbers), dict(self._by_file)
        other._by_text = {digest: list(names) for digest, names in self._by_text.items()}
        return other

    def there(self, key: TextKey) -> str | None:
        """The document (GUID) that a text is, where it is there already: the same text under the
        same name, or the same place of the same file."""
        if key.guid in self.names:
            return key.guid
        return None if key.identity is None else self._by_file.get(key.identity)

    def with_text(self, key: TextKey) -> list[str]:
        """The names of documents that have the text, whatever they are called; the first few."""
        return list(self._by_text.get(key.digest, ())[:_MOST_NAMED])

    def free_name(self, name: str) -> str:
        """The name, or the name with the first free number behind it."""
        number, result = self._numbers.get(name, 1), name if name not in self._taken else ""
        while not result or result in self._taken:
            number += 1
            result = numbered(name, number)
        self._numbers[name] = number
        return result

    def take(self, key: TextKey, name: str) -> None:
        """A document is there from now on, under this name."""
        self.names[key.guid] = name
        self._taken.add(name)
        alike = self._by_text.setdefault(key.digest, [])
        if len(alike) < _MOST_NAMED:
            alike.append(name)
        if key.identity is not None:
            self._by_file[key.identity] = key.guid


def record_document(
    record: Recorder,
    guid: str,
    name: str,
    text: TextFile,
    position: int,
    stamp: Columns | None = None,
) -> None:
    """Write a document within a running step. Its identity comes from what it is, so colleagues
    who add the same file apart have the same document. `stamp` are the columns that say who made
    it and when, where that is known."""
    key = replace(TextKey.of(text), guid=guid)
    row = row_of_text(key, name, text, position)
    record.add(DOCUMENT, [row | (stamp or {})], origin=True)
    write_beside(record, guid, text)


def row_of_text(key: TextKey, name: str, text: TextFile, position: int) -> Columns:
    """The row of a document, without when and by whom."""
    facts = DocumentFacts(
        guid=key.guid,
        name=name,
        encoding=text.encoding,
        characters=len(text.text),
        sha256=hashlib.sha256(text.source).hexdigest(),
        text_sha256=key.digest,
        created=EPOCH,
        modified=EPOCH,
    )
    return document_row(facts, position)


def write_beside(record: Recorder, guid: str, text: TextFile, kept: set[str] | None = None) -> None:
    """Write what never changes of a document: its text, its file, its structure. Files (digests)
    in `kept` are there; one that is written is put into it."""
    record.add_text(guid, text.text, text.source)
    if text.origin is not None:
        # Even a digest of the file for each of its documents would be too many.
        if text.data and (kept is None or text.origin.sha256 not in kept):
            written = record.add_original(text.data)
            if kept is not None:
                kept.add(written)
        record.add_origin(guid, text.origin)
    record.add_structure(guid, text.structure)


def record_attributes(record: Recorder, said: Mapping[str, Mapping[str, str]]) -> None:
    """Within a running step, say of documents (GUIDs) what their files say of them; what is said
    already stays. The same file says the same wherever it is added, so any edit is later."""
    rows = [
        document_attribute_row(DocumentAttribute(document, name, value))
        for document, attributes in said.items()
        for name, value in attributes.items()
        if value
    ]
    record.add_missing(DOCUMENT_ATTRIBUTE, rows, origin=True)


def guid_of(text: TextFile) -> str:
    """The identity of a text that is added, the same wherever that is done.

    That of a plain text follows from its name and its words. What was read from a file of another
    format is the document of that file, whatever it is called; each text that versions of a reader
    make of it is a row of its own, since a text never changes (`storage/readings.py`).
    """
    if text.origin is None:
        return document_guid(text.name, text.text)
    return guid_from("document of a file", *text.origin.identity, text_digest(text.text))


def document_guid(name: str, text: str) -> str:
    """The identity of a text under its name, the same wherever it is added."""
    return guid_from("document", name, text_digest(text))


def text_digest(text: str) -> str:
    """SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def free_name(name: str, taken: set[str]) -> str:
    """The name, or the name with the first free number behind it."""
    number, result = 1, name
    while result in taken:
        number += 1
        result = numbered(name, number)
    return result


def numbered(name: str, number: int) -> str:
    """A name with a number behind it, before its suffix."""
    return f"{Path(name).stem} ({number}){Path(name).suffix}"
