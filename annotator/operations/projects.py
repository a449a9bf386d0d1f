"""Create, open, copy and back up projects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator import paths
from annotator.corpus.changes import CODER, PROJECT, Changes
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coder
from annotator.corpus.identity import new_guid
from annotator.errors import UserError
from annotator.operations import codes
from annotator.operations.coders import coder_row
from annotator.storage import backups, history
from annotator.storage.project_file import ProjectFile


def create(path: Path, codebook: Codebook, coder: Coder, *, name: str | None = None) -> ProjectFile:
    """Make a project named after its file (or `name`) with a codebook and its first coder; open it.

    The file appears only when it is whole. Raises UserError where one is there already.
    """
    if path.exists():
        raise UserError(f"{path} exists already. Choose another name, or open it.")
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}. Create it first.")
    partial = path.with_name(path.name + ".partial")
    try:
        partial.unlink(missing_ok=True)
        with (
            ProjectFile.create(partial) as project,
            project.step("Create the project", coder.guid, history.SETUP) as step,
        ):
            flags = {"cues_locked": 0, "blind": 0}
            step.record.add(PROJECT, [{"guid": new_guid(), "name": name or path.stem} | flags])
            step.record.add(CODER, [coder_row(coder)])
            codes.record_codebook(step.record, codebook)
        partial.rename(path)
    except OSError as error:
        raise UserError(f"{path} can't be written: {error.strerror}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return open_(path)


def open_(path: Path) -> ProjectFile:
    """Open a project; an older one is backed up and upgraded. UserError where it can't be."""
    return ProjectFile.open(path, backup_folder())


def rename(project: ProjectFile, by: str, name: str) -> Changes:
    """Give the project another name; the file keeps its own."""
    guid = project.guid
    with project.step(f"Name the project “{name}”", by) as step:
        step.record.change(PROJECT, {guid: {"name": name}})
    return step.changes


def lock_cues(project: ProjectFile, by: str, locked: bool) -> Changes:
    """Let nobody see cues in this project, as a reliability round asks for, or allow them again."""
    guid = project.guid
    with project.step("Lock the cues" if locked else "Allow the cues", by) as step:
        step.record.change(PROJECT, {guid: {"cues_locked": int(locked)}})
    return step.changes


def set_blind(project: ProjectFile, by: str, blind: bool) -> Changes:
    """Show nobody any other coder's work in this file, whatever is merged into it, or show it
    again. Of the file alone: merging does not carry it on."""
    guid = project.guid
    with project.step("Work blind" if blind else "Show everybody’s work", by) as step:
        step.record.change(PROJECT, {guid: {"blind": int(blind)}})
    return step.changes


def save_copy(project: ProjectFile, target: Path, *, overwrite: bool = False) -> None:
    """Write a copy of the project as it is now. UserError where `target` is in the way."""
    refuse_existing(target, overwrite=overwrite)
    if target.exists() and target.samefile(project.path):
        raise UserError(f"{target} is the open project itself. Choose another name for the copy.")
    try:
        project.copy_to(target)
    except OSError as error:
        raise UserError(f"{target} can't be written: {error.strerror}.") from error


def back_up(project: ProjectFile) -> Path | None:
    """Copy the project to the user's data folder unless its newest backup is as new."""
    return backups.back_up(project, backup_folder())


def backup_folder() -> Path:
    """Where the backups of all projects are, a folder each."""
    return paths.data_folder() / "backups"


def refuse_existing(target: Path, *, overwrite: bool) -> None:
    """Raise UserError where a file would be replaced unasked, or its folder is missing."""
    if target.is_dir():
        raise UserError(f"{target} is a folder. Name a file.")
    if target.exists() and not overwrite:
        raise UserError(f"{target} exists already. Choose another name, or allow overwriting it.")
    if not target.parent.is_dir():
        raise UserError(f"There is no folder {target.parent}. Create it first.")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A file to write beside `target` that takes its place only when the block ends well."""
    partial = target.with_name(target.name + ".partial")
    try:
        yield partial
        partial.replace(target)
    except OSError as error:
        raise UserError(f"{target} can't be written: {error.strerror}.") from error
    finally:
        partial.unlink(missing_ok=True)
