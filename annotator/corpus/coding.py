"""Codings, the people who make them, and memos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from annotator.corpus.span import Spans


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who codes. Two coders of one name stay two: the GUID is the identity."""

    guid: str
    name: str
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Coding:
    """A passage of one document, marked with a code by a coder.

    `spans` are code points of the document's text; a discontinuous passage has several and is
    still one coding. `document`, `code` and `coder` are GUIDs.
    """

    guid: str
    document: str
    code: str
    coder: str
    spans: Spans
    created: datetime
    modified: datetime

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Memo:
    """What `coder` notes about a coding, a document, a code or the project.

    `subject` is the GUID of what it is about. A coder has at most one memo on a subject.
    """

    guid: str
    subject: str
    coder: str
    text: str
    created: datetime
    modified: datetime
