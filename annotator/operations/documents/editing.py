"""The texts of a project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotator.corpus.changes import CODING, DOCUMENT, MEMO, STATUS, Changes
from annotator.corpus.coding import Coding
from annotator.corpus.document import Document, DocumentFacts, DocumentStatus, Progress
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.limits import LARGEST_INTAKE, LARGEST_TEXT_FILE
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.exchange.plain_text import read_text
from annotator.input_files import read_bytes, shown, size_of
from annotator.operations.codings.memos import memos_on
from annotator.operations.documents.document_rows import (
    DocumentWriter,
    TextFile,
    document_guid,
    free_name,
    guid_of,
    record_document,
    text_digest,
)
from annotator.operations.documents.file_reading import AS_FOUND, ReaderChoices, read
from annotator.operations.viewing import Viewer, may_tell
from annotator.storage import coding_queries, queries, team_queries
from annotator.storage.connections import Connection
from annotator.storage.document_chain import earlier_versions
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile, Readable
from annotator.storage.row_values import status_row
from annotator.storage.rows import DocumentRow

__all__ = [
    "DocumentWriter",
    "TextFile",
    "document_guid",
    "free_name",
    "guid_of",
    "record_document",
    "text_digest",
]

_SPLIT = tr("Split it into several texts.")


@dataclass(frozen=True)
class Added:
    """What adding texts came to: the changes, the names that were in the project already, and by
    name of a new document the others that have the same text."""

    changes: Changes
    known: list[str] = field(default_factory=list)
    same_text: dict[str, list[str]] = field(default_factory=dict)


def refuse_large(files: Sequence[Path]) -> None:
    """Raise UserError where texts are too large for one step, before any of them is read."""
    sizes = [size_of(path) for path in files]
    for path, size in zip(files, sizes, strict=True):
        if size > LARGEST_TEXT_FILE:
            read_bytes(path, LARGEST_TEXT_FILE, _SPLIT)
    if sum(sizes) > LARGEST_INTAKE:
        raise UserError(
            tr(
                "The {count:,} texts have {sizes:,} MB together; {largest_intake:,} MB "
                "can be added at once. Add them in parts.",
                count=len(files),
                sizes=sum(sizes) // 10**6,
                largest_intake=LARGEST_INTAKE // 10**6,
            )
        )


def read_files(
    files: Sequence[Path], encoding: str | None = None, choices: ReaderChoices = AS_FOUND
) -> Job[list[TextFile]]:
    """Read a few files, each by its content; texts in the encoding that is named or proves right.
    UserError names the first that can't be read. `adding` is for many."""
    if encoding is not None:
        choices = ReaderChoices(choices.reader, {**choices.options, "encoding": encoding})
    refuse_large(files)
    texts: list[TextFile] = []
    for number, path in enumerate(files):
        yield JobProgress(number, len(files), tr("Reading {name}", name=shown(path.name)))
        data = read_bytes(path, LARGEST_TEXT_FILE, _SPLIT)
        texts += read(data, shown(path.name), choices)
    return texts


def read_one(path: Path, choices: ReaderChoices = AS_FOUND) -> Job[TextFile]:
    """Read a file that holds one document, to be a new version of another. UserError where it
    holds several."""
    texts = yield from read_files([path], choices=choices)
    if len(texts) != 1:
        raise UserError(
            tr(
                "“{path}” holds {count:,} documents; a new version is one text.",
                path=shown(path.name),
                count=len(texts),
            )
        )
    return texts[0]


def text_of(data: bytes, name: str, encoding: str | None = None) -> TextFile:
    """The bytes of a file as a text, in the encoding that is named or proves right."""
    found = read_text(data, name, encoding)
    return TextFile(name, found.text, data, found.encoding, found.odd, found.guessed)


def add(project: ProjectFile, by: str, texts: Sequence[TextFile]) -> Added:
    """Add texts as documents, in the order given; all of them or none.

    A text that is there under the same name, or was read from a file that is there, is not added
    again. Another text under a name that is taken gets a number behind its name.
    """
    with project.transaction(label_of(texts), by) as step:
        known: list[str] = []
        same_text: dict[str, list[str]] = {}
        for added in DocumentWriter(step.record).add(texts):
            if added.known:
                known.append(added.text.name)
            elif added.same_text:
                same_text[added.text.name] = list(added.same_text)
    return Added(step.changes, known, same_text)


def label_of(texts: Sequence[TextFile]) -> str:
    """What adding texts is called in the history."""
    return f"Add {texts[0].name}" if len(texts) == 1 else f"Add {len(texts):,} documents"


def rename(project: ProjectFile, by: str, guid: str, name: str) -> Changes:
    """Give a document another name. UserError where it is empty, or another document has it."""
    name = " ".join(name.split())
    if not name:
        raise UserError(tr("A document needs a name."))
    with project.transaction(step_label("Rename a document to {name}", name=name), by) as step:
        others = [d for d in queries.documents(step.record.connection) if d.guid != guid]
        if name in {document.name for document in others}:
            raise UserError(
                tr("There is a document called {name} already. Choose another name.", name=name)
            )
        step.record.change(DOCUMENT, {guid: {"name": name}})
    return step.changes


