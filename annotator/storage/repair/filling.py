"""A new project file is filled with the rows of a damaged one, before any rule is held to them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from annotator.storage import schema
from annotator.storage.images import is_possible
from annotator.storage.repair import from_history
from annotator.storage.repair.layouts import CHANGES, TABLES, Layout
from annotator.storage.repair.reading import Reading, ReadRow, Row
from annotator.storage.repair.records import Record

_WITH_DIGESTS = (schema.document_text.name, schema.original.name)
"""Tables of which a digest says whether what was read is right."""


@dataclass
class Filled:
    """What came of it: rows that could be read in part, and how many could not be."""

    partial: list[ReadRow] = field(default_factory=list)
    unreadable: Counter[str] = field(default_factory=Counter)
    undecided: int = 0
    """Rows that can be of several tables, and of which nothing tells of which."""


def fill(connection: sqlite3.Connection, reading: Reading) -> Filled:
    """Write the rows of the damaged file into the new one. Of rows with one key the first stays:
    it was reached from the root of its table."""
    filled = Filled()
    for row in reading.rows():
        _put(connection, row, filled)
    kinds = from_history.kinds_by_guid(connection) if reading.left else {}
    waiting, before = list(reading.left), -1
    while waiting and len(waiting) != before:  # what is decided tells of what refers to it
        before, undecided = len(waiting), []
        for records, possible in waiting:
            layout = _decided(connection, records, possible, kinds)
            if layout is None:
                undecided.append((records, possible))
                continue
            for row in reading.of_table(layout, records):
                _put(connection, row, filled)
        waiting = undecided
    filled.undecided = sum(len(records) for records, _possible in waiting)
    filled.unreadable += reading.unreadable
    return filled


def insert(connection: sqlite3.Connection, table: str, columns: Mapping[str, object]) -> bool:
    """Write a row; False where there is one of its key, or the table can't hold it."""
    names = tuple(name for name in columns if name in TABLES[table].columns)
    try:
        done = connection.execute(_insert(table, names), [columns[name] for name in names])
    except (sqlite3.Error, OverflowError, UnicodeEncodeError):
        return False
    return done.rowcount > 0


@cache
def _insert(table: str, names: tuple[str, ...]) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    return f'INSERT OR IGNORE INTO "{table}" ({listed}) VALUES ({", ".join("?" * len(names))})'


def _put(connection: sqlite3.Connection, row: ReadRow, filled: Filled) -> None:
    if row.broken and row.table not in _WITH_DIGESTS:
        if row.table in schema.ROW_TABLES:
            filled.partial.append(row)
        else:
            filled.unreadable[row.table] += 1
        return
    insert(connection, row.table, row.columns)


def _decided(
    connection: sqlite3.Connection,
    records: Iterable[Record],
    possible: Mapping[str, Layout],
    kinds: Mapping[str, str],
) -> Layout | None:
    """The table that a page is of: by what the history calls its rows, by what they may say, by
    what they refer to, and by what refers to them."""
    scores: dict[str, tuple[int, int, int]] = {}
    for table, layout in possible.items():
        rows = [layout.row(record) for record in records if layout.fits(record)]
        scores[table] = (
            sum(kinds.get(str(row.get("guid"))) == table for row in rows),
            sum(is_possible(table, row) for row in rows) if table in schema.ROW_TABLES else 0,
            sum(_refers_to_rows(connection, table, row) for row in rows)
            + sum(is_referred_to(connection, table, str(row.get("guid"))) for row in rows),
        )
    best = max(scores.values())
    chosen = [table for table, score in scores.items() if score == best]
    return possible[chosen[0]] if len(chosen) == 1 and best > (0, 0, 0) else None


def is_referred_to(connection: sqlite3.Connection, kind: str, guid: str) -> bool:
    """Whether a row refers to the one of this kind and GUID."""
    return any(
        connection.execute(
            f'SELECT 1 FROM "{table.name}" WHERE "{reference.parent.name}" = ? LIMIT 1', (guid,)
        ).fetchone()
        for table in TABLES.values()
        for reference in table.foreign_keys
        if reference.column.table.name == kind
    )


def _refers_to_rows(connection: sqlite3.Connection, table: str, row: Row) -> int:
    """How many of a row's references lead to a row that is there."""
    found = 0
    for reference in TABLES[table].foreign_keys:
        target, value = reference.column, row.get(reference.parent.name)
        if value is not None:
            query = f'SELECT 1 FROM "{target.table.name}" WHERE "{target.name}" = ?'
            found += connection.execute(query, (value,)).fetchone() is not None
    return found


def is_history(table: str) -> bool:
    """Whether a table holds the history."""
    return table in (CHANGES, schema.step.name)
