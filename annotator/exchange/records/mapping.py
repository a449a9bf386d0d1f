"""How the rows of a table become documents: a value, chosen in a dialog or read from a file."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from annotator.corpus.messages import plural, tr
from annotator.errors import UserError
from annotator.exchange.records.column_types import ColumnType
from annotator.exchange.records.table import Table, TableOptions


class Becomes(enum.StrEnum):
    """What the rows become."""

    DOCUMENTS = "documents"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column whose cells are text; `heading` stands above it where there are several (the name
    of the column where it is empty)."""

    column: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that stay out: those that have one of these values in a column, whatever the case."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What is what in a table.

    table: what the table is called, the same for each wave of it; with the key it says which
        document a row is, wherever it is added. Empty for the file's name.
    text: the columns with the text. name: the columns that name a document, with a space between
        their values; without any, the key or the number of the row does. key: the column that
        tells rows apart, whichever wave they stand in; without one the text does.
    attributes: columns that become attributes of the document, with the type of their values.
    options: sheet, encoding and delimiter, where what is found would be wrong.
    """

    text: tuple[TextColumn, ...]
    table: str = ""
    name: tuple[str, ...] = ()
    key: str = ""
    attributes: tuple[tuple[str, ColumnType], ...] = ()
    leave_out: tuple[LeftOut, ...] = ()
    leave_out_empty: bool = True
    becomes: Becomes = Becomes.DOCUMENTS
    options: TableOptions = field(default_factory=TableOptions)
    lines: tuple[tuple[str, int], ...] = field(default=(), compare=False)
    """The lines of the file in which columns are named, by column."""

    @property
    def columns(self) -> list[str]:
        """The columns that are named, each once."""
        named = [one.column for one in self.text]
        named += [*self.name, self.key, *(column for column, _type in self.attributes)]
        named += [one.column for one in self.leave_out]
        return list(dict.fromkeys(column for column in named if column))

    def check(self, table: Table, source: str = "") -> None:
        """UserError where the table has not all columns that are named; `source` is the file of
        the mapping, in which lines are told."""
        if not self.text:
            raise UserError(tr("Choose the column that has the text."))
        missing = [column for column in self.columns if column not in table.columns]
        if not missing:
            return
        lines = dict(self.lines)
        named = [
            f"“{one}” (line {lines[one]} of {source})" if source and one in lines else f"“{one}”"
            for one in missing
        ]
        has = ", ".join(f"“{column}”" for column in table.columns[:12])
        more = " …" if len(table.columns) > 12 else ""
        raise UserError(
            plural(
                "“{table}” lacks the column {names}. It has {has}{more}. Add it to the table, or"
                " change the mapping.",
                "“{table}” lacks the columns {names}. It has {has}{more}. Add it to the table, or"
                " change the mapping.",
                len(missing),
                table=table.name,
                names=", ".join(named),
                has=has,
                more=more,
            )
        )
