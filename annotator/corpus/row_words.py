"""What a row of a project file is called, by its kind, where one is told to be faulty."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from annotator.corpus import changes
from annotator.corpus.messages import plural

_WORDS: Mapping[str, Callable[[int], str]] = {
    changes.PROJECT: lambda n: plural("project", "projects", n),
    changes.CODER: lambda n: plural("coder", "coders", n),
    changes.DOCUMENT: lambda n: plural("document", "documents", n),
    changes.CODE: lambda n: plural("code", "codes", n),
    changes.ATTRIBUTE: lambda n: plural("attribute", "attributes", n),
    changes.RELATION_TYPE: lambda n: plural("relation type", "relation types", n),
    changes.CODING: lambda n: plural("coding", "codings", n),
    changes.ATTRIBUTE_VALUE: lambda n: plural("attribute value", "attribute values", n),
    changes.RELATION: lambda n: plural("relation", "relations", n),
    changes.MEMO: lambda n: plural("memo", "memos", n),
    changes.STATUS: lambda n: plural("status", "statuses", n),
    changes.DOCUMENT_ATTRIBUTE: lambda n: plural("document attribute", "document attributes", n),
    changes.ROUND: lambda n: plural("round", "rounds", n),
    changes.ASSIGNMENT: lambda n: plural("assignment", "assignments", n),
    changes.DECISION: lambda n: plural("decision", "decisions", n),
    changes.SAVED_QUERY: lambda n: plural("saved query", "saved queries", n),
    changes.NAMED_SET: lambda n: plural("named set", "named sets", n),
    changes.SET_MEMBER: lambda n: plural("set member", "set members", n),
    changes.SPEAKER: lambda n: plural("speaker", "speakers", n),
    changes.SPEAKER_NAME: lambda n: plural("speaker name", "speaker names", n),
    changes.SPEAKER_VALUE: lambda n: plural("speaker value", "speaker values", n),
    changes.ATTRIBUTE_TYPE: lambda n: plural("attribute type", "attribute types", n),
    changes.DESIGNATION: lambda n: plural("designation", "designations", n),
    changes.SEAL: lambda n: plural("seal", "seals", n),
    changes.RULE: lambda n: plural("rule", "rules", n),
    changes.CASE_ANSWER: lambda n: plural("case answer", "case answers", n),
    changes.STUDY_ENTRY: lambda n: plural("study entry", "study entries", n),
    changes.REGISTRATION: lambda n: plural("registration", "registrations", n),
    changes.MEMO_LINK: lambda n: plural("memo link", "memo links", n),
    "file": lambda n: plural("file", "files", n),
    "structure": lambda n: plural("structure", "structures", n),
}


def row_word(kind: str, number: int = 1) -> str:
    """The word for so many rows of a kind: “coding”, “codings”. A kind that a later version of the
    format has keeps its own name."""
    words = _WORDS.get(kind)
    return kind.replace("_", " ") if words is None else words(number)
