"""Pieces of statements that are made once and run often, and how many rows are written at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Select, Table, bindparam, func, select
from sqlalchemy.dialects import sqlite

_ROOM_KIB: Final = 64 * 1024
"""Memory for pages while very many rows are written. With SQLite's own 2 MB, rows whose GUIDs fall
all over the indexes make it write and read the same pages over and over."""
_USUAL_KIB: Final = 2_000


def each_of(values: Iterable[str | int]) -> Select[tuple[Any]]:
    """A subquery of GUIDs or numbers, however many, for ``in_``: they are one parameter, a JSON
    list. The one way in which lists get into statements."""
    return _each_in(json_list(values))


def each_of_parameter(name: str) -> Select[tuple[Any]]:
    """The same for a statement that is made once: `name` is bound to a `json_list` when it runs."""
    return _each_in(bindparam(name))


def json_list(values: Iterable[str | int]) -> str:
    """What the parameter holds."""
    return json.dumps(list(values))


def _each_in(parameter: str | BindParameter[str]) -> Select[tuple[Any]]:
    return select(func.json_each(parameter).table_valued("value").c.value)


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write new rows that name the same columns. They go straight to the driver: SQLAlchemy takes
    as long to look at 50,000 rows as SQLite to write them."""
    if rows:
        names = tuple(rows[0])
        insert_values(connection, table, names, list(map(itemgetter(*names), rows)))


def insert_values(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Any]
) -> None:
    """The same of rows that are tuples, in the order of the columns `names`."""
    if rows:
        connection.exec_driver_sql(_insert(table, tuple(names)), rows)


@cache
def _insert(table: Table, names: tuple[str, ...]) -> str:
    quote = sqlite.dialect().identifier_preparer.quote
    columns, values = ", ".join(map(quote, names)), ", ".join("?" * len(names))
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({values})"


@contextmanager
def room_to_write(connection: Connection) -> Iterator[None]:
    """More memory for pages while the block writes very many rows."""
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_ROOM_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_USUAL_KIB}")
