"""Sets of documents and of codes: from rows to values."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from annotator.corpus.codebook import Codebook, CodeSet
from annotator.corpus.document import DocumentSet
from annotator.storage import schema
from annotator.storage.rows import living_rows
from annotator.storage.set_rows import NamedSetRow, SetMemberRow
from annotator.storage.visibility import alive, document_order

DOCUMENTS: Final = "document"
"""What sets of documents are about."""
CODES: Final = "code"
"""What sets of codes are about."""


def _sets(connection: Connection, about: str) -> tuple[list[NamedSetRow], dict[str, set[str]]]:
    """The rows of sets in their order, and by set what is in it."""
    rows = [row for row in living_rows(connection, NamedSetRow) if row.about == about]
    members: dict[str, set[str]] = {}
    if rows:
        for member in living_rows(connection, SetMemberRow):
            members.setdefault(member.named_set, set()).add(member.member)
    return rows, members


def code_sets(connection: Connection, codebook: Codebook) -> tuple[CodeSet, ...]:
    """The sets of codes in their order; members that are not in sight are left out."""
    rows, members = _sets(connection, CODES)
    order = [code.guid for _depth, code in codebook.walk()] if rows else []
    return tuple(
        CodeSet(row.guid, row.name, tuple(one for one in order if one in members.get(row.guid, ())))
        for row in rows
    )


def document_sets(connection: Connection) -> list[DocumentSet]:
    """The sets of documents in their order; members that are not in sight are left out."""
    rows, members = _sets(connection, DOCUMENTS)
    if not rows:
        return []
    table = schema.document
    query = select(table.c.guid).where(alive("document")).order_by(*document_order())
    order = list(connection.scalars(query))
    return [
        DocumentSet(
            row.guid, row.name, tuple(one for one in order if one in members.get(row.guid, ()))
        )
        for row in rows
    ]
