"""Statements are compiled once a process, not once for each file that is opened.

SQLAlchemy keeps compiled statements with the engine, by its dialect. An open file has an
engine of its own, and opening it runs some fifty statements, half of whose time was compiling. All
engines of the package are made alike, so what is compiled for one is right for all: their dialects
are equal, and they share one cache. With `URL` "sqlite://" and no cache given, all works as before.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_MOST = 1_000
"""Statements that are kept: more than the program has."""


class SharedDialect(SQLiteDialect_pysqlite):
    """The dialect of Python's SQLite, equal to any other one of the same class."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.shared", __name__, SharedDialect.__name__)

URL: Final = "sqlite+shared://"
COMPILED: Final[LRUCache[Any, Any]] = LRUCache(_MOST)
"""The option `compiled_cache` of all engines."""
