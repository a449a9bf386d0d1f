"""A table as it is read: its columns, and its rows one by one, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final, NamedTuple

from annotator.corpus.messages import tr
from annotator.errors import UserError

Value = str | int | float | bool | date | datetime | time | timedelta
"""What a cell holds; an empty text where it holds nothing."""

LARGEST_TABLE: Final = 500_000_000
"""Bytes of a table that is read row by row (CSV, JSON lines)."""
LARGEST_WHOLE: Final = 100_000_000
"""Bytes of a table that must be in memory as a whole (a workbook, one JSON value)."""
LONGEST_CELL: Final = 4_000_000
"""Characters of a cell: a text of 800 pages. What is longer is a quotation mark without its end."""
MOST_COLUMNS: Final = 2_000
MOST_CELLS: Final = 10_000_000
"""Cells of a sheet, empty ones among them: all of a sheet is in memory at once."""


class Row(NamedTuple):
    """A row: its number as a person finds it in the file (the line, or the row of the sheet, from
    1), and one value for each column."""

    number: int
    cells: Sequence[Value]


@dataclass(frozen=True)
class Table:
    """A table of a file. `rows` reads them anew each time, from the first; while they are read a
    UserError may say what is wrong in the file, with the row.

    `place` is what a row's number counts: lines or rows. `sheets` are the names of all sheets of
    the file, `sheet` the one that this is; empty where a file has none. `facts` are how it was
    read (delimiter, encoding), in words and in order. `remarks` say what was not as it should be.
    """

    name: str
    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    place: str = "row"
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()

    def first(self, number: int) -> list[Row]:
        """The first rows, at most so many."""
        return list(islice(self.rows(), number))


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a file is read where what is found would be wrong: each may be empty. `header` is the
    number of the row (of a text file, the line) that has the names of columns."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: str = ""


@dataclass
class Header:
    """The names of columns made fit: each once, none empty; `remarks` say what was changed."""

    names: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, cells: Iterable[Value], name: str) -> Header:
        """UserError where no column has a name, or there are too many."""
        found = cls()
        words = [" ".join(text_of(cell).split()) for cell in cells]
        while words and not words[-1]:
            words.pop()
        if not words:
            raise UserError(
                tr(
                    "“{name}” has no names of columns. Write them into its first row, and "
                    "try again.",
                    name=name,
                )
            )
        if len(words) > MOST_COLUMNS:
            raise UserError(
                tr(
                    "“{name}” has {count:,} columns; {most_columns:,} are possible. Leave "
                    "out those that are not needed.",
                    name=name,
                    count=len(words),
                    most_columns=MOST_COLUMNS,
                )
            )
        for number, word in enumerate(words, 1):
            found._take(word, number)
        return found

    def _take(self, word: str, number: int) -> None:
        name = word or f"column {number}"
        if not word:
            self.remarks.append(
                tr(
                    "Column {number} has no name; it is called “{name}” here.",
                    number=number,
                    name=name,
                )
            )
        if name in self.names:
            base, count = name, 2
            while name in self.names:
                name, count = f"{base} ({count})", count + 1
            self.remarks.append(
                tr(
                    "Several columns are called “{base}”; one is “{name}” here.",
                    base=base,
                    name=name,
                )
            )
        self.names.append(name)


def shaped(
    rows: Iterable[tuple[int, Sequence[Value]]], width: int, name: str, place: str
) -> Iterator[Row]:
    """The rows with one value for each of `width` columns; empty rows are left out. UserError for
    a row that has more values than there are columns: nobody knows which is which in it."""
    for number, cells in rows:
        if len(cells) != width:
            if any(text_of(cell).strip() for cell in cells[width:]):
                raise UserError(_too_many(name, place, number, len(cells), width))
            cells = [*cells[:width], *[""] * (width - len(cells))]  # noqa: PLW2901
        if any(cell != "" for cell in cells):
            yield Row(number, cells)


def _too_many(name: str, place: str, number: int, count: int, width: int) -> str:
    """Why a row can't be read that has more values than there are columns."""
    if place == "line":
        message = tr(
            "“{name}”, line {number:,}: there are {count:,} values for {width:,} columns. Correct"
            " the row, or the quotation marks before it, and try again.",
            name=name,
            number=number,
            count=count,
            width=width,
        )
    else:
        message = tr(
            "“{name}”, row {number:,}: there are {count:,} values for {width:,} columns. Write a"
            " name above each column that holds something, and try again.",
            name=name,
            number=number,
            count=count,
            width=width,
        )
    return message


def refuse_long(cell: str, name: str, place: str, number: int) -> None:
    """UserError for a cell that is longer than one may be."""
    if len(cell) > LONGEST_CELL:
        raise UserError(
            tr(
                "“{name}”, {place} {number:,}: a cell has {count:,} characters; "
                "{longest_cell:,} are possible. Split the text, or correct the "
                "quotation marks.",
                name=name,
                place=place,
                number=number,
                count=len(cell),
                longest_cell=LONGEST_CELL,
            )
        )


def text_of(value: Value) -> str:
    """A value as text: whole numbers without a point, dates and times as ISO 8601 has them."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        at_midnight = value.time() == time() and value.tzinfo is None
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
