"""A document: an immutable text with the bytes it was read from."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from annotator.corpus.messages import gettext_noop

TABLE_ROW: Final = "table"
"""What is named as the reader of a document that is a row of a table: what is kept of its origin is
a description of the table."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a document was read from, and how.

    `sha256` is the digest of the file's bytes, `place` where in it the document is, empty in a file
    that is one document: the two are what makes it the same document wherever it is added.
    `remarks` are pairs (what, where) of what the reader said.
    """

    sha256: str
    place: str
    media_type: str
    reader: str
    reader_version: int
    options: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[tuple[str, str], ...] = ()

    @property
    def identity(self) -> tuple[str, str]:
        """What all readings of one document have in common."""
        return self.sha256, self.place


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be coded. `text` has LF line ends only and never changes.

    Of a plain text, `source` are the original bytes and `encoding` is the codec they were decoded
    with. Of a document that was read from a file of another format, `source` is the text in UTF-8,
    and `origin` says which file it was.
    """

    guid: str
    name: str
    text: str
    source: bytes
    encoding: str
    created: datetime
    modified: datetime
    origin: Origin | None = None

    @property
    def sha256(self) -> str:
        """The digest of `source`, as 64 lower-case hexadecimal digits."""
        return hashlib.sha256(self.source).hexdigest()


@dataclass(frozen=True, slots=True)
class DocumentAttribute:
    """What is said of a whole document (a GUID): one value under one name."""

    document: str
    name: str
    value: str


class Progress(enum.StrEnum):
    """How far one coder is with one document.

    Agreement is computed where coders *touched* a document: coded in it, or marked it done.
    """

    NOT_STARTED = gettext_noop("not started")
    IN_PROGRESS = gettext_noop("in progress")
    DONE = gettext_noop("done")


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """The progress of `coder` with `document` (both GUIDs), as the coder declared it."""

    document: str
    coder: str
    progress: Progress


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document without its text: what lists show. `characters` are code points.

    `replaced_by` is the GUID of the document that stands in its place, if there is one.
    """

    guid: str
    name: str
    encoding: str
    characters: int
    sha256: str
    text_sha256: str
    created: datetime
    modified: datetime
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """A set of documents (GUIDs, in the order of the project) with a name."""

    guid: str
    name: str
    documents: tuple[str, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """What is in the set (GUIDs)."""
        return self.documents
