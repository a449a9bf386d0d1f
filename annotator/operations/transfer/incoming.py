"""Content from another program becomes rows of the project; what is there already stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from annotator.corpus.changes import (
    ATTRIBUTE_VALUE,
    CODER,
    CODING,
    DOCUMENT_ATTRIBUTE,
    MEMO,
    RELATION,
    STATUS,
)
from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.identity import document_attribute_guid, memo_guid, status_guid, value_guid
from annotator.corpus.job import Job, Step
from annotator.corpus.project import ProjectContent
from annotator.corpus.structure import EMPTY
from annotator.operations.codebook.codebook_rows import value_json
from annotator.operations.codebook.codes import record_codebook
from annotator.operations.codings.coding_rows import coding_row
from annotator.operations.documents import TextFile, free_name, record_document
from annotator.operations.team.coders import coder_row
from annotator.storage import clock, queries
from annotator.storage.history import Recorder, Row

_STEP = 5_000


def record_content(record: Recorder, content: ProjectContent) -> Job[None]:
    """Add, within a running step, what the project does not have under the same GUID; a job.

    The content's GUIDs are already those of the project where they mean the same things. Rows
    keep the times that the content gives them as the time they were made. A memo that is there
    already gets the text that the content gives it.
    """
    yield Step(0, 0, "Writing coders, documents and codes")
    coders = [
        coder_row(coder) | _made(record, coder.guid, coder.created, coder.modified)
        for coder in content.coders
    ]
    _add_missing(record, CODER, coders)
    _record_documents(record, content)
    record_codebook(record, content.codebook)
    yield from _record_codings(record, content)
    memos = [
        {"guid": memo_guid(m.subject, m.coder), "subject": m.subject, "coder": m.coder}
        | {"text": m.text}
        | _made(record, m.coder, m.created, m.modified)
        for m in content.memos
    ]
    new = _add_missing(record, MEMO, memos)
    grown = {row["guid"]: {"text": row["text"]} for row in memos if row["guid"] not in new}
    record.change(MEMO, grown)
    statuses = [
        {"guid": status_guid(s.document, s.coder), "document": s.document}
        | {"coder": s.coder, "progress": s.progress.value}
        for s in content.statuses
    ]
    _add_missing(record, STATUS, statuses)
    said = [
        {"guid": document_attribute_guid(a.document, a.name), "document": a.document}
        | {"name": a.name, "value": a.value}
        for a in content.document_attributes
    ]
    _add_missing(record, DOCUMENT_ATTRIBUTE, said)


def after_existing(content: ProjectContent, existing: ProjectContent) -> ProjectContent:
    """The content with its new codes behind those that the project has."""
    return replace(content, codebook=codes_after(content.codebook, existing.codebook))


def codes_after(codebook: Codebook, existing: Codebook) -> Codebook:
    """The codebook with the codes that are new in it behind their siblings of the existing one, in
    their own order: positions of two codebooks have nothing to do with each other."""
    free: dict[str | None, int] = {}
    for code in existing.codes:
        free[code.parent] = max(free.get(code.parent, 0), code.position + 1)
    moved: dict[str, Code] = {}
    for _depth, code in codebook.walk():
        if code.guid not in existing.by_guid and code.parent in free:
            moved[code.guid] = replace(code, position=free[code.parent])
            free[code.parent] += 1
    return replace(codebook, codes=tuple(moved.get(code.guid, code) for code in codebook.codes))


def _record_codings(record: Recorder, content: ProjectContent) -> Iterator[Step]:
    """Codings with their values, then the relations between them."""
    total = len(content.codings)
    for start in range(0, total, _STEP):
        yield Step(start, total, "Writing codings")
        some = content.codings[start : start + _STEP]
        stamps = [_made(record, c.coder, c.created, c.modified) for c in some]
        codings = [
            coding_row(c.guid, c.document, c.code, c.coder, c.spans, from_cue=c.from_cue) | stamp
            for c, stamp in zip(some, stamps, strict=True)
        ]
        _add_missing(record, CODING, codings)
        values = [
            {"guid": value_guid(c.guid, attribute), "coding": c.guid, "attribute": attribute}
            | {"value": value_json(value)}
            | stamp
            for c, stamp in zip(some, stamps, strict=True)
            for attribute, value in c.attributes.items()
        ]
        _add_missing(record, ATTRIBUTE_VALUE, values)
    relations = [
        {"guid": r.guid, "kind": r.kind, "source": r.source, "target": r.target}
        | {"coder": r.coder}
        | _made(record, r.coder, r.created, r.modified)
        for r in content.relations
    ]
    _add_missing(record, RELATION, relations)


def _record_documents(record: Recorder, content: ProjectContent) -> None:
    existing = queries.documents(record.connection)
    known = {document.guid for document in existing}
    names = {document.name for document in existing}
    first = queries.next_document_position(record.connection)
    new = [document for document in content.documents if document.guid not in known]
    for position, document in enumerate(new, first):
        name = free_name(document.name, names)
        names.add(name)
        text = TextFile(
            *(name, document.text, document.source, document.encoding),
            structure=content.structures.get(document.guid, EMPTY),
            origin=document.origin,
            data=content.originals.get(document.origin.sha256, b"") if document.origin else b"",
        )
        stamp = _made(record, record.coder, document.created, document.modified)
        record_document(record, document.guid, name, text, position, **stamp)


def _add_missing(record: Recorder, kind: str, rows: Iterable[Row]) -> set[str]:
    """Add the rows whose GUID is not in sight, each GUID once; which they are."""
    by_guid = {row["guid"]: row for row in rows}
    known = record.rows(kind, by_guid)
    living = {guid for guid, row in known.items() if not row["deleted"]}
    missing = by_guid.keys() - living if living else by_guid.keys()
    record.add(kind, (row for guid, row in by_guid.items() if guid in missing), known)
    return set(missing)


def _made(record: Recorder, by: str, created: datetime, modified: datetime) -> dict[str, Any]:
    """The columns that say who made a row and when; no time is later than now."""
    at = min(clock.from_datetime(created), record.at)
    changed = at if modified is created else min(clock.from_datetime(modified), record.at)
    return {"created_at": at, "created_by": by, "changed_at": changed, "changed_by": by}
