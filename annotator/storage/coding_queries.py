"""From rows to codings, their values and relations, and back to columns; without tombstones."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache

from sqlalchemy import (
    Connection,
    Executable,
    bindparam,
    func,
    or_,
    select,
)

from annotator.corpus.codebook import (
    Value,
)
from annotator.corpus.coding import Coding, Relation
from annotator.storage import clock, schema
from annotator.storage.row_values import relation_of, spans_from, value_from
from annotator.storage.statements import each_of, each_of_parameter, json_list
from annotator.storage.visibility import document_order


def codings(
    connection: Connection, document: str | None = None, guids: Iterable[str] | None = None
) -> list[Coding]:
    """Codings by document, start, end: all, those of a document, or those of given GUIDs.

    What still lies in an earlier version of a document is found only where it is asked for.
    """
    asked = {"document": document, "guids": None if guids is None else json_list(guids)}
    query = _codings_query(document is not None, guids is not None)
    values = attribute_values(connection, guids)
    none: dict[str, Value] = {}
    found = []
    # Columns by place: by name, a hundred thousand rows take twice as long.
    for guid, text, code, coder, start, end, parts, cue, made_in, at, changed in connection.execute(
        query, asked
    ):
        spans = spans_from(start, end, parts)
        created = clock.to_datetime(at)
        modified = created if changed <= at else clock.to_datetime(changed)
        said = values.get(guid, none)
        found.append(
            Coding(guid, text, code, coder, spans, created, modified, said, bool(cue), made_in)
        )
    return found


def codings_with_code(connection: Connection, code: str) -> list[str]:
    """The GUIDs of all codings with a code, those in earlier versions of documents too."""
    table = schema.coding
    return list(
        connection.scalars(select(table.c.guid).where(table.c.code == code, table.c.deleted == 0))
    )


@cache
def _codings_query(of_document: bool, of_guids: bool) -> Executable:
    """Made once: making a statement costs more than running it for a few rows."""
    table = schema.coding
    names = ("guid", "document", "code", "coder", "start", "end", "parts", "from_cue", "round")
    query = (
        select(*(table.c[name] for name in (*names, "created_at", "changed_at")))
        .join(schema.document, schema.document.c.guid == table.c.document)
        .where(table.c.deleted == 0)
        .order_by(*document_order(), table.c.start, table.c.end, table.c.guid)
    )
    if of_document:
        query = query.where(table.c.document == bindparam("document"))
    if of_guids:
        query = query.where(table.c.guid.in_(each_of_parameter("guids")))
    if not of_document and not of_guids:
        query = query.where(schema.document.c.replaced_by.is_(None))
    return query


def attribute_values(
    connection: Connection, codings: Iterable[str] | None = None
) -> dict[str, dict[str, Value]]:
    """By coding, the values by attribute: of all codings, or of those of given GUIDs. A value of
    an attribute that was deleted, or that its coding's code does not have, is out of sight."""
    asked = {"codings": None if codings is None else json_list(codings)}
    query = _values_query(codings is not None)
    values: dict[str, dict[str, Value]] = {}
    for guid, attribute, text in connection.execute(query, asked):
        values.setdefault(guid, {})[attribute] = value_from(text)
    return values


@cache
def _values_query(of_codings: bool) -> Executable:
    table, declared, coding = schema.attribute_value, schema.attribute, schema.coding
    query = (
        select(table.c.coding, table.c.attribute, table.c.value)
        .join(declared, declared.c.guid == table.c.attribute)
        .join(coding, coding.c.guid == table.c.coding)
        .where(table.c.deleted == 0, declared.c.deleted == 0, declared.c.code == coding.c.code)
    )
    return query.where(table.c.coding.in_(each_of_parameter("codings"))) if of_codings else query


def values_of(connection: Connection, attribute: str) -> list[tuple[str, str]]:
    """Coding (GUID) and value (JSON) of every value of an attribute."""
    table = schema.attribute_value
    query = select(table.c.coding, table.c.value).where(
        table.c.attribute == attribute, table.c.deleted == 0
    )
    return [(coding, value) for coding, value in connection.execute(query)]


def codings_saying(
    connection: Connection, document: str, attributes: Iterable[str], value: str
) -> list[str]:
    """The codings (GUIDs) of a document that have a value (JSON) in one of these attributes."""
    table, coding = schema.attribute_value, schema.coding
    query = (
        select(table.c.coding)
        .join(coding, coding.c.guid == table.c.coding)
        .where(coding.c.document == document, coding.c.deleted == 0, table.c.deleted == 0)
        .where(table.c.attribute.in_(each_of(attributes)), table.c.value == value)
    )
    return list(connection.scalars(query))


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
        ends = each_of(codings)
        query = query.where(or_(table.c.source.in_(ends), table.c.target.in_(ends)))
    return [relation_of(row) for row in connection.execute(query)]


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


def last_made(connection: Connection) -> dict[str, int]:
    """By code (GUID) when a coding with it was made last, as a reading of the clock."""
    table = schema.coding
    query = select(table.c.code, func.max(table.c.created_at)).where(table.c.deleted == 0)
    return {code: at for code, at in connection.execute(query.group_by(table.c.code))}  # noqa: C416


def codings_with_memo(connection: Connection, document: str) -> list[str]:
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
