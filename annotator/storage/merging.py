"""Two project files become one: union by identity, the later change of each row wins.

A row's version is ordered by its clock reading, then by who made it, then by its content, so that
every file comes to the same rows whatever the order and number of merges (a state-based CRDT:
Shapiro et al. 2011). A tombstone is a version like any other: it wins over older edits and loses
to later ones. Where neither side knew the other's version, the decision is reported as a conflict.
The histories are united as well.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, insert, select

from annotator.corpus import changes
from annotator.corpus.changes import KINDS
from annotator.corpus.job import Job, Step
from annotator.storage import clock, schema
from annotator.storage.history import Recorder, Row
from annotator.storage.validation import fault

_MERGED_KINDS = tuple(kind for kind in KINDS if kind != changes.PROJECT)
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that both sides changed without knowing of each other.

    `kept` and `other` are the columns in which the two versions differ; `what` names the row.
    """

    kind: str
    guid: str
    what: str
    kept: Row
    other: Row


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row of the source that was not taken over, and why."""

    kind: str
    guid: str
    reason: str


@dataclass
class MergeReport:
    """What a merge did, by kind of row: how many were added, updated, deleted, unchanged."""

    added: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    conflicts: list[Conflict] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


@dataclass
class _Side:
    """One file: its rows by kind and GUID."""

    connection: Connection
    rows: dict[str, dict[str, Row]]


@dataclass
class Plan:
    """What a source would bring: the rows to take over by kind, and the report about them."""

    report: MergeReport
    rows: dict[str, list[Row]]


def merge(record: Recorder, source: Connection) -> Job[MergeReport]:
    """Take over what `source` has and the recorder's file has not, or has in an older version.

    Runs within the recorder's step, which should be of kind MERGE: rows keep their own times.
    """
    plan = yield from compare(record.connection, source)
    for number, (kind, rows) in enumerate(plan.rows.items()):
        yield Step(number, len(plan.rows), f"Taking over: {kind.replace('_', ' ')}")
        if kind == changes.DOCUMENT:
            _copy_texts(record, source, rows)
        record.restore(kind, rows)
    yield Step(0, 0, "Uniting the histories")
    record.observe(_unite_histories(record.connection, source))
    return plan.report


def compare(target: Connection, source: Connection) -> Job[Plan]:
    """What merging `source` into `target` would do; changes nothing."""
    plan = Plan(MergeReport(), {})
    ours, theirs = _Side(target, {}), _Side(source, {})
    for number, kind in enumerate(_MERGED_KINDS):
        yield Step(number, len(_MERGED_KINDS), f"Comparing: {kind.replace('_', ' ')}")
        ours.rows[kind] = _load(target, kind)
        theirs.rows[kind] = _sound_rows(kind, ours, theirs, plan.report)
        if kind == changes.DOCUMENT:
            _refuse_broken_texts(ours, theirs, plan.report)
        plan.rows[kind] = _later_rows(kind, ours, theirs, plan.report)
        ours.rows[kind] |= {row["guid"]: row for row in plan.rows[kind]}
    return plan


def _load(connection: Connection, kind: str) -> dict[str, Row]:
    table = schema.ROW_TABLES[kind]
    names = [column.name for column in table.columns]
    found = connection.execute(select(table)).all()
    return {row[0]: dict(zip(names, row, strict=True)) for row in found}


def _sound_rows(kind: str, ours: _Side, theirs: _Side, report: MergeReport) -> dict[str, Row]:
    """The source's rows that are fit to be taken over; the others are reported.

    A row that hangs on a rejected one is rejected in its turn.
    """
    rows = _load(theirs.connection, kind)
    while True:
        references = ours.rows | {kind: ours.rows[kind] | rows}
        faults = {
            guid: reason
            for guid, row in rows.items()
            if (reason := fault(kind, row, references) or _other_text(kind, row, ours))
        }
        if not faults:
            return rows
        report.rejected += [Rejected(kind, guid, reason) for guid, reason in faults.items()]
        rows = {guid: row for guid, row in rows.items() if guid not in faults}


def _other_text(kind: str, row: Row, ours: _Side) -> str | None:
    mine = ours.rows[kind].get(row["guid"]) if kind == changes.DOCUMENT else None
    if mine is not None and mine["text_sha256"] != row["text_sha256"]:
        return "its text is not the one it had"
    return None


def _later_rows(kind: str, ours: _Side, theirs: _Side, report: MergeReport) -> list[Row]:
    """The source's rows that win over ours or are new; counts what they come to."""
    taken: list[Row] = []
    parted: list[tuple[Row, Row]] = []
    for guid, row in theirs.rows[kind].items():
        mine = ours.rows[kind].get(guid)
        if mine is None:
            if row["changed_at"] != clock.NEVER:
                taken.append(row)
                report.added[kind] += not row["deleted"]
        elif _is_later(row, mine):
            taken.append(row)
            _count(kind, mine, row, report)
            parted.append((row, mine))
        else:
            report.unchanged[kind] += not mine["deleted"]
            if _is_later(mine, row):
                parted.append((mine, row))
    report.conflicts += _conflicts(kind, ours, theirs, parted)
    return taken


