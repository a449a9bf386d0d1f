"""Files that are to come in, read and understood before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.corpus.codebook import Codebook
from annotator.corpus.document import Document
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.limits import LARGEST_CODEBOOK_FILE
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange import programs, refi
from annotator.exchange.codebook_file import read_codebook_file
from annotator.exchange.programs.program import no_documents
from annotator.exchange.sniff import Format, sniff
from annotator.gc_pause import without_collection
from annotator.input_files import is_there, read_bytes, shown
from annotator.operations import documents
from annotator.operations.documents import TextFile
from annotator.operations.viewing import Viewer
from annotator.storage import queries
from annotator.storage.project_file import ProjectFile


@dataclass(frozen=True)
class Incoming:
    """A file that was read and understood, ready to be taken in: one of the four is set."""

    name: str
    reading: refi.Reading | None = None
    codebook: Codebook | None = None
    texts: Sequence[TextFile] = ()
    report: refi.RefiReport | None = None


def is_other_program(path: Path) -> bool:
    """Whether a file or folder is a project of another program, by its content."""
    try:
        if is_there(path, folder=True):
            return programs.recognised(path) is not None
        return sniff(path) in _MAYBE and programs.recognised(path) is not None
    except UserError:
        return False  # who reads it says what is wrong


def import_suffixes() -> list[str]:
    """The suffixes of the files that are imported rather than added as documents."""
    others = (suffix for one in programs.programs() for suffix in one.suffixes)
    return list(dict.fromkeys((".qdpx", ".qde", ".qdc", ".yaml", ".yml", *others)))


_MAYBE = (Format.PROJECT, Format.PLAIN_TEXT, Format.UNKNOWN)
"""What a file of another program can be taken for."""


def read_incoming(files: Sequence[Path], project: ProjectFile | None) -> Job[list[Incoming]]:
    """Read files of any format that is known, by their content, and folders that are projects of
    other programs; a job. `project` is the open one, for formats that bring codings of texts which
    are there. UserError where a file can't be read or its format is not known."""
    found = []
    for path in files:
        found.append((yield from _read(path, project)))
    return found


def foreseen(viewer: Viewer, incoming: Sequence[Incoming]) -> Job[list[Incoming]]:
    """The same with what of each would be new in the project, in its report; a job that writes
    nothing. Where texts have earlier versions here, to which codings would be taken over, nothing
    is foreseen."""
    yield JobProgress(0, 0, tr("Comparing with the project"))
    with without_collection(), viewer.reading() as connection:
        if queries.replaced_documents(connection):
            return list(incoming)
        existing = queries.content(connection)
    found = []
    for item in incoming:
        if item.reading is not None:
            content, _told = refi.match_to(item.reading.content, existing)
            report = replace(item.reading.report, added=refi.new_counts(content, existing))
            item = replace(item, reading=replace(item.reading, report=report))  # noqa: PLW2901
        found.append(item)
    return found


def _read(path: Path, project: ProjectFile | None) -> Job[Incoming]:
    name = shown(path.name)
    if is_there(path, folder=True):
        return (yield from _read_program(path, project)) or Incoming(
            name, texts=(yield from documents.read_files([path]))
        )
    kind = sniff(path)
    if kind is Format.REFI_PROJECT:
        return Incoming(name, reading=(yield from refi.read_project(path)))
    if kind is Format.REFI_CODEBOOK:
        found = refi.read_codebook(path, datetime.now(UTC))
        return Incoming(name, codebook=found.codebook, report=found.report)
    if kind is Format.CODEBOOK:
        data = read_bytes(path, LARGEST_CODEBOOK_FILE)
        codebook = read_codebook_file(data, name, datetime.now(UTC))
        return Incoming(name, codebook=codebook)
    other = yield from _read_program(path, project)
    if other is not None:
        return other
    if kind is Format.PROJECT:
        raise UserError(
            tr("{path} is an Annotator project. Merge it instead of importing it.", path=path)
        )
    texts = yield from documents.read_files([path])
    return Incoming(name, texts=texts)


def _read_program(path: Path, project: ProjectFile | None) -> Job[Incoming | None]:
    program = programs.recognised(path)
    if program is None:
        return None

    def here() -> Sequence[Document]:
        assert project is not None
        with project.reading() as connection:
            return queries.content(connection).documents

    known = no_documents if project is None else here
    reading = yield from programs.read_program(program, path, known)
    return Incoming(shown(path.name), reading=reading)
