"""The living rows of any row table by the names of its columns: for archives, which hold tables
that they know nothing else of."""

from __future__ import annotations

from sqlalchemy import Connection, select

from annotator.corpus.columns import Column
from annotator.storage import clock, schema

_HIDDEN = frozenset({"deleted", "created_by", "changed_by"})
_TIMES = ("created_at", "changed_at")


def names() -> list[str]:
    """The names of all row tables."""
    return list(schema.ROW_TABLES)


def living_rows(connection: Connection, table: str) -> tuple[list[str], list[list[Column]]]:
    """Columns and rows of a row table, in order of its GUIDs, without tombstones; times as ISO 8601
    in UTC. KeyError for a table that there is none of."""
    found = schema.ROW_TABLES[table]
    columns = [column for column in found.c if column.name not in _HIDDEN]
    query = select(*columns).where(found.c.deleted == 0).order_by(found.c.guid)
    rows = [
        [
            clock.to_datetime(cell).isoformat() if column.name in _TIMES else cell
            for column, cell in zip(columns, row, strict=True)
        ]
        for row in connection.execute(query)
    ]
    return [column.name for column in columns], rows
