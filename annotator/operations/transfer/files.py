"""What comes in from other programs' files and what goes out: import and export."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from annotator.corpus.changes import Changes
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.merge_report import Conflict
from annotator.corpus.messages import number_of, plural, tr
from annotator.corpus.project import ProjectContent
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.exchange import refi
from annotator.exchange.choosing import chosen
from annotator.exchange.coded_text.choice import WritingChoice
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.exchange.exporters.exporter import Exporter, ExportSettings
from annotator.exchange.exporters.registry import exporter_of, exporters
from annotator.gc_pause import without_collection
from annotator.input_files import shown
from annotator.operations import documents, projects
from annotator.operations.codebook import codes
from annotator.operations.documents import TextFile
from annotator.operations.transfer.incoming import after_existing, codes_after, record_content
from annotator.operations.transfer.incoming_changes import absent_lines, differences, record_other
from annotator.operations.transfer.incoming_repeats import without_repeats
from annotator.operations.transfer.incoming_versions import on_latest_versions, on_texts_here
from annotator.operations.transfer.reading import Incoming, read_incoming
from annotator.operations.viewing import Viewer
from annotator.storage import (
    codebook_queries,
    coding_queries,
    document_files,
    own_rows,
    queries,
    team_queries,
)
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile


@dataclass(frozen=True)
class Imported:
    """What an import did: the changes of the whole step, what each REFI-QDA file reported, and
    the texts that were in the project already; by file, what of the project is otherwise there;
    the texts among the files, and by the name of one of these the documents that have the same
    text."""

    changes: Changes
    reports: dict[str, refi.RefiReport]
    known: list[str]
    differences: dict[str, list[Conflict]] = field(default_factory=dict)
    texts: list[TextFile] = field(default_factory=list)
    same_text: dict[str, list[str]] = field(default_factory=dict)


def import_files(
    project: ProjectFile, by: str, files: Sequence[Path], *, take_theirs: bool = False
) -> Job[Imported]:
    """Import files of any format that is known, by their content: all in one step, or none.

    A folder that is a project of another program is one of these.

    What a REFI-QDA file has in another version than the project is returned, and stays as it is
    here, or with `take_theirs` becomes what it is in the file; what the file lacks stays.
    Raises UserError where a file can't be read or its format is not known.
    """
    return (yield from import_into(project, by, files, take_theirs=take_theirs))


def import_into(
    project: ProjectFile,
    by: str,
    files: Sequence[Path | Incoming],
    *,
    take_theirs: bool = False,
) -> Job[Imported]:
    """Import files as `import_files` does, some of which may have been read already."""
    incoming = yield from _all_read(files, project)
    return (yield from _import(project, by, incoming, take_theirs=take_theirs))


def _all_read(files: Sequence[Path | Incoming], project: ProjectFile | None) -> Job[list[Incoming]]:
    incoming: list[Incoming] = []
    for one in files:
        incoming += (
            [one] if isinstance(one, Incoming) else (yield from read_incoming([one], project))
        )
    return incoming


def _import(
    project: ProjectFile, by: str, incoming: Sequence[Incoming], *, take_theirs: bool = False
) -> Job[Imported]:
    names = ", ".join(item.name for item in incoming)
    reports: dict[str, refi.RefiReport] = {}
    known: list[str] = []
    different: dict[str, list[Conflict]] = {}
    same_text: dict[str, list[str]] = {}
    with (
        without_collection(),
        project.transaction(step_label("Import {names}", names=names), by, large=True) as step,
    ):
        for item in incoming:
            taken = yield from _record(step.record, item, take_theirs)
            if taken.report is not None:
                name = _free(item.name, reports)
                reports[name] = taken.report
                different[name] = list(taken.differences)
            known += taken.known
            same_text |= taken.same_text
    texts = [text for item in incoming for text in item.texts]
    return Imported(step.changes, reports, known, different, texts, same_text)


def import_as_project(
    path: Path,
    coder: Coder,
    files: Sequence[Path | Incoming],
    *,
    overwrite: bool = False,
    take_theirs: bool = False,
) -> Job[Imported]:
    """Make a project at `path` of what the files bring and of nothing else, and close it.

    Nothing is at `path`, or what was there before, unless all files come in. Raises UserError
    where it is in the way, or a file can't be read.
    """
    projects.refuse_existing(path, overwrite=overwrite)
    with (
        projects.replacing(path) as partial,
        projects.write_new(partial, Codebook(), coder, shown(path.stem), is_coder=False) as project,
    ):
        incoming = yield from _all_read(files, None)
        imported = yield from _import(project, coder.guid, incoming, take_theirs=take_theirs)
    return imported


def _free(name: str, taken: Container[str]) -> str:
    """The name of a file, numbered where another file of the import has it too."""
    number, result = 1, name
    while result in taken:
        number += 1
        result = f"{name} ({number})"
    return result


@dataclass(frozen=True)
class Taken:
    """What of one file came in: its report where it has one, which of its texts were there, what
    of the project it has in another version, and by new text the documents that have it too."""

    report: refi.RefiReport | None = None
    known: Sequence[str] = ()
    differences: Sequence[Conflict] = ()
    same_text: Mapping[str, list[str]] = field(default_factory=dict)


def _record(record: Recorder, item: Incoming, take_theirs: bool) -> Job[Taken]:
    """Write what a file brings."""
    if item.reading is not None:
        reading = item.reading
        yield JobProgress(0, 0, tr("Comparing with the project"))
        existing = queries.content(record.connection)
        latest, corrected = yield from on_latest_versions(record, reading.content, existing)
        latest, aligned = yield from on_texts_here(latest, existing)
        met = refi.Met()
        content, findings = refi.match_to(latest, existing, met)
        content, repeated = without_repeats(content, existing)
        added = refi.new_counts(content, existing)
        yield from record_content(record, after_existing(content, existing))
        different = differences(record, met)
        absent = [refi.RefiFinding(refi.SETTLED, *line) for line in absent_lines(record, met)]
        if take_theirs:
            record_other(record, different)
        told = (*corrected, *aligned, *findings, *_repeats(repeated))
        told = (*told, *_different(different, take_theirs), *absent)
        report = replace(reading.report, findings=(*reading.report.findings, *told), added=added)
        return Taken(report, differences=different)
    if item.codebook is not None:
        before = codebook_queries.codebook(record.connection)
        codes.record_codebook(record, codes_after(item.codebook, before))
        if item.report is None:
            return Taken()
        after = codebook_queries.codebook(record.connection)
        return Taken(replace(item.report, added=refi.new_codebook_counts(after, before)))
    outcomes = documents.DocumentWriter(record).add(item.texts)
    new = [one for one in outcomes if not one.known]
    return Taken(
        known=[one.text.name for one in outcomes if one.known],
        same_text={one.text.name: list(one.same_text) for one in new if one.same_text},
    )


def _different(found: Sequence[Conflict], taken: bool) -> tuple[refi.RefiFinding, ...]:
    if not found:
        return ()
    if taken:
        message = plural(
            "{n} thing is different in the file; its version was taken.",
            "{n:,} things are different in the file; its versions were taken.",
            len(found),
        )
    else:
        message = plural(
            "{n} thing is different in the file; its version is listed, the one here is kept.",
            "{n:,} things are different in the file; its versions are listed, those here are kept.",
            len(found),
        )
    return (refi.RefiFinding(refi.DOUBTFUL, "changes", message),)


def _repeats(number: int) -> tuple[refi.RefiFinding, ...]:
    if not number:
        return ()
    message = tr(
        "{codings_say} what the same coder has coded there already: they came "
        "in once, with all values and memos.",
        codings_say=number_of(number, "coding says", "codings say"),
    )
    return (refi.RefiFinding(refi.SETTLED, "codings", message),)


@dataclass(frozen=True)
class ExportChoice:
    """What of a project goes out, by GUID; None takes all of a kind. `codings` are for tables of
    codings alone. `utf16_positions` counts positions in a REFI-QDA project as NVivo does. `writing`
    is what a document holds."""

    documents: Collection[str] | None = None
    coders: Collection[str] | None = None
    codes: Collection[str] | None = None
    utf16_positions: bool = False
    codings: Collection[str] | None = None
    writing: WritingChoice = field(default_factory=WritingChoice)

    def part_of(self, content: ProjectContent) -> ProjectContent:
        """The part of the project that is chosen."""
        if self.codings is not None:
            wanted = set(self.codings)
            content = replace(
                content, codings=tuple(one for one in content.codings if one.guid in wanted)
            )
        if self.documents is None and self.coders is None and self.codes is None:
            return content
        return chosen(content, self.documents, self.coders, self.codes)


def whole(viewer: Viewer) -> ProjectContent:
    """Everything in the project, as values."""
    with without_collection(), viewer.reading() as connection:
        return queries.content(connection, structures=True)


def kept_here(viewer: Viewer) -> tuple[refi.RefiFinding, ...]:
    """What of a project never goes out, since the format knows nothing of the kind."""
    with viewer.reading() as connection:
        earlier = {document.guid for document in queries.replaced_documents(connection)}
        rounds = len(team_queries.rounds(connection))
        assignments = len(team_queries.assignments(connection))
        decisions = len(team_queries.decisions(connection))
        steps = own_rows.counts(connection)["steps"]
        counts = coding_queries.coding_counts(connection).items()
        waiting = sum(number for (where, *_rest), number in counts if where in earlier)
    told = (
        number_of(rounds, "round") if rounds else "",
        number_of(assignments, "assignment") if assignments else "",
        number_of(decisions, "decision of adjudication", "decisions of adjudication")
        if decisions
        else "",
        number_of(len(earlier), "earlier version of a document", "earlier versions of documents")
        if earlier
        else "",
        number_of(steps, "step of the history", "steps of the history") if steps else "",
    )
    found = ", ".join(one for one in told if one)
    message = tr("The format has no place for how the project was worked on: {found}.", found=found)
    findings = [refi.RefiFinding(refi.LEFT_BEHIND, "project", message)]
    if waiting:
        message = tr(
            "{codings_still_lie} in an earlier version of the text and stay here. "
            "Settle them (Project, Passages to settle) and export again to have "
            "them in the file.",
            codings_still_lie=number_of(waiting, "coding still lies", "codings still lie"),
        )
        findings.append(refi.RefiFinding(refi.LEFT_BEHIND, "codings", message))
    return tuple(findings)


def export_preview(
    viewer: Viewer,
    content: ProjectContent,
    suffix: str,
    choice: ExportChoice | None = None,
) -> refi.RefiReport:
    """What an export of a project, of which `content` is all, would carry and what it could not,
    unwritten. `suffix` is that of a format that does not hold everything.
    """
    choice = choice or ExportChoice()
    exporter = _exporter(suffix)
    settings = ExportSettings(utf16_positions=choice.utf16_positions)
    report = exporter.losses(choice.part_of(content), settings)
    return _with_what_stays(viewer, exporter, report)


def export_file(
    viewer: Viewer,
    target: Path,
    *,
    overwrite: bool = False,
    choice: ExportChoice | None = None,
    guard_formulas: bool = False,
    csv_form: CsvForm = COMMA,
) -> Job[refi.RefiReport | None]:
    """Write the project, or what is chosen of it, to `target` in the format of its suffix; all of
    it, or nothing.

    With `guard_formulas`, text that spreadsheets would take for a formula has an apostrophe in
    front in a CSV file. Returns what a REFI-QDA file could not carry. Raises UserError where the
    suffix is not known or `target` is in the way.
    """
    exporter = _exporter(target.suffix, target.name)
    projects.refuse_existing(target, overwrite=overwrite)
    yield JobProgress(0, 0, tr("Reading the project"))
    choice = choice or ExportChoice()
    content = choice.part_of(whole(viewer))
    settings = ExportSettings(
        guard_formulas=guard_formulas,
        csv_form=csv_form,
        utf16_positions=choice.utf16_positions,
        writing=choice.writing,
        original=lambda sha256: _original(viewer, sha256),
    )
    with projects.replacing(target) as partial, partial.open("wb") as file:
        report = yield from exporter.write(content, file, settings)
    return None if report is None else _with_what_stays(viewer, exporter, report)


def _with_what_stays(
    viewer: Viewer, exporter: Exporter, report: refi.RefiReport
) -> refi.RefiReport:
    if not exporter.with_history:
        return report
    return replace(report, findings=report.findings + kept_here(viewer))


def _original(viewer: Viewer, sha256: str) -> bytes | None:
    with viewer.reading() as connection:
        return document_files.original_bytes(connection, sha256)


def export_suffix(target: Path) -> str:
    """The suffix of an export. Raises UserError for one that belongs to no format."""
    return _exporter(target.suffix, target.name).suffix


def export_formats() -> list[tuple[str, str]]:
    """Title and suffix of every format that a project can be written as."""
    return [(one.title, one.suffix) for one in exporters()]


def loses_something(suffix: str) -> bool:
    """Whether the format of this suffix can't hold everything, which `export_preview` tells."""
    return bool(_exporter(suffix).preview)


def _exporter(suffix: str, name: str = "") -> Exporter:
    exporter = exporter_of(name or suffix)
    if exporter is None:
        known = ", ".join(one.suffix for one in exporters())
        raise UserError(
            tr(
                "{value} has no suffix of an export format ({known}).",
                value=name or suffix,
                known=known,
            )
        )
    return exporter
