"""What comes in from other files and what goes out: merge, import, export."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from annotator.corpus.changes import Changes
from annotator.corpus.codebook import Codebook
from annotator.corpus.job import Job
from annotator.errors import UserError
from annotator.exchange import refi
from annotator.exchange.codebook_file import read_codebook_file, write_codebook_file
from annotator.exchange.codings_csv import write_csv
from annotator.exchange.sniff import Format, sniff
from annotator.operations import codes, documents, projects
from annotator.operations.documents import TextFile
from annotator.operations.incoming import record_content
from annotator.storage import backups, history, merging, queries
from annotator.storage.history import Recorder
from annotator.storage.merging import MergeReport
from annotator.storage.project_file import ProjectFile

EXPORT_SUFFIXES = (".qdpx", ".qdc", ".csv", ".yaml")


@dataclass(frozen=True)
class Merged:
    """What a merge did: the changes of the whole step, and a report for each source."""

    changes: Changes
    reports: list[MergeReport]


def merge(project: ProjectFile, by: str, sources: Sequence[Path]) -> Job[Merged]:
    """Take over the work in colleagues' project files, as one step; the files stay as they are.

    Raises UserError where a source is no sound project; the project is then as it was.
    """
    names = ", ".join(path.name for path in sources)
    reports: list[MergeReport] = []
    with project.step(f"Merge {names}", by, history.MERGE) as step:
        for path in sources:
            if path.exists() and path.samefile(project.path):
                raise UserError(f"{path} is the open project itself: there is nothing to merge.")
            with backups.opened_copy(path) as source, source.reading() as connection:
                reports.append((yield from merging.merge(step.record, connection)))
    return Merged(step.changes, reports)


def preview_merge(project: ProjectFile, sources: Sequence[Path]) -> Job[list[MergeReport]]:
    """What `merge` would do with each source; changes nothing."""
    reports = []
    for path in sources:
        with (
            backups.opened_copy(path) as source,
            source.reading() as theirs,
            project.reading() as ours,
        ):
            plan = yield from merging.compare(ours, theirs)
            reports.append(plan.report)
    return reports


@dataclass(frozen=True)
class Incoming:
    """A file that was read and understood, ready to be taken in: one of the four is set."""

    name: str
    reading: refi.Reading | None = None
    codebook: Codebook | None = None
    text: TextFile | None = None
    report: refi.Report | None = None


@dataclass(frozen=True)
class Imported:
    """What an import did: the changes of the whole step, what each REFI-QDA file reported, and
    the texts that were in the project already."""

    changes: Changes
    reports: dict[str, refi.Report]
    known: list[str]


def import_files(project: ProjectFile, by: str, files: Sequence[Path]) -> Job[Imported]:
    """Import files of any format that is known, by their content: all in one step, or none.

    Raises UserError where a file can't be read or its format is not known.
    """
    incoming = []
    for path in files:
        incoming.append((yield from _read(path)))
    names = ", ".join(path.name for path in files)
    reports: dict[str, refi.Report] = {}
    known: list[str] = []
    with project.step(f"Import {names}", by) as step:
        for item in incoming:
            report, is_known = _record(step.record, item)
            if report is not None:
                reports[item.name] = report
            if is_known:
                known.append(item.name)
    return Imported(step.changes, reports, known)


def _read(path: Path) -> Job[Incoming]:
    try:
        kind = sniff(path)
    except OSError as error:
        raise UserError(f"{path} can't be read: {error.strerror}.") from error
    if kind is Format.REFI_PROJECT:
        return Incoming(path.name, reading=(yield from refi.read_project(path)))
    if kind is Format.REFI_CODEBOOK:
        found = refi.read_codebook(path, datetime.now(UTC))
        return Incoming(path.name, codebook=found.codebook, report=found.report)
    if kind is Format.CODEBOOK:
        codebook = read_codebook_file(path.read_bytes(), path.name, datetime.now(UTC))
        return Incoming(path.name, codebook=codebook)
    if kind is Format.PROJECT:
        raise UserError(f"{path} is an Annotator project. Merge it instead of importing it.")
    texts = yield from documents.read_files([path])
    return Incoming(path.name, text=texts[0])


def _record(record: Recorder, item: Incoming) -> tuple[refi.Report | None, bool]:
    """Write what a file brings; returns its report, and whether it is a text that is known."""
    if item.reading is not None:
        reading = item.reading
        content, findings = refi.match_to(reading.content, queries.content(record.connection))
        record_content(record, content)
        return replace(reading.report, findings=reading.report.findings + findings), False
    if item.codebook is not None:
        codes.record_codebook(record, item.codebook)
        return item.report, False
    assert item.text is not None
    return None, not documents.record_text(record, item.text)


def export_file(
    project: ProjectFile, target: Path, *, overwrite: bool = False
) -> Job[refi.Report | None]:
    """Write the project to `target` in the format of its suffix; all of it, or nothing.

    Returns what a REFI-QDA file could not carry. Raises UserError where the suffix is not known
    or `target` is in the way.
    """
    suffix = target.suffix.lower()
    if suffix not in EXPORT_SUFFIXES:
        known = ", ".join(EXPORT_SUFFIXES)
        raise UserError(f"{target.name} has no suffix of an export format ({known}).")
    projects.refuse_existing(target, overwrite=overwrite)
    with project.reading() as connection:
        content = queries.content(connection)
    report: refi.Report | None = None
    with projects.replacing(target) as partial, partial.open("wb") as file:
        if suffix == ".qdpx":
            report = yield from refi.write_project(content, file)
        elif suffix == ".qdc":
            report = refi.write_codebook(content.codebook, file)
        elif suffix == ".csv":
            write_csv(content, file)
        else:
            file.write(write_codebook_file(content.codebook))
    return report
