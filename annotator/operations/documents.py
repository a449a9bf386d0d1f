"""The texts of a project."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.corpus.changes import CODING, DOCUMENT, MEMO, STATUS, Changes
from annotator.corpus.document import Document, Progress
from annotator.corpus.identity import guid_from, status_guid
from annotator.corpus.job import Job, Step
from annotator.corpus.limits import LARGEST_INTAKE, LARGEST_TEXT_FILE
from annotator.errors import UserError
from annotator.exchange.plain_text import read_text
from annotator.input_files import read_bytes, shown, size_of
from annotator.operations.memos import memos_on
from annotator.storage import coding_queries, queries
from annotator.storage.document_chain import earlier_versions
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile

_SPLIT = "Split it into several texts."


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text read from a file, ready to be added."""

    name: str
    text: str
    source: bytes
    encoding: str


@dataclass(frozen=True)
class Added:
    """What adding texts came to: the changes, and the names that were in the project already."""

    changes: Changes
    known: list[str] = field(default_factory=list)


def refuse_large(files: Sequence[Path]) -> None:
    """Raise UserError where texts are too large for one step, before any of them is read."""
    sizes = [size_of(path) for path in files]
    for path, size in zip(files, sizes, strict=True):
        if size > LARGEST_TEXT_FILE:
            read_bytes(path, LARGEST_TEXT_FILE, _SPLIT)
    if sum(sizes) > LARGEST_INTAKE:
        raise UserError(
            f"The {len(files):,} texts have {sum(sizes) // 10**6:,} MB together;"
            f" {LARGEST_INTAKE // 10**6:,} MB can be added at once. Add them in parts."
        )


def read_files(files: Sequence[Path]) -> Job[list[TextFile]]:
    """Read and decode text files. UserError names the first that can't be read or is no text."""
    refuse_large(files)
    texts: list[TextFile] = []
    for number, path in enumerate(files):
        yield Step(number, len(files), f"Reading {shown(path.name)}")
        data = read_bytes(path, LARGEST_TEXT_FILE, _SPLIT)
        name = shown(path.name)
        decoded = read_text(data, name)
        texts.append(TextFile(name, decoded.text, data, decoded.encoding))
    return texts


def add(project: ProjectFile, by: str, texts: Sequence[TextFile]) -> Added:
    """Add texts as documents, in the order given; all of them or none.

    A text that is there under the same name is not added again. Another text under a name that
    is taken gets a number behind its name.
    """
    with project.step(_label(texts), by) as step:
        known: list[str] = []
        for text in texts:
            if not record_text(step.record, text):
                known.append(text.name)
    return Added(step.changes, known)


def _label(texts: Sequence[TextFile]) -> str:
    return f"Add {texts[0].name}" if len(texts) == 1 else f"Add {len(texts):,} documents"


def record_text(record: Recorder, text: TextFile) -> bool:
    """Add a text within a running step; False where it is there already."""
    guid = document_guid(text.name, text.text)
    row = record.rows(DOCUMENT, [guid]).get(guid)
    if row is not None and not row["deleted"]:
        return False
    existing = queries.documents(record.connection)
    name = free_name(text.name, {document.name for document in existing})
    record_document(record, guid, name, text, len(existing))
    return True


def record_document(
    record: Recorder, guid: str, name: str, text: TextFile, position: int, **stamp: Any
) -> None:
    """Write a document within a running step. Its identity comes from what it is, so colleagues
    who add the same file apart have the same document."""
    record.add_text(guid, text.text, text.source)
    row = {
        "guid": guid,
        "name": name,
        "position": position,
        "encoding": text.encoding,
        "characters": len(text.text),
        "sha256": hashlib.sha256(text.source).hexdigest(),
        "text_sha256": text_digest(text.text),
        "replaced_by": None,
    }
    record.add(DOCUMENT, [row | stamp], origin=True)


def document_guid(name: str, text: str) -> str:
    """The identity of a text under its name, the same wherever it is added."""
    return guid_from("document", name, text_digest(text))


def text_digest(text: str) -> str:
    """SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def free_name(name: str, taken: set[str]) -> str:
    """The name, or the name with the first free number behind it."""
    number, result = 1, name
    while result in taken:
        number += 1
        result = f"{Path(name).stem} ({number}){Path(name).suffix}"
    return result


def rename(project: ProjectFile, by: str, guid: str, name: str) -> Changes:
    """Give a document another name."""
    name = name.strip()
    if not name:
        raise UserError("A document needs a name.")
    with project.step(f"Rename a document to {name}", by) as step:
        others = [d for d in queries.documents(step.record.connection) if d.guid != guid]
        if name in {document.name for document in others}:
            raise UserError(f"There is a document called {name} already. Choose another name.")
        step.record.change(DOCUMENT, {guid: {"name": name}})
    return step.changes


def delete(project: ProjectFile, by: str, guid: str) -> Changes:
    """Delete a document with its codings and memos, as one step that can be undone. Its earlier
    versions go with it.

    Raises UserError where other coders' codings are in it: those are theirs to give up.
    """
    with project.step("Delete a document", by) as step:
        record = step.record
        record.label = f"Delete the document {record.rows(DOCUMENT, [guid])[guid]['name']}"
        versions = [guid, *earlier_versions(record.connection, guid)]
        codings = [
            c for version in versions for c in coding_queries.codings(record.connection, version)
        ]
        if any(coding.coder != by for coding in codings):
            raise UserError("Other coders have coded this document; it can't be deleted.")
        guids = [coding.guid for coding in codings]
        record.delete(MEMO, memos_on(record, [*versions, *guids]))
        record.delete(CODING, guids)
        record.delete(DOCUMENT, versions)
    return step.changes


def set_progress(project: ProjectFile, by: str, guid: str, progress: Progress) -> Changes:
    """Say how far the coder is with a document."""
    status = status_guid(guid, by)
    with project.step(f"Mark a document as {progress}", by) as step:
        row = {"guid": status, "document": guid, "coder": by, "progress": progress.value}
        step.record.put(STATUS, [row])
    return step.changes


def set_progress_of_all(
    project: ProjectFile, by: str, guids: Sequence[str], progress: Progress
) -> Changes:
    """Say how far the coder is with several documents, in one step."""
    with project.step(f"Mark {len(guids):,} documents as {progress}", by) as step:
        step.record.put(
            STATUS,
            [
                {
                    "guid": status_guid(guid, by),
                    "document": guid,
                    "coder": by,
                    "progress": progress.value,
                }
                for guid in guids
            ],
        )
    return step.changes


def full_documents(project: ProjectFile) -> list[Document]:
    """The documents with their texts."""
    with project.reading() as connection:
        return queries.full_documents(connection)
