"""Typed rows of sets of documents, codes and codings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from annotator.corpus import changes
from annotator.storage.rows import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSetRow(StoredRow):
    """A set of documents, codes or codings (`about`)."""

    kind: ClassVar[str] = changes.NAMED_SET
    name: str
    position: int
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMemberRow(StoredRow):
    """That something (a GUID) is in a set."""

    kind: ClassVar[str] = changes.SET_MEMBER
    named_set: str
    member: str
