"""What an operation changed: the one value from which the window refreshes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from annotator.corpus.messages import gettext_noop, number_of, tr

PROJECT, CODER, DOCUMENT, MEMO, STATUS = "project", "coder", "document", "memo", "status"
CODE, ATTRIBUTE, RELATION_TYPE = "code", "attribute", "relation_type"
CODING, ATTRIBUTE_VALUE, RELATION = "coding", "attribute_value", "relation"
DOCUMENT_ATTRIBUTE, DECISION = "document_attribute", "decision"
ROUND, ASSIGNMENT = "round", "assignment"
SAVED_QUERY, NAMED_SET, SET_MEMBER = "saved_query", "named_set", "set_member"
SPEAKER, SPEAKER_NAME, SPEAKER_VALUE = "speaker", "speaker_name", "speaker_value"
ATTRIBUTE_TYPE, DESIGNATION, SEAL = "attribute_type", "designation", "seal"
RULE, CASE_ANSWER = "rule", "case_answer"
STUDY_ENTRY, REGISTRATION, MEMO_LINK = "study_entry", "registration", "memo_link"

CODEBOOK_KINDS = (CODE, ATTRIBUTE, RELATION_TYPE)
KINDS = (
    *(PROJECT, CODER, DOCUMENT),
    *CODEBOOK_KINDS,
    *(ROUND, CODING, ATTRIBUTE_VALUE, RELATION, MEMO, STATUS),
    *(DOCUMENT_ATTRIBUTE, ASSIGNMENT, DECISION),
    *(SAVED_QUERY, NAMED_SET, SET_MEMBER, SPEAKER, SPEAKER_NAME, SPEAKER_VALUE),
    *(ATTRIBUTE_TYPE, DESIGNATION, SEAL, RULE, CASE_ANSWER),
    *(STUDY_ENTRY, REGISTRATION, MEMO_LINK),
)
"""Kinds of rows, each after those it refers to."""
_COUNTED: Mapping[str, Callable[[int], str]] = {
    PROJECT: lambda n: number_of(n, "project"),
    CODER: lambda n: number_of(n, "coder"),
    DOCUMENT: lambda n: number_of(n, "document"),
    CODE: lambda n: number_of(n, "code"),
    ATTRIBUTE: lambda n: number_of(n, "attribute"),
    RELATION_TYPE: lambda n: number_of(n, "type of relations", "types of relations"),
    CODING: lambda n: number_of(n, "coding"),
    ATTRIBUTE_VALUE: lambda n: number_of(n, "value"),
    RELATION: lambda n: number_of(n, "relation"),
    MEMO: lambda n: number_of(n, "memo"),
    STATUS: lambda n: number_of(n, "document status", "document statuses"),
    DOCUMENT_ATTRIBUTE: lambda n: number_of(
        n, "attribute of a document", "attributes of documents"
    ),
    ROUND: lambda n: number_of(n, "round"),
    ASSIGNMENT: lambda n: number_of(n, "assignment"),
    DECISION: lambda n: number_of(n, "decision"),
    SAVED_QUERY: lambda n: number_of(n, "saved question"),
    NAMED_SET: lambda n: number_of(n, "set"),
    SET_MEMBER: lambda n: number_of(n, "member of a set", "members of sets"),
    SPEAKER: lambda n: number_of(n, "speaker"),
    SPEAKER_NAME: lambda n: number_of(n, "name of a speaker", "names of speakers"),
    SPEAKER_VALUE: lambda n: number_of(n, "attribute of a speaker", "attributes of speakers"),
    ATTRIBUTE_TYPE: lambda n: number_of(n, "type of attributes", "types of attributes"),
    DESIGNATION: lambda n: number_of(
        n, "coder chosen for a document", "coders chosen for documents"
    ),
    SEAL: lambda n: number_of(n, "seal of a round", "seals of rounds"),
    RULE: lambda n: number_of(n, "rule"),
    CASE_ANSWER: lambda n: number_of(n, "answer to a case", "answers to cases"),
    STUDY_ENTRY: lambda n: number_of(n, "entry about the study", "entries about the study"),
    REGISTRATION: lambda n: number_of(n, "registration"),
    MEMO_LINK: lambda n: number_of(n, "link of a memo", "links of memos"),
    "structure": lambda n: number_of(n, "structure of a text", "structures of texts"),
    "file": lambda n: number_of(n, "file of a document", "files of documents"),
    "step": lambda n: number_of(n, "step of the history", "steps of the history"),
}
_HEADINGS = {
    PROJECT: gettext_noop("Projects"),
    CODER: gettext_noop("Coders"),
    DOCUMENT: gettext_noop("Documents"),
    CODE: gettext_noop("Codes"),
    ATTRIBUTE: gettext_noop("Attributes"),
    RELATION_TYPE: gettext_noop("Types of relations"),
    CODING: gettext_noop("Codings"),
    ATTRIBUTE_VALUE: gettext_noop("Values"),
    RELATION: gettext_noop("Relations"),
    MEMO: gettext_noop("Memos"),
    STATUS: gettext_noop("Document statuses"),
    DOCUMENT_ATTRIBUTE: gettext_noop("Attributes of documents"),
    ROUND: gettext_noop("Rounds"),
    ASSIGNMENT: gettext_noop("Assignments"),
    DECISION: gettext_noop("Decisions"),
    SAVED_QUERY: gettext_noop("Saved questions"),
    NAMED_SET: gettext_noop("Sets"),
    SET_MEMBER: gettext_noop("Members of sets"),
    SPEAKER: gettext_noop("Speakers"),
    SPEAKER_NAME: gettext_noop("Names of speakers"),
    SPEAKER_VALUE: gettext_noop("Attributes of speakers"),
    ATTRIBUTE_TYPE: gettext_noop("Types of attributes"),
    DESIGNATION: gettext_noop("Coders chosen for documents"),
    SEAL: gettext_noop("Seals of rounds"),
    RULE: gettext_noop("Rules"),
    CASE_ANSWER: gettext_noop("Answers to cases"),
    STUDY_ENTRY: gettext_noop("Entries about the study"),
    REGISTRATION: gettext_noop("Registrations"),
    MEMO_LINK: gettext_noop("Links of memos"),
}


def how_many(kind: str, number: int) -> str:
    """“2 documents”, “1 coding”."""
    return _COUNTED[kind](number)


def kind_words(kind: str) -> str:
    """What several rows of a kind are called, as a heading: “Codings”."""
    return tr(_HEADINGS[kind])


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
