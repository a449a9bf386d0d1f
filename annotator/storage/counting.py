"""By how much a few steps have changed how many codings there are."""

from __future__ import annotations

from collections import Counter
from functools import cache

from sqlalchemy import Connection, Executable, bindparam, select

from annotator.corpus.changes import CODING
from annotator.storage import schema
from annotator.storage.images import read_before
from annotator.storage.rows import Row
from annotator.storage.statements import each_of_parameter, json_list

Counts = Counter[tuple[str, str, str]]
"""Codings by document, code and coder (GUIDs)."""

_MOST = 2_000
"""Changed rows up to which following them is quicker than counting anew."""


def changed_counts(connection: Connection, after: int) -> Counts | None:
    """By how much the counts differ from what they were after the step `after` (its number in
    this file). None where so much has changed that counting anew is quicker. No merge may lie
    between: the steps that come with one were made on other rows than ours."""
    images = connection.execute(_images(), {"after": after, "most": _MOST}).all()
    if len(images) >= _MOST:
        return None
    guids = json_list({row.row for row in images})
    now = {row.guid: row for row in connection.execute(_places(), {"guids": guids})}
    first: dict[str, Row | None] = {
        guid: {name: getattr(row, name) for name in ("document", "code", "coder", "deleted")}
        for guid, row in now.items()
    }
    change: Counts = Counter()
    for row in first.values():
        _count(change, row, 1)
    for guid, before in images:  # the last one first
        known, was = first[guid], read_before(CODING, before)
        first[guid] = None if was is None or known is None else known | was
    for row in first.values():
        _count(change, row, -1)
    return change


def _count(counts: Counts, row: Row | None, by: int) -> None:
    if row is not None and not row["deleted"]:
        counts[row["document"], row["code"], row["coder"]] += by


@cache
def _images() -> Executable:
    change = schema.change.c
    query = select(change.row, change.before)
    query = query.where(change.step > bindparam("after"), change.kind == CODING)
    return query.order_by(change.step.desc(), change.number.desc()).limit(bindparam("most"))


@cache
def _places() -> Executable:
    table = schema.coding.c
    query = select(table.guid, table.document, table.code, table.coder, table.deleted)
    return query.where(table.guid.in_(each_of_parameter("guids")))
