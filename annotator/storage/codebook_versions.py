"""The codebook as it was: each step that changed it made a version, and history has them all."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

from sqlalchemy import Connection, select

from annotator.corpus.changes import CODEBOOK_KINDS
from annotator.corpus.codebook import Codebook, CodebookVersion
from annotator.corpus.step_labels import label_from
from annotator.corpus.trail import step_title
from annotator.corpus.undo_state import MERGE
from annotator.storage import clock, schema
from annotator.storage.codebook_queries import resolve_contradictions
from annotator.storage.codebook_rows import attribute_of, code_of, relation_type_of
from annotator.storage.images import read_image, refuse_faulty_version
from annotator.storage.rows import Row


def versions(connection: Connection) -> list[CodebookVersion]:
    """All versions, the first one first. Steps merged from colleagues' files count like others;
    the merge itself does not, since it only brought them here."""
    step, change = schema.step, schema.change
    query = (
        select(step.c.at, step.c.coder, step.c.label, step.c.words, step.c.kind)
        .where(
            step.c.seq.in_(select(change.c.step).where(change.c.kind.in_(CODEBOOK_KINDS))),
            step.c.kind != MERGE,
        )
        .order_by(step.c.at, step.c.coder)
    )
    return [
        CodebookVersion(number, at, clock.to_datetime(at), coder, _title(label, words, kind))
        for number, (at, coder, label, words, kind) in enumerate(connection.execute(query), 1)
    ]


def _title(label: str, words: str | None, kind: str) -> str:
    return step_title(label_from(label, words), kind)


def codebook_at(connection: Connection, at: int) -> Codebook:
    """The codebook as it was at a clock reading, from the history."""
    rows: dict[str, dict[str, Row]] = {kind: {} for kind in CODEBOOK_KINDS}
    for kind, guid, before, after, when, coder in _changes(connection, at):
        known = rows[kind]
        if guid in known:
            # Two people may have made the same code; the first one's is the row that was edited.
            stamp = {"changed_at": when, "changed_by": coder}
            known[guid] |= stamp | (after if before is not None else {})
        else:
            stamp = {"created_at": when, "created_by": coder}
            stamp |= {"changed_at": when, "changed_by": coder}
            known[guid] = {"guid": guid} | schema.DEFAULTS[kind] | stamp | after
    for kind, known in rows.items():
        for row in known.values():
            refuse_faulty_version(kind, row)
    living = {
        kind: [SimpleNamespace(**row) for row in known.values() if not row["deleted"]]
        for kind, known in rows.items()
    }
    codebook = Codebook(
        tuple(code_of(row) for row in living["code"]),
        attributes=tuple(attribute_of(row) for row in living["attribute"]),
        relation_types=tuple(relation_type_of(row) for row in living["relation_type"]),
    )
    return resolve_contradictions(
        codebook, map(vars, living["code"]), map(vars, living["relation_type"])
    )


def _changes(
    connection: Connection, at: int
) -> Iterator[tuple[str, str, str | None, Row, int, str]]:
    step, change = schema.step, schema.change
    query = (
        select(
            *(change.c.kind, change.c.row, change.c.before, change.c.after),
            *(step.c.at, step.c.coder),
        )
        .join(step, step.c.seq == change.c.step)
        .where(change.c.kind.in_(CODEBOOK_KINDS), step.c.at <= at, step.c.kind != MERGE)
        .order_by(step.c.at, step.c.coder, change.c.number)
    )
    for kind, guid, before, after, when, coder in connection.execute(query):
        yield kind, guid, before, read_image(kind, after), when, coder
