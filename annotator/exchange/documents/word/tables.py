"""Tables of a Word document as a grid of places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.grid import Cell, Row
from annotator.exchange.documents.word.names import MC, VAL, W, child, is_on, number, value
from annotator.exchange.documents.word.objects import alternate

_MOST_COLUMNS: Final = 63
"""Of a table in Word."""
_MOST_DEPTH: Final = 20


def table_rows(table: etree._Element, tracked: str) -> list[Row]:
    """The rows of a table, with merged cells resolved; `tracked` as for words (17.4.84)."""
    rows: list[Row] = []
    above: dict[int, Cell] = {}
    for element in _children(table, W + "tr"):
        properties = child(element, W + "trPr")
        if _is_gone(properties, tracked):
            continue
        row = _row(element, properties)
        rows.append(row)
        here: dict[int, Cell] = {}
        for cell in row.cells:
            owner = above.get(cell.column) if cell.covered else None
            if owner is None or owner.columns != cell.columns:
                cell.covered = False
                here[cell.column] = cell
            else:
                owner.rows += 1
                here[cell.column] = owner
        above = here
    return rows


def _is_gone(properties: etree._Element | None, tracked: str) -> bool:
    """Whether the row is a tracked deletion that is accepted, or an insertion that is not."""
    if properties is None or tracked == "show":
        return False
    return child(properties, W + ("del" if tracked == "accept" else "ins")) is not None


def _row(element: etree._Element, properties: etree._Element | None) -> Row:
    column = 1 + _count(value(properties, W + "gridBefore"), 0)
    cells: list[Cell] = []
    for one in _children(element, W + "tc"):
        settings = child(one, W + "tcPr")
        span = _count(value(settings, W + "gridSpan"), 1)
        if _continues(child(settings, W + "hMerge")) and cells:
            cells[-1].columns += span
        else:
            covered = _continues(child(settings, W + "vMerge"))
            cells.append(Cell(one, column, span, covered=covered))
        column += span
    column += _count(value(properties, W + "gridAfter"), 0)
    return Row(cells, is_on(child(properties, W + "tblHeader")), column - 1)


def _continues(merge: etree._Element | None) -> bool:
    return merge is not None and merge.get(VAL, "continue") != "restart"


def _count(text: str, usual: int) -> int:
    found = number(text)
    return usual if found is None else max(usual, min(found, _MOST_COLUMNS))


def _children(element: etree._Element, tag: str, depth: int = 0) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, also within content controls and the like."""
    for one in element:
        if one.tag == tag:
            yield one
        elif one.tag == MC + "AlternateContent":
            chosen = alternate(one)
            if chosen is not None and depth < _MOST_DEPTH:
                yield from _children(chosen, tag, depth + 1)
        elif one.tag in _WRAPPERS and depth < _MOST_DEPTH:
            yield from _children(one, tag, depth + 1)


_WRAPPERS: Final = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
)
