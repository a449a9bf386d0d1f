"""From rows to codings, their values and relations, and back to columns; without tombstones."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import (
    Connection,
    Table,
    bindparam,
    func,
    or_,
    select,
)

from annotator.corpus.codebook import (
    Value,
)
from annotator.corpus.coding import Coding, Relation
from annotator.corpus.span import Span, Spans
from annotator.storage import clock, schema
from annotator.storage.sight import document_order, times
from annotator.storage.statements import listed, listed_guids


@dataclass(frozen=True)
class CodingColumns:
    """The codings of one document as columns, in order of start, end, GUID.

    `start` and `end` are int64 arrays of code points; `parts` holds the spans of the few
    discontinuous ones by row number.
    """

    guid: list[str]
    code: list[str]
    coder: list[str]
    start: np.ndarray[Any, np.dtype[np.int64]]
    end: np.ndarray[Any, np.dtype[np.int64]]
    parts: dict[int, Spans]

    def spans(self, row: int) -> Spans:
        """The parts of a coding by its row number."""
        return self.parts.get(row) or (Span(int(self.start[row]), int(self.end[row])),)

    def without_repeats(self) -> CodingColumns:
        """Without the codings that say what an earlier row of the same coder says."""
        same = (np.diff(self.start) == 0) & (np.diff(self.end) == 0)
        if not same.any():
            return self
        known: set[tuple[str, str, Spans]] = set()
        wanted = np.ones(len(self.guid), dtype=bool)
        near = np.flatnonzero(np.append(same, False) | np.append(False, same))
        for row in near.tolist():
            said = (self.code[row], self.coder[row], self.spans(row))
            wanted[row] = said not in known
            known.add(said)
        return self.where(wanted)

    def where(self, wanted: Iterable[bool]) -> CodingColumns:
        """The rows for which `wanted` is true, in their order."""
        mask = np.fromiter(wanted, dtype=bool)
        rows = np.flatnonzero(mask).tolist()
        numbers = {row: number for number, row in enumerate(rows)}
        guid, code, coder = (
            [column[row] for row in rows] for column in (self.guid, self.code, self.coder)
        )
        parts = {numbers[row]: spans for row, spans in self.parts.items() if row in numbers}
        return CodingColumns(guid, code, coder, self.start[mask], self.end[mask], parts)


def codings(
    connection: Connection, document: str | None = None, guids: Iterable[str] | None = None
) -> list[Coding]:
    """Codings by document, start, end: all, those of a document, or those of given GUIDs.

    What still lies in an earlier version of a document is found only where it is asked for.
    """
    asked = {"document": document, "guids": None if guids is None else json.dumps(list(guids))}
    query = _codings_query(document is not None, guids is not None)
    values = attribute_values(connection, guids)
    none: dict[str, Value] = {}
    found = []
    # Columns by place: by name, a hundred thousand rows take twice as long.
    for guid, text, code, coder, start, end, parts, from_cue, at, changed in connection.execute(
        query, asked
    ):
        spans = (Span(start, end),) if parts is None else parts_of(parts)
        created = clock.to_datetime(at)
        modified = created if changed <= at else clock.to_datetime(changed)
        said = values.get(guid, none)
        found.append(
            Coding(guid, text, code, coder, spans, created, modified, said, bool(from_cue))
        )
    return found


def codings_with_code(connection: Connection, code: str) -> list[str]:
    """The GUIDs of all codings with a code, those in earlier versions of documents too."""
    table = schema.coding
    return list(
        connection.scalars(select(table.c.guid).where(table.c.code == code, table.c.deleted == 0))
    )


@cache
def _codings_query(of_document: bool, of_guids: bool) -> Any:
    """Made once: making a statement costs more than running it for a few rows."""
    table = schema.coding
    names = ("guid", "document", "code", "coder", "start", "end", "parts", "from_cue")
    query = (
        select(*(table.c[name] for name in (*names, "created_at", "changed_at")))
        .join(schema.document, schema.document.c.guid == table.c.document)
        .where(table.c.deleted == 0)
        .order_by(*document_order(), table.c.start, table.c.end, table.c.guid)
    )
    if of_document:
        query = query.where(table.c.document == bindparam("document"))
    if of_guids:
        query = query.where(table.c.guid.in_(listed("guids")))
    if not of_document and not of_guids:
        query = query.where(schema.document.c.replaced_by.is_(None))
    return query


def attribute_values(
    connection: Connection, codings: Iterable[str] | None = None
) -> dict[str, dict[str, Value]]:
    """By coding, the values by attribute: of all codings, or of those of given GUIDs. A value of
    an attribute that was deleted, or that its coding's code does not have, is out of sight."""
    asked = {"codings": None if codings is None else json.dumps(list(codings))}
    query = _values_query(codings is not None)
    values: dict[str, dict[str, Value]] = {}
    for guid, attribute, text in connection.execute(query, asked):
        value = json.loads(text)
        known = values.setdefault(guid, {})
        known[attribute] = tuple(value) if isinstance(value, list) else str(value)
    return values


