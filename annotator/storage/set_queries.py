"""Sets of documents: from rows to values."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from annotator.corpus.document import DocumentSet
from annotator.storage import schema
from annotator.storage.rows import living_rows
from annotator.storage.study_rows import NamedSetRow, SetMemberRow
from annotator.storage.visibility import alive, document_order

DOCUMENTS: Final = "document"
"""What sets of documents are about."""


def document_sets(connection: Connection) -> list[DocumentSet]:
    """The sets of documents in their order; members that are not in sight are left out."""
    rows = [row for row in living_rows(connection, NamedSetRow) if row.about == DOCUMENTS]
    if not rows:
        return []
    members: dict[str, set[str]] = {}
    for member in living_rows(connection, SetMemberRow):
        members.setdefault(member.named_set, set()).add(member.member)
    table = schema.document
    query = select(table.c.guid).where(alive("document")).order_by(*document_order())
    order = list(connection.scalars(query))
    return [
        DocumentSet(
            row.guid, row.name, tuple(one for one in order if one in members.get(row.guid, ()))
        )
        for row in rows
    ]
