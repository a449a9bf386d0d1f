"""The one place through which rows change: every write is recorded, and so can be undone.

A step is one operation in one transaction. For each row it records the columns that differ, as
they were and as they became. Undo and redo write those images back as steps of their own: history
only ever grows. The undo stack is a column of the history, so it survives closing the program.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from annotator.corpus.changes import CODE, CODING, DOCUMENT, KINDS, Changes
from annotator.corpus.document import Origin
from annotator.corpus.identity import new_guid
from annotator.corpus.limits import codes_fault, document_fault
from annotator.corpus.structure import Structure
from annotator.errors import UserError
from annotator.storage import clock, document_files, schema
from annotator.storage.images import read_image
from annotator.storage.row_checks import AnyRows, StoredRows, code_number
from annotator.storage.sight import KEPT_KINDS
from annotator.storage.statements import insert_rows, listed
from annotator.storage.validation import fault, refuse_unfit

Row = dict[str, Any]
"""A row of a row table by column name, as SQLite stores it."""

EDIT = "edit"
"""A step of the user's that Undo reaches."""
SETUP = "setup"
"""A step that makes the ground to work on (the project, a coder): Undo passes it by."""
MERGE = "merge"
"""A step that takes over rows with the times and names they have; undone exactly."""
UNDO, REDO = "undo", "redo"

DONE, UNDONE = "done", "undone"

_LATEST = select(func.max(schema.step.c.at))
_PRESENCE = ("deleted", "changed_at", "changed_by")
_presence_of = itemgetter(*_PRESENCE)


