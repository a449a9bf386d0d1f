"""Two project files become one: union by identity, the later change of each row wins.

A row's version is ordered by its clock reading, then by who made it, then by its content, so that
every file comes to the same rows whatever the order and number of merges (a state-based CRDT:
Shapiro et al. 2011). A tombstone is a version like any other: it wins over older edits and loses
to later ones. Where neither side knew the other's version, the decision is reported as a conflict.
The histories are united as well. The same text added apart is one document (`same_documents`);
what merely has the same name is listed (`name_conflicts`) and left to the user.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from annotator.corpus import changes
from annotator.corpus.changes import KINDS
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.limits import codes_fault
from annotator.corpus.merge_report import (
    Conflict,
    Deletion,
    MergeReport,
    NameConflict,
    Rejected,
    SameFile,
    SameText,
    Unplaced,
    Update,
)
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.storage import clock, schema
from annotator.storage.document_merging import FileSide, take_files
from annotator.storage.histories import faulty_steps, known_versions, latest_reading, unite
from annotator.storage.history import Recorder
from annotator.storage.later_formats import adopt, carry
from annotator.storage.merge_contradictions import new_contradictions, parted_documents
from annotator.storage.name_conflicts import of_one_name, text_difference
from annotator.storage.queries import text_if_known
from annotator.storage.readings import Aligner, Carrier, Readings, keep_places
from annotator.storage.row_checks import large_documents
from annotator.storage.rows import Row
from annotator.storage.same_documents import REFERENCES, duplicates_between, rewrite_references
from annotator.storage.validation import fault

_NAMED = (changes.CODER, changes.DOCUMENT, changes.CODE)
_NOT_SAID = {*schema.STAMP, "former_parent"}
"""Columns that follow from a change, and are not what it says."""
_OF_THE_TEXT = ("characters", "sha256", "text_sha256")
"""What follows from a text, and can't differ where the text is the same."""
_STANDS = {"replaced_by": None}
_MERGED_KINDS = tuple(kind for kind in KINDS if kind != changes.PROJECT)


@dataclass
class _Side:
    """One file: its rows by kind and GUID."""

    connection: Connection
    rows: dict[str, dict[str, Row]]
    files: FileSide = field(default_factory=FileSide)


@dataclass
class Plan:
    """What a source would bring: the rows to write by kind, and the report about them.

    `places` says by GUID which documents others stand in for, `parted` which of those that stood in
    each other's place do so no more; `skipped` are steps of the source (GUIDs) that can't be read.
    `joined` are the documents that a merge puts others in the place of, `carrier` what brings
    codings to the readings of their documents that stay.
    """

    report: MergeReport
    rows: dict[str, list[Row]]
    places: dict[str, str] = field(default_factory=dict)
    parted: list[str] = field(default_factory=list)
    skipped: set[str] = field(default_factory=set)
    joined: dict[str, str] = field(default_factory=dict)
    carrier: Carrier | None = None


def merge(record: Recorder, source: Connection, align: Aligner) -> Job[MergeReport]:
    """Take over what `source` has and the recorder's file has not, or has in an older version.

    Runs within the recorder's step, which should be large and of kind MERGE: rows keep their own
    times. `align` finds passages of one reading of a document in another.
    """
    plan = yield from compare(record.connection, source, align)
    times = (row["changed_at"] for rows in plan.rows.values() for row in rows)
    record.advance_clock(max(times, default=clock.ORIGIN))
    record.advance_clock(latest_reading(source))
    yield from _take_over(record, source, plan)
    return plan.report


def _take_over(record: Recorder, source: Connection, plan: Plan) -> Job[None]:
    besides = adopt(record.connection, source)
    for number, (kind, rows) in enumerate(plan.rows.items()):
        yield JobProgress(number, len(plan.rows), tr("Taking over"))
        if kind == changes.DOCUMENT:
            _copy_texts(record, source, rows)
            record.restore(kind, _joined(record, rows, plan))
        else:
            record.restore(kind, rows)
    taken = {kind: [row["guid"] for row in rows] for kind, rows in plan.rows.items()}
    carry(record.connection, source, besides, taken)
    take_files(record.connection, source)
    if plan.carrier is not None:
        keep_places(record.connection, plan.carrier.kept.values())
    yield JobProgress(0, 0, tr("Uniting the histories"))
    unite(record.connection, source, plan.skipped)


