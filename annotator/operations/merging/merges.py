"""Colleagues' project files become one with ours: looked at first, then taken in as one step."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.corpus.changes import Changes
from annotator.corpus.identity import new_guid, pseudonym_guid
from annotator.corpus.job import Job
from annotator.corpus.merge_report import Conflict, MergeReport, NameConflict, TextDifference
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.corpus.undo_state import MERGE
from annotator.errors import UserError
from annotator.gc_pause import without_collection
from annotator.input_files import shown
from annotator.operations import projects
from annotator.operations.codebook import code_merging
from annotator.operations.documents import document_versions
from annotator.operations.documents.text_aligning import passages
from annotator.operations.transfer.incoming_changes import record_other
from annotator.storage import backups, codebook_queries, merging
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import CodeRow


@dataclass(frozen=True)
class Merged:
    """What a merge did: the changes of the whole step, and a report for each source."""

    changes: Changes
    reports: list[MergeReport]


def preview(project: ProjectFile, sources: Sequence[Path]) -> Job[list[MergeReport]]:
    """What `merge` would do with the sources, one after the other; changes nothing.

    Each is compared with a project that has taken over those before it: several are merged in a
    copy that is then thrown away. Raises UserError where a source is no sound project.
    """
    for path in sources:
        _refuse_itself(project, path)
    with contextlib.ExitStack() as stack:
        stack.enter_context(without_collection())
        target = project
        if len(sources) > 1:
            target = stack.enter_context(backups.opened_copy(project.path))
        reports: list[MergeReport] = []
        for number, path in enumerate(sources, 1):
            source = stack.enter_context(backups.opened_copy(path))
            if number < len(sources):
                reports.append((yield from _merge_for_preview(target, source)))
            else:
                _refuse_pseudonyms(project, source, path)
                with source.reading() as theirs, target.reading() as ours:
                    reports.append((yield from merging.compare(ours, theirs, passages)).report)
    return reports


def _merge_for_preview(target: ProjectFile, source: ProjectFile) -> Job[MergeReport]:
    _refuse_pseudonyms(target, source, source.path)
    with (
        target.transaction("Preview", new_guid(), MERGE, large=True) as step,
        source.reading() as connection,
    ):
        return (yield from merging.merge(step.record, connection, passages))


def merge(
    project: ProjectFile,
    by: str,
    sources: Sequence[Path],
    joined: Collection[NameConflict] = (),
    versions: Collection[TextDifference] = (),
) -> Job[Merged]:
    """Take over the work in colleagues' project files, as one step; the files stay as they are.

    `joined` are codes of one name that become one: the older of the two, with all codings and
    values. `versions` are texts of one name of which the colleague's is an earlier version of ours:
    what was coded there moves to the same passages. The project is backed up first. Raises
    UserError where a source is no sound project; the project is then as it was.
    """
    projects.back_up(project)
    names = ", ".join(shown(path.name) for path in sources)
    reports: list[MergeReport] = []
    with (
        without_collection(),
        project.transaction(
            step_label("Merge {names}", names=names), by, MERGE, large=True
        ) as step,
    ):
        for path in sources:
            _refuse_itself(project, path)
            with backups.opened_copy(path) as source, source.reading() as connection:
                _refuse_pseudonyms(project, source, path)
                reports.append((yield from merging.merge(step.record, connection, passages)))
        for pair in joined:
            _join(step.record, pair)
        for theirs, ours in dict.fromkeys((text.theirs, text.ours) for text in versions):
            yield from document_versions.join_version(step.record, theirs, ours)
    return Merged(step.changes, reports)


def _refuse_pseudonyms(project: ProjectFile, source: ProjectFile, path: Path) -> None:
    """A project and the one with pseudonyms of it would tell in one file who is who."""
    pairs = (project.guid, source.guid), (source.guid, project.guid)
    if any(pseudonym_guid(one) == other for one, other in pairs):
        raise UserError(
            tr(
                "{path} is not merged: one of the two is the other one with pseudonyms,"
                " and together they would tell who is who.",
                path=shown(path.name),
            )
        )


def _refuse_itself(project: ProjectFile, path: Path) -> None:
    if path.exists() and path.samefile(project.path):
        raise UserError(
            tr("{path} is the open project itself: there is nothing to merge.", path=path)
        )


def _join(record: Recorder, pair: NameConflict) -> None:
    """Make one code of two; the older stays, so that it is the same one in every file."""
    rows = record.read(CodeRow, [pair.ours, pair.theirs])
    living = [row for row in rows.values() if not row.deleted]
    if len(living) == 2:
        stays, goes = sorted(living, key=lambda row: (row.created_at, row.guid))
        codebook = codebook_queries.codebook(record.connection)
        code_merging.record_merge(record, codebook, goes.guid, stays.guid)


def take_other(project: ProjectFile, by: str, conflict: Conflict) -> Changes:
    """Of a row that both sides changed, take the version that was not kept."""
    with project.transaction(
        step_label("Take the other version: {what}", what=conflict.what), by
    ) as step:
        record_other(step.record, [conflict])
    return step.changes
