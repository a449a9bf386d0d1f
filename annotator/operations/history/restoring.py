"""Bring back what a coding, a memo or the codebook was at an earlier moment, as a step of its own.

The moment is the end of a step of the history, or with `before` just before it. What is restored
is the coder's own; nothing of others is changed, but what was lost with it comes back with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from annotator.corpus.changes import (
    ATTRIBUTE,
    ATTRIBUTE_VALUE,
    CODE,
    CODING,
    DOCUMENT,
    MEMO,
    RELATION,
    RELATION_TYPE,
    Changes,
)
from annotator.corpus.columns import Columns
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.codings import identical_codings, own_rows
from annotator.storage import clock
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_versions import Moment, as_of, moment_of, rows_about, versions_of
from annotator.storage.rows import (
    CodeRow,
    CodingRow,
    MemoRow,
    R,
    RelationRow,
    ValueRow,
    row_of,
)


def restore_coding(
    project: ProjectFile, by: str, coding: str, step: int, *, before: bool = False
) -> Changes:
    """Make a coding of the coder's own what it was: its passage and code, its values, the coder's
    memo on it and their relations of it. Raises UserError for another coder's coding."""
    from annotator.operations.documents import document_versions  # noqa: PLC0415  (start-up needs it not)

    with project.transaction("Restore a coding", by) as running:
        record = running.record
        own_rows(record, by, [coding])
        moment = moment_of(record.connection, step)
        record.label = step_label("Restore the coding of {moment}", moment=shown(moment))
        was = _states(record, CODING, [coding], moment, before=before)
        _give_ground(record, was.values())
        _write(record, CODING, was)
        _restore_values(record, coding, moment, before=before)
        _restore_memos(record, by, coding, moment, before=before)
        _restore_relations(record, by, coding, moment, before=before)
        document_versions.bring_one(record, coding)
        identical_codings.unite_among(record, [coding])
    return running.changes


def restore_memo(
    project: ProjectFile, by: str, memo: str, step: int, *, before: bool = False
) -> Changes:
    """Make a memo of the coder's own say what it said. Raises UserError for another coder's."""
    with project.transaction("Restore a memo", by) as running:
        record = running.record
        if record.read(MemoRow, [memo])[memo].coder != by:
            raise UserError(tr("This memo is another coder's, and stays as they wrote it."))
        moment = moment_of(record.connection, step)
        record.label = step_label("Restore the memo of {moment}", moment=shown(moment))
        _write(record, MEMO, _states(record, MEMO, [memo], moment, before=before))
    return running.changes


def shown(moment: Moment) -> str:
    """A moment as labels of steps say it: the time on the clock of who reads it."""
    return local(clock.to_datetime(moment[0]))


def local(moment: datetime) -> str:
    """A time on the clock of this computer, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _states(
    record: Recorder, kind: str, guids: Iterable[str], moment: Moment, *, before: bool
) -> dict[str, Columns | None]:
    versions = versions_of(record.connection, kind, guids)
    return {guid: as_of(known, moment, before=before) for guid, known in versions.items()}


def _living(row_type: type[R], states: Iterable[Columns | None]) -> list[R]:
    """The states in which a row was there, with types."""
    rows = [row_of(row_type, columns) for columns in states if columns is not None]
    return [row for row in rows if not row.deleted]


def _write(record: Recorder, kind: str, was: Mapping[str, Columns | None]) -> None:
    """Make rows what they were; one that was not there yet goes."""
    record.change(kind, {guid: row or {"deleted": 1} for guid, row in was.items()})


def _restore_values(record: Recorder, coding: str, moment: Moment, *, before: bool) -> None:
    values = rows_about(record.connection, ATTRIBUTE_VALUE, "coding", [coding])
    was = _states(record, ATTRIBUTE_VALUE, values, moment, before=before)
    there = {row.attribute for row in _living(ValueRow, was.values())}
    _bring_back(record, ATTRIBUTE, there)
    _write(record, ATTRIBUTE_VALUE, was)


def _restore_memos(record: Recorder, by: str, coding: str, moment: Moment, *, before: bool) -> None:
    """One's own memo says what it said; others' come back where they went with the coding."""
    memos = rows_about(record.connection, MEMO, "subject", [coding])
    now = record.read(MemoRow, memos)
    was = _states(record, MEMO, memos, moment, before=before)
    living = {row.guid for row in _living(MemoRow, was.values())}
    wanted = {
        guid: row
        for guid, row in was.items()
        if now[guid].coder == by or (now[guid].deleted and guid in living)
    }
    _write(record, MEMO, wanted)


def _restore_relations(
    record: Recorder, by: str, coding: str, moment: Moment, *, before: bool
) -> None:
    ends = [rows_about(record.connection, RELATION, end, [coding]) for end in ("source", "target")]
    guids = dict.fromkeys(ends[0] + ends[1])
    own = [guid for guid, row in record.read(RelationRow, guids).items() if row.coder == by]
    was = _states(record, RELATION, own, moment, before=before)
    there = {row.type for row in _living(RelationRow, was.values())}
    _bring_back(record, RELATION_TYPE, there)
    _write(record, RELATION, was)


def _give_ground(record: Recorder, codings: Iterable[Columns | None]) -> None:
    """A coding that comes back needs its document and its code, and those above that."""
    there = _living(CodingRow, codings)
    _bring_back(record, DOCUMENT, {row.document for row in there})
    above: set[str] = set()
    wanted = {row.code for row in there}
    while wanted:
        above |= wanted
        parents = {row.parent for row in record.read(CodeRow, wanted).values()}
        wanted = {guid for guid in parents if guid is not None} - above
    _bring_back(record, CODE, above)


def _bring_back(record: Recorder, kind: str, guids: Iterable[str]) -> None:
    record.change(kind, {guid: {"deleted": 0} for guid in guids})