class Recorder:
    """Writes rows within one transaction and records what they were and became.

    `at` is the step's clock reading, `coder` the GUID of who acts. Made by `ProjectFile.step`;
    writing after the step has ended raises RuntimeError.
    """

    def __init__(self, connection: Connection, label: str, coder: str, kind: str) -> None:
        latest: int = connection.scalar(_LATEST) or clock.ORIGIN
        self.connection = connection
        self.coder = coder
        self.kind = kind
        self.label = label
        self.at = clock.tick(latest, clock.now_ms())
        self.remarks: list[str] = []
        self._images: list[tuple[str, str, Row | None, Row]] = []
        self._seq: int | None = None
        self._written = self._number = 0
        self._spilled: dict[str, set[str]] = defaultdict(set)
        self._open = True

    def add(
        self,
        kind: str,
        rows: Iterable[Row],
        known: Mapping[str, Row] | None = None,
        *,
        origin: bool = False,
    ) -> None:
        """Write new rows, or bring deleted ones of the same GUID back with these values.

        With `origin`, rows that are the same wherever they are made: unless they bring a deleted
        row back, any edit made anywhere counts as later. Rows from other programs may bring the
        times at which they were made and changed; they are never later than this step. `known`
        as in `restore`.
        """
        rows = list(rows)
        before = self.rows(kind, [row["guid"] for row in rows]) if known is None else known
        now = {"changed_at": self.at, "changed_by": self.coder, "deleted": 0}
        new = {"created_at": self.at, "created_by": self.coder} | now
        if origin:
            new["changed_at"] = clock.ORIGIN
        writes = []
        for row in rows:
            old = before.get(row["guid"])
            if old is None:
                writes.append(new | row)
                continue
            if not old["deleted"]:
                raise ValueError(f"{kind} {row['guid']} is there already")
            created = {"created_at": old["created_at"], "created_by": old["created_by"]}
            writes.append(row | created | now)
        refuse_unfit(kind, writes)
        self._write(kind, before, writes)

    def change(self, kind: str, changes: Mapping[str, Row]) -> None:
        """Set columns of rows that are there: GUID to the columns that differ."""
        before = self.rows(kind, changes)
        writes = []
        for guid, values in changes.items():
            old = before[guid]
            if any(old[column] != value for column, value in values.items()):
                stamp = {"changed_at": self.at, "changed_by": self.coder}
                if kind == CODE and values.get("parent", old["parent"]) != old["parent"]:
                    stamp["former_parent"] = old["parent"]
                writes.append(old | values | stamp)
        refuse_unfit(kind, writes)
        self._write(kind, before, writes)

    def put(self, kind: str, rows: Iterable[Row]) -> None:
        """Write rows whether they are there or not: new ones are added, deleted ones come back,
        living ones get these values."""
        by_guid = {row["guid"]: row for row in rows}
        known = self.rows(kind, by_guid)
        living = {guid for guid, row in known.items() if not row["deleted"]}
        self.add(kind, [row for guid, row in by_guid.items() if guid not in living])
        self.change(kind, {guid: by_guid[guid] for guid in living})

    def delete(self, kind: str, guids: Iterable[str]) -> None:
        """Turn rows into tombstones; rows that are not there are passed by."""
        self.change(kind, {guid: {"deleted": 1} for guid in self.rows(kind, guids)})

    def add_text(self, document: str, text: str, source: bytes) -> None:
        """Store the text and the original bytes of a document. They never change, so a document
        that comes back finds them as they were. UserError where they are too large."""
        reason = document_fault(len(text.encode()), len(source))
        if reason is not None:
            raise UserError(f"A document can't be kept: {reason}. Split the text.")
        statement = upsert(schema.document_text).on_conflict_do_nothing()
        values = {"document": document, "text": text, "source": source}
        self.connection.execute(statement, values)

    def add_origin(self, document: str, origin: Origin) -> None:
        """Say which file a document was read from; its bytes are added by `add_original`."""
        document_files.add_origin(self.connection, document, origin)

    def add_original(self, data: bytes) -> str:
        """Store the bytes of a file that documents were read from; their digest."""
        return document_files.add_original(self.connection, data)

    def add_structure(self, document: str, structure: Structure) -> None:
        """Store the structure of a document's text, which never changes either."""
        document_files.add_structure(self.connection, document, structure)

    def restore(
        self, kind: str, rows: Iterable[Row], known: Mapping[str, Row] | None = None
    ) -> None:
        """Write rows exactly as they are given, with their own times and names. `known` are the
        rows of these GUIDs as they are now, where the caller has just read them."""
        rows = list(rows)
        before = self.rows(kind, [row["guid"] for row in rows]) if known is None else known
        self._write(kind, before, rows)

    def rows(self, kind: str, guids: Iterable[str]) -> dict[str, Row]:
        """The rows of these GUIDs as they are now, tombstones too."""
        wanted = list(guids)
        if not wanted:
            return {}
        names = schema.ROW_TABLES[kind].c.keys()
        found = self.connection.execute(_rows_of(kind), {"guids": json.dumps(wanted)})
        rows = (dict(zip(names, row, strict=True)) for row in found)
        return {row["guid"]: row for row in rows}

    def _write(self, kind: str, before: Mapping[str, Row], rows: Sequence[Row]) -> None:
        if not self._open:
            raise RuntimeError("the step has ended: a change needs a step of its own")
        new = [row for row in rows if row["guid"] not in before]
        if new:
            insert_rows(self.connection, schema.ROW_TABLES[kind], new)
        self._overwrite(kind, [(before[row["guid"]], row) for row in rows if row["guid"] in before])
        self._images += [(kind, row["guid"], before.get(row["guid"]), row) for row in rows]

    def _overwrite(self, kind: str, pairs: Sequence[tuple[Row, Row]]) -> None:
        """Set the columns that differ, and no others: an index of what stays is left alone. Rows
        that get the same values are written at once."""
        by_names: dict[tuple[str, ...], dict[tuple[Any, ...], list[str]]] = {}
        for old, row in pairs:
            differ = {name: value for name, value in row.items() if value != old[name]}
            same = by_names.setdefault(tuple(differ), {}).setdefault(tuple(differ.values()), [])
            same.append(row["guid"])
        for names, by_values in by_names.items():
            if names:
                written = [
                    {"guids": json.dumps(guids)}
                    | {f"new_{name}": value for name, value in zip(names, values, strict=True)}
                    for values, guids in by_values.items()
                ]
                self.connection.execute(_set_columns(kind, names), written)

    def observe(self, reading: int) -> None:
        """Make this step later than a reading seen in another file."""
        self.at = clock.tick(max(self.at, reading), clock.now_ms())

    def finish(self) -> Changes:
        """End the step and record it; nothing is recorded where nothing changed. UserError where
        the project has more codes than one can have now."""
        self._open = False
        if any(kind == CODE for kind, *_image in self._images):
            reason = codes_fault(code_number(self.connection))
            if reason is not None:
                raise UserError(reason)
        if self._images or self._seq is not None:
            self._record()
        return replace(
            _changes(self.label, self._images, self._spilled),
            remarks=tuple(self.remarks),
            brings_history=self.kind == MERGE,
        )

    def _forget_undone(self) -> None:
        """What was undone can't be redone once something else has been done."""
        if self.kind in (EDIT, MERGE):
            undone = schema.step.c.state == UNDONE
            self.connection.execute(update(schema.step).where(undone).values(state=None))

    def spill(self) -> None:
        """Write down what was recorded so far. A step of hundreds of thousands of new rows, which
        does so now and then, keeps nothing of them but their GUIDs."""
        self._record()
        for kind, guid, before, _after in self._images:
            if before is None:
                self._spilled[kind].add(guid)
        self._images = [image for image in self._images if image[2] is not None]
        self._written = len(self._images)

    def _record(self) -> None:
        """Write the step, and the images that are not written yet."""
        seq, unwritten = self._step_row(), self._images[self._written :]
        with_stamps = self.kind == MERGE
        insert_rows(
            self.connection,
            schema.change,
            [
                {"step": seq, "number": number, "kind": kind, "row": guid}
                | _difference(before, after, with_stamps)
                for number, (kind, guid, before, after) in enumerate(unwritten, self._number)
            ],
        )
        self._written, self._number = len(self._images), self._number + len(unwritten)

    def _step_row(self) -> int:
        """The number of the step, whose row is written as it is now."""
        if self._seq is None:
            self._forget_undone()
        values = {
            "at": self.at,
            "coder": self.coder,
            "kind": self.kind,
            "label": self.label,
            "state": DONE if self.kind in (EDIT, MERGE) else None,
        }
        if self._seq is None:
            result = self.connection.execute(insert(schema.step).values(guid=new_guid(), **values))
            self._seq = int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0
        else:
            own = schema.step.c.seq == self._seq
            self.connection.execute(update(schema.step).where(own).values(values))
        return self._seq


