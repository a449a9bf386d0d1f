"""Pieces of statements that are made once and run often, and how many rows are written at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

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


@contextmanager
def room_to_write(connection: Connection) -> Iterator[None]:
    """More memory for pages while the block writes very many rows."""
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_ROOM_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_USUAL_KIB}")