@cache
def _values_query(of_codings: bool) -> Any:
    table, declared, coding = schema.attribute_value, schema.attribute, schema.coding
    query = (
        select(table.c.coding, table.c.attribute, table.c.value)
        .join(declared, declared.c.guid == table.c.attribute)
        .join(coding, coding.c.guid == table.c.coding)
        .where(table.c.deleted == 0, declared.c.deleted == 0, declared.c.code == coding.c.code)
    )
    return query.where(table.c.coding.in_(listed("codings"))) if of_codings else query


def values_of(connection: Connection, attribute: str) -> list[tuple[str, str]]:
    """Coding (GUID) and value (JSON) of every value of an attribute."""
    table = schema.attribute_value
    query = select(table.c.coding, table.c.value).where(
        table.c.attribute == attribute, table.c.deleted == 0
    )
    return [(coding, value) for coding, value in connection.execute(query)]


def raw_values(connection: Connection, coding: str) -> list[tuple[str, str]]:
    """Attribute (GUID) and value (JSON) of all that a coding says, out of sight too."""
    table = schema.attribute_value
    query = select(table.c.attribute, table.c.value).where(
        table.c.coding == coding, table.c.deleted == 0
    )
    return [(attribute, value) for attribute, value in connection.execute(query)]


def used_values(connection: Connection, attribute: str) -> list[str]:
    """The different values of an attribute in texts, the most frequent first."""
    counts = Counter(json.loads(value) for _coding, value in values_of(connection, attribute))
    return [value for value, _number in counts.most_common()]


def relations(connection: Connection, codings: Iterable[str] | None = None) -> list[Relation]:
    """The relations whose codings and type are there: all, or those of given codings."""
    table, kind = schema.relation, schema.relation_type
    source, target = schema.coding.alias(), schema.coding.alias()
    query = (
        select(table)
        .join(source, source.c.guid == table.c.source)
        .join(target, target.c.guid == table.c.target)
        .join(kind, kind.c.guid == table.c.kind)
        .where(table.c.deleted == 0, source.c.deleted == 0, target.c.deleted == 0)
        .where(kind.c.deleted == 0)
        .order_by(table.c.created_at, table.c.guid)
    )
    if codings is None:
        for end in (source, target):
            document = schema.document.alias()
            query = query.join(document, document.c.guid == end.c.document)
            query = query.where(document.c.replaced_by.is_(None))
    if codings is not None:
        ends = listed_guids(codings)
        query = query.where(or_(table.c.source.in_(ends), table.c.target.in_(ends)))
    return [
        Relation(row.guid, row.kind, row.source, row.target, row.coder, *times(row))
        for row in connection.execute(query)
    ]


def coding_columns(connection: Connection, document: str) -> CodingColumns:
    """The codings of a document as arrays: 100,000 rows without 100,000 objects.

    The columns come out of the database as one text each, which is three times faster than rows;
    codes and coders are numbers in it, so that their GUIDs are one object each.
    """
    codes, coders = _all_guids(connection, schema.code), _all_guids(connection, schema.coder)
    table = schema.coding
    # Just what the index covers: so the rows themselves are never read.
    covered = (table.c.guid, table.c.start, table.c.end, table.c.code, table.c.coder, table.c.parts)
    ordered = (
        select(*covered)
        .where(table.c.document == document, table.c.deleted == 0)
        .order_by(table.c.start, table.c.end, table.c.guid)
        .subquery()
    )
    row = connection.execute(
        select(
            func.group_concat(ordered.c.guid),
            func.group_concat(ordered.c.start),
            func.group_concat(ordered.c.end),
            func.group_concat(func.instr(",".join(codes), ordered.c.code)),
            func.group_concat(func.instr(",".join(coders), ordered.c.coder)),
            func.count(ordered.c.parts),
        )
    ).one()
    guid = row[0].split(",") if row[0] else []
    start, end, code, coder = (_numbers(text) for text in row[1:5])
    return CodingColumns(
        guid,
        _named(code, codes),
        _named(coder, coders),
        start,
        end,
        _parts_by_row(connection, document, guid) if row[5] else {},
    )


