"""Which rounds codings were made in, what coders chose to work in, and the seals of rounds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from annotator.corpus.changes import SEAL
from annotator.corpus.identity import study_entry_guid
from annotator.storage import clock, schema
from annotator.storage.rows import living_rows, read_rows
from annotator.storage.statements import each_of

if TYPE_CHECKING:
    from annotator.storage.study_rows import SealRow

WORK, CURRENT = "round", "current"
"""Section and name of the entry that says which round a coder (its subject) works in."""


@dataclass(frozen=True, slots=True)
class SealStamp:
    """When a seal was made and by whom (a GUID)."""

    at: datetime
    coder: str


def codings_by_round(connection: Connection) -> dict[str, str]:
    """The round (GUID) of each coding that was made in one."""
    table = schema.coding
    query = select(table.c.guid, table.c.round).where(
        table.c.round.is_not(None), table.c.deleted == 0
    )
    return {row.guid: row.round for row in connection.execute(query)}


def assigned_rounds(
    connection: Connection, coder: str, documents: Collection[str]
) -> list[tuple[str, str]]:
    """The rounds in which documents are a coder's, with the document (GUIDs); earliest first."""
    table, of = schema.assignment, schema.coding_round
    query = (
        select(table.c.round, table.c.document)
        .join(of, of.c.guid == table.c.round)
        .where(table.c.deleted == 0, of.c.deleted == 0, table.c.coder == coder)
        .where(table.c.document.in_(each_of(documents)))
        .order_by(of.c.position, of.c.guid)
    )
    return [(made_in, document) for made_in, document in connection.execute(query)]


def codes_again(connection: Connection, coder: str) -> bool:
    """Whether a coder codes documents a second time in a round that is open."""
    table, of = schema.assignment, schema.coding_round
    query = (
        select(table.c.guid)
        .join(of, of.c.guid == table.c.round)
        .where(table.c.deleted == 0, of.c.deleted == 0, table.c.coder == coder)
        .where(func.json_extract(of.c.design, "$.repeat") == 1)
        .where(of.c.guid.not_in(sealed_rounds(connection)))
    )
    return connection.scalars(query.limit(1)).first() is not None


def has_assignments(connection: Connection, coding_round: str) -> bool:
    """Whether anything is assigned in a round (a GUID)."""
    table = schema.assignment
    query = select(table.c.guid).where(table.c.round == coding_round, table.c.deleted == 0)
    return connection.scalars(query.limit(1)).first() is not None


def seals(connection: Connection) -> dict[str, SealRow]:
    """The seal of each sealed round (GUID): the first that was made, for a seal is for good."""
    from annotator.storage.study_rows import SealRow  # noqa: PLC0415  (start-up)

    found: dict[str, SealRow] = {}
    for row in living_rows(connection, SealRow):
        found.setdefault(row.round, row)
    return found


def sealed_rounds(connection: Connection) -> set[str]:
    """The rounds (GUIDs) that are sealed; without reading what was sealed."""
    table = schema.ROW_TABLES[SEAL]
    return set(connection.scalars(select(table.c.round).where(table.c.deleted == 0)))


def seal_stamp(connection: Connection, guid: str) -> SealStamp:
    """When and by whom a seal (a GUID) was made."""
    table = schema.ROW_TABLES[SEAL]
    query = select(table.c.created_at, table.c.created_by).where(table.c.guid == guid)
    at, coder = connection.execute(query).one()
    return SealStamp(clock.to_datetime(at), coder)


def chosen_round(connection: Connection, coder: str) -> str | None:
    """The round (GUID) that a coder chose to work in."""
    from annotator.storage.study_rows import StudyEntryRow  # noqa: PLC0415  (start-up)

    guid = study_entry_guid(WORK, coder, CURRENT)
    row = read_rows(connection, StudyEntryRow, [guid]).get(guid)
    return row.value if row is not None and not row.deleted and row.value else None
