"""Codings, the people who make them, relations between codings, and memos."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from annotator.corpus.codebook import Value
from annotator.corpus.span import Spans

_NOTHING: Mapping[str, Value] = MappingProxyType({})


def _nothing() -> Mapping[str, Value]:
    """What most codings say in attributes: one empty mapping for all of them."""
    return _NOTHING


class CoderKind(enum.StrEnum):
    """Whether a coder is somebody, or what the team settled on."""

    PERSON = "person"
    CONSENSUS = "consensus"


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who codes. Two coders of one name stay two: the GUID is the identity.

    A project has at most one coder of kind consensus: the codings that adjudication came to.
    """

    guid: str
    name: str
    created: datetime
    modified: datetime
    kind: CoderKind = CoderKind.PERSON


@dataclass(frozen=True, slots=True)
class Coding:
    """A passage of one document, marked with a code by a coder.

    `spans` are code points of the document's text; a discontinuous passage has several and is
    still one coding. `document`, `code` and `coder` are GUIDs, `attributes` holds values by the
    GUID of the attribute. `from_cue` is set where a cue of its code was marked in the passage
    when it was made. `round` is the round (GUID) that it was made in, None where it was in none.
    """

    guid: str
    document: str
    code: str
    coder: str
    spans: Spans
    created: datetime
    modified: datetime
    attributes: Mapping[str, Value] = field(default_factory=_nothing, hash=False)
    from_cue: bool = False
    round: str | None = None

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation of a declared type (`kind`) between two codings, made by a coder."""

    guid: str
    kind: str
    source: str
    target: str
    coder: str
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Memo:
    """What `coder` notes about a coding, a document, a code or anything else in the project.

    `subject` is the GUID of what it is about. Without a kind and a title, it is the coder's one
    note there; with them there may be more of them, each of a GUID of its own.
    """

    guid: str
    subject: str
    coder: str
    text: str
    created: datetime
    modified: datetime
    kind: str = ""
    title: str = ""
