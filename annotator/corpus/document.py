"""A document: an immutable text with the bytes it was read from."""

from __future__ import annotations

import enum
import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be coded. `text` has LF line ends only and never changes.

    `source` are the original bytes, `encoding` the codec they were decoded with.
    """

    guid: str
    name: str
    text: str
    source: bytes
    encoding: str
    created: datetime
    modified: datetime

    @property
    def sha256(self) -> str:
        """The digest of the original bytes, as 64 lower-case hexadecimal digits."""
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

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """The progress of `coder` with `document` (both GUIDs), as the coder declared it."""

    document: str
    coder: str
    progress: Progress
