"""Values of `corpus/` to rows and back: the one place that says which columns hold what.

``…_row`` gives the columns of a value, without who made them and when; ``…_of`` the value of a row
that a query found. Codes, attributes and types of relations are in `codebook_rows`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from annotator.corpus.codebook import Value
from annotator.corpus.coding import Coder, CoderKind, Coding, Memo, Relation
from annotator.corpus.columns import Columns
from annotator.corpus.document import DocumentAttribute, DocumentFacts, DocumentStatus, Progress
from annotator.corpus.identity import (
    assignment_guid,
    document_attribute_guid,
    memo_guid,
    status_guid,
    value_guid,
)
from annotator.corpus.project import ProjectFacts
from annotator.corpus.span import Span, Spans
from annotator.corpus.team import Assignment, Cause, Decision, Purpose, Round, Verdict
from annotator.storage import clock
from annotator.storage.visibility import FoundRow, times


def project_row(guid: str, name: str, *, cues_locked: bool = False, blind: bool = False) -> Columns:
    """The columns of a project."""
    flags = {"cues_locked": int(cues_locked), "blind": int(blind)}
    return {"guid": guid, "name": name, **flags}


def project_of(row: FoundRow) -> ProjectFacts:
    """The project of a row."""
    created, modified = times(row)
    return ProjectFacts(
        row.guid,
        row.name,
        created,
        modified,
        cues_locked=bool(row.cues_locked),
        blind=bool(row.blind),
    )


def coder_row(coder: Coder) -> Columns:
    """The columns of a coder."""
    return {"guid": coder.guid, "name": coder.name, "kind": coder.kind.value}


def coder_of(row: FoundRow) -> Coder:
    """The coder of a row."""
    created, modified = times(row)
    return Coder(row.guid, row.name, created, modified, CoderKind(row.kind))


def document_row(document: DocumentFacts, position: int) -> Columns:
    """The columns of a document in this place of the list."""
    return {
        "guid": document.guid,
        "name": document.name,
        "position": position,
        "encoding": document.encoding,
        "characters": document.characters,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "replaced_by": document.replaced_by,
    }


DOCUMENT_COLUMNS: Final = (
    *("guid", "name", "encoding", "characters", "sha256", "text_sha256"),
    *("created_at", "changed_at", "replaced_by"),
)
"""The columns of a document that `documents_of` is given, in this order."""


def documents_of(rows: Iterable[Sequence[Any]]) -> list[DocumentFacts]:
    """The documents of rows. A list of very many is read before anything is shown: what documents
    that came in one step have alike is made once, and columns are told by their places."""
    moment = cache(clock.to_datetime)
    return [
        DocumentFacts(
            *(guid, name, encoding, characters, file, text),
            *(moment(created), moment(max(changed, created)), replaced),
        )
        for guid, name, encoding, characters, file, text, created, changed, replaced in rows
    ]


def coding_row(coding: Coding) -> Columns:
    """The columns of a coding; its values are rows of their own (`value_rows`)."""
    return {
        "guid": coding.guid,
        "document": coding.document,
        "code": coding.code,
        "coder": coding.coder,
        "from_cue": int(coding.from_cue),
        "round": coding.round,
        **span_columns(coding.spans),
    }


def span_columns(spans: Spans) -> Columns:
    """The columns of a coding that hold its passage."""
    parts = None
    if len(spans) > 1:
        parts = json.dumps([[span.start, span.end] for span in spans], separators=(",", ":"))
    return {"start": spans[0].start, "end": spans[-1].end, "parts": parts}


def spans_from(start: int, end: int, parts: str | None) -> Spans:
    """The passage that these columns hold."""
    return (Span(start, end),) if parts is None else parts_from(parts)


def parts_from(text: str) -> Spans:
    """The parts of a discontinuous coding from their column."""
    return tuple(Span(start, end) for start, end in json.loads(text))


def value_rows(coding: Coding) -> list[Columns]:
    """The columns of what a coding says in attributes, a row each."""
    return [
        value_row(coding.guid, attribute, value_json(value))
        for attribute, value in coding.attributes.items()
    ]


def value_row(coding: str, attribute: str, value: str) -> Columns:
    """The columns of what a coding says in one attribute (GUIDs); `value` is JSON."""
    guid = value_guid(coding, attribute)
    return {"guid": guid, "coding": coding, "attribute": attribute, "value": value}


def value_json(value: Value) -> str:
    """A value of an attribute as its column holds it."""
    return json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)


def value_from(text: str) -> Value:
    """The value that a column holds."""
    value = json.loads(text)
    return tuple(value) if isinstance(value, list) else str(value)


def relation_row(guid: str, kind: str, source: str, target: str, coder: str) -> Columns:
    """The columns of a relation."""
    return {"guid": guid, "kind": kind, "source": source, "target": target, "coder": coder}


def relation_of(row: FoundRow) -> Relation:
    """The relation of a row."""
    created, modified = times(row)
    return Relation(row.guid, row.kind, row.source, row.target, row.coder, created, modified)


def memo_row(subject: str, coder: str, text: str) -> Columns:
    """The columns of a coder's memo on a subject (GUIDs)."""
    return {"guid": memo_guid(subject, coder), "subject": subject, "coder": coder, "text": text}


