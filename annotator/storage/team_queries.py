"""Rounds, assignments and decisions: from rows to corpus values."""

from __future__ import annotations

from sqlalchemy import Connection, select

from annotator.corpus.coding import Coding
from annotator.corpus.team import Assignment, Decision, Round
from annotator.storage import schema, study_tables
from annotator.storage.row_values import coding_row, decision_of, round_of
from annotator.storage.visibility import alive

_MEANT = ("document", "code", "coder", "start", "end", "parts")


def rounds(connection: Connection) -> list[Round]:
    """The rounds of the study in their order."""
    return [round_of(row) for row in connection.execute(_ROUNDS)]


_ROUNDS = (
    select(schema.coding_round)
    .where(schema.coding_round.c.deleted == 0)
    .order_by(schema.coding_round.c.position, schema.coding_round.c.guid)
)
"""Made once: it is asked with every coding."""


def assignments(connection: Connection, coding_round: str | None = None) -> list[Assignment]:
    """Who codes what, in all rounds or in one (a GUID); deleted documents and earlier versions
    left out."""
    table, document, of = schema.assignment, schema.document, schema.coding_round
    query = (
        select(table.c.round, table.c.document, table.c.coder)
        .join(document, document.c.guid == table.c.document)
        .join(of, of.c.guid == table.c.round)
        .where(table.c.deleted == 0, of.c.deleted == 0, alive("document"))
        .order_by(of.c.position, document.c.position, table.c.coder)
    )
    if coding_round is not None:
        query = query.where(table.c.round == coding_round)
    return [Assignment(*row) for row in connection.execute(query)]


def decisions(connection: Connection, document: str | None = None) -> list[Decision]:
    """What adjudicators decided, in all documents or in one, in the order of time."""
    table = schema.decision
    query = select(table).where(table.c.deleted == 0).order_by(table.c.changed_at, table.c.guid)
    if document is not None:
        query = query.where(table.c.document == document)
    return [decision_of(row) for row in connection.execute(query)]


def decided_documents(connection: Connection) -> set[str]:
    """The documents (GUIDs) in which something was decided."""
    table = schema.decision
    query = select(table.c.document).where(table.c.deleted == 0).distinct()
    return set(connection.scalars(query))


def coding_like(connection: Connection, coding: Coding) -> str | None:
    """The GUID of a living coding with document, code, coder and passage of this one."""
    table, row = schema.coding, coding_row(coding)
    same = [table.c[name].is_not_distinct_from(row[name]) for name in _MEANT]
    query = select(table.c.guid).where(table.c.deleted == 0, *same).order_by(table.c.guid)
    return connection.scalars(query).first()


def designations(connection: Connection) -> dict[str, str]:
    """By document the coder whose codings of it answer questions; deleted documents and earlier
    versions left out."""
    table, document = study_tables.designation, schema.document
    query = (
        select(table.c.document, table.c.coder)
        .join(document, document.c.guid == table.c.document)
        .where(table.c.deleted == 0, alive("document"))
        .order_by(document.c.position, table.c.document)
    )
    return {row.document: row.coder for row in connection.execute(query)}
