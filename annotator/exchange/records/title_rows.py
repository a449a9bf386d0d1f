"""Where a table begins in a sheet or file that has a title above the names of its columns.

Programs and people write above a table what it is: a name, when it was made, for whom. Such rows
are narrow, and there are few of them; the table below them is wide throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.records.table import Value, text_of

_LOOKED_AT: Final = 200
"""Rows from which it is found where a table begins."""
_MOST_TITLES: Final = 20
_LEAST_WIDTH: Final = 3
"""Columns of a table above which a title is told from names; of two, nothing can be said."""
_LONGEST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class TableHead:
    """The row that has the names of columns, by the number that a person finds it under, its
    cells, and what stands above it."""

    number: int
    cells: Sequence[Value]
    titles: tuple[str, ...] = ()

    @property
    def remarks(self) -> list[str]:
        """What is told of the rows above."""
        if not self.titles:
            return []
        words = " / ".join(self.titles)
        if len(words) > _LONGEST_SHOWN:
            words = words[: _LONGEST_SHOWN - 1] + "…"
        return [tr("Above the names of columns stands “{words}”; it is no row.", words=words)]


def head_of(
    rows: Iterable[tuple[int, Sequence[Value]]], name: str, wanted: str = ""
) -> TableHead | None:
    """Where the table begins, of the rows that are none of its empty ones: at the row of the number
    that is `wanted`, else at the first that is no title; None where there is none. UserError for a
    row that is not there."""
    if wanted:
        return _at(rows, name, wanted)
    first = list(islice(rows, _LOOKED_AT))
    if not first:
        return None
    place = _place([_width(cells) for _number, cells in first])
    titles = tuple(filter(None, (" ".join(_words(cells)) for _number, cells in first[:place])))
    return TableHead(*first[place], titles)


def _at(rows: Iterable[tuple[int, Sequence[Value]]], name: str, wanted: str) -> TableHead:
    for number, cells in rows:
        if str(number) == wanted and _width(cells):
            return TableHead(number, cells)
        if not wanted.isdecimal() or number > int(wanted):
            break
    raise UserError(
        tr(
            "“{name}” has nothing in row {wanted}, in which the names of columns should stand.",
            name=name,
            wanted=wanted,
        )
    )


def _place(widths: Sequence[int]) -> int:
    """The number of the row that has the names, among rows of these widths."""
    widest = max(widths)
    if widest < _LEAST_WIDTH or not widths[0] or 2 * widths[0] > widest:
        return 0
    for place, width in enumerate(widths[: _MOST_TITLES + 1]):
        if 5 * width >= 4 * widest:
            below = widths[place + 1 :]
            is_table = bool(below) and 4 * sum(2 * one > widest for one in below) >= 3 * len(below)
            return place if is_table else 0
    return 0


def _words(cells: Sequence[Value]) -> list[str]:
    return [word for cell in cells if (word := " ".join(text_of(cell).split()))]


def _width(cells: Sequence[Value]) -> int:
    """How many columns a row reaches over."""
    for number in range(len(cells), 0, -1):
        if text_of(cells[number - 1]).strip():
            return number
    return 0
