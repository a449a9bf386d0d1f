"""What values of attributes of documents can be: from rows to values and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from sqlalchemy import Connection

from annotator.corpus import changes
from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.columns import Columns
from annotator.corpus.identity import attribute_type_guid
from annotator.storage.rows import StoredRow, columns_of, living_rows

_DOCUMENT: Final = "document"
"""What the attributes are of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeTypeRow(StoredRow):
    """What an attribute of documents or of speakers (`about`) can hold."""

    kind: ClassVar[str] = changes.ATTRIBUTE_TYPE
    about: str
    name: str
    position: int
    type: str
    choices: tuple[str, ...]
    definition: str


def attribute_types(connection: Connection) -> list[AttributeType]:
    """What is declared of attributes of documents; a type of a later version is read as text."""
    rows = living_rows(connection, AttributeTypeRow)
    return [_type_of(row) for row in rows if row.about == _DOCUMENT]


def _type_of(row: AttributeTypeRow) -> AttributeType:
    known = next((one for one in ValueType if one.value == row.type), ValueType.TEXT)
    return AttributeType(row.name, known, tuple(row.choices), row.definition)


def type_guid(name: str) -> str:
    """The row that says what the values of an attribute of documents are."""
    return attribute_type_guid(_DOCUMENT, name)


def type_row(one: AttributeType) -> Columns:
    """The columns of what is declared."""
    row = AttributeTypeRow(
        guid=type_guid(one.name),
        about=_DOCUMENT,
        name=one.name,
        position=0,
        type=one.type.value,
        choices=one.choices,
        definition=one.definition,
    )
    return columns_of(row)