def _all_guids(connection: Connection, table: Table) -> list[str]:
    return list(connection.scalars(select(table.c.guid)))


def _numbers(text: str | None) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.fromstring(text or "", dtype=np.int64, sep=",")


def _named(places: np.ndarray[Any, np.dtype[np.int64]], guids: list[str]) -> list[str]:
    """The GUIDs that begin at these places (from 1) of the text of all of them."""
    starts = np.cumsum([1, *(len(guid) + 1 for guid in guids)])
    return [guids[number] for number in np.searchsorted(starts, places).tolist()]


def _parts_by_row(connection: Connection, document: str, guids: list[str]) -> dict[int, Spans]:
    table = schema.coding
    query = select(table.c.guid, table.c.parts).where(
        table.c.document == document, table.c.deleted == 0, table.c.parts.is_not(None)
    )
    parts = {guid: parts_of(text) for guid, text in connection.execute(query)}
    return {row: parts[guid] for row, guid in enumerate(guids) if guid in parts}


def coding_counts(connection: Connection) -> Counter[tuple[str, str, str]]:
    """How many codings there are by (document, code, coder), earlier versions included."""
    table = schema.coding
    group = (table.c.document, table.c.code, table.c.coder)
    query = select(*group, func.count()).where(table.c.deleted == 0).group_by(*group)
    return Counter({(row[0], row[1], row[2]): row[3] for row in connection.execute(query)})


def cue_counts(connection: Connection) -> Counter[tuple[str, str, str]]:
    """How many codings began from a cue, by (document, code, coder)."""
    table = schema.coding
    group = (table.c.document, table.c.code, table.c.coder)
    query = select(*group, func.count()).where(table.c.deleted == 0, table.c.from_cue == 1)
    rows = connection.execute(query.group_by(*group))
    return Counter({(row[0], row[1], row[2]): row[3] for row in rows})


def codings_from_cue(connection: Connection) -> list[str]:
    """The codings (GUIDs) that began from a cue."""
    table = schema.coding
    query = select(table.c.guid).where(table.c.deleted == 0, table.c.from_cue == 1)
    return list(connection.scalars(query))


def coding_times(connection: Connection) -> dict[str, tuple[int, int]]:
    """By coding (GUID) when it was made and last changed, as readings of the clock."""
    table = schema.coding
    made, changed = table.c.created_at, table.c.changed_at
    query = select(table.c.guid, made, func.max(made, changed)).where(table.c.deleted == 0)
    return {guid: (at, later) for guid, at, later in connection.execute(query)}


def noted_codings(connection: Connection, document: str) -> list[str]:
    """The codings (GUIDs) of a document that have a memo, in the order of the text."""
    memo, coding = schema.memo, schema.coding
    query = (
        select(coding.c.guid)
        .where(coding.c.document == document, coding.c.deleted == 0)
        .where(
            coding.c.guid.in_(select(memo.c.subject).where(memo.c.deleted == 0, memo.c.text != ""))
        )
        .order_by(coding.c.start, coding.c.guid)
    )
    return list(connection.scalars(query))


def parts_of(text: str) -> Spans:
    """The spans of a discontinuous coding from its column."""
    return tuple(Span(start, end) for start, end in json.loads(text))


def spans_of(row: Mapping[str, Any]) -> Spans:
    """The spans of a row of the coding table by column name."""
    if row["parts"] is None:
        return (Span(row["start"], row["end"]),)
    return parts_of(row["parts"])


def span_columns(spans: Spans) -> dict[str, Any]:
    """The columns of the coding table that hold these spans."""
    parts = None
    if len(spans) > 1:
        parts = json.dumps([[span.start, span.end] for span in spans], separators=(",", ":"))
    return {"start": spans[0].start, "end": spans[-1].end, "parts": parts}
