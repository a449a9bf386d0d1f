"""What is sound of a faulty file: rows that break the rules are taken out of a copy, and counted.

Only for copies that are read and thrown away: nothing is recorded. Of the rows that stay, what a
rule can tell is set right (how long a text is, letters that are no Unicode), and a reference that a
row can do without is dropped with what it refers to. The text of a document is never changed.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, Table, Text, delete, insert, select, update

from annotator.corpus.changes import DOCUMENT, PROJECT
from annotator.corpus.identity import is_guid, new_guid
from annotator.corpus.limits import name_fault
from annotator.corpus.messages import fill, number_of, tr
from annotator.corpus.row_words import row_word
from annotator.storage import clock, document_files, schema, table_parts
from annotator.storage.images import change_fault, step_fault
from annotator.storage.row_checks import (
    LAST_STEP,
    LONGEST_LABEL,
    cycles,
    faulty_rows,
    large_documents,
)

_LOOSE: Final = (
    ("code", "parent", "code"),
    ("document", "replaced_by", "document"),
    ("decision", "outcome", "coding"),
)
"""Table, column and table referred to, of references that a row can do without."""
_STEP, _CHANGE = "step of the history", "change of no step"
_NO_PROJECT, _LENGTH = "project without a row", "length of a document"
_LETTERS = "text with letters that are no Unicode"
_PLACES: Final = {table: f"place of a {table}" for table, _column, _target in _LOOSE}
_COUNTED: Final[Mapping[str, Callable[[int], str]]] = {
    _STEP: lambda n: number_of(n, "step of the history", "steps of the history"),
    _CHANGE: lambda n: number_of(n, "change of no step", "changes of no step"),
    _NO_PROJECT: lambda n: number_of(n, "project without a row", "projects without a row"),
    _LENGTH: lambda n: number_of(n, "length of a document", "lengths of documents"),
    _LETTERS: lambda n: number_of(
        n, "text with letters that are no Unicode", "texts with letters that are no Unicode"
    ),
    _PLACES["code"]: lambda n: number_of(n, "place of a code", "places of codes"),
    _PLACES["document"]: lambda n: number_of(n, "place of a document", "places of documents"),
    _PLACES["decision"]: lambda n: number_of(n, "place of a decision", "places of decisions"),
}
"""What is counted besides rows of a kind: so many of it, in words."""


@dataclass
class LeftOut:
    """How many rows of each kind a copy is without, and how many were set right in it."""

    rows: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)

    def sentence(self) -> str:
        """What is not shown of the file."""
        if not self.rows and not self.mended:
            return tr("Nothing had to be left out.")
        said = []
        if self.rows:
            said.append(
                tr("Left out, as faulty or about what is faulty: {rows}.", rows=_listed(self.rows))
            )
        if self.mended:
            said.append(tr("Set right where it is shown: {mended}.", mended=_listed(self.mended)))
        return " ".join(said)


def _listed(counted: Counter[str]) -> str:
    return ", ".join([_how_many(kind, number) for kind, number in counted.items()])


def _how_many(kind: str, number: int) -> str:
    if kind in _COUNTED:
        return _COUNTED[kind](number)
    return fill("{number:,} {word}", number=number, word=row_word(kind, number))


def clean(connection: Connection, name: str) -> LeftOut:
    """Take out what breaks the rules; what that was. `name` is the project's where it has none.

    Foreign keys must be off: rows go before those that refer to them.
    """
    found = LeftOut()
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    _set_letters_right(driver, found)
    _keep_one_project(connection, name, found)
    _clean_texts(connection, found)
    while _take_out_rows(connection, found):
        pass
    _clean_history(connection, found)
    _take_out_lost(connection, found)
    for kind, number in document_files.drop_faulty(connection).items():
        found.rows[kind] += number
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    return found


# --- texts that are no Unicode


def _set_letters_right(driver: sqlite3.Connection, found: LeftOut) -> None:
    """Bytes that are no UTF-8 become U+FFFD; the text of a document that has some is taken out,
    since nobody could tell what its codings are on."""
    for table in table_parts.metadata.sorted_tables:
        for key, values in list(_broken_texts(driver, table)):
            where = " AND ".join(f"{column} = ?" for column in _key(table))
            if table.name == schema.document_text.name:
                driver.execute(f'DELETE FROM "{table.name}" WHERE {where}', key)
                continue
            found.mended[_LETTERS] += 1
            texts = ", ".join(f'"{column}" = ?' for column in values)
            driver.execute(
                f'UPDATE OR IGNORE "{table.name}" SET {texts} WHERE {where}',
                (*values.values(), *key),
            )


def _key(table: Table) -> tuple[str, ...]:
    """The columns that a row is found by, whatever its texts say."""
    if table.dialect_options["sqlite"]["with_rowid"]:
        return ("rowid",)
    return tuple(f'"{column.name}"' for column in table.primary_key)


def _broken_texts(
    driver: sqlite3.Connection, table: Table
) -> Iterator[tuple[tuple[Any, ...], dict[str, str]]]:
    """The key of each row with bytes that are no UTF-8, and its broken texts as they can be read,
    by column."""
    names = [column.name for column in table.columns if isinstance(column.type, Text)]
    key = _key(table)
    listed = ", ".join([*key, *(f'"{name}"' for name in names)])
    driver.text_factory = bytes
    try:
        for row in driver.execute(f'SELECT {listed} FROM "{table.name}"'):
            broken = {}
            for name, value in zip(names, row[len(key) :], strict=True):
                try:
                    str(value or b"", "utf-8")
                except UnicodeDecodeError:
                    broken[name] = str(value, "utf-8", "replace")
            if broken:
                yield row[: len(key)], broken
    finally:
        driver.text_factory = str


# --- the project and its texts


def _keep_one_project(connection: Connection, name: str, found: LeftOut) -> None:
    """One project with an identity; rules that can't be read are those that show least."""
    rows = connection.exec_driver_sql("SELECT rowid, guid FROM project ORDER BY rowid").all()
    kept = next((row for row in rows if is_guid(row.guid)), rows[0] if rows else None)
    if kept is None:
        columns = {"guid": new_guid(), "name": name, "cues_locked": 0, "blind": 0, "deleted": 0}
        stamps = dict.fromkeys(("created_at", "changed_at"), clock.ORIGIN)
        people = dict.fromkeys(("created_by", "changed_by"), "")
        connection.execute(insert(schema.project).values(columns | stamps | people))
        found.mended[_NO_PROJECT] += 1
        return
    others = len(rows) - 1
    if others:
        connection.exec_driver_sql("DELETE FROM project WHERE rowid <> ?", (kept.rowid,))
        found.rows["project"] += others
    if is_guid(kept.guid) and not any(kind == PROJECT for kind, *_what in faulty_rows(connection)):
        return
    found.mended["project"] += 1
    row = connection.execute(select(schema.project)).mappings().one()
    connection.execute(
        update(schema.project).values(
            guid=row["guid"] if is_guid(row["guid"]) else new_guid(),
            name=name if name_fault(row["name"]) else row["name"],
            cues_locked=row["cues_locked"] if row["cues_locked"] in (0, 1) else 0,
            blind=row["blind"] if row["blind"] in (0, 1) else 1,
            deleted=0,
            **dict.fromkeys(("created_at", "changed_at"), clock.ORIGIN),
            **dict.fromkeys(("created_by", "changed_by"), ""),
        )
    )


