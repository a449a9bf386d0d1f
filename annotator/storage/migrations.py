"""From the tables of an older version to today's: one function a version, one transaction."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine

from annotator.storage import schema

UPGRADES: Final[dict[int, Callable[[Connection], None]]] = {}
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
    """The shape of a file of today's version."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        schema.metadata.create_all(connection)
        return shape(connection)
