"""What the tables of a project file are made of: types of columns, and the columns of all rows."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()


class Flag(Integer):
    """A truth value, kept as 0 or 1 (strict tables know no booleans)."""


class JsonText(Text):
    """A list or a text as JSON."""


ClockReading: Final = BigInteger().with_variant(Integer, "sqlite")
"""A reading of the clock: 64 bits, which SQLite's integers have."""


def refers_to(target: str) -> ForeignKey:
    """A reference to a row, checked when the transaction ends."""
    return ForeignKey(f"{target}.guid", deferrable=True, initially="DEFERRED")


def row_table(name: str, *columns: Column[object]) -> Table:
    """A table of rows that coders exchange: its own columns, identity and stamp."""
    return Table(
        name,
        metadata,
        Column("guid", Text, primary_key=True),
        *columns,
        Column("created_at", ClockReading, nullable=False),
        Column("created_by", Text, nullable=False),
        Column("changed_at", ClockReading, nullable=False),
        Column("changed_by", Text, nullable=False),
        Column("deleted", Flag, CheckConstraint("deleted IN (0, 1)"), nullable=False),
        sqlite_strict=True,
    )


def text_column(name: str) -> Column[object]:
    """A text that is always there."""
    return Column(name, Text, nullable=False)


def integer_column(name: str) -> Column[object]:
    """A number that is always there."""
    return Column(name, Integer, nullable=False)


def flag_column(name: str) -> Column[object]:
    """A truth value."""
    return Column(name, Flag, nullable=False)


def json_column(name: str) -> Column[object]:
    """JSON that is always there."""
    return Column(name, JsonText, nullable=False)


DEFAULT: Final = "default"
"""Under this name, columns that came after version 1 say what rows hold that do not name them."""


def later_column(name: str, kind: type[Text] | type[Integer], default: str | int) -> Column[object]:
    """A column that came in a later version."""
    return Column(name, kind, nullable=False, server_default=str(default), info={DEFAULT: default})


def later_reference(name: str, target: str) -> Column[object]:
    """A reference that came in a later version; null where there is none."""
    return Column(name, Text, refers_to(target), info={DEFAULT: None})
