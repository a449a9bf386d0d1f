"""Where the backups of a project are, and how it is known that the program wrote a file there.

Nothing that a project file says becomes part of a path, save its identity once that is a GUID.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from annotator.corpus.identity import is_guid
from annotator.corpus.limits import LONGEST_FILE_NAME
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.storage import schema

SUFFIX: Final = ".annot"
_NAME = re.compile(r".* \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.\d{6}\.annot", re.DOTALL)
_STAMP = "%Y-%m-%d %H.%M.%S.%f"
_ROOM = 40
"""Bytes of the time and the suffix in the name of a backup, with some to spare."""


def folder_of(root: Path, path: Path, guid: str) -> Path:
    """The folder of the backups of a project: named after its identity and its place, so that two
    copies of one project do not push out each other's backups. UserError for what is no GUID."""
    if not is_guid(guid):
        raise UserError(
            tr("{path} has no identity that a project can have. Use a backup.", path=path)
        )
    return root / f"{guid}-{_place(path)}"


def _place(path: Path) -> str:
    """Stands for where a project is."""
    place = str(path.resolve()).encode(errors="surrogateescape")
    return hashlib.sha256(place).hexdigest()[:16]


def file_name(path: Path, changed_ns: int) -> str:
    """The name of a backup of what the project was at a time (nanoseconds since 1970)."""
    stamp = datetime.fromtimestamp(changed_ns / 1e9).strftime(_STAMP)
    return f"{shortened(path.stem, LONGEST_FILE_NAME - _ROOM)} {stamp}{SUFFIX}"


def shortened(name: str, most: int) -> str:
    """A file name cut to so many bytes, between two characters."""
    return name.encode(errors="surrogateescape")[:most].decode(errors="ignore")


def listed(folder: Path) -> list[Path]:
    """The files in a folder that are named as backups are, oldest first."""
    if not folder.is_dir():
        return []
    found = [p for p in folder.iterdir() if _NAME.fullmatch(p.name) and not p.is_symlink()]
    return sorted(found, key=lambda path: path.stat().st_mtime_ns)


def is_backup_of(path: Path, guid: str) -> bool:
    """Whether a file is certainly a backup of the project: by its name, its header and its own
    identity. Only such a file is ever deleted."""
    if not _NAME.fullmatch(path.name) or path.is_symlink() or not path.is_file():
        return False
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            (kind,) = connection.execute("PRAGMA application_id").fetchone()
            rows = connection.execute("SELECT guid FROM project").fetchall()
    except (sqlite3.Error, UnicodeError):
        return False
    return bool(kind == schema.APPLICATION_ID and rows == [(guid,)])


def newest_like(root: Path, path: Path) -> Path | None:
    """The newest backup of the project that a file is, as far as that can still be read: by its
    place, else by its identity."""
    folders = root.glob(f"*-{_place(path)}") if root.is_dir() else []
    here = [backup for folder in folders for backup in listed(folder)]
    if here:
        return max(here, key=lambda backup: backup.stat().st_mtime_ns)
    try:
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            (guid,) = connection.execute("SELECT guid FROM project").fetchone()
    except (sqlite3.Error, UnicodeError, TypeError):
        return None
    return newest(root, guid)


def newest(root: Path, guid: str) -> Path | None:
    """The newest backup of a project, wherever it was when it was made; None where there is none
    or the identity is no GUID."""
    return max(of_project(root, guid), key=lambda path: path.stat().st_mtime_ns, default=None)


def of_project(root: Path, guid: str) -> list[Path]:
    """The backups of a project, wherever it was when they were made, oldest first. None where the
    identity is no GUID."""
    if not is_guid(guid) or not root.is_dir():
        return []
    folders = [root / guid, *root.glob(f"{guid}-*")]
    backups = [path for folder in folders for path in listed(folder)]
    return sorted(backups, key=lambda path: path.stat().st_mtime_ns)
