"""Content from another program becomes rows of the project; what is there already stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from annotator.corpus.changes import (
    ATTRIBUTE_VALUE,
    CODER,
    CODING,
    DOCUMENT_ATTRIBUTE,
    MEMO,
    NAMED_SET,
    RELATION,
    SET_MEMBER,
    SPEAKER,
    SPEAKER_VALUE,
    STATUS,
)
from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.columns import Columns
from annotator.corpus.identity import memo_guid, set_member_guid, speaker_value_guid
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.structure import EMPTY
from annotator.operations.codebook.codes import record_codebook
from annotator.operations.documents import (
    TextFile,
    attribute_types,
    free_name,
    record_document,
)
from annotator.storage import clock, queries
from annotator.storage.history import Recorder
from annotator.storage.row_values import (
    coder_row,
    coding_row,
    document_attribute_row,
    memo_row,
    relation_row,
    status_row,
    value_rows,
)
from annotator.storage.rows import living_rows
from annotator.storage.set_queries import DOCUMENTS
from annotator.storage.set_rows import NamedSetRow
from annotator.storage.speaker_rows import SpeakerRow

_STEP = 5_000


def record_content(record: Recorder, content: ProjectContent) -> Job[None]:
    """Add, within a running step, what the project does not have under the same GUID; a job.

    The content's GUIDs are already those of the project where they mean the same things. Rows
    keep the times that the content gives them as the time they were made. A memo that is there
    already gets the text that the content gives it.
    """
    yield JobProgress(0, 0, tr("Writing coders, documents and codes"))
    coders = [
        coder_row(coder) | _made(record, coder.guid, coder.created, coder.modified)
        for coder in content.coders
    ]
    record.add_missing(CODER, coders)
    _record_documents(record, content)
    record_codebook(record, content.codebook)
    yield from _record_codings(record, content)
    memos = [
        memo_row(m.subject, m.coder, m.text) | _made(record, m.coder, m.created, m.modified)
        for m in content.memos
    ]
    new = record.add_missing(MEMO, memos)
    texts = {memo_guid(m.subject, m.coder): m.text for m in content.memos}
    record.change(MEMO, {guid: {"text": text} for guid, text in texts.items() if guid not in new})
    record.add_missing(STATUS, map(status_row, content.statuses))
    said = map(document_attribute_row, content.document_attributes)
    record.add_missing(DOCUMENT_ATTRIBUTE, said)
    attribute_types.record(record, content.attribute_types)
    _record_sets(record, content)
    _record_persons(record, content)


def _record_sets(record: Recorder, content: ProjectContent) -> None:
    """New sets behind those that there are, and their documents."""
    rows = living_rows(record.connection, NamedSetRow)
    first = rows[-1].position + 1 if rows else 0
    record.add_missing(
        NAMED_SET,
        [
            {"guid": one.guid, "name": one.name, "position": first + n, "about": DOCUMENTS}
            for n, one in enumerate(content.document_sets)
        ],
    )
    record.add_missing(
        SET_MEMBER,
        [
            {
                "guid": set_member_guid(one.guid, document),
                "named_set": one.guid,
                "member": document,
            }
            for one in content.document_sets
            for document in one.documents
        ],
    )


def _record_persons(record: Recorder, content: ProjectContent) -> None:
    """New persons behind those that there are, and what is not said of those yet."""
    rows = living_rows(record.connection, SpeakerRow)
    first = rows[-1].position + 1 if rows else 0
    record.add_missing(
        SPEAKER,
        [
            {"guid": one.guid, "name": one.name, "position": first + n, "role": one.role}
            for n, one in enumerate(content.persons)
        ],
    )
    without = {row.guid for row in rows if not row.role}
    roles = {one.guid: {"role": one.role} for one in content.persons if one.role}
    record.change(SPEAKER, {guid: roles[guid] for guid in without & roles.keys()})
    record.add_missing(
        SPEAKER_VALUE,
        [
            {
                "guid": speaker_value_guid(one.guid, name),
                "speaker": one.guid,
                "name": name,
                "value": value,
            }
            for one in content.persons
            for name, value in one.values.items()
        ],
    )


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


def _record_codings(record: Recorder, content: ProjectContent) -> Iterator[JobProgress]:
    """Codings with their values, then the relations between them."""
    total = len(content.codings)
    for start in range(0, total, _STEP):
        yield JobProgress(start, total, tr("Writing codings"))
        some = content.codings[start : start + _STEP]
        stamps = [_made(record, c.coder, c.created, c.modified) for c in some]
        codings = [coding_row(c) | stamp for c, stamp in zip(some, stamps, strict=True)]
        record.add_missing(CODING, codings)
        values = [
            row | stamp for c, stamp in zip(some, stamps, strict=True) for row in value_rows(c)
        ]
        record.add_missing(ATTRIBUTE_VALUE, values)
        record.spill()
    relations = [
        relation_row(r.guid, r.kind, r.source, r.target, r.coder)
        | _made(record, r.coder, r.created, r.modified)
        for r in content.relations
    ]
    record.add_missing(RELATION, relations)


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
        record_document(record, document.guid, name, text, position, stamp)


def _made(record: Recorder, by: str, created: datetime, modified: datetime) -> Columns:
    """The columns that say who made a row and when; no time is later than now."""
    at = min(clock.from_datetime(created), record.at)
    changed = at if modified is created else min(clock.from_datetime(modified), record.at)
    return {"created_at": at, "created_by": by, "changed_at": changed, "changed_by": by}
