"""Create, open, copy and back up projects."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator import atomic_file, paths
from annotator import settings as preferences
from annotator.atomic_file import SIBLINGS, remove_leftovers
from annotator.corpus.changes import CODER, PROJECT, Changes
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.identity import new_guid
from annotator.corpus.limits import LONGEST_FILE_NAME
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.corpus.undo_state import SETUP
from annotator.errors import UserError
from annotator.input_files import shown
from annotator.operations.codebook import codes
from annotator.storage import backups, faulty_files
from annotator.storage.faulty_files import ReadOnlyProject
from annotator.storage.journals import no_journal
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import coder_row, project_row

_log = logging.getLogger(__name__)


def create(
    path: Path,
    codebook: Codebook,
    coder: Coder,
    *,
    name: str | None = None,
    overwrite: bool = False,
) -> ProjectFile:
    """Make a project named after its file (or `name`) with a codebook and its first coder; open it.

    The file appears only when it is whole. Raises UserError where one is there already, unless it
    may be replaced.
    """
    refuse_existing(path, overwrite=overwrite)
    with replacing(path, exclusive=not overwrite) as partial:
        write_new(partial, codebook, coder, name or shown(path.stem)).close()
    return open_(path)


def write_new(
    path: Path,
    codebook: Codebook,
    coder: Coder,
    name: str,
    *,
    is_coder: bool = True,
    guid: str = "",
) -> ProjectFile:
    """Make a project of an empty file that is there, and leave it open. Who makes it of what
    others coded is no coder of it before they code (`is_coder`). It has a new identity, or the
    `guid` that is given."""
    project = ProjectFile.create(path)
    with project.transaction("Create the project", coder.guid, SETUP) as step:
        step.record.add(PROJECT, [project_row(guid or new_guid(), name)])
        if is_coder:
            step.record.add(CODER, [coder_row(coder)])
        codes.record_codebook(step.record, codebook)
    return project


def open_(path: Path) -> ProjectFile:
    """Open a project; an older one is backed up and upgraded. UserError where it can't be."""
    remove_leftovers(path.parent)
    project = ProjectFile.open(path, backup_folder())
    for remark in project.remarks:
        _log.warning("%s", remark)
    return project


def open_read_only(path: Path) -> ReadOnlyProject:
    """What is sound of a project, faulty or not, to read and to export; the file stays as it is.
    UserError where even that is not safe."""
    project = faulty_files.open_read_only(path)
    for remark in project.remarks:
        _log.warning("%s", remark)
    return project


def open_unvalidated(path: Path) -> ProjectFile:
    """Open a project to say what is wrong with it: what its rows say is not validated."""
    return ProjectFile.open(path, backup_folder(), validate=False)


def rename(project: ProjectFile, by: str, name: str) -> Changes:
    """Give the project another name; the file keeps its own."""
    guid = project.guid
    with project.transaction(step_label("Name the project “{name}”", name=name), by) as step:
        step.record.change(PROJECT, {guid: {"name": name}})
    return step.changes


def lock_cues(project: ProjectFile, by: str, locked: bool) -> Changes:
    """Let nobody see cues in this project, as a reliability round asks for, or allow them again."""
    guid = project.guid
    with project.transaction("Lock the cues" if locked else "Allow the cues", by) as step:
        step.record.change(PROJECT, {guid: {"cues_locked": int(locked)}})
    return step.changes


def set_blind(project: ProjectFile, by: str, blind: bool) -> Changes:
    """Show nobody any other coder's work in this file, whatever is merged into it, or show it
    again. Of the file alone: merging does not carry it on."""
    guid = project.guid
    with project.transaction("Work blind" if blind else "Show everybody’s work", by) as step:
        step.record.change(PROJECT, {guid: {"blind": int(blind)}})
    return step.changes


