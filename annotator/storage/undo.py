"""Undo and redo: which step they reach, and its images written back as a step of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import (
    Connection,
    Executable,
    select,
    update,
)

from annotator.corpus.changes import CODING, DOCUMENT, KINDS, MEMO_LINK
from annotator.corpus.messages import tr
from annotator.corpus.row_words import row_word
from annotator.corpus.step_labels import label_from
from annotator.corpus.undo_state import MERGE, UndoableStep, UndoState
from annotator.errors import UserError
from annotator.storage import clock, schema
from annotator.storage.history import DONE, UNDONE, Recorder
from annotator.storage.images import read_image
from annotator.storage.row_checks import AnyRows, StoredRows
from annotator.storage.rows import Row
from annotator.storage.validation import fault
from annotator.storage.visibility import FoundRow


def next_undo(connection: Connection) -> UndoableStep | None:
    """The last step that is done and can be undone."""
    return _undoable(connection.execute(_reachable(DONE, last=True)).one_or_none())


def next_redo(connection: Connection) -> UndoableStep | None:
    """The first of the steps that were undone and not overtaken by another."""
    return _undoable(connection.execute(_reachable(UNDONE, last=False)).one_or_none())


def _undoable(row: FoundRow | None) -> UndoableStep | None:
    if row is None:
        return None
    return UndoableStep(row.seq, label_from(row.label, row.words), row.coder, row.kind)


@cache
def _reachable(state: str, *, last: bool) -> Executable:
    step = schema.step.c
    order = step.seq.desc() if last else step.seq.asc()
    query = select(step.seq, step.label, step.words, step.coder, step.kind)
    return query.where(step.state == state).order_by(order).limit(1)


def write_back(recorder: Recorder, target: UndoableStep, *, undo: bool) -> None:
    """Write the images of a step back: the ones before it (undo) or after it (redo)."""
    patches = _patches(recorder.connection, target.seq, undo=undo)
    for kind in KINDS:
        patch = patches.get(kind, {})
        current = recorder.rows(kind, patch)
        _refuse_unknown(patch, current)
        rows = [current[guid] | values for guid, values in patch.items()]
        _refuse_faulty(recorder.connection, kind, rows)
        if target.kind != MERGE:
            stamp = {"changed_at": recorder.at, "changed_by": recorder.coder}
            rows = [row | stamp for row in rows]
        recorder.restore(kind, rows, current)
    state = UNDONE if undo else DONE
    is_target = schema.step.c.seq == target.seq
    recorder.connection.execute(update(schema.step).where(is_target).values(state=state))


def _refuse_unknown(patch: Mapping[str, Row], current: Mapping[str, Row]) -> None:
    if patch.keys() - current.keys():
        raise UserError(
            tr(
                "The history tells of a row that is not in the project, so this step "
                "can't be undone or done again. “annotator check” lists what is wrong; "
                "a backup may have it whole."
            )
        )


def _refuse_faulty(connection: Connection, kind: str, rows: Sequence[Row]) -> None:
    """Raise UserError where the history would write what no row may say. What rows refer to is
    there: the database sees to it."""
    references: dict[str, StoredRows] = {name: AnyRows() for name in KINDS}
    if kind in (CODING, MEMO_LINK):  # which must lie within their text
        references[DOCUMENT] = StoredRows(connection, DOCUMENT)
    for row in rows:
        reason = fault(kind, row, references)
        if reason is not None:
            raise UserError(
                tr(
                    "The history says of a row ({word}) what can't be: {reason}. So this step "
                    "can't be undone or done again. “annotator check” lists what is wrong; "
                    "a backup may have it whole.",
                    word=row_word(kind),
                    reason=reason,
                )
            )


def _patches(connection: Connection, seq: int, *, undo: bool) -> dict[str, dict[str, Row]]:
    """By kind and GUID, the columns to set. A row that was not there becomes a tombstone that
    loses against every other version, so that merging the same file again brings it back."""
    order = schema.change.c.number.desc() if undo else schema.change.c.number.asc()
    change = schema.change.c
    query = select(change.kind, change.row, change.before, change.after)
    query = query.where(change.step == seq).order_by(order)
    patches: dict[str, dict[str, Row]] = {}
    for kind, row, before, after in connection.execute(query):
        patch = patches.setdefault(kind, {}).setdefault(row, {})
        if not undo:
            patch.update(_columns(kind, read_image(kind, after)))
        elif before is None:
            patch.update(_absent(_columns(kind, read_image(kind, after))))
        else:
            patch.update(_columns(kind, read_image(kind, before)))
    return patches


def _columns(kind: str, image: Row) -> Row:
    """An image, all of whose columns are in the tables here. UserError where they are not: what a
    later version of the format adds can't be written back."""
    if kind not in schema.ROW_TABLES or image.keys() - set(schema.ROW_TABLES[kind].c.keys()):
        raise UserError(
            tr(
                "A later Annotator made this step, of more than this one knows. Update "
                "Annotator to undo it or do it again."
            )
        )
    return image


def _absent(after: Row) -> Row:
    if "changed_at" in after:
        return {"deleted": 1, "changed_at": clock.NEVER, "changed_by": ""}
    return {"deleted": 1}


def last_step(connection: Connection) -> int:
    """The number of the last step: it has grown when anybody has changed the file."""
    # Also where a connection sees the steps of one coder alone (`own_rows`).
    return connection.exec_driver_sql("SELECT max(seq) FROM main.step").scalar() or 0


def undo_state(connection: Connection) -> UndoState:
    """What Undo and Redo would reach, and the number of the last step."""
    return UndoState(next_undo(connection), next_redo(connection), last_step(connection))
