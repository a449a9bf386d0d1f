"""The history as a trail: who did what, when, and what it was before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from annotator.storage import clock, schema


@dataclass(frozen=True, slots=True)
class TrailChange:
    """What a step did to one row: its kind and GUID, the columns that differ, before (None for a
    new row) and after."""

    kind: str
    row: str
    before: dict[str, Any] | None
    after: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One step of anybody's: `kind` is edit, undo, redo, merge or setup; `coder` a GUID."""

    guid: str
    at: datetime
    coder: str
    kind: str
    label: str
    changes: tuple[TrailChange, ...]


def trail(
    connection: Connection, coder: str | None = None, since: datetime | None = None
) -> list[TrailStep]:
    """The steps in order of time: all, or those of a coder (GUID), or from a moment on."""
    step = schema.step
    query = select(step).order_by(step.c.at, step.c.coder, step.c.seq)
    if coder is not None:
        query = query.where(step.c.coder == coder)
    if since is not None:
        query = query.where(step.c.at >= clock.from_datetime(since))
    rows = connection.execute(query).all()
    changes = _changes(connection, [row.seq for row in rows])
    return [
        TrailStep(
            row.guid,
            clock.to_datetime(row.at),
            row.coder,
            row.kind,
            row.label,
            tuple(changes.get(row.seq, ())),
        )
        for row in rows
    ]


def _changes(connection: Connection, steps: list[int]) -> dict[int, list[TrailChange]]:
    change = schema.change
    found: dict[int, list[TrailChange]] = {}
    query = select(change).order_by(change.c.step, change.c.number)
    wanted = set(steps)
    for row in connection.execute(query):
        if row.step in wanted:
            before = None if row.before is None else json.loads(row.before)
            entry = TrailChange(row.kind, row.row, before, json.loads(row.after))
            found.setdefault(row.step, []).append(entry)
    return found
