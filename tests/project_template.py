"""Projects of one kind are made once and copied from then on: making takes ten times as long."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from annotator.corpus.identity import new_guid
from annotator.input_files import shown
from annotator.storage import clock, journals
from annotator.storage.project_file import ProjectFile

_MOST = 20
"""Kinds that are kept: texts that Hypothesis thinks of do not come again."""
_TIMES = (
    *(
        (table, column)
        for table in ("project", "coder", "code")
        for column in ("created", "changed")
    ),
    *(("document", "created"), ("document", "changed")),
)
_kept: dict[Hashable, bytes] = {}


def copied(path: Path, key: Hashable, make: Callable[[Path], ProjectFile]) -> ProjectFile:
    """A project at `path` as `make` makes it, open; `key` says all that `make` follows.

    Identities of the project and of its steps are its own, and its times are those of now, as if
    it had just been made. Its rows are not validated again.
    """
    if key not in _kept:
        if len(_kept) == _MOST:
            del _kept[next(iter(_kept))]
        with TemporaryDirectory() as folder:
            file = Path(folder) / "template.annot"
            make(file).close()
            _kept[key] = file.read_bytes()
    with path.open("xb") as target:
        target.write(_kept[key])
    _make_own(path)
    journals.make_distinct(path)
    return ProjectFile.open(path, validate=False, settle=False)


def _make_own(path: Path) -> None:
    guid, name = new_guid(), shown(path.stem)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")
        (latest,) = connection.execute("SELECT max(at) FROM step").fetchone()
        later = clock.tick(0, clock.now_ms()) - latest
        for table, column in _TIMES:
            connection.execute(
                f"UPDATE {table} SET {column}_at = {column}_at + ? WHERE {column}_at > ?",
                (later, clock.LAST_ORIGIN),
            )
        connection.execute("UPDATE step SET at = at + ?", (later,))
        connection.execute("UPDATE project SET guid = ?, name = ?", (guid, name))
        connection.execute(
            """UPDATE change SET "row" = ?, "after" = json_set("after", '$.name', ?)
            WHERE kind = 'project'""",
            (guid, name),
        )
        steps = connection.execute("SELECT seq FROM step").fetchall()
        connection.executemany(
            "UPDATE step SET guid = ? WHERE seq = ?", [(new_guid(), seq) for (seq,) in steps]
        )