def _clean_texts(connection: Connection, found: LeftOut) -> None:
    """Documents without a text, or with one that is too large, go; lengths follow from texts."""
    document, text = schema.document, schema.document_text
    gone = list(
        connection.scalars(
            select(document.c.guid).where(document.c.guid.not_in(select(text.c.document)))
        )
    )
    gone += [guid for guid, _name, _reason in large_documents(connection)]
    _delete(connection, DOCUMENT, gone, found)
    lengths = connection.execute(
        select(document.c.guid, document.c.characters, text.c.text).join(
            text, text.c.document == document.c.guid
        )
    )
    wrong = {guid: len(words) for guid, number, words in lengths if len(words) != number}
    for guid, number in wrong.items():
        connection.execute(
            update(document).where(document.c.guid == guid).values(characters=number)
        )
        found.mended[_LENGTH] += 1
    replaced = select(document.c.guid, document.c.replaced_by)
    following = {guid: after for guid, after in connection.execute(replaced)}  # noqa: C416
    for circle in cycles(following):
        connection.execute(
            update(document).where(document.c.guid.in_(circle)).values(replaced_by=None)
        )
        found.mended["document"] += len(circle)


# --- rows


def _take_out_rows(connection: Connection, found: LeftOut) -> bool:
    """Take out the rows that break the rules now; whether there were some. What refers to them
    breaks the rules then."""
    for table, column, target in _LOOSE:
        loosened = connection.exec_driver_sql(
            f'UPDATE "{table}" SET "{column}" = NULL WHERE "{column}" IS NOT NULL'
            f' AND "{column}" NOT IN (SELECT guid FROM "{target}")'
        ).rowcount
        if loosened:
            found.mended[_PLACES[table]] += loosened
    faulty: dict[str, list[str]] = {}
    for kind, guid, _reason in faulty_rows(connection):
        faulty.setdefault(kind, []).append(guid)
    for kind, guids in faulty.items():
        _delete(connection, kind, guids, found)
    return bool(faulty)


def _delete(connection: Connection, kind: str, guids: list[str], found: LeftOut) -> None:
    if guids:
        rows = [(guid,) for guid in guids]
        connection.exec_driver_sql(f'DELETE FROM "{kind}" WHERE guid = ?', rows)
        found.rows[kind] += len(guids)


# --- the history, and what refers to rows that are gone


def _clean_history(connection: Connection, found: LeftOut) -> None:
    """Steps that can't be read go whole, as a merge leaves them out."""
    step, change = schema.step, schema.change
    faulty = {
        row["seq"]
        for row in connection.execute(select(step)).mappings()
        if step_fault(dict(row))
        or not 0 <= row["seq"] <= LAST_STEP
        or len(row["label"]) > LONGEST_LABEL
    }
    images = select(change.c.step, change.c.kind, change.c.row, change.c.before, change.c.after)
    for seq, *image in connection.execute(images):
        if change_fault(*image):
            faulty.add(seq)
    numbers = [(seq,) for seq in faulty]
    if numbers:
        connection.exec_driver_sql("DELETE FROM change WHERE step = ?", numbers)
        connection.exec_driver_sql("DELETE FROM step WHERE seq = ?", numbers)
        found.rows[_STEP] += len(numbers)
    lost = connection.exec_driver_sql(
        "DELETE FROM change WHERE step NOT IN (SELECT seq FROM step)"
    ).rowcount
    if lost:
        found.rows[_CHANGE] += lost


def _take_out_lost(connection: Connection, found: LeftOut) -> None:
    """What is no row of its own, such as the text of a document that is gone, goes with it."""
    # What refers to a table comes after it; references that go back are loosened (`_LOOSE`).
    for table in table_parts.metadata.sorted_tables:
        for reference in table.foreign_keys:
            column, target = reference.parent, reference.column
            gone = connection.execute(
                delete(table).where(column.is_not(None), column.not_in(select(target)))
            ).rowcount
            if gone and table.name in schema.ROW_TABLES:
                found.rows[table.name] += gone