def move(project: ProjectFile, by: str, guid: str, before: str | None = None) -> Changes:
    """Put a document before another one (a GUID) in the order of the project, else last."""
    with project.transaction("Move a document", by) as step:
        documents = queries.documents(step.record.connection)
        step.record.label = step_label(
            "Move the document {name}", name=next(d.name for d in documents if d.guid == guid)
        )
        order = [one.guid for one in documents]
        if before != guid:
            order.remove(guid)
            order.insert(order.index(before) if before in order else len(order), guid)
        step.record.change(DOCUMENT, {one: {"position": n} for n, one in enumerate(order)})
    return step.changes


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """What goes with documents when they are deleted, their earlier versions included.

    `codings` and `memos` are numbers by coder (a GUID); `attributes` and `assignments` (in rounds)
    are numbers.
    """

    codings: Counter[str]
    memos: Counter[str]
    attributes: int
    assignments: int
    earlier_versions: int


def use(viewer: Viewer, guids: Sequence[str]) -> DocumentUse:
    """What goes with documents when they are deleted."""
    with viewer.reading() as connection:
        versions = _versions(connection, guids)
        codings = _codings_in(connection, versions)
        memos = queries.memos(connection, [*versions, *(coding.guid for coding in codings)])
        said = queries.document_attributes(connection)
        given = team_queries.assignments(connection)
    return DocumentUse(
        Counter(coding.coder for coding in codings),
        Counter(memo.coder for memo in memos),
        sum(one.document in guids for one in said),
        sum(one.document in guids for one in given),
        len(versions) - len(guids),
    )


def _versions(connection: Connection, guids: Sequence[str]) -> list[str]:
    """The documents and the earlier versions of each."""
    return [one for guid in guids for one in (guid, *earlier_versions(connection, guid))]


def _codings_in(connection: Connection, documents: Sequence[str]) -> list[Coding]:
    return [one for document in documents for one in coding_queries.codings(connection, document)]


def delete(project: ProjectFile, by: str, guids: Sequence[str]) -> Changes:
    """Delete documents with their codings and memos, as one step that can be undone. Their earlier
    versions go with them.

    Raises UserError where other coders' codings are in one of them: those are theirs to give up.
    """
    with project.transaction("Delete documents", by) as step:
        record = step.record
        rows = record.read(DocumentRow, guids)
        first = rows[guids[0]].name
        record.label = (
            f"Delete the document {first}"
            if len(guids) == 1
            else f"Delete {len(guids):,} documents"
        )
        for guid in guids:
            _refuse_others(record, by, guid, rows[guid].name)
        versions = _versions(record.connection, guids)
        codings = [coding.guid for coding in _codings_in(record.connection, versions)]
        record.delete(MEMO, memos_on(record, [*versions, *codings]))
        record.delete(CODING, codings)
        record.delete(DOCUMENT, versions)
    return step.changes


def _refuse_others(record: Recorder, by: str, guid: str, name: str) -> None:
    """Raise UserError where other coders have codings in a document."""
    codings = _codings_in(record.connection, _versions(record.connection, [guid]))
    others = [coding.coder for coding in codings if coding.coder != by]
    if others:
        number = f" ({len(others):,})" if may_tell(record, others[0]) else ""
        raise UserError(
            tr(
                "“{name}” can't be deleted: other coders have codings in it{number}, "
                "which only they can delete.",
                name=name,
                number=number,
            )
        )


def set_progress(project: ProjectFile, by: str, guid: str, progress: Progress) -> Changes:
    """Say how far the coder is with a document."""
    with project.transaction(
        step_label("Mark a document as {progress}", progress=progress), by
    ) as step:
        step.record.put(STATUS, [status_row(DocumentStatus(guid, by, progress))])
    return step.changes


def set_progress_of_all(
    project: ProjectFile, by: str, guids: Sequence[str], progress: Progress
) -> Changes:
    """Say how far the coder is with several documents, in one step."""
    with project.transaction(
        step_label("Mark {number} documents as {progress}", number=len(guids), progress=progress),
        by,
    ) as step:
        statuses = (DocumentStatus(guid, by, progress) for guid in guids)
        step.record.put(STATUS, map(status_row, statuses))
    return step.changes


def mark_done(project: ProjectFile, by: str, pairs: Collection[tuple[str, str]]) -> Changes:
    """Mark documents as done for several coders, as who puts their work together: pairs of document
    and coder (GUIDs). The history says who did."""
    with project.transaction(
        step_label(
            "Mark {number} documents as {progress}", number=len(pairs), progress=Progress.DONE
        ),
        by,
    ) as step:
        statuses = (DocumentStatus(document, coder, Progress.DONE) for document, coder in pairs)
        step.record.put(STATUS, map(status_row, statuses))
    return step.changes


def listed(project: Readable) -> list[DocumentFacts]:
    """The documents in their order, without their texts and without earlier versions."""
    with project.reading() as connection:
        return queries.documents(connection)


def replaced(project: Readable) -> list[DocumentFacts]:
    """The documents in whose place another stands, earlier versions among them."""
    with project.reading() as connection:
        return queries.replaced_documents(connection)


def full_documents(project: ProjectFile) -> list[Document]:
    """The documents with their texts."""
    with project.reading() as connection:
        return queries.full_documents(connection)
