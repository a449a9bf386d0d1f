"""What a project is made of, as frozen values. Identities are GUIDs, positions are code points of
the document's text, half open, times are UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A text. `attributes` are what is said of it, by name; `characters` counts its code points."""

    guid: str
    name: str
    text: str
    attributes: Mapping[str, str]
    characters: int
    sha256: str
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the codebook. `path` holds the names from the root down to its own, `parent` is a
    GUID or None, `attributes` are the names of what can be said of its codings."""

    guid: str
    name: str
    path: tuple[str, ...]
    parent: str | None
    color: str
    key: str
    definition: str
    when_to_use: str
    when_not_to_use: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    codable: bool
    attributes: tuple[str, ...]
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Coding:
    """A passage with a code, by a coder.

    `document`, `code` and `coder` are GUIDs, beside them their names. `spans` are the parts of the
    passage, `text` its words. `attributes` are by name; several choices are a tuple. `page`,
    `section` and `note` say where the passage begins, empty where the document does not. `round` is
    the round (a GUID) that it was made in, None for none.
    """

    guid: str
    document: str
    document_name: str
    code: str
    code_path: tuple[str, ...]
    coder: str
    coder_name: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    text: str
    attributes: Mapping[str, str | tuple[str, ...]]
    memo: str
    page: str
    section: str
    note: str
    from_cue: bool
    created: datetime
    modified: datetime
    round: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation between two codings. `kind` is the name of its type; `source`, `target`
    and `coder` are GUIDs."""

    guid: str
    kind: str
    source: str
    target: str
    coder: str
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Memo:
    """What a coder (a GUID) notes about a subject (a GUID). `about` is the kind of the subject:
    coding, document, code or project; `kind` and `title` are the memo's own, empty for a plain
    one."""

    guid: str
    subject: str
    about: str
    coder: str
    text: str
    created: datetime
    modified: datetime
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who codes. `kind` is person, or consensus for what the team settled on."""

    guid: str
    name: str
    kind: str
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """A stretch of the study. `purpose` is training, reliability or production; `assignments` are
    pairs (document, coder) of GUIDs."""

    guid: str
    name: str
    purpose: str
    blind: bool
    cues_locked: bool
    assignments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """How a disagreement was settled. `verdict` is taken, edited, rejected or agreed; `about` are
    the codings in question, `taken` the one that was followed, `outcome` that of the consensus."""

    guid: str
    document: str
    coder: str
    verdict: str
    about: tuple[str, ...]
    taken: str | None
    outcome: str | None
    reason: str
    decided: datetime
    cause: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the history: what somebody (a GUID) did when. `kind` is edit, undo, redo, merge or
    setup, `changes` the number of rows that it changed."""

    guid: str
    at: datetime
    coder: str
    kind: str
    label: str
    changes: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One result of a question. `spans` and `text` are those of the coding, or of what two codings
    have in common; `partner` is the right coding (a GUID) of a pair, else None."""

    coding: str
    document: str
    document_name: str
    code: str
    code_path: tuple[str, ...]
    coder: str
    coder_name: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    text: str
    before: str
    after: str
    page: str
    section: str
    note: str
    partner: str | None
    partner_text: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One figure. `code` is the path of a code joined with “ > ”, empty for all codes together.

    `value` is None where the figure is not defined, and `reason` says why. `low` and `high` are the
    interval's ends, None where there is none; `clusters` is what it rests on.
    """

    measure: str
    code: str
    value: float | None
    reason: str
    low: float | None
    high: float | None
    clusters: int