def save_copy(project: ProjectFile, target: Path, *, overwrite: bool = False) -> None:
    """Write a copy of the project as it is now. UserError where `target` is in the way."""
    refuse_existing(target, overwrite=overwrite)
    refuse_itself(project, target)
    with disk_errors(target):
        project.copy_to(target)


def back_up(project: ProjectFile) -> Path | None:
    """Copy the project to the folder of backups unless its newest backup is as new. One that is
    open read-only has none: it would push out those of before the fault. UserError where the folder
    that the user chose is not there."""
    if project.read_only:
        return None
    chosen, folder = preferences.load(), backup_folder()
    if chosen.backup_folder and not folder.is_dir():
        raise UserError(
            tr(
                "No backup of {project} was made: the folder for backups, {folder}, is not there."
                " Connect its disk, or choose another folder in the preferences.",
                project=project.path.name,
                folder=folder,
            )
        )
    rotation = backups.Rotation(chosen.backup_number, chosen.backup_days)
    return backups.back_up(project, folder, rotation)


def backup_folder() -> Path:
    """Where the backups of all projects are, a folder each: where the user chose, else in the
    user's data folder."""
    chosen = preferences.load().backup_folder
    return Path(chosen) if chosen else paths.data_folder() / "backups"


def refuse_existing(target: Path, *, overwrite: bool) -> None:
    """Raise UserError where a file would be replaced unasked, its folder is missing, or its name
    is one that no file can have."""
    with disk_errors(target):
        most = LONGEST_FILE_NAME - len(SIBLINGS[0])  # SQLite keeps a file of a longer name beside
        if len(os.fsencode(target.name)) > most:
            raise UserError(
                tr(
                    "The file name “{target}…” is too long: it takes {count} bytes, and "
                    "{most} are possible (a letter that is not Latin takes two or more). "
                    "Choose a shorter name.",
                    target=target.name[:40],
                    count=len(os.fsencode(target.name)),
                    most=most,
                )
            )
        if target.is_dir():
            raise UserError(tr("{target} is a folder. Name a file.", target=target))
        if target.exists() and not overwrite:
            raise UserError(
                tr(
                    "{target} exists already. Choose another name, or allow overwriting it.",
                    target=target,
                )
            )
        if target.exists() and not target.is_file():
            raise UserError(tr("{target} is a device or a pipe. Name a file.", target=target))
        if not target.parent.is_dir():
            raise UserError(
                tr("There is no folder {parent}. Create it first.", parent=target.parent)
            )


def refuse_itself(project: ProjectFile, target: Path) -> None:
    """Raise UserError where a copy would replace the open project."""
    if target.exists() and project.path.exists() and target.samefile(project.path):
        raise UserError(
            tr(
                "{target} is the open project itself. Choose another name for the copy.",
                target=target,
            )
        )


@contextmanager
def replacing(target: Path, *, exclusive: bool = False, mode: int | None = None) -> Iterator[Path]:
    """An empty file to write that takes the place of `target` only when the block ends well.

    With `exclusive`, nothing is replaced. Nothing that SQLite keeps beside the old file is brought
    into the new one. UserError where the disk refuses.
    """
    with (
        disk_errors(target),
        atomic_file.replacing(target, mode=mode, exclusive=exclusive, guard=no_journal) as partial,
    ):
        try:
            yield partial
        except UserError as error:
            if str(partial) not in str(error):
                raise
            # The user knows the file by the name that it will have.
            raise type(error)(str(error).replace(str(partial), str(target))) from error


@contextmanager
def disk_errors(target: Path) -> Iterator[None]:
    """Turn what the disk refuses while `target` is written into a sentence."""
    try:
        yield
    except FileExistsError:
        raise UserError(
            tr("{target} exists already. Choose another name, or open it.", target=target)
        ) from None
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) and "\0" not in str(target):
            raise
        reason = error.strerror if isinstance(error, OSError) else "no file can have this name"
        raise UserError(
            tr("{target} can't be written: {reason}.", target=target, reason=reason)
        ) from error
