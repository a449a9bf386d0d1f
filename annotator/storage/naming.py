"""Single rows and texts by GUID, deleted ones too: what is needed to name them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from annotator.storage import schema


def rows_by_guid(
    connection: Connection, kind: str, guids: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """The rows of a kind with these GUIDs, as they are stored."""
    table = schema.ROW_TABLES[kind]
    query = select(table).where(table.c.guid.in_(list(guids)))
    return {row["guid"]: dict(row) for row in connection.execute(query).mappings()}


def text_of(connection: Connection, document: str) -> str:
    """The text of a document; empty where there is none."""
    table = schema.document_text
    return str(connection.scalar(select(table.c.text).where(table.c.document == document)) or "")