def _difference(before: Row | None, after: Row, with_stamps: bool) -> Row:
    """The columns that differ, as JSON: `before` (None for a new row) and `after`."""
    skip = {"guid"} if with_stamps else {"guid", *schema.STAMP}
    if before is None and with_stamps:
        # A row that came in: its own history came with it, and Undo leaves the row itself.
        return {"before": None, "after": _presence(_presence_of(after))}
    if before is None:
        return {"before": None, "after": _json({k: after[k] for k in after if k not in skip})}
    differ = [name for name in after if name not in skip and before[name] != after[name]]
    return {
        "before": _json({name: before[name] for name in differ}),
        "after": _json({name: after[name] for name in differ}),
    }


@lru_cache(maxsize=64)
def _presence(values: tuple[object, ...]) -> str:
    """Rows that one step brought have this in common."""
    return _json(dict(zip(_PRESENCE, values, strict=True)))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


_SHORT = 3
"""Columns up to which many rows of a step may well have the same values."""


def _json(values: Row) -> str:
    return _encode(values) if len(values) > _SHORT else _encoded(tuple(values.items()))


@lru_cache(maxsize=256)
def _encoded(items: tuple[tuple[str, Any], ...]) -> str:
    return _encode(dict(items))


@cache
def _rows_of(kind: str) -> Any:
    """The rows of a JSON list of GUIDs; made once, for making a statement costs more than it."""
    table = schema.ROW_TABLES[kind]
    return select(table).where(table.c.guid.in_(listed("guids")))