def compare(target: Connection, source: Connection, align: Aligner) -> Job[Plan]:
    """What merging `source` into `target` would do; changes nothing. `align` as in `merge`."""
    plan = Plan(MergeReport(), {})
    ours, theirs = _Side(target, {}), _Side(source, {})
    before_merge: dict[str, dict[str, Row]] = {}
    for number, kind in enumerate(_MERGED_KINDS):
        yield JobProgress(number, len(_MERGED_KINDS), tr("Comparing"))
        ours.rows[kind] = _load(target, kind)
        before_merge[kind] = dict(ours.rows[kind])
        theirs.rows[kind] = _sound_rows(kind, ours, theirs, plan.report)
        if kind == changes.DOCUMENT:
            _refuse_broken_texts(ours, theirs, plan.report)
            _match_documents(ours, theirs, plan, align)
        if kind in _NAMED:
            _list_name_conflicts(kind, ours, theirs, plan.report)
        if kind == changes.CODE:
            _refuse_too_many(ours, theirs)
        own = yield from _settle(kind, ours, theirs, plan)
        taken = _later_rows(kind, ours, theirs, plan.report)
        plan.rows[kind] = list(({row["guid"]: row for row in (*own, *taken)}).values())
        ours.rows[kind] |= {row["guid"]: row for row in taken}
        if kind == changes.DOCUMENT:
            ours.rows[kind] |= {g: ours.rows[kind][g] | _STANDS for g in plan.parted}
    for pair in plan.report.one_document:
        # Counted as new by its row; to the user it is a document that was there.
        plan.report.added[changes.DOCUMENT] -= 1
        plan.report.unchanged[changes.DOCUMENT] += 1
        assert pair.stays in ours.rows[changes.DOCUMENT]
    _list_unplaced(ours, plan)
    coded = {row["code"] for row in ours.rows[changes.CODING].values() if not row["deleted"]}
    plan.report.conflicts += new_contradictions(before_merge, ours.rows, coded)
    _skip_faulty_steps(target, source, plan)
    plan.report.name_conflicts = [
        _counted(pair, ours, theirs) for pair in plan.report.name_conflicts
    ]
    return plan


def _counted(pair: NameConflict, ours: _Side, theirs: _Side) -> NameConflict:
    """The pair with how many codings there are of each."""

    def number(side: _Side, guid: str) -> int:
        codings = side.rows[changes.CODING].values()
        return sum(row[pair.kind] == guid and not row["deleted"] for row in codings)

    mine, other = number(ours, pair.ours), number(theirs, pair.theirs)
    return replace(pair, our_codings=mine, their_codings=other)


def _match_documents(ours: _Side, theirs: _Side, plan: Plan, align: Aligner) -> None:
    """Find the documents that are one because their text or their file is, known pairs and new
    ones."""
    mine, others = ours.rows[changes.DOCUMENT], theirs.rows[changes.DOCUMENT]
    documents = mine | {
        guid: row for guid, row in others.items() if guid not in mine or _is_later(row, mine[guid])
    }
    for conflict in parted_documents(documents):
        plan.report.conflicts.append(conflict)
        plan.parted.append(conflict.guid)
        documents[conflict.guid] = conflict.row
    for replaced, stays in duplicates_between(mine, others):
        documents[replaced] = documents[replaced] | {"replaced_by": stays}
        names = {guid in mine: str(documents[guid]["name"]) for guid in (replaced, stays)}
        plan.report.same_texts.append(SameText(names[False], names[True], replaced, stays))
        plan.joined[replaced] = stays
    _match_readings(ours, theirs, documents, plan, align)


def _match_readings(
    ours: _Side, theirs: _Side, documents: dict[str, Row], plan: Plan, align: Aligner
) -> None:
    """Find the documents that were read from one file, and which stand for others in the end."""
    origins = theirs.files.origins | ours.files.origins
    readings = Readings(documents, origins)
    mine = ours.rows[changes.DOCUMENT]
    for replaced, stays in readings.to_join():
        documents[replaced] = documents[replaced] | {"replaced_by": stays}
        plan.joined[replaced] = stays
        names = {guid in mine: str(documents[guid]["name"]) for guid in (replaced, stays)}
        known = [origins[guid].reader_version for guid in (replaced, stays) if guid in origins]
        if len(names) == 2 and len(known) == 2:
            found = SameFile(names[False], names[True], replaced, stays, (known[0], known[1]))
            plan.report.same_files.append(found)
    plan.places = readings.places()
    sides = (ours.connection, theirs.connection)
    digests = {guid: row["text_sha256"] for guid, row in documents.items()}
    if any(digests[guid] != digests[place] for guid, place in plan.places.items()):
        plan.carrier = Carrier(
            documents,
            plan.places,
            lambda guid: next(filter(None, (text_if_known(one, guid) for one in sides)), ""),
            align,
        )
        for connection in sides:
            plan.carrier.know(connection)


