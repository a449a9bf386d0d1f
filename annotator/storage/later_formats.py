"""What a later minor version of the format adds: kept where it is, and carried by a merge.

A later minor adds tables and columns, and nothing else changes its meaning. This program does not
know what they say. It leaves them as they are, copies them with a file, and takes them over in a
merge: columns with the row that they belong to, rows of a table by identity, the later one where
both sides have it. They are no part of this program's history, so Undo does not reach them, and a
copy for a coder is without them, since nobody can say here whom they tell of.

Names and types come from the other file, so they are held to what a name and a type can be; no SQL
text of a file is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.storage import schema, table_parts
from annotator.storage.statements import json_list

_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_TYPES: Final = ("INTEGER", "TEXT", "REAL", "BLOB", "ANY")
_DEFAULT = re.compile(r"-?\d{1,18}|'[^'\x00]{0,200}'|NULL")
_ROW_COLUMNS: Final = {"guid", *schema.STAMP, "deleted"}
_CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: str
    required: bool
    default: str | None
    key: int

    @property
    def sql(self) -> str:
        required = " NOT NULL" if self.required else ""
        default = "" if self.default is None else f" DEFAULT {self.default}"
        return f'"{self.name}" {self.type}{required}{default}'


@dataclass(frozen=True, slots=True)
class Additions:
    """What a file has that this program does not know: columns by table, and whole tables."""

    columns: Mapping[str, list[_Column]]
    tables: Mapping[str, list[_Column]]

    def __bool__(self) -> bool:
        return bool(self.columns or self.tables)


def additions(connection: Connection) -> Additions:
    """What a file has besides. UserError where a name or a type is none."""
    known = table_parts.metadata.tables
    names = connection.exec_driver_sql(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite_%' ORDER BY name"
    ).scalars()
    columns, tables = {}, {}
    for name in names.all():
        found = _columns(connection, name)
        if name not in known:
            tables[name] = found
        elif extra := [column for column in found if column.name not in known[name].c]:
            columns[name] = extra
    return Additions(columns, tables)


def _columns(connection: Connection, table: str) -> list[_Column]:
    rows = connection.exec_driver_sql(
        'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(?)', (table,)
    )
    found = [
        _Column(name, kind, bool(need), default, key) for name, kind, need, default, key in rows
    ]
    known = table_parts.metadata.tables
    for column in found:
        fit = _NAME.fullmatch(column.name) and _NAME.fullmatch(table) and column.type in _TYPES
        if not fit or not (column.default is None or _DEFAULT.fullmatch(column.default)):
            if table in known and column.name in known[table].c:
                continue
            raise UserError(
                tr(
                    "The file was made by a later Annotator and has tables that this one "
                    "can't carry. Update Annotator to merge it."
                )
            )
    return found


def adopt(target: Connection, source: Connection) -> Additions:
    """Make room in `target` for what `source` has besides, and make it of the same minor version;
    what there is to carry. UserError where it can't be carried."""
    theirs, ours = additions(source), additions(target)
    if not theirs:
        return theirs
    for table, columns in theirs.columns.items():
        there = {column.name for column in ours.columns.get(table, [])}
        for column in columns:
            if column.name not in there:
                target.exec_driver_sql(f'ALTER TABLE "{table}" ADD COLUMN {column.sql}')
    for table, columns in theirs.tables.items():
        if table not in ours.tables:
            keys = sorted((column for column in columns if column.key), key=lambda c: c.key)
            listed = ", ".join(f'"{column.name}"' for column in keys)
            parts = [column.sql for column in columns] + (
                [f"PRIMARY KEY ({listed})"] if keys else []
            )
            target.exec_driver_sql(f'CREATE TABLE "{table}" ({", ".join(parts)}) STRICT')
    _adopt_indexes(target, source)
    version = max(_version(target), _version(source))
    target.exec_driver_sql(f"PRAGMA user_version = {version:d}")
    return theirs


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _adopt_indexes(target: Connection, source: Connection) -> None:
    query = (
        'SELECT l.name, i.name, i."unique", i.partial FROM pragma_table_list AS l,'
        " pragma_index_list(l.name) AS i WHERE l.schema = 'main' AND i.origin = 'c'"
    )
    there = {name for _table, name, _unique, _partial in target.exec_driver_sql(query)}
    for table, name, unique, partial in source.exec_driver_sql(query).all():
        if name in there:
            continue
        info = "SELECT name FROM pragma_index_info(?) ORDER BY seqno"
        columns = source.exec_driver_sql(info, (name,)).scalars().all()
        if partial or not all(text and _NAME.fullmatch(text) for text in (table, name, *columns)):
            raise UserError(
                tr(
                    "The file was made by a later Annotator and has indexes that this one "
                    "can't carry. Update Annotator to merge it."
                )
            )
        listed = ", ".join(f'"{column}"' for column in columns)
        kind = "UNIQUE INDEX" if unique else "INDEX"
        target.exec_driver_sql(f'CREATE {kind} "{name}" ON "{table}" ({listed})')


def carry(
    target: Connection, source: Connection, found: Additions, taken: Mapping[str, Iterable[str]]
) -> None:
    """Take over what `source` has besides: the columns of the rows that were taken (GUIDs by kind),
    and the rows of whole tables."""
    for table, columns in found.columns.items():
        if table in taken:
            _carry_columns(target, source, table, columns, list(taken[table]))
    for table, columns in found.tables.items():
        _carry_table(target, source, table, columns)


def _carry_columns(
    target: Connection, source: Connection, table: str, columns: list[_Column], guids: list[str]
) -> None:
    listed = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(f'"{column.name}" = ?' for column in columns)
    for start in range(0, len(guids), _CHUNK):
        some = guids[start : start + _CHUNK]
        wanted = "SELECT value FROM json_each(?)"
        query = f'SELECT {listed}, guid FROM "{table}" WHERE guid IN ({wanted})'
        rows = [tuple(row) for row in source.exec_driver_sql(query, (json_list(some),))]
        if rows:
            target.exec_driver_sql(f'UPDATE "{table}" SET {values} WHERE guid = ?', rows)


def _carry_table(
    target: Connection, source: Connection, table: str, columns: list[_Column]
) -> None:
    names = [column.name for column in columns]
    listed = ", ".join(f'"{name}"' for name in names)
    select = f'SELECT {listed} FROM "{table}"'
    rows = [tuple(row) for row in source.exec_driver_sql(select)]
    verb = "INSERT OR IGNORE"
    if set(names) >= _ROW_COLUMNS:
        verb = "INSERT OR REPLACE"
        ours = {row[names.index("guid")]: row for row in map(tuple, target.exec_driver_sql(select))}
        rows = [row for row in rows if _is_later(names, row, ours.get(row[names.index("guid")]))]
    if rows:
        marks = ", ".join("?" * len(names))
        target.exec_driver_sql(f'{verb} INTO "{table}" ({listed}) VALUES ({marks})', rows)


def _is_later(names: list[str], row: tuple[Any, ...], other: tuple[Any, ...] | None) -> bool:
    if other is None:
        return True
    order = [names.index("changed_at"), names.index("changed_by")]

    def version(of: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*(of[place] for place in order), repr(of))

    return version(row) > version(other)


def leave_out(connection: Connection) -> None:
    """Empty the tables that this program does not know."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for table in additions(connection).tables:
        connection.exec_driver_sql(f'DELETE FROM "{table}"')