@cache
def _set_columns(kind: str, names: tuple[str, ...]) -> Any:
    """Set these columns of the rows of a JSON list of GUIDs."""
    table = schema.ROW_TABLES[kind]
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(table).where(table.c.guid.in_(listed("guids"))).values(values)


def _changes(
    label: str,
    images: Iterable[tuple[str, str, Row | None, Row]],
    new: Mapping[str, set[str]],
) -> Changes:
    """What the images come to for somebody who sees the rows that are not deleted, and the deleted
    codes, documents and coders that codings still refer to (see `sight`). `new` are rows of which
    there is no image any more."""
    first: dict[str, dict[str, bool]] = defaultdict(dict)
    last: dict[str, dict[str, bool]] = defaultdict(dict)
    for kind, guid, before, after in images:
        first[kind].setdefault(guid, before is not None and not before["deleted"])
        last[kind][guid] = not after["deleted"]
    sets: dict[tuple[bool, bool], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for kind, guids in new.items():
        sets[False, True][kind] |= guids
    for kind, before_it in first.items():
        for guid, was in before_it.items():
            sets[was, last[kind][guid]][kind].add(guid)

    def frozen(was: bool, now: bool) -> dict[str, frozenset[str]]:
        return {kind: frozenset(guids) for kind, guids in sets.get((was, now), {}).items()}

    changed = frozen(True, True)
    for kind, kept in frozen(False, False).items():
        if kind in KEPT_KINDS:
            changed[kind] = changed.get(kind, frozenset()) | kept
    return Changes(label, frozen(False, True), changed, frozen(True, False))


@dataclass(frozen=True, slots=True)
class UndoableStep:
    """A step that Undo or Redo would reach next. `coder` is the GUID of who made it."""

    seq: int
    label: str
    coder: str
    kind: str


def next_undo(connection: Connection) -> UndoableStep | None:
    """The last step that is done and can be undone."""
    row = connection.execute(_reachable(DONE, last=True)).one_or_none()
    return UndoableStep(*row) if row else None


def next_redo(connection: Connection) -> UndoableStep | None:
    """The first of the steps that were undone and not overtaken by another."""
    row = connection.execute(_reachable(UNDONE, last=False)).one_or_none()
    return UndoableStep(*row) if row else None


@cache
def _reachable(state: str, *, last: bool) -> Any:
    step = schema.step.c
    order = step.seq.desc() if last else step.seq.asc()
    query = select(step.seq, step.label, step.coder, step.kind)
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
            "The history tells of a row that is not in the project, so this step can't be undone"
            " or done again. “annotator check” lists what is wrong; a backup may have it whole."
        )


def _refuse_faulty(connection: Connection, kind: str, rows: Sequence[Row]) -> None:
    """Raise UserError where the history would write what no row may say. What rows refer to is
    there: the database sees to it."""
    references: dict[str, StoredRows] = {name: AnyRows() for name in KINDS}
    if kind == CODING:  # which must lie within its text
        references[DOCUMENT] = StoredRows(connection, DOCUMENT)
    for row in rows:
        reason = fault(kind, row, references)
        if reason is not None:
            raise UserError(
                f"The history says of a {kind.replace('_', ' ')} what can't be: {reason}. So this"
                " step can't be undone or done again. “annotator check” lists what is wrong; a"
                " backup may have it whole."
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
            "A later Annotator made this step, of more than this one knows. Update Annotator to"
            " undo it or do it again."
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


Standing = tuple[UndoableStep | None, UndoableStep | None, int]
"""What Undo and Redo would reach, and the number of the last step."""


def standing(connection: Connection) -> Standing:
    """Where the history stands."""
    return next_undo(connection), next_redo(connection), last_step(connection)
