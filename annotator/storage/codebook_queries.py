"""From rows to the codebook, tombstones left out (see `visibility`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    Code,
    Codebook,
)
from annotator.corpus.columns import Column
from annotator.storage import schema
from annotator.storage.code_conflicts import contradictions, shared_keys
from annotator.storage.codebook_rows import attribute_of, code_of, relation_type_of
from annotator.storage.rows import Row
from annotator.storage.visibility import FoundRow, alive


def codebook(connection: Connection) -> Codebook:
    """The codes, their attributes, and the types of relations, as they are now."""

    def rows(kind: str) -> Sequence[FoundRow]:
        table = schema.ROW_TABLES[kind]
        query = select(table).where(alive(kind)).order_by(table.c.position, table.c.guid)
        return connection.execute(query).all()

    codes, types = rows("code"), rows("relation_type")
    return resolve_contradictions(
        Codebook(
            tuple(_known_code(tuple(row)) for row in codes),
            attributes=tuple(attribute_of(row) for row in rows("attribute")),
            relation_types=tuple(relation_type_of(row) for row in types),
        ),
        [dict(row._mapping) for row in codes],
        [dict(row._mapping) for row in types],
    )


def resolve_contradictions(
    codebook: Codebook, codes: Iterable[Row], types: Iterable[Row]
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


def attribute(connection: Connection, guid: str) -> Attribute | None:
    """One attribute (GUID) as it is now, or None."""
    table = schema.attribute
    row = connection.execute(select(table).where(alive("attribute"), table.c.guid == guid)).first()
    return None if row is None else attribute_of(row)


def code_places(connection: Connection) -> dict[str, str | None]:
    """By GUID of each code that is visible, the one that its row says it stands below."""
    table = schema.code.c
    query = select(table.guid, table.parent).where(alive("code"))
    return {guid: parent for guid, parent in connection.execute(query)}  # noqa: C416


@lru_cache(maxsize=4096)
def _known_code(columns: tuple[Column, ...]) -> Code:
    """The code of a row that was read before: of a thousand, an edit changes one."""
    return code_of(SimpleNamespace(**dict(zip(schema.code.c.keys(), columns, strict=True))))


def has_codes_before(connection: Connection, reading: int) -> bool:
    """Whether a living code was last changed before a reading of the clock."""
    table = schema.code
    query = select(table.c.guid).where(table.c.deleted == 0, table.c.changed_at < reading).limit(1)
    return connection.scalars(query).first() is not None
