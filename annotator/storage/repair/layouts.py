"""The columns of a project's tables in the order in which a file keeps them.

A file tells it in its schema. Where that is lost, the order follows from the version in which the
file was made: columns that came later stand in their place, or behind the others.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, combinations
from typing import Final

from sqlalchemy import LargeBinary, Table, Text

from annotator.corpus.identity import is_guid
from annotator.storage import schema, table_parts
from annotator.storage.repair.records import Record, Value

TABLES: Final[Mapping[str, Table]] = table_parts.metadata.tables
CHANGES: Final = schema.change.name
_CREATES = re.compile(r'\s*CREATE\s+TABLE\s+"?(\w+)"?\s*\(', re.IGNORECASE)
_LATER_BY_VERSION: Final = (*schema.DEFAULTS.items(), (schema.step.name, {"words": None}))


@dataclass(frozen=True)
class Layout:
    """A table, and the names of its columns in the order in which they are kept."""

    table: str
    columns: tuple[str, ...]

    def row(self, record: Record) -> dict[str, Value]:
        """The columns of a record that `fits`. Records from before a column came lack it."""
        row = dict(zip(self.columns, record.values, strict=False))
        if self.table == schema.step.name:
            row["seq"] = record.rowid
        return dict(defaults(self.table)) | row

    def broken(self, record: Record) -> list[str]:
        """The names of the columns that are not certain."""
        return [self.columns[number] for number in sorted(record.broken)]

    def fits(self, record: Record) -> bool:
        """Whether a record can be a row of the table, as far as the types of its values say."""
        missing = self.columns[len(record.values) :]
        if len(record.values) > len(self.columns) or (missing and not record.values):
            return False
        if any(name not in defaults(self.table) for name in missing):
            return False
        checks = _checks(self.table)
        return all(
            checks[name](value)
            for name, value in zip(self.columns, record.values, strict=False)
            if name in checks
        )


class _Check:
    """Whether a value can stand in a column."""

    def __init__(self, table: Table, name: str) -> None:
        column = table.columns[name]
        self._nullable = bool(column.nullable) or (table.name, name) == ("step", "seq")
        self._type = (
            bytes
            if isinstance(column.type, LargeBinary)
            else str
            if isinstance(column.type, Text)
            else int
        )
        self._is_guid = name == "guid" or bool(column.foreign_keys and self._type is str)
        self._is_json = table.name == CHANGES and name in ("before", "after")

    def __call__(self, value: Value) -> bool:
        if value is None:
            return self._nullable
        if type(value) is not self._type:
            return False
        if self._is_guid:
            return is_guid(value)
        return not self._is_json or str(value).startswith("{")


@cache
def _checks(table: str) -> Mapping[str, _Check]:
    return {column.name: _Check(TABLES[table], column.name) for column in TABLES[table].columns}


@cache
def defaults(table: str) -> Mapping[str, Value]:
    """What columns that came later hold where a row does not have them."""
    return dict(dict(_LATER_BY_VERSION).get(table, {}))


@cache
def known(table: str) -> tuple[Layout, ...]:
    """The orders that a table can have, that of today first."""
    names = [column.name for column in TABLES[table].columns]
    later = [name for name in names if name in defaults(table)]
    behind = chain.from_iterable(combinations(later, size) for size in range(len(later) + 1))
    orders = [(*(name for name in names if name not in moved), *moved) for moved in behind]
    return tuple(Layout(table, order) for order in dict.fromkeys(orders))


def told(statement: str) -> Layout | None:
    """The order that a statement of a file's schema tells; None where it is none of a project's
    tables, or lacks columns that were there from the first version on."""
    match = _CREATES.match(statement)
    if match is None or match[1] not in TABLES:
        return None
    table = match[1]
    columns = tuple(_columns(statement, table))
    needed = {column.name for column in TABLES[table].columns} - defaults(table).keys()
    return Layout(table, columns) if needed <= set(columns) else None


def _columns(statement: str, table: str) -> Iterator[str]:
    """The names of the columns: the statement is run in an empty database, and may do nothing but
    make this table."""

    def permitted(_action: int, one: str | None, two: str | None, *_more: object) -> int:
        is_own = two in (None, "", table) or str(one).startswith("sqlite_")
        return sqlite3.SQLITE_OK if is_own or one == table else sqlite3.SQLITE_DENY

    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.set_authorizer(permitted)
            connection.execute(statement)
            connection.set_authorizer(None)
            rows: Sequence[tuple[str]] = connection.execute(
                "SELECT name FROM pragma_table_info(?)", (table,)
            ).fetchall()
        except (sqlite3.Error, sqlite3.Warning, ValueError):
            return
    yield from (name for (name,) in rows)
