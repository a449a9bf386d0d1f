"""Two files' histories: what each knows of a row, and both as one."""

from __future__ import annotations

from collections.abc import Container, Iterator

from sqlalchemy import Connection, func, select

from annotator.storage import clock, schema
from annotator.storage.bulk_insert import insert_rows, insert_values
from annotator.storage.images import change_fault, step_fault
from annotator.storage.statements import each_of

_CHUNK = 5_000
"""Steps whose changes are in memory at once."""


def known_versions(connection: Connection, guids: list[str]) -> set[tuple[str, int, str]]:
    """Row, clock reading and coder of every change that a file knows of these rows."""
    query = (
        select(schema.change.c.row, schema.step.c.at, schema.step.c.coder)
        .join(schema.step, schema.step.c.seq == schema.change.c.step)
        .where(schema.change.c.row.in_(each_of(guids)))
    )
    return {(row, at, coder) for row, at, coder in connection.execute(query)}


def latest_reading(source: Connection) -> int:
    """The latest plausible reading that a file has seen."""
    readings = source.scalars(select(schema.step.c.at))
    return max((at for at in readings if clock.is_plausible(at)), default=clock.ORIGIN)


def faulty_steps(target: Connection, source: Connection) -> Iterator[tuple[str, str]]:
    """The steps of the source that the target does not know and that can't be read: GUID, why."""
    known = set(target.scalars(select(schema.step.c.guid)))
    new: dict[int, str] = {}
    faulty: dict[int, str] = {}
    for step in source.execute(select(schema.step)).mappings():
        if step["guid"] not in known:
            new[step["seq"]] = step["guid"]
            reason = step_fault(dict(step))
            if reason is not None:
                faulty[step["seq"]] = reason
    change = schema.change.c
    numbers = list(new)
    for start in range(0, len(numbers), _CHUNK):
        query = select(change.step, change.kind, change.row, change.before, change.after)
        for seq, *image in source.execute(
            query.where(change.step.in_(each_of(numbers[start : start + _CHUNK])))
        ):
            reason = change_fault(*image)
            if reason is not None:
                faulty.setdefault(seq, reason)
    for seq, reason in faulty.items():
        yield new[seq], reason


def unite(target: Connection, source: Connection, skipped: Container[str] = ()) -> None:
    """Copy the steps that the target does not know, but for those `skipped` (GUIDs)."""
    known = set(target.scalars(select(schema.step.c.guid)))
    last = target.scalar(select(func.max(schema.step.c.seq))) or 0
    query = select(schema.step).order_by(schema.step.c.at, schema.step.c.seq)
    steps = [
        dict(step)
        for step in source.execute(query).mappings()
        if step["guid"] not in known and step["guid"] not in skipped
    ]
    renumbered = {step["seq"]: last + number for number, step in enumerate(steps, 1)}
    if steps:
        copies = [step | {"seq": renumbered[step["seq"]], "state": None} for step in steps]
        insert_rows(target, schema.step, copies)
        _copy_changes(target, source, renumbered)


def _copy_changes(target: Connection, source: Connection, renumbered: dict[int, int]) -> None:
    numbers, names = list(renumbered), schema.change.c.keys()
    for start in range(0, len(numbers), _CHUNK):
        chunk = numbers[start : start + _CHUNK]
        query = select(schema.change).where(schema.change.c.step.in_(each_of(chunk)))
        rows = [(renumbered[row[0]], *row[1:]) for row in source.execute(query)]
        insert_values(target, schema.change, names, rows)
