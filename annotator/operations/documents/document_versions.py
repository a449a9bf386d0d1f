"""A corrected text as a new version of a document; codings move with their passages.

The old version stays, with its text and history, and so do codings whose passage changed: they are
to be settled by a person (`settling`). A coding that moves is the same coding: its values, memos,
relations and history stay with it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

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
from annotator.corpus.coding_columns import CodingColumns
from annotator.corpus.columns import Columns
from annotator.corpus.document import (
    TABLE_ROW,
    DocumentAttribute,
    DocumentFacts,
    DocumentStatus,
    Origin,
    Progress,
)
from annotator.corpus.identity import (
    guid_from,
    memo_guid,
)
from annotator.corpus.job import Job, JobProgress, finish
from annotator.corpus.messages import tr
from annotator.corpus.span import Span, Spans
from annotator.corpus.step_labels import step_label
from annotator.corpus.team import Assignment
from annotator.errors import UserError
from annotator.operations.codings import identical_codings
from annotator.operations.codings.memos import memos_on, move_links
from annotator.operations.documents import file_reading
from annotator.operations.documents.aligning import LineAlignment, align
from annotator.operations.documents.document_rows import (
    TextFile,
    free_name,
    guid_of,
    record_document,
    text_digest,
)
from annotator.operations.documents.file_reading import ReaderChoices
from annotator.operations.documents.structure_aligning import aligned_structure
from annotator.operations.documents.text_aligning import TextAlignment, align_texts
from annotator.storage import coding_queries, document_files, queries
from annotator.storage.coding_columns_query import coding_columns
from annotator.storage.connections import Connection
from annotator.storage.document_chain import latest_versions
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import (
    assignment_row,
    document_attribute_row,
    memo_row,
    span_columns,
    status_row,
)
from annotator.storage.row_versions import rows_about
from annotator.storage.rows import (
    AssignmentRow,
    CodingRow,
    DecisionRow,
    DocumentAttributeRow,
    DocumentRow,
    MemoRow,
    R,
    StatusRow,
    keyed,
)


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
            tr(
                "{text} says what {facts} says already: there is nothing to replace.",
                text=text.name,
                facts=facts.name,
            )
        )
    alignment = yield from align(old, text.text)
    if not text.structure:
        with project.reading() as connection:
            structure = document_files.structure(connection, document)
        text = dataclasses.replace(
            text, structure=aligned_structure(structure, alignment, text.text)
        )
    # The same correction of the same document is the same version wherever it is made.
    guid = guid_from("document version", document, text_digest(text.text))
    label = step_label("New version of {name}", name=facts.name)
    return (yield from _replace(project, by, _Version(document, guid, text, label), alignment))


@dataclass(frozen=True)
class _Version:
    """A text that is to stand in the place of a document, under a GUID of its own."""

    document: str
    guid: str
    text: TextFile
    label: str


def _replace(
    project: ProjectFile, by: str, new: _Version, alignment: LineAlignment | TextAlignment
) -> Job[NewVersion]:
    yield JobProgress(0, 0, tr("Moving the codings"))
    document, guid = new.document, new.guid
    with project.transaction(new.label, by) as step:
        record = step.record
        facts = _current(record.connection, document)
        row = record.read(DocumentRow, [document])[document]
        record_document(record, guid, facts.name, new.text, row.position)
        earlier = {"name": _earlier_name(record, facts), "replaced_by": guid}
        record.change(DOCUMENT, {document: earlier})
        moved, staying = _move(record, alignment, document, guid)
        _carry(record, document, guid, set(staying.coder))
    return NewVersion(step.changes, guid, moved, len(staying.guid))


def read_again(
    project: ProjectFile, by: str, document: str, options: Mapping[str, str] | None = None
) -> Job[NewVersion | None]:
    """Read the file of a document again, with today's reader, and put what comes of it in the
    document's place as a new version; a job. None where it reads the same: nothing was done.

    `options` are those of the reader, as they were where None. Codings move as to a corrected text.
    Raises UserError where the document was read from no file of another format, or its reader is
    not here or an older one.
    """
    with project.reading() as connection:
        facts = _current(connection, document)
        old = queries.document_text(connection, document)
        origin = document_files.origin(connection, document)
        data = document_files.original(connection, document)
    text = _reread(facts.name, origin, data, options)
    if text.text == old:
        return None
    alignment = yield from align_texts(old, text.text)
    version = _Version(document, guid_of(text), text, f"Read {facts.name} again")
    with project.reading() as connection:
        known = version.guid in latest_versions(connection)
    if known:
        raise UserError(
            tr("{facts} was read so before, and this version took its place.", facts=facts.name)
        )
    return (yield from _replace(project, by, version, alignment))


def _reread(
    name: str, origin: Origin | None, data: bytes, options: Mapping[str, str] | None
) -> TextFile:
    if origin is None:
        raise UserError(tr("{name} is a plain text: it reads the same at any time.", name=name))
    if origin.reader == TABLE_ROW:
        raise UserError(
            tr(
                "{name} is a row of a table: add the table again to see what changed in it.",
                name=name,
            )
        )
    here = file_reading.version_of(origin.reader)
    if here < origin.reader_version:
        raise UserError(
            tr(
                "{name} was read by a later version ({reader}). Update Annotator to read it again."
                if here
                else "{name} is of no reader that is here ({reader}). Update Annotator to read it"
                " again.",
                name=name,
                reader=origin.reader,
            )
        )
    choices = ReaderChoices(origin.reader, origin.options if options is None else options)
    found = file_reading.read(data, name, file_reading.checked(choices))
    for text in found:
        if text.origin is not None and text.origin.place == origin.place:
            return text
    raise UserError(
        tr(
            "The file of {name} has no document “{place}” as it is read today.",
            name=name,
            place=origin.place,
        )
    )


def outdated(project: ProjectFile) -> dict[str, tuple[int, int]]:
    """The documents in sight (GUIDs) whose reader is of a later version here than the one that
    read them, with both versions: they can be read again."""
    with project.reading() as connection:
        found = document_files.origins(connection)
        current = {facts.guid for facts in queries.documents(connection)}
    here = {one.reader: file_reading.version_of(one.reader) for one in found.values()}
    return {
        guid: (one.reader_version, here[one.reader])
        for guid, one in found.items()
        if guid in current and here[one.reader] > one.reader_version
    }


def bring_over(project: ProjectFile, by: str) -> Job[BroughtOver]:
    """Move what still lies in earlier versions and is the same in the latest one, such as what a
    colleague coded there before they had the new version."""
    with project.reading() as connection:
        pairs = replaced_with_codings(connection)
        texts = {g: queries.document_text(connection, g) for pair in pairs for g in pair}
    alignments = {}
    for old, new in pairs:
        alignments[old, new] = yield from align(texts[old], texts[new])
    yield JobProgress(0, 0, tr("Moving the codings"))
    moved = unsettled = 0
    with project.transaction("Bring codings over to new versions", by) as step:
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
    row = record.read(DocumentRow, [old])[old]
    if record.living(DOCUMENT, [new]):
        raise UserError(tr("{row} would be the same as another text of the project.", row=row.name))
    record_document(record, new, row.name, text, row.position)
    _carry(record, old, new, set())
    record.delete(MEMO, memos_on(record, [old]))
    for kind in (STATUS, DOCUMENT_ATTRIBUTE, ASSIGNMENT):
        record.delete(kind, rows_about(record.connection, kind, "document", [old]))
    record.delete(DOCUMENT, [old])


def bring_one(record: Recorder, coding: str) -> None:
    """Within a running step, move one coding to the latest version where it is the same there."""
    row = record.read(CodingRow, [coding])[coding]
    latest = latest_versions(record.connection).get(row.document)
    if latest is None:
        return
    texts = [queries.document_text(record.connection, g) for g in (row.document, latest)]
    alignment = finish(align(*texts))
    image = alignment.image(row.spans)
    if image is not None:
        record.change(CODING, {coding: {"document": latest, **span_columns(image)}})
        identical_codings.unite_among(record, [coding])


def replaced_with_codings(connection: Connection) -> list[tuple[str, str]]:
    """The earlier versions in which codings still lie, each with its latest version."""
    coded = {document for document, _code, _coder in coding_queries.coding_counts(connection)}
    return [(old, new) for old, new in latest_versions(connection).items() if old in coded]


def _current(connection: Connection, document: str) -> DocumentFacts:
    found = [facts for facts in queries.documents(connection) if facts.guid == document]
    if not found:
        raise UserError(tr("There is a later version of this document already. Replace that one."))
    return found[0]


def _earlier_name(record: Recorder, facts: DocumentFacts) -> str:
    connection = record.connection
    known = (*queries.documents(connection), *queries.replaced_documents(connection))
    number = 1 + sum(latest == facts.guid for latest in latest_versions(connection).values())
    path = Path(facts.name)
    return free_name(f"{path.stem} (version {number}){path.suffix}", {f.name for f in known})


def _move(
    record: Recorder, alignment: LineAlignment | TextAlignment, old: str, new: str
) -> tuple[int, CodingColumns]:
    """Move the codings whose passage is the same; returns how many, and those that stay."""
    columns = coding_columns(record.connection, old)
    images = _images(alignment, columns)
    changes: dict[str, Columns] = {}
    staying = []
    for number, guid in enumerate(columns.guid):
        spans = images[number]
        if number in columns.parts:
            spans = alignment.image(columns.parts[number])
        if spans is None:
            staying.append(number)
        else:
            changes[guid] = {"document": new, **span_columns(spans)}
    record.change(CODING, changes)
    identical_codings.unite_among(record, changes.keys())
    _move_decisions(record, old, new, changes.keys())
    return len(changes), _rows(columns, staying)


def _images(alignment: LineAlignment | TextAlignment, columns: CodingColumns) -> list[Spans | None]:
    """Where codings that are of one part are in the new text."""
    if isinstance(alignment, LineAlignment):
        starts = alignment.images(columns.start, columns.end).tolist()
        lengths = (columns.end - columns.start).tolist()
        found = zip(starts, lengths, strict=True)
        return [(Span(start, start + n),) if start >= 0 else None for start, n in found]
    pairs = zip(columns.start.tolist(), columns.end.tolist(), strict=True)
    return [alignment.image((Span(start, end),)) for start, end in pairs]


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


def _move_decisions(record: Recorder, old: str, new: str, moved: Set[str]) -> None:
    """What was decided about codings goes where they go, if all of them go."""
    guids = rows_about(record.connection, DECISION, "document", [old])
    found = record.read(DecisionRow, guids)
    whole = [guid for guid, row in found.items() if moved >= set(row.about)]
    record.change(DECISION, {guid: {"document": new} for guid in whole})


def _carry(
    record: Recorder, old: str, new: str, unsettled: set[str], *, keep_known: bool = False
) -> None:
    """Give the new version what is said of the document: progress, attributes, memos, who is to
    code it. Who has codings to settle is not done with it any more. With `keep_known`, what is said
    of the new one already stands."""
    statuses = [
        DocumentStatus(
            new,
            row.coder,
            Progress.IN_PROGRESS
            if row.progress == Progress.DONE and row.coder in unsettled
            else Progress(row.progress),
        )
        for row in _about(record, StatusRow, "document", old)
    ]
    said = [
        DocumentAttribute(new, row.name, row.value)
        for row in _about(record, DocumentAttributeRow, "document", old)
    ]
    noted = _about(record, MemoRow, "subject", old)
    own = {row.guid: memo_guid(new, row.coder) for row in noted if _is_the_one(row)}
    memos = [
        {**memo_row(new, row.coder, row.text), "kind": row.type, "title": row.title}
        for row in noted
        if row.guid in own
    ]
    further = [row.guid for row in noted if row.guid not in own]
    assigned = [
        Assignment(row.round, new, row.coder)
        for row in _about(record, AssignmentRow, "document", old)
    ]
    for kind, copies in (
        (STATUS, map(status_row, statuses)),
        (DOCUMENT_ATTRIBUTE, map(document_attribute_row, said)),
        (MEMO, memos),
        (ASSIGNMENT, map(assignment_row, assigned)),
    ):
        rows = keyed(copies)
        known = record.rows(kind, rows)
        record.add(kind, [row for guid, row in rows.items() if guid not in known])
        if not keep_known:
            record.change(kind, {guid: {**rows[guid], "deleted": 0} for guid in known})
    record.change(MEMO, {guid: {"subject": new} for guid in further})
    move_links(record, own)


def _is_the_one(memo: MemoRow) -> bool:
    """Whether a memo is its coder's one note on its subject; there may be more of their own."""
    return memo.guid == memo_guid(memo.subject, memo.coder)


def _about(record: Recorder, row_type: type[R], column: str, document: str) -> list[R]:
    """What is there of a kind about a document."""
    guids = rows_about(record.connection, row_type.kind, column, [document])
    return [row for row in record.read(row_type, guids).values() if not row.deleted]
