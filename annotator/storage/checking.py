"""Integrity of a project file: the database's own, and that of each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from annotator.corpus.changes import KINDS
from annotator.storage import schema
from annotator.storage.validation import fault


def storage_faults(connection: Connection) -> Iterator[str]:
    """Damage that SQLite finds: pages, indexes, rows that refer to nothing."""
    for found in connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars():
        if found != "ok":
            yield f"The database is damaged: {found}."
    for table, _row, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"A {table} refers to a {parent} that is not there."


def row_faults(connection: Connection) -> Iterator[str]:
    """Rows that say what can't be, and rows later than the history knows."""
    references: dict[str, dict[str, dict[str, Any]]] = {}
    latest = connection.scalar(select(func.max(schema.step.c.at))) or 0
    for kind in KINDS:
        query = select(schema.ROW_TABLES[kind])
        rows = {row["guid"]: dict(row) for row in connection.execute(query).mappings()}
        references[kind] = rows
        for guid, row in rows.items():
            reason = fault(kind, row, references)
            if reason:
                yield f"The {kind} {guid} is not sound: {reason}."
            if row["changed_at"] > latest:
                yield f"The {kind} {guid} was changed at a time that the history does not know."
    if len(references["project"]) != 1:
        yield f"The file holds {len(references['project'])} projects, not one."
    yield from _lost_texts(connection)


def _lost_texts(connection: Connection) -> Iterator[str]:
    text = schema.document_text.c.document
    query = select(schema.document.c.name).where(schema.document.c.guid.not_in(select(text)))
    for name in connection.scalars(query):
        yield f"The text of the document “{name}” is missing."
