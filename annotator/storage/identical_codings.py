"""Codings of one coder that say the same: one document, code and passage, more than once.

Two files can make them apart, and earlier versions of the program made them at a second key press,
so a file may hold them. Those of the consensus are left out: each is the outcome of a decision.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    FromClause,
    and_,
    bindparam,
    func,
    select,
)

from annotator.corpus.coding import CoderKind
from annotator.corpus.span import Spans
from annotator.storage import schema
from annotator.storage.row_values import spans_from
from annotator.storage.statements import each_of, each_of_parameter, json_list

_SAME = ("document", "code", "coder", "start", "end")


def groups(connection: Connection, of: Collection[str] | None = None) -> list[list[str]]:
    """The groups of identical codings, GUIDs in order: all, or those with one of `of` (GUIDs)."""
    one = schema.coding.alias()
    same = [*(one.c[name] for name in (*_SAME, "parts")), _again(one)]
    query = (
        select(func.json_group_array(one.c.guid))
        .join(schema.coder, schema.coder.c.guid == one.c.coder)
        .where(one.c.deleted == 0, schema.coder.c.kind == CoderKind.PERSON.value)
        .group_by(*same)
        .having(func.count() > 1)
    )
    if of is not None:
        asked = schema.coding.alias()
        alike = and_(
            *(asked.c[name] == one.c[name] for name in _SAME),
            asked.c.parts.is_not_distinct_from(one.c.parts),
            _again(asked) == _again(one),
            asked.c.guid.in_(each_of(of)),
        )
        query = query.where(select(asked.c.guid).where(alike).exists())
        if len(of) < _FEW:
            starts = select(asked.c.start).where(asked.c.guid.in_(each_of(of)))
            documents = select(asked.c.document).where(asked.c.guid.in_(each_of(of)))
            query = query.where(one.c.document.in_(documents), one.c.start.in_(starts))
    return sorted(sorted(json.loads(text)) for text in connection.scalars(query))


_FEW = 1_000
"""Codings up to which looking only where they begin is quicker than going through all."""


def _again(coding: FromClause) -> ColumnElement[str]:
    """The round of a coding where documents are coded again in it, else empty: what somebody says
    a second time there is a coding of its own."""
    table = schema.coding_round
    again = func.json_extract(table.c.design, "$.repeat") == 1
    found = select(table.c.guid).where(table.c.guid == coding.c.round, again).scalar_subquery()
    return func.coalesce(found, "")


def passages(
    connection: Connection,
    document: str,
    code: str,
    coder: str,
    starts: Iterable[int],
    again: str = "",
) -> dict[Spans, str]:
    """The codings (GUIDs) of a coder with a code that begin at one of `starts`, by their spans:
    those of the round `again` in which the document is coded again, or else of no such round."""
    asked = {"document": document, "starts": json_list(starts), "code": code, "coder": coder}
    found: dict[Spans, str] = {}
    for guid, start, end, parts in connection.execute(_passages(), asked | {"again": again}):
        spans = spans_from(start, end, parts)
        found[spans] = min(guid, found.get(spans, guid))
    return found


@cache
def _passages() -> Executable:
    """Made once: it is asked with every coding, and making it costs more than running it."""
    table = schema.coding
    return select(table.c.guid, table.c.start, table.c.end, table.c.parts).where(
        table.c.document == bindparam("document"),
        table.c.start.in_(each_of_parameter("starts")),
        table.c.code == bindparam("code"),
        table.c.coder == bindparam("coder"),
        table.c.deleted == 0,
        _again(table) == bindparam("again"),
    )
