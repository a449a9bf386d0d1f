"""The history as a trail: who did what, when, and what it was before.

A long history is read a page at a time: `numbers` finds the steps that are asked for as numbers
alone, `facts` and `changes_of` say more about those that are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, case, func, or_, select, union

from annotator.corpus import changes as kinds
from annotator.corpus.step_labels import label_from
from annotator.corpus.trail import CoderTrail, StepFacts, TrailChange, TrailFilter, TrailStep
from annotator.corpus.undo_state import MERGE, UNDO
from annotator.storage import clock, schema
from annotator.storage.images import read_before, read_image
from annotator.storage.statements import each_of
from annotator.storage.visibility import FoundRow


def numbers(connection: Connection, wanted: TrailFilter) -> list[int]:
    """The numbers of the steps that are wanted, in order of time."""
    step = schema.step
    query = select(step.c.seq).order_by(step.c.at, step.c.coder, step.c.seq)
    if wanted.coder is not None:
        query = query.where(step.c.coder == wanted.coder)
    if wanted.since is not None:
        query = query.where(step.c.at >= clock.from_datetime(wanted.since))
    if wanted.until is not None:
        query = query.where(step.c.at < clock.from_datetime(wanted.until))
    concerned = _concerned(wanted)
    if concerned:
        query = query.where(step.c.seq.in_(select(schema.change.c.step).where(*concerned)))
    # One text from the database is three times as quick as a row for each number.
    found = connection.scalar(select(func.group_concat(query.subquery().c.seq)))
    return [int(number) for number in found.split(",")] if found else []


def _concerned(wanted: TrailFilter) -> list[ColumnElement[bool]]:
    """What a change must meet: its row is one of those that the filter is about."""
    conditions: list[ColumnElement[bool]] = []
    for guid, rows in (
        (wanted.document, _rows_of_document),
        (wanted.code, _rows_of_code),
        (wanted.coding, _rows_of_one),
    ):
        if guid is not None:
            things = union(*rows(guid)).cte()
            about = union(select(things.c.guid), *_hanging_on(things)).subquery()
            conditions.append(schema.change.c.row.in_(select(about.c.guid)))
    return conditions


def _rows_of_document(guid: str) -> list[Select[Any]]:
    """Its own row and those that name it, now or at any time."""
    named = (
        *(schema.coding, schema.status, schema.document_attribute),
        *(schema.assignment, schema.decision),
    )
    return [
        select(schema.document.c.guid).where(schema.document.c.guid == guid),
        *(select(table.c.guid).where(table.c.document == guid) for table in named),
        _once_naming(guid, kinds.CODING),
    ]


def _rows_of_code(guid: str) -> list[Select[Any]]:
    named = (schema.coding, schema.attribute)
    return [
        select(schema.code.c.guid).where(schema.code.c.guid == guid),
        *(select(table.c.guid).where(table.c.code == guid) for table in named),
        _once_naming(guid, kinds.CODING, kinds.ATTRIBUTE),
    ]


def _rows_of_one(guid: str) -> list[Select[Any]]:
    return [select(schema.coding.c.guid).where(schema.coding.c.guid == guid)]


def _once_naming(guid: str, *of: str) -> Select[Any]:
    """Rows that a change took from, or brought to, what has this GUID."""
    change = schema.change
    named = or_(func.instr(change.c.after, guid) > 0, func.instr(change.c.before, guid) > 0)
    return select(change.c.row.label("guid")).where(change.c.kind.in_(of), named)


def _hanging_on(things: CTE) -> list[Select[Any]]:
    here = select(things.c.guid)
    value, relation, memo = schema.attribute_value, schema.relation, schema.memo
    return [
        select(value.c.guid).where(value.c.coding.in_(here)),
        select(relation.c.guid).where(relation.c.source.in_(here)),
        select(relation.c.guid).where(relation.c.target.in_(here)),
        select(memo.c.guid).where(memo.c.subject.in_(here)),
    ]


def rows_of_coding(connection: Connection, guid: str) -> set[str]:
    """The GUIDs of a coding, its values, the memos on it and its relations, tombstones too."""
    things = union(*_rows_of_one(guid)).cte()
    about = union(select(things.c.guid), *_hanging_on(things))
    return set(connection.scalars(about))


def facts(connection: Connection, steps: Sequence[int]) -> list[StepFacts]:
    """About these steps, in the order in which they are given."""
    step, change = schema.step, schema.change
    found: dict[int, StepFacts] = {}
    counted = select(change.c.step, func.count()).where(change.c.step.in_(each_of(steps)))
    rows = connection.execute(counted.group_by(change.c.step))
    counts: dict[int, int] = {number: count for number, count in rows}  # noqa: C416
    for row in connection.execute(select(step).where(step.c.seq.in_(each_of(steps)))):
        found[row.seq] = _facts(row, counts.get(row.seq, 0))
    return [found[number] for number in steps]


def _facts(row: FoundRow, number: int) -> StepFacts:
    at, label = clock.to_datetime(row.at), label_from(row.label, row.words)
    return StepFacts(row.seq, row.guid, at, row.coder, row.kind, label, number)


def changes_of(
    connection: Connection, step: int, most: int | None = None, rows: Iterable[str] | None = None
) -> list[TrailChange]:
    """What one step changed: all, the first of it, or what it changed in these rows (GUIDs)."""
    change = schema.change
    query = select(change).where(change.c.step == step, _is_known())
    query = query.order_by(change.c.number).limit(most)
    if rows is not None:
        query = query.where(change.c.row.in_(each_of(rows)))
    return [_change(row) for row in connection.execute(query)]


def trail(
    connection: Connection,
    coder: str | None = None,
    since: datetime | None = None,
    *,
    document: str | None = None,
    code: str | None = None,
    until: datetime | None = None,
) -> list[TrailStep]:
    """The steps in order of time with all that they changed: all, or those that are wanted."""
    wanted = TrailFilter(coder, document, code, None, since, until)
    return steps_of(connection, numbers(connection, wanted))


def steps_of(connection: Connection, steps: Sequence[int]) -> list[TrailStep]:
    """These steps with all that they changed."""
    step, change = schema.step, schema.change
    found: dict[int, FoundRow] = {}
    changes: dict[int, list[TrailChange]] = {}
    for row in connection.execute(select(step).where(step.c.seq.in_(each_of(steps)))):
        found[row.seq] = row
    query = select(change).where(change.c.step.in_(each_of(steps)), _is_known())
    for row in connection.execute(query.order_by(change.c.step, change.c.number)):
        changes.setdefault(row.step, []).append(_change(row))
    return [
        TrailStep(
            *(row.guid, clock.to_datetime(row.at), row.coder, row.kind),
            label_from(row.label, row.words),
            tuple(changes.get(row.seq, ())),
        )
        for row in (found[number] for number in steps)
    ]


def by_coder(connection: Connection) -> list[CoderTrail]:
    """The history in numbers, a row for each coder in it."""
    step, change = schema.step, schema.change
    own = step.c.kind != MERGE
    is_new = change.c.before.is_(None)
    is_gone = func.instr(change.c.after, '"deleted":1') > 0
    counted = (
        select(
            step.c.coder,
            func.sum(case((is_new, 1), else_=0)),
            func.sum(case((is_new | is_gone, 0), else_=1)),
            func.sum(case((is_gone & ~is_new, 1), else_=0)),
        )
        .join(change, change.c.step == step.c.seq)
        .where(own, change.c.kind == kinds.CODING)
        .group_by(step.c.coder)
    )
    codings = {coder: (m, c, d) for coder, m, c, d in connection.execute(counted)}
    undone = func.sum(case((step.c.kind == UNDO, 1), else_=0))
    query = select(
        step.c.coder, func.count(), func.min(step.c.at), func.max(step.c.at), undone
    ).where(own)
    return [
        CoderTrail(
            *(coder, number, clock.to_datetime(first), clock.to_datetime(last), back),
            *codings.get(coder, (0, 0, 0)),
        )
        for coder, number, first, last, back in connection.execute(
            query.group_by(step.c.coder).order_by(func.min(step.c.at))
        )
    ]


def turning_points(connection: Connection) -> list[int]:
    """The numbers of the steps that changed the ground that everybody stands on, in order of
    time: the codebook, the documents, and what came in from other files."""
    step, change = schema.step, schema.change
    ground = (*kinds.CODEBOOK_KINDS, kinds.DOCUMENT)
    touched = select(change.c.step).where(change.c.kind.in_(ground))
    query = (
        select(step.c.seq)
        .where(or_(step.c.kind == MERGE, step.c.seq.in_(touched)))
        .order_by(step.c.at, step.c.coder, step.c.seq)
    )
    return list(connection.scalars(query))


def names(connection: Connection) -> dict[str, str]:
    """By GUID, what coders, documents, codes, attributes, relations and rounds are called, those
    that are deleted too."""
    found: dict[str, str] = {}
    named = (schema.project, schema.coder, schema.document, schema.code, schema.attribute)
    for table in (*named, schema.relation_type, schema.coding_round):
        query = select(table.c.guid, table.c.name)
        found.update((guid, name) for guid, name in connection.execute(query))
    return found


def _is_known() -> ColumnElement[bool]:
    """Changes of rows that there are here; a later version of the format may have more kinds."""
    return schema.change.c.kind.in_(kinds.KINDS)


def _change(row: FoundRow) -> TrailChange:
    before = read_before(row.kind, row.before)
    return TrailChange(row.kind, row.row, before, read_image(row.kind, row.after))
