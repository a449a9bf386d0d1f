"""Rows of the project file with types: a class for each row table, and columns to and from it.

The tables say what a column holds (`table_parts.Flag`, `JsonText`); here it is put into Python's
terms, and back. History, merges and validation treat rows of every kind alike and work on the
columns as they are stored (`Row`); nothing else does. `row_values` leads from rows to the values of
`corpus/` and back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, TypeAlias, TypeVar

from sqlalchemy import Connection, Select, select

from annotator.corpus import changes
from annotator.corpus.codebook import Value
from annotator.corpus.columns import Column, Columns
from annotator.corpus.span import Span, Spans
from annotator.storage import schema, table_parts
from annotator.storage.statements import each_of_parameter, json_list

Row: TypeAlias = dict[str, Any]
"""A row of any row table by column name, as SQLite stores it."""

Decoder: TypeAlias = Callable[[Any], object]
Encoder: TypeAlias = Callable[[Any], Column]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRow:
    """What rows of all tables have. Who made and changed a row, and when, is not in it."""

    kind: ClassVar[str]
    guid: str
    deleted: bool = False


R = TypeVar("R", bound=StoredRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderRow(StoredRow):
    """A coder; `consensus` is the kind of who holds what adjudication came to."""

    kind: ClassVar[str] = changes.CODER
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow(StoredRow):
    """A document without its text; lengths are code points."""

    kind: ClassVar[str] = changes.DOCUMENT
    name: str
    position: int
    encoding: str
    characters: int
    sha256: str
    text_sha256: str
    replaced_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRow(StoredRow):
    """A code as it is stored: where codes contradict each other, it may be read otherwise.
    `created_at` is a reading of the clock."""

    kind: ClassVar[str] = changes.CODE
    name: str
    parent: str | None
    codable: bool
    created_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRow(StoredRow):
    """An attribute of a code."""

    kind: ClassVar[str] = changes.ATTRIBUTE
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingRow(StoredRow):
    """A coding: `start` and `end` span the passage (code points, half open), `parts` are its parts
    where it is discontinuous."""

    kind: ClassVar[str] = changes.CODING
    document: str
    code: str
    coder: str
    start: int
    end: int
    parts: tuple[tuple[int, int], ...] | None
    from_cue: bool
    round: str | None

    @property
    def spans(self) -> Spans:
        """The passage."""
        if self.parts is None:
            return (Span(self.start, self.end),)
        return tuple(Span(start, end) for start, end in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow(StoredRow):
    """What a coding says in an attribute."""

    kind: ClassVar[str] = changes.ATTRIBUTE_VALUE
    coding: str
    attribute: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow(StoredRow):
    """A relation of a type (GUID) between two codings."""

    kind: ClassVar[str] = changes.RELATION
    type: str
    source: str
    target: str
    coder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoRow(StoredRow):
    """A coder's memo."""

    kind: ClassVar[str] = changes.MEMO
    subject: str
    coder: str
    text: str
    type: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow(StoredRow):
    """How far a coder is with a document."""

    kind: ClassVar[str] = changes.STATUS
    document: str
    coder: str
    progress: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAttributeRow(StoredRow):
    """What is said of a whole document."""

    kind: ClassVar[str] = changes.DOCUMENT_ATTRIBUTE
    document: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRow(StoredRow):
    """A round of work."""

    kind: ClassVar[str] = changes.ROUND
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentRow(StoredRow):
    """That a document is a coder's in a round."""

    kind: ClassVar[str] = changes.ASSIGNMENT
    round: str
    document: str
    coder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow(StoredRow):
    """What an adjudicator decided about codings (`about`), and the coding that it came to."""

    kind: ClassVar[str] = changes.DECISION
    document: str
    coder: str
    verdict: str
    about: tuple[str, ...]
    taken: str | None
    outcome: str | None
    reason: str
    cause: str


_COLUMN_OF = {
    (changes.RELATION, "type"): "kind",
    (changes.MEMO, "type"): "kind",
    (changes.RULE, "type"): "kind",
    (changes.ATTRIBUTE_TYPE, "type"): "kind",
}
"""Fields that can't be called as their columns are."""


def row_of(row_type: type[R], columns: Mapping[str, Column]) -> R:
    """A row from its columns as they are stored."""
    values: dict[str, Any] = {
        field: columns[name] if decode is None else decode(columns[name])
        for field, name, decode in _fields_of(row_type)
    }
    return row_type(**values)


