"""Row visibility: connections that see of all coders' work the rows of one coder alone.

Such a connection has temporary views with the names of the tables that hold coders' work. SQLite
finds a temporary view before the table of that name (https://www.sqlite.org/lang_naming.html), so
every query that is made on the connection reads through them, whoever wrote it: there is no query
that could forget the filter. The views are of the connection; the file is not touched.

Seen are documents, the codebook, coders and rounds; of codings and what hangs on them, statuses,
assignments and steps of the history those of the coder. Decisions are about several coders'
codings and are not seen at all, nor are seals of rounds and rules that came of decisions. A step of
the coder that touched another's rows (a merge, say) is seen without them.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy import Connection, func, select

from annotator.corpus import changes as kinds
from annotator.storage import schema

_OWN_END = (
    "EXISTS (SELECT 1 FROM main.coding AS c WHERE c.guid = {{row}}.{0} AND c.coder = {{own}})"
)
_OWN_SUBJECT = (
    "NOT EXISTS (SELECT 1 FROM main.{0} AS x WHERE x.guid = {{row}}.subject AND x.coder <> {{own}})"
)
_OWN = "{row}.coder = {own}"

_CONDITIONS: Final = {
    kinds.CODING: _OWN,
    kinds.ATTRIBUTE_VALUE: _OWN_END.format("coding"),
    kinds.RELATION: " AND ".join((_OWN, *map(_OWN_END.format, ("source", "target")))),
    kinds.MEMO: " AND ".join((_OWN, *map(_OWN_SUBJECT.format, (kinds.CODING, kinds.RELATION)))),
    kinds.STATUS: _OWN,
    kinds.ASSIGNMENT: _OWN,
    kinds.DECISION: "0",
    kinds.SEAL: "0",
    kinds.RULE: "0",
    kinds.CASE_ANSWER: _OWN,
    kinds.SET_MEMBER: "NOT EXISTS (SELECT 1 FROM main.coding AS x WHERE x.guid = {row}.member"
    " AND x.coder <> {own})",
    kinds.DESIGNATION: _OWN,
    kinds.STUDY_ENTRY: _OWN_SUBJECT.format(kinds.CODER).replace("x.coder", "x.guid"),
    kinds.MEMO_LINK: "EXISTS (SELECT 1 FROM main.memo AS m WHERE m.guid = {row}.memo"
    " AND m.coder = {own})",
    "carried": _OWN_END.format("coding"),
    "step": _OWN,
}
"""By table, which of its rows (the alias ``row``) are the coder's (the literal ``own``)."""

_SHARED: Final = (
    *(kinds.PROJECT, kinds.CODER, kinds.DOCUMENT, kinds.DOCUMENT_ATTRIBUTE, kinds.ROUND),
    *kinds.CODEBOOK_KINDS,
    *(kinds.SAVED_QUERY, kinds.NAMED_SET, kinds.ATTRIBUTE_TYPE),
    *(kinds.SPEAKER, kinds.SPEAKER_NAME, kinds.SPEAKER_VALUE, kinds.REGISTRATION),
)
"""Kinds of rows that belong to nobody."""

COUNTED: Final = {
    "codings": schema.coding,
    "memos": schema.memo,
    "relations": schema.relation,
    "statuses": schema.status,
    "assignments": schema.assignment,
    "decisions": schema.decision,
    "steps": schema.step,
}
"""What is told of rows that are not seen is how many there are, under these names."""


def restrict(connection: sqlite3.Connection, coder: str) -> None:
    """Let a fresh connection see of coders' work only that of one coder (a GUID), for good, and
    write nothing."""
    own = "'" + coder.replace("'", "''") + "'"
    connection.execute("PRAGMA temp_store=MEMORY")
    for table, condition in _CONDITIONS.items():
        _view(connection, table, condition.format(row="t", own=own))
    _view(connection, "change", _own_changes(own))
    connection.execute("PRAGMA query_only=ON")


_FIRST_TIME = (
    "EXISTS (SELECT 1 FROM main.assignment AS a JOIN main.round AS r ON r.guid = a.round"
    " WHERE a.deleted = 0 AND r.deleted = 0 AND json_extract(r.design, '$.repeat') = 1"
    " AND a.coder = {own} AND a.document = {row}.document AND {row}.round IS NOT r.guid"
    " AND NOT EXISTS (SELECT 1 FROM main.seal AS s WHERE s.round = r.guid AND s.deleted = 0))"
)
"""That a coding (the alias ``row``) is of a document that the coder (the literal ``own``) codes
again in an open round, and was not made in it."""


def hide_first_times(connection: sqlite3.Connection, coder: str) -> None:
    """Let a fresh connection see, in documents that a coder (a GUID) codes again, only what was
    coded in that round; and write nothing. Views for good: they follow the rounds as they are."""
    own = "'" + coder.replace("'", "''") + "'"
    connection.execute("PRAGMA temp_store=MEMORY")
    of_first = "SELECT 1 FROM main.coding AS c WHERE c.guid = t.{0} AND " + _FIRST_TIME.replace(
        "{row}", "c"
    ).replace("{own}", own)
    _view(connection, kinds.CODING, "NOT " + _FIRST_TIME.format(row="t", own=own))
    for table, ends in (
        (kinds.ATTRIBUTE_VALUE, ("coding",)),
        (kinds.RELATION, ("source", "target")),
        (kinds.MEMO, ("subject",)),
        ("carried", ("coding",)),
    ):
        hidden = (f"NOT EXISTS ({of_first.replace('{0}', end)})" for end in ends)
        _view(connection, table, " AND ".join(hidden))
    coded = of_first.replace("t.{0}", "t.row")
    _view(connection, "change", f"t.kind <> '{kinds.CODING}' OR NOT EXISTS ({coded})")
    connection.execute("PRAGMA query_only=ON")


def _view(connection: sqlite3.Connection, table: str, condition: str) -> None:
    view = f'CREATE TEMP VIEW "{table}" AS SELECT * FROM main."{table}" AS t WHERE {condition}'
    connection.execute(view)


def _own_changes(own: str) -> str:
    """Changes of what is the coder's, or nobody's, whoever made them: so the versions of a row can
    be told from its changes. What a later format may have besides is not known to be either, and
    is not seen."""
    rows = [
        f"t.kind = '{kind}' AND EXISTS (SELECT 1 FROM main.\"{kind}\" AS r"
        f" WHERE r.guid = t.row AND {condition.format(row='r', own=own)})"
        for kind, condition in _CONDITIONS.items()
        if kind in schema.ROW_TABLES
    ]
    shared = ", ".join(f"'{kind}'" for kind in _SHARED)
    return " OR ".join((f"t.kind IN ({shared})", *(f"({row})" for row in rows)))


def counts(connection: Connection) -> dict[str, int]:
    """How many rows the connection sees of each of `COUNTED`, those that are deleted left out."""
    found: dict[str, int] = {}
    for name, table in COUNTED.items():
        query = select(func.count()).select_from(table)
        if "deleted" in table.c:
            query = query.where(table.c.deleted == 0)
        found[name] = int(connection.scalar(query) or 0)
    return found
