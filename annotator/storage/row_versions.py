"""What a row was after each step that changed it, from the history.

The steps of several files may stand side by side: a change then goes on from the latest version
that it can have come from, the one that has the values it says it found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from annotator.storage import schema
from annotator.storage.images import read_before, read_image, refuse_faulty_version
from annotator.storage.rows import Row, stored_rows
from annotator.storage.statements import each_of

Moment = tuple[int, str, int]
"""Where a step stands in time: clock reading, coder (GUID), number in this file."""

_FIRST = 0
"""The number of what a row was before the first change that is known of it."""


@dataclass(frozen=True, slots=True)
class RowVersion:
    """What a row was from a moment on. `row` is without the columns that say who and when."""

    moment: Moment
    row: Row


def moment_of(connection: Connection, step: int) -> Moment:
    """When a step was. KeyError where there is none of this number."""
    table = schema.step
    query = select(table.c.at, table.c.coder, table.c.seq).where(table.c.seq == step)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise KeyError(step)
    return row.at, row.coder, row.seq


def versions_of(
    connection: Connection, kind: str, guids: Iterable[str]
) -> dict[str, list[RowVersion]]:
    """By GUID, the versions of rows of one kind, the first one first."""
    wanted = list(dict.fromkeys(guids))
    now = stored_rows(connection, kind, wanted)
    images: dict[str, list[tuple[Moment, Row | None, Row]]] = {}
    change, step = schema.change, schema.step
    query = (
        select(
            *(step.c.at, step.c.coder, step.c.seq),
            *(change.c.row, change.c.before, change.c.after),
        )
        .join(step, step.c.seq == change.c.step)
        .where(change.c.row.in_(each_of(wanted)), change.c.kind == kind)
        .order_by(step.c.at, step.c.coder, step.c.seq, change.c.number)
    )
    for at, coder, seq, guid, before, after in connection.execute(query):
        was = read_before(kind, before)
        images.setdefault(guid, []).append(((at, coder, seq), was, read_image(kind, after)))
    found = {guid: _replayed(now[guid], images.get(guid, [])) for guid in wanted if guid in now}
    for versions in found.values():
        for version in versions:
            refuse_faulty_version(kind, version.row)
    return found


def as_of(versions: Sequence[RowVersion], moment: Moment, *, before: bool = False) -> Row | None:
    """The row at the end of a step, or just before it; None where it was not there yet."""
    found = None
    for version in versions:
        if version.moment < moment or (version.moment == moment and not before):
            found = version.row
    return found


def _replayed(now: Row, images: Sequence[tuple[Moment, Row | None, Row]]) -> list[RowVersion]:
    earliest = _content(now)
    for _moment, was, _after in reversed(images):
        earliest |= _content(was or {})
    versions: list[RowVersion] = []
    if not images or images[0][1] is not None:
        start = (now["created_at"], now["created_by"], _FIRST)
        versions.append(RowVersion(start, earliest))
    for moment, was, after in images:
        if was is None and versions and not versions[-1].row["deleted"]:
            continue  # somebody else made the same thing, or a merge brought what is here
        base = _fitting(versions, _content(was or {})) if versions else earliest
        row = base | _content(after)
        if versions and versions[-1].moment == moment:
            versions.pop()
        versions.append(RowVersion(moment, row))
    return versions


def _fitting(versions: Sequence[RowVersion], found: Row) -> Row:
    """The latest version in which these columns have these values, else the latest one."""
    for version in reversed(versions):
        if all(version.row[name] == value for name, value in found.items()):
            return version.row
    return versions[-1].row


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in schema.STAMP}


def rows_about(connection: Connection, kind: str, column: str, guids: Iterable[str]) -> list[str]:
    """The GUIDs of rows, tombstones too, whose column names one of these."""
    table = schema.ROW_TABLES[kind]
    return list(connection.scalars(select(table.c.guid).where(table.c[column].in_(each_of(guids)))))