def _count(kind: str, mine: Row, row: Row, report: MergeReport) -> None:
    if mine["deleted"] and not row["deleted"]:
        report.added[kind] += 1
    elif row["deleted"] and not mine["deleted"]:
        report.deleted[kind] += 1
    elif not row["deleted"]:
        same = _content(mine) == _content(row)
        (report.unchanged if same else report.updated)[kind] += 1


def _is_later(row: Row, other: Row) -> bool:
    version = (row["changed_at"], row["changed_by"])
    other_version = (other["changed_at"], other["changed_by"])
    if version != other_version:
        return bool(version > other_version)
    return json.dumps(row, sort_keys=True) > json.dumps(other, sort_keys=True)


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in schema.STAMP}


def _conflicts(
    kind: str, ours: _Side, theirs: _Side, parted: Iterable[tuple[Row, Row]]
) -> Iterator[Conflict]:
    """Of pairs (later, earlier) those whose later side had never seen the earlier version."""
    candidates = [
        (later, earlier)
        for later, earlier in parted
        if earlier["changed_at"] > clock.ORIGIN and _content(later) != _content(earlier)
    ]
    guids = [later["guid"] for later, _earlier in candidates]
    known = {side is ours: _versions(side.connection, guids) for side in (ours, theirs)}
    for later, earlier in candidates:
        is_ours = later is ours.rows[kind].get(later["guid"])
        version = (earlier["guid"], earlier["changed_at"], earlier["changed_by"])
        if version not in known[is_ours]:
            differ = [name for name in _content(later) if later[name] != earlier[name]]
            yield Conflict(
                kind,
                later["guid"],
                str(later.get("name", later["guid"])),
                {name: later[name] for name in differ},
                {name: earlier[name] for name in differ},
            )


def _versions(connection: Connection, guids: list[str]) -> set[tuple[str, int, str]]:
    """Row, clock reading and coder of every change that a file knows of these rows."""
    found: set[tuple[str, int, str]] = set()
    for start in range(0, len(guids), _CHUNK):
        query = (
            select(schema.change.c.row, schema.step.c.at, schema.step.c.coder)
            .join(schema.step, schema.step.c.seq == schema.change.c.step)
            .where(schema.change.c.row.in_(guids[start : start + _CHUNK]))
        )
        found.update((row, at, coder) for row, at, coder in connection.execute(query))
    return found


def _refuse_broken_texts(ours: _Side, theirs: _Side, report: MergeReport) -> None:
    """Leave out documents that are new here and whose text fails its digests."""
    table = schema.document_text
    for guid in theirs.rows[changes.DOCUMENT].keys() - ours.rows[changes.DOCUMENT].keys():
        query = select(table).where(table.c.document == guid)
        found = theirs.connection.execute(query).one_or_none()
        row = theirs.rows[changes.DOCUMENT][guid]
        if found is None or not _is_whole(row, found.text, found.source):
            del theirs.rows[changes.DOCUMENT][guid]
            reason = "its text does not match its digest"
            report.rejected.append(Rejected(changes.DOCUMENT, guid, reason))


def _copy_texts(record: Recorder, source: Connection, rows: list[Row]) -> None:
    table = schema.document_text
    for row in rows:
        found = source.execute(select(table).where(table.c.document == row["guid"])).one()
        record.add_text(found.document, found.text, found.source)


def _is_whole(row: Row, text: str, source: bytes) -> bool:
    return bool(
        row["characters"] == len(text)
        and row["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
        and row["sha256"] == hashlib.sha256(source).hexdigest()
    )


def _unite_histories(target: Connection, source: Connection) -> int:
    """Copy the steps that the target does not know; returns the latest reading in the source."""
    known = set(target.scalars(select(schema.step.c.guid)))
    last = target.scalar(select(func.max(schema.step.c.seq))) or 0
    query = select(schema.step).order_by(schema.step.c.at, schema.step.c.seq)
    steps = [
        dict(step)
        for step in source.execute(query).mappings()
        if clock.is_plausible(step["at"]) and step["guid"] not in known
    ]
    renumbered = {step["seq"]: last + number for number, step in enumerate(steps, 1)}
    if steps:
        copies = [step | {"seq": renumbered[step["seq"]], "state": None} for step in steps]
        target.execute(insert(schema.step), copies)
        _copy_changes(target, source, renumbered)
    return max((step["at"] for step in steps), default=clock.ORIGIN)


def _copy_changes(target: Connection, source: Connection, renumbered: dict[int, int]) -> None:
    numbers = list(renumbered)
    for start in range(0, len(numbers), _CHUNK):
        chunk = numbers[start : start + _CHUNK]
        query = select(schema.change).where(schema.change.c.step.in_(chunk))
        rows = [
            dict(row) | {"step": renumbered[row["step"]]}
            for row in source.execute(query).mappings()
        ]
        if rows:
            target.execute(insert(schema.change), rows)
