"""From rows to the codebook, tombstones left out (see `sight`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import (
    Connection,
    select,
)

from annotator.corpus.codebook import (
    Attribute,
    AttributeKind,
    Choice,
    Code,
    Codebook,
    RelationType,
    Unit,
)
from annotator.storage import schema
from annotator.storage.code_conflicts import contradictions, shared_keys
from annotator.storage.visibility import alive, times


def codebook(connection: Connection) -> Codebook:
    """The codes, their attributes, and the types of relations, as they are now."""

    def rows(kind: str) -> Sequence[Any]:
        table = schema.ROW_TABLES[kind]
        query = select(table).where(alive(kind)).order_by(table.c.position, table.c.guid)
        return connection.execute(query).all()

    codes, types = rows("code"), rows("relation_type")
    return settled(
        Codebook(
            tuple(_known_code(tuple(row)) for row in codes),
            attributes=tuple(attribute_of(row) for row in rows("attribute")),
            relation_types=tuple(relation_type_of(row) for row in types),
        ),
        [row._mapping for row in codes],
        [row._mapping for row in types],
    )


def settled(
    codebook: Codebook, codes: Iterable[Mapping[str, Any]], types: Iterable[Mapping[str, Any]]
) -> Codebook:
    """The codebook as it is read where rows contradict each other; the rows are those it is of."""
    as_read: dict[str, dict[str, Any]] = {}
    for one in contradictions(codes):
        as_read.setdefault(one.guid, {})[one.column] = one.read_as
    keyless = {one.guid for one in shared_keys(types)}
    if not as_read and not keyless:
        return codebook
    return replace(
        codebook,
        codes=tuple(
            replace(code, **as_read[code.guid]) if code.guid in as_read else code
            for code in codebook.codes
        ),
        relation_types=tuple(
            replace(kind, key="") if kind.guid in keyless else kind
            for kind in codebook.relation_types
        ),
    )


def code_places(connection: Connection) -> dict[str, str | None]:
    """By GUID of each code that is visible, the one that its row says it stands below."""
    table = schema.code.c
    query = select(table.guid, table.parent).where(alive("code"))
    return {guid: parent for guid, parent in connection.execute(query)}  # noqa: C416


@lru_cache(maxsize=4096)
def _known_code(columns: tuple[Any, ...]) -> Code:
    """The code of a row that was read before: of a thousand, an edit changes one."""
    return code_of(SimpleNamespace(**dict(zip(schema.code.c.keys(), columns, strict=True))))


def attribute_of(row: Any) -> Attribute:
    """An attribute from its row."""
    created, modified = times(row)
    return Attribute(
        guid=row.guid,
        code=row.code,
        name=row.name,
        kind=AttributeKind(row.kind),
        created=created,
        modified=modified,
        position=row.position,
        definition=row.definition,
        choices=tuple(Choice(*choice) for choice in json.loads(row.choices)),
        required=bool(row.required),
        default=row.default,
    )


def relation_type_of(row: Any) -> RelationType:
    """A type of relations from its row."""
    created, modified = times(row)
    return RelationType(
        guid=row.guid,
        name=row.name,
        created=created,
        modified=modified,
        position=row.position,
        key=row.key,
        definition=row.definition,
        sources=tuple(json.loads(row.sources)),
        targets=tuple(json.loads(row.targets)),
    )


def code_of(row: Any) -> Code:
    """A code from its row."""
    created, modified = times(row)
    return Code(
        guid=row.guid,
        name=row.name,
        color=row.color,
        created=created,
        modified=modified,
        parent=row.parent,
        position=row.position,
        key=row.key,
        definition=row.definition,
        when_to_use=row.when_to_use,
        when_not_to_use=row.when_not_to_use,
        examples=tuple(json.loads(row.examples)),
        counter_examples=tuple(json.loads(row.counter_examples)),
        codable=bool(row.codable),
        unit=Unit(row.unit),
        may_nest=bool(row.may_nest),
        may_overlap=bool(row.may_overlap),
        cues=tuple(json.loads(row.cues)),
    )
