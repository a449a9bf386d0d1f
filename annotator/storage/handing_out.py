"""A copy of a project with less in it: what is left out is not in the file at all."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from annotator.storage import schema
from annotator.storage.project_file import ProjectFile


def reduce_copy(path: Path, documents: Collection[str] | None, coder: str | None) -> None:
    """Take out of the project file at `path` every document that is not among `documents` (None
    keeps all) and every coding, memo and relation that is not `coder`'s (None keeps none).

    Their history goes as well, and the file is written anew, so that nothing of them is left.
    """
    with ProjectFile.open(path) as project:
        with project.rewriting() as connection:
            _take_out(connection, documents, coder)
        project.vacuum()


def _take_out(connection: Connection, documents: Collection[str] | None, coder: str | None) -> None:
    document, coding = schema.document, schema.coding
    if documents is not None:
        gone = select(document.c.guid).where(document.c.guid.not_in(documents))
        _drop(connection, "status", schema.status.c.document.in_(gone))
        foreign = or_(coding.c.document.in_(gone), coding.c.coder != (coder or ""))
    else:
        foreign = coding.c.coder != (coder or "")
    codings = select(coding.c.guid).where(foreign)
    relation, value = schema.relation, schema.attribute_value
    _drop(
        connection, "relation", or_(relation.c.source.in_(codings), relation.c.target.in_(codings))
    )
    _drop(connection, "attribute_value", value.c.coding.in_(codings))
    _drop(connection, "memo", schema.memo.c.coder != (coder or ""))
    _drop(connection, "status", schema.status.c.coder != (coder or ""))
    _drop(connection, "decision", schema.decision.c.guid.is_not(None))
    _drop(connection, "coding", foreign)
    if documents is not None:
        texts = schema.document_text
        connection.execute(delete(texts).where(texts.c.document.not_in(documents)))
        for kind in ("document_attribute", "assignment", "decision"):
            _drop(connection, kind, schema.ROW_TABLES[kind].c.document.in_(gone))
        _drop(connection, "document", document.c.guid.not_in(documents))
    _drop_empty_steps(connection)


def _drop(connection: Connection, kind: str, condition: ColumnElement[bool]) -> None:
    """Delete rows of a kind, and what the history says of them."""
    table, change = schema.ROW_TABLES[kind], schema.change
    guids = select(table.c.guid).where(condition)
    connection.execute(delete(change).where(change.c.kind == kind, change.c.row.in_(guids)))
    connection.execute(delete(table).where(condition))


def _drop_empty_steps(connection: Connection) -> None:
    step, change = schema.step, schema.change
    connection.execute(delete(step).where(step.c.seq.not_in(select(change.c.step))))
    # What is left can't be undone here: parts of the steps are missing.
    connection.execute(step.update().values(state=None))