def memo_of(row: FoundRow) -> Memo:
    """The memo of a row."""
    created, modified = times(row)
    said = (row.kind, row.title)
    return Memo(row.guid, row.subject, row.coder, row.text, created, modified, *said)


def status_row(status: DocumentStatus) -> Columns:
    """The columns of how far a coder is with a document."""
    guid = status_guid(status.document, status.coder)
    progress = status.progress.value
    return {
        "guid": guid,
        "document": status.document,
        "coder": status.coder,
        "progress": progress,
    }


def status_of(row: FoundRow) -> DocumentStatus:
    """The progress of a row."""
    return DocumentStatus(row.document, row.coder, Progress(row.progress))


def document_attribute_row(said: DocumentAttribute) -> Columns:
    """The columns of what is said of a document."""
    guid = document_attribute_guid(said.document, said.name)
    return {"guid": guid, "document": said.document, "name": said.name, "value": said.value}


def round_row(coding_round: Round) -> Columns:
    """The columns of a round."""
    return {
        "guid": coding_round.guid,
        "position": coding_round.position,
        "name": coding_round.name,
        "purpose": coding_round.purpose.value,
        "blind": int(coding_round.blind),
        "cues_locked": int(coding_round.cues_locked),
        "design": json.dumps(dict(coding_round.design), ensure_ascii=False),
    }


def round_of(row: FoundRow) -> Round:
    """The round of a row."""
    return Round(
        row.guid,
        row.name,
        Purpose(row.purpose),
        row.position,
        bool(row.blind),
        bool(row.cues_locked),
        json.loads(row.design),
    )


def assignment_row(assignment: Assignment) -> Columns:
    """The columns of an assignment."""
    where, document, coder = assignment.round, assignment.document, assignment.coder
    guid = assignment_guid(where, document, coder)
    return {"guid": guid, "round": where, "document": document, "coder": coder}


def decision_row(decision: Decision) -> Columns:
    """The columns of a decision."""
    return {
        "guid": decision.guid,
        "document": decision.document,
        "coder": decision.coder,
        "verdict": decision.verdict.value,
        "about": json.dumps(list(decision.about)),
        "taken": decision.taken,
        "outcome": decision.outcome,
        "reason": decision.reason,
        "cause": decision.cause.value,
    }


def decision_of(row: FoundRow) -> Decision:
    """The decision of a row."""
    return Decision(
        row.guid,
        row.document,
        row.coder,
        Verdict(row.verdict),
        tuple(json.loads(row.about)),
        row.taken,
        row.outcome,
        row.reason,
        clock.to_datetime(row.changed_at),
        Cause(row.cause),
    )
