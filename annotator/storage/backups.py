"""Rotating copies of a project in the user's data folder, and foreign files opened as copies."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.atomic_file import (
    PRIVATE_FILE,
    make_private_folder,
    private_folder,
    remove_leftovers,
)
from annotator.corpus.messages import tr
from annotator.errors import NotSavedError, UserError
from annotator.storage import backup_names
from annotator.storage.file_header import read_header
from annotator.storage.journals import copy_with_journal
from annotator.storage.project_file import SUFFIX, ProjectFile
from annotator.storage.sqlite_file import copy_file, quick_check

KEPT = 10
"""How many backups of one project are kept, where the user says nothing else."""


@dataclass(frozen=True, slots=True)
class Rotation:
    """Which backups of a project are kept: `number` of them at most, and none that is older than
    so many `days` (0: whatever their age). The newest one always stays."""

    number: int = KEPT
    days: int = 0

    def outdated(self, backups: Sequence[Path], now_ns: int) -> list[Path]:
        """Those of these backups, oldest first, that are not kept at a time (nanoseconds since
        1970)."""
        number = max(1, self.number)
        many = set(backups[:-number])
        limit = now_ns - self.days * _DAY_NS
        old = {path for path in backups[:-1] if self.days and path.stat().st_mtime_ns < limit}
        return [path for path in backups if path in many | old]


_DAY_NS = 86_400_000_000_000

_one_at_a_time = threading.Lock()


def back_up(project: ProjectFile, folder: Path, rotation: Rotation | None = None) -> Path | None:
    """Copy the project into `folder`, one folder a project, and drop the copies that `rotation`
    does not keep.

    Returns None where the newest copy is as new as the project. Threads wait for each other: what
    is about to be merged may be backed up while opening still does it. UserError where the copy
    can't be made: the folder can't be written, or its disk is full.
    """
    with _one_at_a_time:
        try:
            return _back_up(project, folder, rotation or Rotation())
        except OSError as error:
            raise UserError(
                tr(
                    "No backup of {project} could be made: {folder} can't be written "
                    "({strerror}). Make room there, or make the folder writable.",
                    project=project.path,
                    folder=folder,
                    strerror=error.strerror,
                )
            ) from error


def _back_up(project: ProjectFile, folder: Path, rotation: Rotation) -> Path | None:
    guid = project.guid
    mine = backup_names.folder_of(folder, project.path, guid)
    changed = project.path.stat().st_mtime_ns
    copies = backup_names.listed(mine)
    if copies and copies[-1].stat().st_mtime_ns >= changed:
        return None
    make_private_folder(folder)
    make_private_folder(mine)
    remove_leftovers(mine)
    target = mine / backup_names.file_name(project.path, changed)
    # Not set afterwards: ended in between, a backup would seem newer than what came after it.
    copy_file(project.path, target, mode=PRIVATE_FILE, changed_ns=changed)
    for old in rotation.outdated(backup_names.listed(mine), time.time_ns()):
        if backup_names.is_backup_of(old, guid):
            old.unlink(missing_ok=True)
    return target


def existing(project: ProjectFile, folder: Path) -> list[Path]:
    """The backups of a project where it is now, oldest first."""
    return backup_names.listed(backup_names.folder_of(folder, project.path, project.guid))


@contextlib.contextmanager
def opened_copy(path: Path) -> Iterator[ProjectFile]:
    """A colleague's file, opened as a copy of ours: it is checked, upgraded, never written to.

    Its rows are not validated: who merges validates each that is taken over. Raises UserError
    where it is no project, damaged or newer than this program.
    """
    read_header(path)
    with private_folder() as folder:
        copy = folder / f"source{SUFFIX}"
        try:
            if not copy_with_journal(path, copy):
                copy_file(path, copy)
        except OSError as error:
            raise UserError(
                tr(
                    "{path} can't be copied to {folder}, as is done before it is read: "
                    "{strerror}. Make room there, then repeat.",
                    path=path,
                    folder=folder,
                    strerror=error.strerror,
                )
            ) from error
        try:
            with ProjectFile.open(copy, validate=False) as source:
                with source.reading() as connection:
                    fault = quick_check(connection)
                if fault:
                    raise UserError(
                        tr(
                            "{path} is damaged ({fault}). Ask its sender for it once more.",
                            path=path,
                            fault=fault,
                        )
                    )
                yield source
        except NotSavedError:  # of our copy
            raise
        except UserError as error:
            # The user knows the file by its own name, not by that of our copy.
            raise UserError(str(error).replace(str(copy), str(path))) from error
