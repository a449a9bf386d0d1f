"""The one place through which rows change: every write is recorded, and so can be undone.

A step is one operation in one transaction. For each row it records the columns that differ, as
they were and as they became. Undo and redo (`undo`) write those images back as steps of their own:
history only ever grows. The undo stack is a column of it, so it survives closing the program.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from operator import itemgetter

from sqlalchemy import (
    BindParameter,
    Connection,
    Executable,
    bindparam,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from annotator.corpus.changes import CODE, Changes
from annotator.corpus.columns import Column
from annotator.corpus.document import Origin
from annotator.corpus.identity import new_guid
from annotator.corpus.limits import codes_fault, document_fault
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import words_of_label
from annotator.corpus.structure import Structure
from annotator.corpus.undo_state import EDIT, MERGE
from annotator.errors import UserError
from annotator.storage import clock, document_files, schema
from annotator.storage.bulk_insert import insert_rows
from annotator.storage.row_checks import code_number
from annotator.storage.rows import R, Row, keyed, read_rows, stored_rows
from annotator.storage.statements import each_of_parameter, json_list
from annotator.storage.validation import refuse_unfit
from annotator.storage.visibility import KEPT_KINDS

DONE, UNDONE = "done", "undone"

_LATEST = select(func.max(schema.step.c.at))
_FORGET_UNDONE = update(schema.step).where(schema.step.c.state == UNDONE).values(state=None)
_PRESENCE = ("deleted", "changed_at", "changed_by")
_presence_of = itemgetter(*_PRESENCE)


class Recorder:
    """Writes rows within one transaction and records what they were and became.

    `at` is the step's clock reading, `coder` the GUID of who acts. Made by
    `ProjectFile.transaction`; writing after the step has ended raises RuntimeError.
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
        rows: Iterable[Mapping[str, Column]],
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
        new_rows: list[Row] = [dict(row) for row in rows]
        before = self.rows(kind, [row["guid"] for row in new_rows]) if known is None else known
        now = {"changed_at": self.at, "changed_by": self.coder, "deleted": 0}
        new = {"created_at": self.at, "created_by": self.coder} | now
        if origin:
            new["changed_at"] = clock.ORIGIN
        writes: list[Row] = []
        for row in new_rows:
            old = before.get(row["guid"])
            if old is None:
                writes.append({**new, **row})
                continue
            if not old["deleted"]:
                raise ValueError(f"{kind} {row['guid']} is there already")
            created = {"created_at": old["created_at"], "created_by": old["created_by"]}
            writes.append({**row, **created, **now})
        refuse_unfit(kind, writes)
        self._write(kind, before, writes)

    def change(self, kind: str, changes: Mapping[str, Mapping[str, Column]]) -> None:
        """Set columns of rows that are there: GUID to the columns that differ."""
        before = self.rows(kind, changes)
        writes: list[Row] = []
        for guid, values in changes.items():
            old = before[guid]
            if any(old[column] != value for column, value in values.items()):
                stamp = {"changed_at": self.at, "changed_by": self.coder}
                if kind == CODE and values.get("parent", old["parent"]) != old["parent"]:
                    stamp["former_parent"] = old["parent"]
                writes.append({**old, **values, **stamp})
        refuse_unfit(kind, writes)
        self._write(kind, before, writes)

    def add_missing(
        self, kind: str, rows: Iterable[Mapping[str, Column]], *, origin: bool = False
    ) -> set[str]:
        """Add the rows that are not there or deleted, each GUID once; which they are. `origin` as
        in `add`."""
        by_guid = keyed(rows)
        known = self.rows(kind, by_guid)
        living = {guid for guid, row in known.items() if not row["deleted"]}
        missing = by_guid.keys() - living if living else by_guid.keys()
        new = (row for guid, row in by_guid.items() if guid in missing)
        self.add(kind, new, known, origin=origin)
        return set(missing)

    def put(self, kind: str, rows: Iterable[Mapping[str, Column]]) -> None:
        """Write rows whether they are there or not: new ones are added, deleted ones come back,
        living ones get these values."""
        by_guid = keyed(rows)
        living = self.living(kind, by_guid)
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
            raise UserError(
                tr("A document can't be kept: {reason}. Split the text.", reason=reason)
            )
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
        return stored_rows(self.connection, kind, guids)

    def read(self, row_type: type[R], guids: Iterable[str]) -> dict[str, R]:
        """The same with types."""
        return read_rows(self.connection, row_type, guids)

    def living(self, kind: str, guids: Iterable[str]) -> set[str]:
        """Those of these GUIDs whose rows are there and not deleted."""
        return {guid for guid, row in self.rows(kind, guids).items() if not row["deleted"]}

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
        by_names: dict[tuple[str, ...], dict[tuple[Column, ...], list[str]]] = {}
        for old, row in pairs:
            differ = {name: value for name, value in row.items() if value != old[name]}
            same = by_names.setdefault(tuple(differ), {}).setdefault(tuple(differ.values()), [])
            same.append(row["guid"])
        for names, by_values in by_names.items():
            if names:
                written: list[Row] = [
                    {"guids": json_list(guids)}
                    | {f"new_{name}": value for name, value in zip(names, values, strict=True)}
                    for values, guids in by_values.items()
                ]
                self.connection.execute(_set_columns(kind, names), written)

    def advance_clock(self, reading: int) -> None:
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
            self.connection.execute(_FORGET_UNDONE)

    def spill(self) -> None:
        """Write down what was recorded so far. A step of hundreds of thousands of new rows, which
        does so now and then, keeps nothing of them but their GUIDs. Nothing is written where there
        is nothing new: a step in which nothing changed is none."""
        if len(self._images) == self._written:
            return
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
            "words": words_of_label(self.label),
            "state": DONE if self.kind in (EDIT, MERGE) else None,
        }
        if self._seq is None:
            result = self.connection.execute(insert(schema.step), {"guid": new_guid()} | values)
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
def _encoded(items: tuple[tuple[str, Column], ...]) -> str:
    return _encode(dict(items))


@cache
def _set_columns(kind: str, names: tuple[str, ...]) -> Executable:
    """Set these columns of the rows of a JSON list of GUIDs."""
    table = schema.ROW_TABLES[kind]
    values: dict[str, BindParameter[Column]] = {name: bindparam(f"new_{name}") for name in names}
    return update(table).where(table.c.guid.in_(each_of_parameter("guids"))).values(values)


def _changes(
    label: str,
    images: Iterable[tuple[str, str, Row | None, Row]],
    new: Mapping[str, set[str]],
) -> Changes:
    """What the images come to for somebody who sees the rows that are not deleted, and the deleted
    codes, documents and coders that codings still refer to (see `visibility`). `new` are rows of
    which there is no image any more."""
    first: dict[str, dict[str, bool]] = defaultdict(dict)
    last: dict[str, dict[str, bool]] = defaultdict(dict)
    for kind, guid, before, after in images:
        first[kind].setdefault(guid, before is not None and not before["deleted"])
        last[kind][guid] = not after["deleted"]
    sets: dict[tuple[bool, bool], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    # Not copied: of hundreds of thousands of rows each copy takes 60 MB.
    sets[False, True].update(new)
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
