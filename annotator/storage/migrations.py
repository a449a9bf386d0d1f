"""From the tables of an older version to today's: one function a version, one transaction."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import sqlite

from annotator.storage import schema

_DIALECT: Final = sqlite.dialect()


def _upgrade_1_to_2(connection: Connection) -> None:
    """Team work: consensus coder, versions of documents, rounds, decisions, document attributes.

    The statements are those of version 2 as it was, whatever the tables become later.
    """
    for statement in _VERSION_2:
        connection.exec_driver_sql(statement)


_STAMP = (
    "created_at INTEGER NOT NULL, created_by TEXT NOT NULL, changed_at INTEGER NOT NULL,"
    " changed_by TEXT NOT NULL, deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),"
    " PRIMARY KEY (guid)"
)


def _reference(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table} (guid) DEFERRABLE INITIALLY DEFERRED"


_VERSION_2 = (
    "ALTER TABLE project ADD COLUMN blind INTEGER NOT NULL DEFAULT '0'",
    "ALTER TABLE coder ADD COLUMN kind TEXT NOT NULL DEFAULT 'person'",
    "ALTER TABLE document ADD COLUMN replaced_by TEXT"
    " REFERENCES document (guid) DEFERRABLE INITIALLY DEFERRED",
    "CREATE TABLE document_attribute (guid TEXT NOT NULL, document TEXT NOT NULL,"
    f" name TEXT NOT NULL, value TEXT NOT NULL, {_STAMP}, {_reference('document', 'document')})"
    " STRICT",
    "CREATE INDEX attribute_by_document ON document_attribute (document)",
    "CREATE TABLE round (guid TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,"
    " purpose TEXT NOT NULL, blind INTEGER NOT NULL, cues_locked INTEGER NOT NULL,"
    f" {_STAMP}) STRICT",
    "CREATE TABLE assignment (guid TEXT NOT NULL, round TEXT NOT NULL, document TEXT NOT NULL,"
    f" coder TEXT NOT NULL, {_STAMP}, {_reference('round', 'round')},"
    f" {_reference('document', 'document')}, {_reference('coder', 'coder')}) STRICT",
    "CREATE TABLE decision (guid TEXT NOT NULL, document TEXT NOT NULL, coder TEXT NOT NULL,"
    " verdict TEXT NOT NULL, about TEXT NOT NULL, taken TEXT, outcome TEXT,"
    f" reason TEXT NOT NULL, {_STAMP}, {_reference('document', 'document')},"
    f" {_reference('coder', 'coder')}, {_reference('outcome', 'coding')}) STRICT",
    "CREATE INDEX decision_by_document ON decision (document)",
)

UPGRADES: Final[dict[int, Callable[[Connection], None]]] = {1: _upgrade_1_to_2}
"""``UPGRADES[n]`` turns the tables of version n into those of n + 1. Version 1 is the first."""


def create_current(connection: Connection) -> None:
    """Make today's tables in an empty file, and sign it."""
    schema.metadata.create_all(connection)
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


def upgrade(engine: Engine, path: Path, version: int, backup_folder: Path | None) -> None:
    """Bring a file of `version` to today's, after a copy to `backup_folder` where one is named."""
    if backup_folder is not None:
        backup_folder.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, backup_folder / f"{path.stem}.version-{version}{path.suffix}")
    immediate = engine.execution_options(immediate=True)
    with immediate.connect() as connection, connection.begin():
        for number in range(version, schema.VERSION):
            UPGRADES[number](connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {schema.VERSION}")


@dataclass(frozen=True)
class Shape:
    """What the tables of a file look like: enough to tell a project from something else."""

    objects: frozenset[tuple[str, str]]
    """Type and name of every table, index, trigger and view."""
    columns: frozenset[tuple[str, str, str, int]]
    """Table, column, declared type, place in the primary key, of tables that check types."""


def shape(connection: Connection) -> Shape:
    """The shape of an open file."""
    objects = connection.exec_driver_sql(
        "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    )
    columns = connection.exec_driver_sql(
        "SELECT l.name, i.name, i.type, i.pk FROM pragma_table_list AS l, "
        "pragma_table_xinfo(l.name) AS i WHERE l.schema = 'main' AND l.strict"
    )
    return Shape(
        frozenset((str(kind), str(name)) for kind, name in objects),
        frozenset((str(t), str(c), str(kind), int(pk)) for t, c, kind, pk in columns),
    )


@cache
def current_shape() -> Shape:
    """The shape of a file of today's version, from the declared tables: opening a project must
    not wait for a database to be made for comparison."""
    objects: set[tuple[str, str]] = set()
    columns: set[tuple[str, str, str, int]] = set()
    for table in schema.metadata.tables.values():
        objects.add(("table", table.name))
        objects |= {("index", str(index.name)) for index in table.indexes}
        place = {column.name: at for at, column in enumerate(table.primary_key, start=1)}
        for column in table.columns:
            kind = column.type.compile(dialect=_DIALECT)
            columns.add((table.name, column.name, kind, place.get(column.name, 0)))
    return Shape(frozenset(objects), frozenset(columns))
