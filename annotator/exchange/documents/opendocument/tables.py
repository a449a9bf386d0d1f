"""Tables of an OpenDocument text as a grid of places (ODF 1.3 part 3, clause 9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.documents.grid import Cell, Row
from annotator.exchange.documents.opendocument.names import TABLE, number

_CELL: Final = TABLE + "table-cell"
_COVERED: Final = TABLE + "covered-table-cell"
_GROUPS: Final = frozenset(
    TABLE + name for name in ("table-rows", "table-row-group", "table-header-rows")
)
_FILLER: Final = 256
"""Repetitions of an empty row or cell beyond which it only fills a sheet."""
MOST_PLACES: Final = 500_000


def table_rows(table: etree._Element, name: str) -> list[Row]:
    """The rows of a table, repeated ones repeated. UserError where that goes beyond any bound."""
    rows: list[Row] = []
    places = 0
    for element, header in _rows(table, False):
        row = _row(element, header)
        times = _repeated(element, "number-rows-repeated", _is_empty(element))
        places += max(1, row.columns) * times
        if places > MOST_PLACES:
            raise UserError(
                tr(
                    "“{name}” has a table of more than {most_places} cells; refused.",
                    name=name,
                    most_places=MOST_PLACES,
                )
            )
        rows += [row] * times
    return rows


def _rows(element: etree._Element, header: bool) -> Iterator[tuple[etree._Element, bool]]:
    waiting = [(one, header) for one in reversed(element)]
    while waiting:
        one, head = waiting.pop()
        if one.tag == TABLE + "table-row":
            yield one, head
        elif one.tag in _GROUPS:
            head = head or one.tag == TABLE + "table-header-rows"
            waiting += [(below, head) for below in reversed(one)]


def _row(element: etree._Element, header: bool) -> Row:
    cells: list[Cell] = []
    column = 1
    for one in element:
        if one.tag not in (_CELL, _COVERED):
            continue
        times = _repeated(one, "number-columns-repeated", not len(one))
        columns = min(number(one.get(TABLE + "number-columns-spanned")) or 1, _FILLER)
        rows = number(one.get(TABLE + "number-rows-spanned")) or 1
        for _time in range(times):
            cells.append(
                Cell(one, column, max(1, columns), max(1, rows), covered=one.tag == _COVERED)
            )
            column += 1
    # A cell whose covered places are not written down covers them all the same.
    if cells and not cells[-1].covered:
        column += cells[-1].columns - 1
    return Row(cells, header, column - 1)


def _repeated(element: etree._Element, name: str, empty: bool) -> int:
    found = number(element.get(TABLE + name)) or 1
    if found > _FILLER and empty:
        return 1
    return max(1, min(found, MOST_PLACES + 1))


def _is_empty(row: etree._Element) -> bool:
    return not any(len(cell) for cell in row)
