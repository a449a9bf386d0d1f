"""Typed rows of what a study rests on beside its codings (`rows` has those of the core)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from annotator.corpus import changes
from annotator.storage.rows import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQueryRow(StoredRow):
    """A question that was kept: a line of the query language, and how its results are shown."""

    kind: ClassVar[str] = changes.SAVED_QUERY
    name: str
    position: int
    line: str
    view: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationRow(StoredRow):
    """Whose codings of a document answer questions where there is no consensus."""

    kind: ClassVar[str] = changes.DESIGNATION
    document: str
    coder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRow(StoredRow):
    """A closed round as it was."""

    kind: ClassVar[str] = changes.SEAL
    round: str
    codebook: str
    settings: Mapping[str, object]
    content: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow(StoredRow):
    """A rule of the codebook that came of settled cases (GUIDs of decisions)."""

    kind: ClassVar[str] = changes.RULE
    code: str | None
    type: str
    cause: str
    text: str
    cases: tuple[str, ...]
    state: str
    codebook: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAnswerRow(StoredRow):
    """How a coder codes a case by a version of the codebook (its digest); None is no code."""

    kind: ClassVar[str] = changes.CASE_ANSWER
    decision: str
    coder: str
    codebook: str
    code: str | None
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyEntryRow(StoredRow):
    """An entry of the protocol, or of what the methods section reports."""

    kind: ClassVar[str] = changes.STUDY_ENTRY
    section: str
    subject: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRow(StoredRow):
    """The protocol as it was frozen, with the digest (SHA-256) of its content."""

    kind: ClassVar[str] = changes.REGISTRATION
    name: str
    content: Mapping[str, object]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoLinkRow(StoredRow):
    """A passage that a memo quotes: code points, half open, with its words."""

    kind: ClassVar[str] = changes.MEMO_LINK
    memo: str
    document: str
    start: int
    end: int
    quote: str
