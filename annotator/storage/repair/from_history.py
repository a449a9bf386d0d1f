"""Rows of a damaged file as its history tells them: what each was when it was last changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeAlias

from annotator.corpus.changes import ATTRIBUTE, CODE, DOCUMENT, RELATION_TYPE
from annotator.corpus.identity import is_guid
from annotator.corpus.undo_state import MERGE
from annotator.storage import clock, schema
from annotator.storage.images import change_fault, read_image
from annotator.storage.rows import Row

_SAME_EVERYWHERE: Final = (DOCUMENT, CODE, ATTRIBUTE, RELATION_TYPE)
"""Kinds of which a row can be the same wherever it is made, and older than every edit."""


_Change: TypeAlias = tuple[str, str | None, str, int | None, str | None, str | None]
"""Row, before and after; when, by whom and in what kind of step, where the step is there."""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A row as the history tells it; `whole` where nothing of it is missing."""

    kind: str
    guid: str
    columns: Row
    whole: bool


def kinds_by_guid(connection: sqlite3.Connection) -> dict[str, str]:
    """What kind of row each GUID is that the history tells of."""
    return dict(connection.execute('SELECT DISTINCT "row", kind FROM "change"'))


def project_of(connection: sqlite3.Connection) -> str | None:
    """The GUID of the project itself: the first that the history tells of. Merges bring the
    histories of others."""
    query = """SELECT "row" FROM "change" WHERE kind = 'project' ORDER BY step, number LIMIT 1"""
    found = connection.execute(query).fetchone()
    return None if found is None else str(found[0])


def rows(connection: sqlite3.Connection) -> Iterator[HistoryRow]:
    """All rows that the history tells of, kind by kind."""
    for kind in schema.ROW_TABLES:
        yield from _of_kind(connection, kind)


def _of_kind(connection: sqlite3.Connection, kind: str) -> Iterator[HistoryRow]:
    query = (
        'SELECT c."row", c."before", c."after", s.at, s.coder, s.kind FROM "change" AS c'
        " LEFT JOIN step AS s ON s.seq = c.step WHERE c.kind = ?"
        ' ORDER BY c."row", s.at, s.coder, c.step, c.number'
    )
    changes = connection.execute(query, (kind,))
    for guid, of_row in groupby(changes, key=itemgetter(0)):
        if is_guid(guid):
            yield _replayed(kind, guid, of_row)


def _replayed(kind: str, guid: str, changes: Iterable[_Change]) -> HistoryRow:
    columns: Row = {}
    for _row, before, after, at, coder, step in changes:
        if change_fault(kind, guid, before, after) is not None:
            continue
        if before is None and columns and not columns.get("deleted"):
            continue  # somebody else made the same thing, or a merge brought what is here
        image = read_image(kind, after)
        is_new = before is None and not columns
        columns.update(image)
        if at is None or coder is None or step == MERGE:
            continue  # a merge says itself when a row was changed, and by whom
        if is_new:
            columns.setdefault("created_at", at)
            columns.setdefault("created_by", coder)
        if "changed_at" not in image:
            is_same = is_new and kind in _SAME_EVERYWHERE and guid[14] == "5"
            columns |= {"changed_at": clock.ORIGIN if is_same else at, "changed_by": coder}
    row = {**schema.DEFAULTS[kind], **columns, "guid": guid}
    return HistoryRow(kind, guid, row, set(schema.ROW_TABLES[kind].c.keys()) <= row.keys())


def name_in(columns: Mapping[str, object]) -> str:
    """How a row is called, as far as its columns tell."""
    for column in ("name", "title", "text", "value", "label", "quote"):
        words = columns.get(column)
        if isinstance(words, str) and words.strip():
            return words.strip()
    return ""
