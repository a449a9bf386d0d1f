"""What is in a backup, and what differs in it from the project of now: read alone, never opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias

from sqlalchemy import Connection

from annotator.corpus.changes import CODE, CODING, DOCUMENT, MEMO
from annotator.corpus.messages import tr
from annotator.errors import UserError

COMPARED: Final = (DOCUMENT, CODE, CODING, MEMO)
"""What is told of, kind by kind."""
_WORK: Final = (CODING, MEMO)
"""What is a coder's own, and is not told to others in a blind project."""

_Stamps: TypeAlias = dict[str, tuple[int, str, int]]
"""By GUID: when a row was changed last, by whom, and whether it is deleted."""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """A backup: when the project was as it is in it, bytes, and how many codings it holds; None
    where the file can't be read."""

    path: Path
    at: datetime
    size: int
    codings: int | None


@dataclass(frozen=True, slots=True)
class Differences:
    """How many rows of a kind the project has that the backup lacks, has otherwise, and lacks."""

    added: int
    changed: int
    deleted: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.deleted)


def facts_of(path: Path, only: str | None = None) -> BackupFacts:
    """What there is to know about a backup; with `only` (a coder's GUID), of that coder's work."""
    state = path.stat()
    at = datetime.fromtimestamp(state.st_mtime, UTC)
    try:
        with closing(_read(path)) as connection:
            number = sum(
                not deleted for *_who, deleted in _stamps(connection, CODING, only).values()
            )
    except (sqlite3.Error, UnicodeError):
        return BackupFacts(path, at, state.st_size, None)
    return BackupFacts(path, at, state.st_size, number)


def differences(now: Connection, path: Path, only: str | None = None) -> Mapping[str, Differences]:
    """By kind, how the project differs from the backup. `only` as in `facts_of`. UserError where
    the backup can't be read."""
    driver = now.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    try:
        with closing(_read(path)) as backup:
            then = {kind: _stamps(backup, kind, only) for kind in COMPARED}
    except (sqlite3.Error, UnicodeError) as error:
        raise UserError(
            tr(
                "{name} can’t be read. “Repair a damaged project” may save what is in it.",
                name=path.name,
            )
        ) from error
    return {kind: _compared(_stamps(driver, kind, only), then[kind]) for kind in COMPARED}


def _compared(now: _Stamps, then: _Stamps) -> Differences:
    living = {guid for guid, (*_who, deleted) in now.items() if not deleted}
    before = {guid for guid, (*_who, deleted) in then.items() if not deleted}
    both = living & before
    return Differences(
        len(living - before), sum(now[guid] != then[guid] for guid in both), len(before - living)
    )


def _stamps(connection: sqlite3.Connection, kind: str, only: str | None) -> _Stamps:
    query = f'SELECT guid, changed_at, changed_by, deleted FROM "{kind}"'
    own = only is not None and kind in _WORK
    rows = connection.execute(f"{query} WHERE coder = ?" if own else query, (only,) if own else ())
    return {guid: (at, by, deleted) for guid, at, by, deleted in rows}


def _read(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