def _joined(record: Recorder, rows: list[Row], plan: Plan) -> list[Row]:
    """The rows of documents to write, with those that are replaced saying by which, and those that
    stood in each other's place parted: a change of the one who merges, later than both."""
    by_guid = {row["guid"]: row for row in rows}
    places: dict[str, str | None] = dict.fromkeys(plan.parted)
    places |= plan.joined
    known = record.rows(changes.DOCUMENT, places)
    stamp = {"changed_at": record.at, "changed_by": record.coder}
    for guid, place in places.items():
        row = by_guid.get(guid) or known[guid]
        by_guid[guid] = row | stamp | {"replaced_by": place}
    return list(by_guid.values())


def _skip_faulty_steps(target: Connection, source: Connection, plan: Plan) -> None:
    """List the steps of the source's history that can't be read, and leave them out."""
    for step, reason in faulty_steps(target, source):
        plan.skipped.add(step)
        plan.report.rejected.append(Rejected("step", step, reason))


def _settle(kind: str, ours: _Side, theirs: _Side, plan: Plan) -> Job[list[Row]]:
    """Read both sides' rows as being about the documents that stay; returns the rows of ours that
    are to be written for it."""
    if kind not in REFERENCES or not plan.places:
        return []
    if kind == changes.CODING and plan.carrier is not None:
        return (yield from _carry_codings(plan.carrier, ours, theirs))
    written = {}
    for side in (ours, theirs):
        moved = side.rows[kind]
        for row in rewrite_references(kind, list(moved.values()), plan.places):
            known = moved.get(row["guid"])
            if known is row or (known and not _reads_on(kind, row, known)):
                continue
            moved[row["guid"]] = row
            if side is ours:
                written[row["guid"]] = row
    return list(written.values())


def _carry_codings(carrier: Carrier, ours: _Side, theirs: _Side) -> Job[list[Row]]:
    """Read both sides' codings as being in the readings that stay."""
    written = []
    for side in (ours, theirs):
        rows = side.rows[changes.CODING]
        for guid, row in rows.items():
            there = yield from carrier.rewritten(row)
            if there != row:
                rows[guid] = there
                if side is ours:
                    written.append(there)
    return written


def _list_unplaced(ours: _Side, plan: Plan) -> None:
    """The codings that have no place in the reading of their document that stays."""
    if plan.carrier is not None:
        for guid in sorted(plan.carrier.unplaced):
            row = ours.rows[changes.CODING].get(guid)
            if row and not row["deleted"] and row["document"] in plan.places:
                plan.report.unplaced.append(Unplaced(guid, str(row["document"])))


def _reads_on(kind: str, row: Row, known: Row) -> bool:
    """Whether a row that reads differently is the known one itself, or a later one in its place."""
    column = REFERENCES[kind]
    return known[column] != row[column] or _is_later(row, known)


def _list_name_conflicts(kind: str, ours: _Side, theirs: _Side, report: MergeReport) -> None:
    joined = {guid for pair in report.one_document for guid in (pair.replaced, pair.stays)}
    for pair in of_one_name(kind, ours.rows[kind], theirs.rows[kind]):
        if kind != changes.DOCUMENT:
            report.name_conflicts.append(pair)
        elif pair.ours not in joined and pair.theirs not in joined:
            difference = text_difference(pair, ours.connection, theirs.connection)
            if difference.ours_only or difference.theirs_only:
                report.differences.append(difference)


def _load(connection: Connection, kind: str) -> dict[str, Row]:
    table = schema.ROW_TABLES[kind]
    names = [column.name for column in table.columns]
    found = connection.execute(select(table)).all()
    return {row[0]: dict(zip(names, row, strict=True)) for row in found}


def _sound_rows(kind: str, ours: _Side, theirs: _Side, report: MergeReport) -> dict[str, Row]:
    """The source's rows that are fit to be taken over; the others are reported.

    A row that hangs on a rejected one is rejected in its turn.
    """
    mine = ours.rows[kind]
    # A row whose arrival was undone there is not there, and nothing can hang on it.
    rows = {
        guid: row
        for guid, row in _load(theirs.connection, kind).items()
        if row["changed_at"] != clock.NEVER or guid in mine
    }
    while True:
        references = ours.rows | {kind: mine | rows}
        faults = {
            guid: reason
            for guid, row in rows.items()
            if (reason := fault(kind, row, references) or _other_text(kind, row, ours))
        }
        if not faults:
            return rows
        report.rejected += [
            Rejected(kind, guid, reason)
            for guid, reason in faults.items()
            if guid in mine or not rows[guid]["deleted"]  # else there is nothing to miss
        ]
        rows = {guid: row for guid, row in rows.items() if guid not in faults}