def columns_of(row: StoredRow) -> Columns:
    """The columns of a row, as they are stored."""
    return {
        name: getattr(row, field) if encode is None else encode(getattr(row, field))
        for field, name, encode in _encoders_of(type(row))
    }


def _encoders_of(row_type: type[StoredRow]) -> list[tuple[str, str, Encoder | None]]:
    table = schema.ROW_TABLES[row_type.kind]
    return [
        (field, name, _ENCODERS.get(type(table.c[name].type)))
        for field, name, _decode in _fields_of(row_type)
    ]


def _fields_of(row_type: type[StoredRow]) -> tuple[tuple[str, str, Decoder | None], ...]:
    """The fields of a row type, the columns that hold them, and how these are decoded."""
    if row_type in _fields:
        return _fields[row_type]
    table = schema.ROW_TABLES[row_type.kind]
    plan = []
    for field in fields(row_type):
        name = _COLUMN_OF.get((row_type.kind, field.name), field.name)
        plan.append((field.name, name, _DECODERS.get(type(table.c[name].type))))
    return _fields.setdefault(row_type, tuple(plan))


_fields: dict[type[StoredRow], tuple[tuple[str, str, Decoder | None], ...]] = {}


def from_json(text: str | None) -> object:
    """What a column of JSON holds, its lists as tuples; None for null."""
    return None if text is None else _frozen(json.loads(text))


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def to_json(value: object) -> str | None:
    """A column of JSON that holds a value; None for null."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


_DECODERS: dict[type[object], Decoder] = {table_parts.Flag: bool, table_parts.JsonText: from_json}
_ENCODERS: dict[type[object], Encoder] = {table_parts.Flag: int, table_parts.JsonText: to_json}


def flag_columns() -> frozenset[str]:
    """The names of columns that hold truth values, of all kinds of rows."""
    return _columns_of_type(table_parts.Flag)


def list_columns() -> frozenset[str]:
    """The names of columns that hold JSON, of all kinds of rows."""
    return _columns_of_type(table_parts.JsonText)


def _columns_of_type(wanted: type[object]) -> frozenset[str]:
    tables = schema.ROW_TABLES.values()
    return frozenset(c.name for table in tables for c in table.c if isinstance(c.type, wanted))


def keyed(rows: Iterable[Mapping[str, Column]]) -> dict[str, Mapping[str, Column]]:
    """Rows by GUID; of several with one, the last."""
    return {str(row["guid"]): row for row in rows}


# --- fetched by GUID


def stored_rows(connection: Connection, kind: str, guids: Iterable[str]) -> dict[str, Row]:
    """By GUID, the rows of a kind as they are stored, tombstones too. Those that are not there are
    left out."""
    wanted = list(guids)
    if not wanted:
        return {}
    names = schema.ROW_TABLES[kind].c.keys()
    found = connection.execute(_by_guid(kind), {"guids": json_list(wanted)})
    rows = (dict(zip(names, row, strict=True)) for row in found)
    return {row["guid"]: row for row in rows}


def columns_by_guid(connection: Connection, kind: str, guids: Iterable[str]) -> dict[str, Columns]:
    """The same for what tells of rows of any kind."""
    return stored_rows(connection, kind, guids)


def read_rows(connection: Connection, row_type: type[R], guids: Iterable[str]) -> dict[str, R]:
    """By GUID, the rows of a type, tombstones too. Those that are not there are left out."""
    found = stored_rows(connection, row_type.kind, guids)
    return {guid: row_of(row_type, row) for guid, row in found.items()}


def living_rows(connection: Connection, row_type: type[R]) -> list[R]:
    """The rows of a type that are not deleted: by position where they have one, then by when they
    were made."""
    table = schema.ROW_TABLES[row_type.kind]
    order = [table.c.position] if "position" in table.c else []
    query = select(table).where(table.c.deleted == 0)
    query = query.order_by(*order, table.c.created_at, table.c.guid)
    return [row_of(row_type, row._asdict()) for row in connection.execute(query)]


@cache
def _by_guid(kind: str) -> Select[tuple[Any, ...]]:
    """Made once, for making a statement costs more than running it for a few rows."""
    table = schema.ROW_TABLES[kind]
    return select(table).where(table.c.guid.in_(each_of_parameter("guids")))
