"""What can be read of a damaged project file becomes a new one: its rows, held to the rules."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection

from annotator.corpus.changes import DOCUMENT, PROJECT
from annotator.corpus.identity import new_guid
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.repair_report import LostRow, RepairReport
from annotator.corpus.step_labels import words_of_label
from annotator.storage import clock, schema
from annotator.storage.cleaning import LeftOut, clean
from annotator.storage.project_file import ProjectFile
from annotator.storage.repair import from_history
from annotator.storage.repair.describing import Names
from annotator.storage.repair.filling import Filled, fill, insert, is_history, is_referred_to
from annotator.storage.repair.from_history import HistoryRow
from annotator.storage.repair.pages import Pages
from annotator.storage.repair.reading import Reading
from annotator.storage.repair.texts import MendedTexts, mend_texts
from annotator.storage.row_checks import faulty_rows, stored_rows
from annotator.storage.rows import Row
from annotator.storage.sqlite_file import engine_of
from annotator.storage.storage_errors import storage_errors
from annotator.storage.validation import fault

LABEL = "Save what could be read of a damaged file"


@dataclass
class _Work:
    """What is known while the new file is made."""

    filled: Filled
    texts: MendedTexts
    from_history: Counter[str] = field(default_factory=Counter)
    told: dict[tuple[str, str], Row] = field(default_factory=dict)
    """By kind and GUID, rows that were in the project, as far as they can be read."""
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    steps: set[str] = field(default_factory=set)
    history_whole: bool = True


def save_sound_rows(path: Path, target: Path, name: str) -> Job[RepairReport]:
    """Fill `target`, an empty file, with what can be read of the damaged file at `path`, which
    nobody writes to meanwhile. `name` is the project's where it has none left.

    UserError where the new file can't be written.
    """
    yield JobProgress(0, 4, tr("Reading the pages…"))
    pages = Pages(path)
    reading = Reading(pages)
    ProjectFile.create(target).close()
    with storage_errors(target), contextlib.closing(_opened(target)) as connection:
        work = _Work(fill(connection, reading), MendedTexts())
        work.history_whole = not any(map(is_history, reading.found.lost))
        yield JobProgress(1, 4, tr("Reading the history…"))
        _restore_rows(connection, work)
        yield JobProgress(2, 4, tr("Comparing the texts…"))
        work.texts = mend_texts(connection)
        connection.commit()
        _replace_faulty(connection, target, work)
        _hold_times(connection, work)
        connection.commit()
    yield JobProgress(3, 4, tr("Checking what was read…"))
    left_out = _hold_to_rules(target, name, work)
    with storage_errors(target), contextlib.closing(_opened(target)) as connection:
        return _report(connection, work, left_out, reading)


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that writes whatever the types of the columns allow."""
    connection = sqlite3.connect(path)
    for pragma in ("foreign_keys=OFF", "ignore_check_constraints=ON", "synchronous=OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


# --- rows from the history


def _restore_rows(connection: sqlite3.Connection, work: _Work) -> None:
    """Rows that are not there, and that the history tells of, are written as it tells them; then
    those that could be read in part."""
    connection.commit()
    there = {kind: _guids(connection, kind) for kind in schema.ROW_TABLES}
    twins = _Twins(connection)
    own = None if there[PROJECT] else from_history.project_of(connection)
    for told in from_history.rows(connection):
        if told.kind == PROJECT and told.guid not in {own, *there[PROJECT]}:
            continue
        work.told[told.kind, told.guid] = told.columns
        twins.known.add(told.guid)
        if told.guid not in there[told.kind] and told.whole:
            twins.lacking.append(told)
    for told in twins.lacking:
        if twins.is_there_otherwise(told):
            del work.told[told.kind, told.guid]
        else:
            work.from_history[told.kind] += insert(connection, told.kind, told.columns)
    for row in work.filled.partial:
        columns = {
            column: _cut(value) if column in row.broken and isinstance(value, str) else value
            for column, value in row.columns.items()
        }
        insert(connection, row.table, columns)
        work.told.setdefault((row.table, str(columns["guid"])), columns)
    connection.commit()


class _Twins:
    """Rows whose identity was damaged: the same content under a GUID that the history does not
    know."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.known: set[str] = set()
        self.lacking: list[HistoryRow] = []

    def is_there_otherwise(self, told: HistoryRow) -> bool:
        """Whether the row is there under another identity. Which of the two is damaged is told by
        what refers to it: where something refers to the one of the history, the other goes."""
        columns = [name for name in told.columns if name in schema.ROW_TABLES[told.kind].c]
        columns.remove("guid")
        same = " AND ".join(f'"{name}" IS ?' for name in columns)
        query = f'SELECT guid FROM "{told.kind}" WHERE {same}'
        try:
            rows = self._connection.execute(query, [told.columns[name] for name in columns])
            twins = [guid for (guid,) in rows.fetchall() if guid not in self.known]
        except (sqlite3.Error, UnicodeEncodeError, OverflowError):
            return False
        if twins and is_referred_to(self._connection, told.kind, told.guid):
            self._connection.execute(f'DELETE FROM "{told.kind}" WHERE guid = ?', (twins[0],))
            return False
        return bool(twins)


def _replace_faulty(connection: sqlite3.Connection, target: Path, work: _Work) -> None:
    """A row that breaks the rules, and that keeps them as the history tells it, is written so."""
    better: list[tuple[str, str, Row]] = []
    engine = engine_of(target)
    try:
        with engine.connect() as reading, reading.begin():
            references = stored_rows(reading)
            for kind, guid, reason in faulty_rows(reading):
                work.reasons[kind, guid] = reason
                told = work.told.get((kind, guid), {})
                is_whole = set(schema.ROW_TABLES[kind].c.keys()) <= told.keys()
                if is_whole and fault(kind, told, references) is None:
                    better.append((kind, guid, told))
    finally:
        engine.dispose()
    for kind, guid, told in better:
        connection.execute(f'DELETE FROM "{kind}" WHERE guid = ?', (guid,))
        work.from_history[kind] += insert(connection, kind, told)
        del work.reasons[kind, guid]
    connection.commit()


def _cut(text: str) -> str:
    """What is certain of a text that could be read in part."""
    return text.split("\0", 1)[0]


def _guids(connection: sqlite3.Connection, kind: str) -> set[str]:
    return {guid for (guid,) in connection.execute(f'SELECT guid FROM "{kind}"')}


def _hold_times(connection: sqlite3.Connection, work: _Work) -> None:
    """A damaged time may lie thousands of years ahead, and all that is done later with it."""
    (latest,) = connection.execute("SELECT max(at) FROM step").fetchone()
    limit = max(latest or clock.ORIGIN, clock.now_ms() << 16)
    for kind in schema.ROW_TABLES:
        rows = connection.execute(f'SELECT guid FROM "{kind}" WHERE changed_at > ?', (limit,))
        for (guid,) in rows.fetchall():
            told = work.told.get((kind, guid), {}).get("changed_at") or latest or clock.ORIGIN
            connection.execute(f'UPDATE "{kind}" SET changed_at = ? WHERE guid = ?', (told, guid))


# --- the rules


def _hold_to_rules(target: Path, name: str, work: _Work) -> LeftOut:
    """Take out what breaks the rules, and end the history with a step that is later than all."""
    engine = engine_of(target)
    try:
        with engine.execution_options(immediate=True).connect() as connection:
            driver = connection.connection.dbapi_connection
            assert driver is not None
            driver.execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                _note_rows(connection, work)
                left_out = clean(connection, name)
                _end_history(connection, work)
    finally:
        engine.dispose()
    return left_out


def _note_rows(connection: Connection, work: _Work) -> None:
    """What is there before the rules are held to it, and why some of it will not stay."""
    for kind, guid, reason in faulty_rows(connection):
        work.reasons.setdefault((kind, guid), reason)
    without = "SELECT guid FROM document WHERE guid NOT IN (SELECT document FROM document_text)"
    for guid in connection.exec_driver_sql(without).scalars():
        work.reasons[DOCUMENT, guid] = tr("its text can't be read")
    for kind in schema.ROW_TABLES:
        for row in connection.exec_driver_sql(f'SELECT * FROM "{kind}"').mappings():
            work.told[kind, row["guid"]] = dict(row)
    work.steps = set(connection.exec_driver_sql("SELECT guid FROM step").scalars())


def _end_history(connection: Connection, work: _Work) -> None:
    latest = connection.exec_driver_sql("SELECT coalesce(max(at), 1) FROM step").scalar_one()
    for kind in schema.ROW_TABLES:
        found = connection.exec_driver_sql(f'SELECT max(changed_at) FROM "{kind}"').scalar()
        latest = max(latest, found or 0)
    work.history_whole = work.history_whole and _history_is_whole(connection, work)
    values = (new_guid(), clock.tick(latest, clock.now_ms()), "", "setup", LABEL)
    connection.exec_driver_sql(
        "INSERT INTO step (guid, at, coder, kind, label, words) VALUES (?, ?, ?, ?, ?, ?)",
        (*values, words_of_label(LABEL)),
    )
    if not work.history_whole:
        # A step of which a part is lost can't be undone as a whole.
        connection.exec_driver_sql("UPDATE step SET state = NULL")


def _history_is_whole(connection: Connection, work: _Work) -> bool:
    if any(is_history(table) and number for table, number in work.filled.unreadable.items()):
        return False
    first, last, number = connection.exec_driver_sql(
        "SELECT coalesce(min(seq), 1), coalesce(max(seq), 0), count(*) FROM step"
    ).one()
    gaps = connection.exec_driver_sql(
        "SELECT count(*) FROM (SELECT count(*) AS n, min(number) AS low, max(number) AS high"
        ' FROM "change" GROUP BY step) WHERE low <> 0 OR high <> n - 1'
    ).scalar_one()
    empty = connection.exec_driver_sql(
        'SELECT count(*) FROM step WHERE label <> ? AND seq NOT IN (SELECT step FROM "change")',
        (LABEL,),
    ).scalar_one()
    return bool(first == 1 and last == number and not gaps and not empty)


# --- what came of it


def _report(
    connection: sqlite3.Connection, work: _Work, left_out: LeftOut, reading: Reading
) -> RepairReport:
    names = Names(connection)
    there = {kind: _guids(connection, kind) for kind in schema.ROW_TABLES}
    gone = [(key, row) for key, row in work.told.items() if key[1] not in there[key[0]]]
    for (_kind, guid), row in gone:
        names.add(guid, row)
    guids = {guid for (_kind, guid), _row in gone}
    lost = [
        LostRow(kind, guid, names.describe(kind, row), _reason(work, kind, guid, row, guids))
        for (kind, guid), row in gone
        if not row.get("deleted")
    ]
    query = 'SELECT count(*) FROM "{}" WHERE deleted = 0'
    counted = {
        kind: connection.execute(query.format(kind)).fetchone()[0] for kind in schema.ROW_TABLES
    }
    steps = _step_guids(connection)
    found = work.filled.unreadable
    return RepairReport(
        sound=False,
        saved={kind: number for kind, number in counted.items() if number},
        from_history=dict(+work.from_history),
        lost=lost,
        unknown=_unknown(work, lost),
        texts=[one for one in work.texts.damaged if one.guid in there[DOCUMENT]],
        restored_texts=work.texts.restored,
        mended=dict(left_out.mended),
        steps=len(steps) - 1,
        lost_steps=len(work.steps - steps) + found[schema.step.name],
        history_whole=work.history_whole,
        pages=reading.pages.count,
        damaged_pages=len(reading.found.damaged),
    )


def _reason(work: _Work, kind: str, guid: str, row: Row, gone: set[str]) -> str:
    if (kind, guid) in work.reasons:
        return work.reasons[kind, guid]
    columns = (reference.parent.name for reference in schema.ROW_TABLES[kind].foreign_keys)
    return tr("what it belongs to is lost") if any(row.get(c) in gone for c in columns) else ""


def _unknown(work: _Work, lost: list[LostRow]) -> int:
    """Rows of which nothing is known: what could not be read, less what the history made up for
    or tells of."""
    unreadable = sum(work.filled.unreadable[kind] for kind in schema.ROW_TABLES)
    known = work.from_history.total() + sum(not one.reason for one in lost)
    return work.filled.undecided + max(0, unreadable - known)


def _step_guids(connection: sqlite3.Connection) -> set[str]:
    return {guid for (guid,) in connection.execute("SELECT guid FROM step")}
