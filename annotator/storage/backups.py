"""Rotating copies of a project in the user's data folder, and foreign files opened as copies."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from annotator.errors import UserError
from annotator.storage.file_header import read_header
from annotator.storage.project_file import SUFFIX, ProjectFile, copy_file

KEPT = 10
"""How many backups of one project are kept."""


_one_at_a_time = threading.Lock()


def back_up(project: ProjectFile, folder: Path) -> Path | None:
    """Copy the project into `folder`, one folder a project, and drop the oldest copies.

    Returns None where the newest copy is as new as the project. Threads wait for each other: what
    is about to be merged may be backed up while opening still does it.
    """
    with _one_at_a_time:
        return _back_up(project, folder)


def _back_up(project: ProjectFile, folder: Path) -> Path | None:
    mine = folder / project.guid
    mine.mkdir(parents=True, exist_ok=True)
    copies = existing(project, folder)
    changed = project.path.stat().st_mtime_ns
    if copies and copies[-1].stat().st_mtime_ns >= changed:
        return None
    stamp = datetime.fromtimestamp(changed / 1e9).strftime("%Y-%m-%d %H.%M.%S.%f")
    target = mine / f"{project.path.stem} {stamp}{SUFFIX}"
    project.copy_to(target)
    os.utime(target, ns=(changed, changed))
    for old in existing(project, folder)[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def existing(project: ProjectFile, folder: Path) -> list[Path]:
    """The backups of a project, oldest first."""
    copies = (folder / project.guid).glob(f"*{SUFFIX}")
    return sorted(copies, key=lambda path: path.stat().st_mtime_ns)


@contextlib.contextmanager
def opened_copy(path: Path) -> Iterator[ProjectFile]:
    """A colleague's file, opened as a copy of ours: it is checked, upgraded, never written to.

    Raises UserError where it is no project, damaged or newer than this program.
    """
    read_header(path)
    with tempfile.TemporaryDirectory(prefix="annotator-") as folder:
        copy = Path(folder) / f"source{SUFFIX}"
        try:
            copy_file(path, copy)
            with ProjectFile.open(copy) as source:
                with source.reading() as connection:
                    fault = quick_check(connection)
                if fault:
                    raise UserError(
                        f"{path} is damaged ({fault}). Ask its sender for it once more."
                    )
                yield source
        except UserError as error:
            # The user knows the file by its own name, not by that of our copy.
            raise UserError(str(error).replace(str(copy), str(path))) from error


def quick_check(connection: Connection) -> str | None:
    """The first damage that SQLite finds in the file, or None."""
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return None if found == "ok" else str(found)
