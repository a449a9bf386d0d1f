"""Tables of another program's SQLite file, read as data.

The file is opened read only and unchanged, its schema is not trusted, and none of its SQL runs:
only tables are read, never views, virtual tables or generated columns, each with one plain SELECT
of named columns, without conditions or order; an authorizer refuses all else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.programs.files import Files
from annotator.input_files import opened, shown

MAGIC: Final = b"SQLite format 3\x00"
LARGEST: Final = 1_000_000_000
"""Bytes of a database that lies in an archive."""
MOST_ROWS: Final = 5_000_000
_LONGEST_VALUE: Final = 200_000_000
_STEPS: Final = 2_000_000_000
"""Instructions of one reading: a damaged index or a trap can make a statement endless."""
_STEPS_AT_ONCE: Final = 1_000_000

Cell = str | int | float | None


class Tables:
    """The tables of an open file, by name (in any case)."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection, self._name = connection, name
        self._columns: dict[str, dict[str, str]] = {}
        for table in self._tables():
            listed = connection.execute(f"PRAGMA table_xinfo({quoted(table)})")
            columns = {str(row[1]).lower(): str(row[1]) for row in listed if not row[6]}
            self._columns[table.lower()] = {"": table, **columns}

    def _tables(self) -> list[str]:
        rows = self._connection.execute("SELECT type, name, sql FROM sqlite_master")
        return [
            str(name)
            for kind, name, sql in rows
            if kind == "table" and not str(sql or "").lstrip().upper().startswith("CREATE VIRTUAL")
        ]

    def has(self, table: str, *columns: str) -> bool:
        """Whether there is such a table, with these columns."""
        known = self._columns.get(table.lower())
        return known is not None and all(column.lower() in known for column in columns)

    def rows(self, table: str, *columns: str) -> Iterator[tuple[Cell, ...]]:
        """The rows of a table with one cell for each column, None for one that the table lacks;
        none where there is no such table. UserError where the file is damaged."""
        known = self._columns.get(table.lower())
        if known is None:
            return
        spelt = [known.get(one.lower()) for one in columns]
        wanted = ", ".join("NULL" if one is None else quoted(one) for one in spelt)
        try:
            found = self._connection.execute(f"SELECT {wanted} FROM {quoted(known[''])}")
            for number, row in enumerate(found):
                if number >= MOST_ROWS:
                    raise UserError(
                        tr(
                            "“{name}” has more than {most:,} rows in a table; refused.",
                            name=self._name,
                            most=MOST_ROWS,
                        )
                    )
                yield row
        except (sqlite3.Error, OverflowError, MemoryError) as error:
            raise _damaged(self._name, error) from None


@contextmanager
def open_tables(path: Path) -> Iterator[Tables]:
    """The tables of a file. UserError where it is no SQLite file, is damaged, or another program
    is writing to it."""
    name = shown(path.name)
    with opened(path) as file:
        if file.read(16) != MAGIC:
            raise UserError(tr("“{name}” is no SQLite file.", name=name))
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.is_file() and beside.stat().st_size:
            raise UserError(
                tr(
                    "“{name}” is open in another program, which has not written all of it. Close "
                    "the project there, and import it again.",
                    name=name,
                )
            )
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            _restrict(connection)
            yield Tables(connection, name)
    except (sqlite3.Error, OverflowError, MemoryError) as error:
        raise _damaged(name, error) from None


def _restrict(connection: sqlite3.Connection) -> None:
    connection.text_factory = _text
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.set_authorizer(_allowed)
    left = _STEPS // _STEPS_AT_ONCE

    def stop() -> int:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(stop, _STEPS_AT_ONCE)


def _allowed(
    action: int, first: str | None, _second: str | None, _base: str | None, inner: str | None
) -> int:
    """Reading columns, and the list of columns; nothing that a view or trigger would do."""
    if inner is not None:
        return sqlite3.SQLITE_DENY
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first == "table_xinfo":
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def quoted(name: str) -> str:
    """An identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def _damaged(name: str, error: Exception) -> UserError:
    return UserError(
        tr(
            "“{name}” is damaged and can't be read ({error}). Open it in the program it comes "
            "from, save a copy, and import that.",
            name=name,
            error=error,
        )
    )


@contextmanager
def tables_in(files: Files, name: str) -> Iterator[Tables]:
    """The tables of one of several files; one in an archive is copied out for as long. UserError as
    `open_tables`."""
    path = files.path(name)
    if path is not None:
        with open_tables(path) as tables:
            yield tables
        return
    with TemporaryDirectory(prefix="annotator-") as folder:
        copy = Path(folder, "database.sqlite")
        copy.write_bytes(files.read(name, LARGEST))
        with open_tables(copy) as tables:
            yield tables


def has_tables(files: Files, name: str, *wanted: tuple[str, ...]) -> bool:
    """Whether a file is SQLite with these tables, each named with columns that it must have."""
    try:
        if not files.head(name).startswith(MAGIC):
            return False
        with tables_in(files, name) as tables:
            return all(tables.has(*one) for one in wanted)
    except UserError:
        return False


def text_of(value: Cell) -> str:
    """A cell as text, empty for none."""
    if value is None or isinstance(value, bytes):
        return ""
    return value if isinstance(value, str) else str(value)


def number_of(value: Cell) -> int | None:
    """A cell as a whole number, None where it is none."""
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and len(value) < 18 and value.strip().isdecimal():
        return int(value)
    return None
