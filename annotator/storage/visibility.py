"""What is in sight: tombstones are not, with one exception.

A code, document or coder that a colleague deleted while another coder's codings still refer to it
stays in sight: hiding it would lose their work. This is a rule of reading, not a change of rows,
so it holds whatever the order in which files were merged.
"""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Row,
    and_,
    exists,
    or_,
)

from annotator.corpus.changes import CODE, CODER, DOCUMENT
from annotator.storage import clock, schema

FoundRow: TypeAlias = Row[Any] | SimpleNamespace
"""A row that a query found, or the history told of, with its columns as attributes."""

KEPT_KINDS = (CODE, DOCUMENT, CODER)
"""Kinds of rows that stay in sight when they are deleted, while codings refer to them."""


def alive(kind: str) -> ColumnElement[bool]:
    """The condition under which a row of this kind is in sight."""
    table = schema.ROW_TABLES[kind]
    living = table.c.deleted == 0
    if kind not in KEPT_KINDS:
        return living
    coding = schema.coding
    coded = exists().where(coding.c[kind] == table.c.guid, coding.c.deleted == 0)
    if kind == "document":
        return and_(table.c.replaced_by.is_(None), or_(living, coded))
    return or_(living, coded)


def times(row: FoundRow) -> tuple[datetime, datetime]:
    """When the row was made and last changed; a row never changed was changed when made."""
    changed = max(row.changed_at, row.created_at)
    return clock.to_datetime(row.created_at), clock.to_datetime(changed)


def document_order() -> tuple[ColumnElement[Any], ...]:
    """The columns that documents are listed by."""
    table = schema.document
    return (table.c.position, table.c.created_at, table.c.guid)
