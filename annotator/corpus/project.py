"""A whole project as values: what exchange formats read and write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from annotator.corpus.attribute_types import AttributeType
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder, Coding, Memo, Relation
from annotator.corpus.document import Document, DocumentAttribute, DocumentSet, DocumentStatus
from annotator.corpus.person import StudyPerson
from annotator.corpus.structure import Structure


@dataclass(frozen=True)
class ProjectContent:
    """Everything that is in a project now, without its history.

    Codings are ordered by document, start, end. Every GUID that a value refers to is in the
    content; a memo's subject may also be the project's own GUID.
    """

    guid: str
    name: str
    created: datetime
    modified: datetime
    coders: tuple[Coder, ...] = ()
    codebook: Codebook = field(default_factory=Codebook)
    documents: tuple[Document, ...] = ()
    codings: tuple[Coding, ...] = ()
    relations: tuple[Relation, ...] = ()
    memos: tuple[Memo, ...] = ()
    statuses: tuple[DocumentStatus, ...] = ()
    document_attributes: tuple[DocumentAttribute, ...] = ()
    document_sets: tuple[DocumentSet, ...] = ()
    persons: tuple[StudyPerson, ...] = ()
    attribute_types: tuple[AttributeType, ...] = ()
    structures: Mapping[str, Structure] = field(default_factory=dict, compare=False)
    """The structure of texts by document, where it was asked for."""
    originals: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """The files that documents were read from by digest, of a project that comes in."""


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """The project's own row."""

    guid: str
    name: str
    created: datetime
    modified: datetime
    cues_locked: bool
    blind: bool = False