def _other_text(kind: str, row: Row, ours: _Side) -> str | None:
    mine = ours.rows[kind].get(row["guid"]) if kind == changes.DOCUMENT else None
    if mine is None:
        return None
    if any(mine[name] != row[name] for name in _OF_THE_TEXT):
        return tr("its text is not the one it had")
    return None


def _later_rows(kind: str, ours: _Side, theirs: _Side, report: MergeReport) -> list[Row]:
    """The source's rows that win over ours or are new; counts what they come to."""
    taken: list[Row] = []
    parted: list[tuple[Row, Row]] = []
    for guid, row in theirs.rows[kind].items():
        mine = ours.rows[kind].get(guid)
        if mine is None:
            taken.append(row)
            report.added[kind] += not row["deleted"]
            if "name" in row:
                report.names[row["guid"]] = row["name"]
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
        report.deletions.append(Deletion(kind, row["guid"], mine))
    elif not row["deleted"]:
        same = _content(mine) == _content(row)
        (report.unchanged if same else report.updated)[kind] += 1
        if not same:
            report.updates.append(Update(kind, row["guid"], mine, row))


def _is_later(row: Row, other: Row) -> bool:
    version = (row["changed_at"], row["changed_by"])
    other_version = (other["changed_at"], other["changed_by"])
    if version != other_version:
        return bool(version > other_version)
    return json.dumps(row, sort_keys=True) > json.dumps(other, sort_keys=True)


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _NOT_SAID}


def _conflicts(
    kind: str, ours: _Side, theirs: _Side, parted: Iterable[tuple[Row, Row]]
) -> Iterator[Conflict]:
    """Of pairs (later, earlier) those whose later side had never seen the earlier version."""
    candidates = [
        (later, earlier)
        for later, earlier in parted
        if earlier["changed_at"] > clock.LAST_ORIGIN and _content(later) != _content(earlier)
    ]
    guids = [later["guid"] for later, _earlier in candidates]
    known = {side is ours: known_versions(side.connection, guids) for side in (ours, theirs)}
    for later, earlier in candidates:
        is_ours = later is ours.rows[kind].get(later["guid"])
        version = (earlier["guid"], earlier["changed_at"], earlier["changed_by"])
        of_somebody = (*version[:2], "")  # a blind copy does not say of whom
        if version not in known[is_ours] and of_somebody not in known[is_ours]:
            differ = [name for name in _content(later) if later[name] != earlier[name]]
            yield Conflict(
                kind,
                later["guid"],
                str(later.get("name", later["guid"])),
                {name: later[name] for name in differ},
                {name: earlier[name] for name in differ},
                later,
                other_row=earlier,
            )


def _refuse_too_many(ours: _Side, theirs: _Side) -> None:
    """Raise UserError where both codebooks together have more codes than one can have."""
    codes = ours.rows[changes.CODE] | theirs.rows[changes.CODE]
    fault = codes_fault(sum(not row["deleted"] for row in codes.values()))
    if fault is not None:
        raise UserError(tr("The projects can't be merged. {fault}", fault=fault))


def _refuse_broken_texts(ours: _Side, theirs: _Side, report: MergeReport) -> None:
    """Leave out documents that are new here and whose text is too large or fails its digests."""
    table = schema.document_text
    too_large = {guid: reason for guid, _name, reason in large_documents(theirs.connection)}
    for guid in theirs.rows[changes.DOCUMENT].keys() - ours.rows[changes.DOCUMENT].keys():
        reason = too_large.get(guid)
        if reason is None:
            query = select(table).where(table.c.document == guid)
            found = theirs.connection.execute(query).one_or_none()
            row = theirs.rows[changes.DOCUMENT][guid]
            if found is None or not _is_whole(row, found.text, found.source):
                reason = tr("its text does not match its digest")
        if reason is not None:
            del theirs.rows[changes.DOCUMENT][guid]
            report.rejected.append(Rejected(changes.DOCUMENT, guid, reason))
    ours.files = FileSide.of(ours.connection, ours.rows[changes.DOCUMENT])
    theirs.files = FileSide.of(theirs.connection, theirs.rows[changes.DOCUMENT])
    for guid, reason in theirs.files.faults:
        report.rejected.append(Rejected("file", guid, reason))
    _refuse_replaced(ours.rows[changes.DOCUMENT], theirs.rows[changes.DOCUMENT], report)


def _refuse_replaced(mine: dict[str, Row], others: dict[str, Row], report: MergeReport) -> None:
    """Leave out what says that it is replaced by a document that was left out."""
    while True:
        gone = [
            guid
            for guid, row in others.items()
            if row["replaced_by"] and row["replaced_by"] not in mine.keys() | others.keys()
        ]
        if not gone:
            return
        for guid in gone:
            del others[guid]
            reason = tr("it is replaced by a document that is not there")
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
