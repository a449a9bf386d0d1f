"""A corrected text as a new version of a document; codings move with their passages.

The old version stays, with its text and history, and so do codings whose passage changed: they are
to be settled by a person (`settling`). A coding that moves is the same coding: its values, memos,
relations and history stay with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from annotator.corpus.changes import (
    ASSIGNMENT,
    CODING,
    DECISION,
    DOCUMENT,
    DOCUMENT_ATTRIBUTE,
    MEMO,
    STATUS,
    Changes,
)
from annotator.corpus.document import Progress
from annotator.corpus.identity import (
    assignment_guid,
    document_attribute_guid,
    guid_from,
    memo_guid,
    status_guid,
)
from annotator.corpus.job import Job, Step, finish
from annotator.corpus.span import Span, Spans
from annotator.errors import UserError
from annotator.operations import identical_codings
from annotator.operations.aligning import Alignment, align
from annotator.operations.documents import (
    TextFile,
    free_name,
    record_document,
    text_digest,
)
from annotator.operations.memos import memos_on
from annotator.storage import coding_queries, queries
from annotator.storage.coding_queries import CodingColumns
from annotator.storage.document_chain import latest_versions
from annotator.storage.history import Recorder, Row
from annotator.storage.project_file import ProjectFile
from annotator.storage.queries import DocumentFacts
from annotator.storage.row_versions import rows_about


@dataclass(frozen=True)
class NewVersion:
    """What a new version came to: its GUID, and how many codings moved and are to be settled."""

    changes: Changes
    document: str
    moved: int
    unsettled: int


@dataclass(frozen=True)
class BroughtOver:
    """What moving came to: the changes, and how many codings moved and are still to be settled."""

    changes: Changes
    moved: int
    unsettled: int


def replace(project: ProjectFile, by: str, document: str, text: TextFile) -> Job[NewVersion]:
    """Put a corrected text in the place of a document, as one step; the old one stays.

    Codings of all coders whose passage is the same move; the others stay in the old version.
    Raises UserError where the text is the one that is there, or the document has a later version.
    """
    with project.reading() as connection:
        facts = _current(connection, document)
        old = queries.document_text(connection, document)
    if old == text.text:
        raise UserError(
            f"{text.name} says what {facts.name} says already: there is nothing to replace."
        )
    alignment = yield from align(old, text.text)
    yield Step(0, 0, "Moving the codings")
    with project.step(f"New version of {facts.name}", by) as step:
        record = step.record
        facts = _current(record.connection, document)
        # The same correction of the same document is the same version wherever it is made.
        guid = guid_from("document version", document, text_digest(text.text))
        row = record.rows(DOCUMENT, [document])[document]
        record_document(record, guid, facts.name, text, row["position"])
        earlier = {"name": _earlier_name(record, facts), "replaced_by": guid}
        record.change(DOCUMENT, {document: earlier})
        moved, staying = _move(record, alignment, document, guid)
        _carry(record, document, guid, set(staying.coder))
    return NewVersion(step.changes, guid, moved, len(staying.guid))


def bring_over(project: ProjectFile, by: str) -> Job[BroughtOver]:
    """Move what still lies in earlier versions and is the same in the latest one, such as what a
    colleague coded there before they had the new version."""
    with project.reading() as connection:
        pairs = replaced_with_codings(connection)
        texts = {g: queries.document_text(connection, g) for pair in pairs for g in pair}
    alignments = {}
    for old, new in pairs:
        alignments[old, new] = yield from align(texts[old], texts[new])
    yield Step(0, 0, "Moving the codings")
    moved = unsettled = 0
    with project.step("Bring codings over to new versions", by) as step:
        for (old, new), alignment in alignments.items():
            number, staying = _move(step.record, alignment, old, new)
            moved += number
            unsettled += len(staying.guid)
    return BroughtOver(step.changes, moved, unsettled)


def join_version(record: Recorder, old: str, new: str) -> Job[None]:
    """Within a running step, make one document an earlier version of another that is there: its
    codings move where their passage is the same, the others stay to be settled. What is said of
    the other already stands. Raises UserError where one of them has a later version."""
    connection = record.connection
    facts, _other = _current(connection, old), _current(connection, new)
    texts = [queries.document_text(connection, guid) for guid in (old, new)]
    alignment = yield from align(*texts)
    earlier = {"name": _earlier_name(record, facts), "replaced_by": new}
    record.change(DOCUMENT, {old: earlier})
    _moved, staying = _move(record, alignment, old, new)
    _carry(record, old, new, set(staying.coder), keep_known=True)


def put_in_place(record: Recorder, old: str, new: str, text: TextFile) -> None:
    """Within a running step, a document (GUID `new`) in the place of one in which nothing is coded
    and which goes: with its name and position, and with what is said of it."""
    row = record.rows(DOCUMENT, [old])[old]
    known = record.rows(DOCUMENT, [new]).get(new)
    if known is not None and not known["deleted"]:
        raise UserError(f"{row['name']} would be the same as another text of the project.")
    record_document(record, new, row["name"], text, row["position"])
    _carry(record, old, new, set())
    record.delete(MEMO, memos_on(record, [old]))
    for kind in (STATUS, DOCUMENT_ATTRIBUTE, ASSIGNMENT):
        record.delete(kind, rows_about(record.connection, kind, "document", [old]))
    record.delete(DOCUMENT, [old])


def bring_one(record: Recorder, coding: str) -> None:
    """Within a running step, move one coding to the latest version where it is the same there."""
    row = record.rows(CODING, [coding])[coding]
    latest = latest_versions(record.connection).get(row["document"])
    if latest is None:
        return
    texts = [queries.document_text(record.connection, g) for g in (row["document"], latest)]
    alignment = finish(align(*texts))
    image = alignment.image(coding_queries.spans_of(row))
    if image is not None:
        columns: Row = {"document": latest, **coding_queries.span_columns(image)}
        record.change(CODING, {coding: columns})
        identical_codings.unite_among(record, [coding])


def replaced_with_codings(connection: Any) -> list[tuple[str, str]]:
    """The earlier versions in which codings still lie, each with its latest version."""
    coded = {document for document, _code, _coder in coding_queries.coding_counts(connection)}
    return [(old, new) for old, new in latest_versions(connection).items() if old in coded]


def _current(connection: Any, document: str) -> DocumentFacts:
    found = [facts for facts in queries.documents(connection) if facts.guid == document]
    if not found:
        raise UserError("There is a later version of this document already. Replace that one.")
    return found[0]


def _earlier_name(record: Recorder, facts: DocumentFacts) -> str:
    connection = record.connection
    known = (*queries.documents(connection), *queries.replaced_documents(connection))
    number = 1 + sum(latest == facts.guid for latest in latest_versions(connection).values())
    path = Path(facts.name)
    return free_name(f"{path.stem} (version {number}){path.suffix}", {f.name for f in known})


def _move(record: Recorder, alignment: Alignment, old: str, new: str) -> tuple[int, CodingColumns]:
    """Move the codings whose passage is the same; returns how many, and those that stay."""
    columns = coding_queries.coding_columns(record.connection, old)
    images = alignment.images(columns.start, columns.end)
    changes: dict[str, Row] = {}
    staying = []
    for number, guid in enumerate(columns.guid):
        spans: Spans | None
        if number in columns.parts:
            spans = alignment.image(columns.parts[number])
        else:
            start, length = int(images[number]), int(columns.end[number] - columns.start[number])
            spans = (Span(start, start + length),) if start >= 0 else None
        if spans is None:
            staying.append(number)
        else:
            changes[guid] = {"document": new, **coding_queries.span_columns(spans)}
    record.change(CODING, changes)
    identical_codings.unite_among(record, changes.keys())
    _move_decisions(record, old, new, changes.keys())
    return len(changes), _rows(columns, staying)


def _rows(columns: CodingColumns, rows: list[int]) -> CodingColumns:
    index = np.array(rows, dtype=np.int64)
    return CodingColumns(
        [columns.guid[row] for row in rows],
        [columns.code[row] for row in rows],
        [columns.coder[row] for row in rows],
        columns.start[index],
        columns.end[index],
        {place: columns.parts[row] for place, row in enumerate(rows) if row in columns.parts},
    )


def _move_decisions(record: Recorder, old: str, new: str, moved: Any) -> None:
    """What was decided about codings goes where they go, if all of them go."""
    found = record.rows(DECISION, rows_about(record.connection, DECISION, "document", [old]))
    whole = [g for g, row in found.items() if set(json.loads(row["about"])) <= moved]
    record.change(DECISION, {guid: {"document": new} for guid in whole})


def _carry(
    record: Recorder, old: str, new: str, unsettled: set[str], *, keep_known: bool = False
) -> None:
    """Give the new version what is said of the document: progress, attributes, memos, who is to
    code it. Who has codings to settle is not done with it any more. With `keep_known`, what is said
    of the new one already stands."""
    statuses = []
    for row in _about(record, STATUS, "document", old):
        again = row["progress"] == Progress.DONE and row["coder"] in unsettled
        progress = {"progress": Progress.IN_PROGRESS.value} if again else {}
        guid = status_guid(new, row["coder"])
        statuses.append(row | progress | {"guid": guid, "document": new})
    said = [
        row | {"guid": document_attribute_guid(new, row["name"]), "document": new}
        for row in _about(record, DOCUMENT_ATTRIBUTE, "document", old)
    ]
    memos = [
        row | {"guid": memo_guid(new, row["coder"]), "subject": new}
        for row in _about(record, MEMO, "subject", old)
    ]
    assigned = [
        row | {"guid": assignment_guid(row["round"], new, row["coder"]), "document": new}
        for row in _about(record, ASSIGNMENT, "document", old)
    ]
    rows = ((STATUS, statuses), (DOCUMENT_ATTRIBUTE, said), (MEMO, memos), (ASSIGNMENT, assigned))
    for kind, copies in rows:
        known = record.rows(kind, [row["guid"] for row in copies])
        record.add(kind, [row for row in copies if row["guid"] not in known])
        there = [row for row in copies if row["guid"] in known and not keep_known]
        record.change(kind, {row["guid"]: row | {"deleted": 0} for row in there})


def _about(record: Recorder, kind: str, column: str, document: str) -> list[Row]:
    """What is there of a kind about a document, without the columns that say who and when."""
    guids = rows_about(record.connection, kind, column, [document])
    rows = record.rows(kind, guids).values()
    skipped = {"created_at", "created_by", "changed_at", "changed_by", "deleted"}
    return [
        {name: value for name, value in row.items() if name not in skipped}
        for row in rows
        if not row["deleted"]
    ]
