"""What an operation changed: the one value from which the window refreshes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PROJECT, CODER, DOCUMENT, MEMO, STATUS = "project", "coder", "document", "memo", "status"
CODE, ATTRIBUTE, RELATION_TYPE = "code", "attribute", "relation_type"
CODING, ATTRIBUTE_VALUE, RELATION = "coding", "attribute_value", "relation"
DOCUMENT_ATTRIBUTE, DECISION = "document_attribute", "decision"
ROUND, ASSIGNMENT = "round", "assignment"

CODEBOOK_KINDS = (CODE, ATTRIBUTE, RELATION_TYPE)
KINDS = (
    *(PROJECT, CODER, DOCUMENT),
    *CODEBOOK_KINDS,
    *(CODING, ATTRIBUTE_VALUE, RELATION, MEMO, STATUS),
    *(DOCUMENT_ATTRIBUTE, ROUND, ASSIGNMENT, DECISION),
)
"""Kinds of rows, each after those it refers to."""
KIND_WORDS = {kind: (kind, f"{kind}s") for kind in KINDS} | {
    STATUS: ("document status", "document statuses"),
    RELATION_TYPE: ("type of relations", "types of relations"),
    ATTRIBUTE_VALUE: ("value", "values"),
    DOCUMENT_ATTRIBUTE: ("attribute of a document", "attributes of documents"),
    "structure": ("structure of a text", "structures of texts"),
    "file": ("file of a document", "files of documents"),
    "step": ("step of the history", "steps of the history"),
}
"""What one row of a kind is called, and several."""


def how_many(kind: str, number: int) -> str:
    """“2 documents”, “1 coding”."""
    one, more = KIND_WORDS[kind]
    return f"{number:,} {one if number == 1 else more}"


@dataclass(frozen=True)
class Changes:
    """The GUIDs that an operation made, changed or deleted, by kind, under the step's label."""

    label: str = ""
    added: Mapping[str, frozenset[str]] = field(default_factory=dict)
    changed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    deleted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What the user should know of it besides, a sentence each."""
    brings_history: bool = False
    """Whether steps came in that were made elsewhere: it was a merge."""

    def touched(self, kind: str) -> frozenset[str]:
        """Every GUID of a kind that is not as it was."""
        none: frozenset[str] = frozenset()
        return (
            self.added.get(kind, none) | self.changed.get(kind, none) | self.deleted.get(kind, none)
        )

    def followed_by(self, later: Changes) -> Changes:
        """Both as one, under the later one's label."""

        def joined(
            first: Mapping[str, frozenset[str]], second: Mapping[str, frozenset[str]]
        ) -> dict[str, frozenset[str]]:
            none: frozenset[str] = frozenset()
            both = {*first, *second}
            return {kind: first.get(kind, none) | second.get(kind, none) for kind in both}

        return Changes(
            later.label,
            joined(self.added, later.added),
            joined(self.changed, later.changed),
            joined(self.deleted, later.deleted),
            self.remarks + later.remarks,
            self.brings_history or later.brings_history,
        )

    def __bool__(self) -> bool:
        return any(self.touched(kind) for kind in KINDS)
