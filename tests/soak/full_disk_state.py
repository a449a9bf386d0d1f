"""What is in the folders of `full_disk_every_write.py`: names of files, and what they say."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from annotator.errors import UserError
from annotator.operations import projects
from annotator.operations.projects import integrity

ANY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8,}|\d+")
"""What is another one each time: numbers, times and identities in names."""


def names(root: Path) -> list[str]:
    """The files below a folder, without what is another one each time."""
    files = (path for path in root.rglob("*") if path.is_file())
    return sorted(ANY.sub("#", str(path.relative_to(root))) for path in files)


def states(root: Path) -> dict[str, object]:
    """By name what each file says. Where a crashed project has a journal, that is what is in it
    when it was opened, which changes it."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {
        ANY.sub("#", str(path.relative_to(root))): _state(path)
        for path in files
        if not path.name.endswith("-journal")
    }


def _state(path: Path) -> object:
    if path.suffix == ".annot":
        journal = Path(f"{path}-journal")
        of_journal = _digest(journal) if journal.exists() else ""
        key = path.name, _digest(path), of_journal
        if key not in _known:
            _known[key] = _project(path)
        return _known[key]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
            return damaged or sorted(ANY.sub("#", info.filename) for info in archive.infolist())
    data = path.read_bytes()
    return _digest(path) if path.suffix in (".json", ".txt") else data.count(b"\n")


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _project(path: Path) -> object:
    """How many rows each table has, or what is wrong."""
    try:
        with projects.open_(path) as project:
            faults = integrity.check(project)
    except UserError as error:
        return f"does not open: {error}"
    if faults:
        return f"unsound: {faults}"
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        # The names are those of the program's own schema.
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in tables.fetchall()
        }


_known: dict[tuple[str, str, str], object] = {}
"""What is in projects, by their names and digests: most files are as they were."""
