"""What SQLite reports, in sentences: what is wrong with which file, and what to do."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError

from annotator.corpus.messages import gettext_noop, tr
from annotator.errors import (
    BusyFileError,
    DamagedFileError,
    FaultyProjectError,
    NotSavedError,
    UserError,
)
from annotator.storage.backup_names import newest_like

_SENTENCES = {
    "SQLITE_FULL": gettext_noop(
        "the disk is full. Nothing of the step was saved; make room and repeat it"
    ),
    "SQLITE_READONLY_DBMOVED": gettext_noop(
        "the file was moved, removed or replaced while it was open. Nothing of the step was saved;"
        " open the project again where it is now, or its newest backup"
    ),
    "SQLITE_READONLY": gettext_noop(
        "the file or its folder can't be written. Move it to a folder of yours"
    ),
    "SQLITE_BUSY": gettext_noop("another program is writing it. Wait a moment and repeat"),
    "SQLITE_LOCKED": gettext_noop("another program is writing it. Wait a moment and repeat"),
    "SQLITE_IOERR": gettext_noop(
        "the disk reports an error. Check the disk and copy the file elsewhere"
    ),
    "SQLITE_CORRUPT": gettext_noop("the file is damaged"),
    "SQLITE_NOTADB": gettext_noop("the file is no project, or is encrypted or damaged"),
    "SQLITE_CANTOPEN": gettext_noop(
        "the file can't be opened. Check that it exists, that it and its folder may be written, and"
        " that the disk is not full"
    ),
    "SQLITE_TOOBIG": gettext_noop("something in it is too large to be read. Use a backup"),
}
DISK_ERRORS = ("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN")
"""What the disk that is written to does, rather than the file that is read."""
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


READ_ONLY = tr(
    "What is sound of it can be read: the window offers to open it "
    "read-only, and “annotator export --faulty” writes it out."
)
"""What else can be done with a file whose rows, not whose pages, are faulty."""

_FILE = "annotator_file"


def name_file(error: BaseException, path: Path) -> None:
    """Note at an error of SQLite which file it is about."""
    setattr(error, _FILE, path)


@contextlib.contextmanager
def storage_errors(
    path: Path, backup_folder: Path | None = None, *, only: Collection[str] = ()
) -> Iterator[None]:
    """Turn what the disk may do to anyone into a sentence; a mistake of ours stays a traceback.

    `path` is the file that the block reads or writes, unless the error says that it is another's;
    with `only`, errors of these kinds alone are turned.
    """
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite quotes a damaged name of a table
        raise UserError(
            tr(
                "{path}: the file is damaged. {path_2}",
                path=path,
                path_2=what_to_do(path, backup_folder),
            )
        ) from error
    except (DBAPIError, sqlite3.Error) as error:
        cause: Any = error.orig if isinstance(error, DBAPIError) else error
        path = getattr(cause, _FILE, path)
        name = str(getattr(cause, "sqlite_errorname", ""))
        if "decode to UTF-8" in str(cause):
            raise FaultyProjectError(
                tr(
                    "{path} holds text that is no Unicode (UTF-8): it is damaged or was "
                    "changed by another program. {path_2} {read_only}",
                    path=path,
                    path_2=what_to_do(path, backup_folder),
                    read_only=READ_ONLY,
                )
            ) from error
        if name in ("SQLITE_ERROR", "SQLITE_SCHEMA") and _is_gone(path):
            name = "SQLITE_READONLY_DBMOVED"
        for prefix, sentence in _SENTENCES.items():
            if only and prefix not in only:
                continue
            if name.startswith(prefix):
                advice = f". {what_to_do(path, backup_folder)}" if prefix in _DAMAGED else "."
                raise _kind(prefix)(
                    tr("{path}: {what}", path=path, what=tr(sentence) + advice)
                ) from error
        raise


@contextlib.contextmanager
def impossible_values(path: Path, backup_folder: Path | None) -> Iterator[None]:
    """Turn what a value of the wrong type, or an index that does not fit its table, brings about
    while a file is looked at for the first time into a sentence: a page of it is damaged."""
    try:
        yield
    except (TypeError, KeyError) as error:
        raise FaultyProjectError(
            tr(
                "{path}: the file is damaged. {path_2}",
                path=path,
                path_2=what_to_do(path, backup_folder),
            )
        ) from error


def _kind(prefix: str) -> type[UserError]:
    if prefix in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return BusyFileError
    return DamagedFileError if prefix in _DAMAGED else NotSavedError


def _is_gone(path: Path) -> bool:
    """Whether a file that was open has been removed or emptied."""
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return True


def what_to_do(path: Path, backup_folder: Path | None) -> str:
    """What a user can do about a damaged file: check it, use a backup, copy it properly."""
    backup = None if backup_folder is None else newest_like(backup_folder, path)
    use = tr("Its newest backup is {backup}.", backup=backup) if backup else tr("Use a backup.")
    return (
        tr(
            "{use} “annotator check” lists what is wrong. A project that was copied"
            " while it was being written, or after a crash without the file that "
            "ends in “-journal” beside it, is damaged in the copy alone: copy it "
            "once more, with that file, or with Save a copy.",
            use=use,
        )
        + " "
        + tr(
            "What can be read of it is saved by “annotator repair”, or in the window by Project ›"
            " Safekeeping."
        )
    )


@contextlib.contextmanager
def broken_references() -> Iterator[None]:
    """Rows that refer to what is not there, as a sentence: for rows that a file brings."""
    try:
        yield
    except IntegrityError as error:
        raise UserError(
            tr(
                "The data refer to what is not in them, or say something twice ({error}).",
                error=error.orig,
            )
        ) from error
