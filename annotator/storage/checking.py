"""Integrity of a project file: the database's own, and that of each row."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from annotator.corpus.changes import KINDS
from annotator.corpus.messages import tr
from annotator.corpus.row_words import row_word
from annotator.storage import document_files, schema
from annotator.storage.images import change_fault, step_fault
from annotator.storage.opening import row_sentence
from annotator.storage.row_checks import faulty_rows, file_faults


def storage_faults(connection: Connection) -> Iterator[str]:
    """Damage that SQLite finds: pages, indexes, rows that refer to nothing."""
    for found in connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars():
        if found != "ok":
            yield tr("The database is damaged: {found}.", found=found)
    for table, _row, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield tr(
            "A row of “{table}” refers to a row of “{parent}” that is not there.",
            table=table,
            parent=parent,
        )


def row_faults(connection: Connection) -> Iterator[str]:
    """Rows that say what can't be, rows later than the history knows, a history that can't be
    read."""
    yield from file_faults(connection)
    for kind, guid, reason in faulty_rows(connection):
        yield row_sentence(kind, guid, reason)
    yield from document_files.faults(connection)
    latest = connection.scalar(select(func.max(schema.step.c.at))) or 0
    for kind in KINDS:
        table = schema.ROW_TABLES[kind].c
        for guid in connection.scalars(select(table.guid).where(table.changed_at > latest)):
            yield tr(
                "The {kind} {guid} was changed at a time that the history does not know.",
                kind=row_word(kind),
                guid=guid,
            )
    yield from history_faults(connection)


def history_faults(connection: Connection) -> Iterator[str]:
    """Steps of the history that can't be read."""
    for row in connection.execute(select(schema.step)).mappings():
        reason = step_fault(dict(row))
        if reason:
            yield tr(
                "Step {seq} of the history can't be read: {reason}.", seq=row["seq"], reason=reason
            )
    change = schema.change.c
    query = select(change.step, change.kind, change.row, change.before, change.after)
    for step, kind, row, before, after in connection.execute(query):
        reason = change_fault(kind, row, before, after)
        if reason:
            yield tr(
                "Step {step} of the history can't be read: {reason}.", step=step, reason=reason
            )
