"""The rows of the tables of one text: which cells a block has of one, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.structure import Element
from annotator.ui.reader.block_look import BlockInText, Cell, TableRow
from annotator.ui.reader.code_points import PositionMap
from annotator.ui.reader.elements import Elements
from annotator.ui.reader.line_shapes import has_right_to_left
from annotator.ui.reader.structure_formats import StructureFormats
from annotator.ui.reader.table_columns import Columns, columns_for, longest_cells, whole_number

_MOST_CELLS = 10_000
"""Of a table so many cells tell how wide its columns are: looking at all of a large one takes time
that is felt."""


class TableRows:
    """Measures each table once, when it first comes into sight, and for each width of the page."""

    def __init__(
        self, formats: StructureFormats, elements: Elements, text: str, positions: PositionMap
    ) -> None:
        self._formats, self._elements = formats, elements
        self._text, self._positions = text, positions
        self._longest: dict[tuple[int, int], list[list[str]]] = {}
        self._columns: dict[tuple[int, int], Columns | None] = {}

    def forget(self) -> None:
        """The page has another width, or the letters have another size."""
        self._columns.clear()

    def row_of(
        self, here: BlockInText, by_kind: dict[str, list[Element]], width: float
    ) -> TableRow:
        """What a block has of the innermost table that it is in, on a page of so many pixels;
        elements by their kind."""
        table = max(by_kind["table"], key=lambda e: (e.start, -e.end))
        cells = [
            cell
            for cell in by_kind.get("cell", ())
            if cell.start >= table.start and cell.end <= table.end
        ]
        begins = bool(cells) and cells[0].start == here.first
        ends = not cells or cells[-1].end <= here.last
        to_widget, base = self._positions.to_widget, here.base
        placed = tuple(
            Cell(
                max(0, to_widget(cell.start) - base),
                whole_number(cell, "column") - 1,
                whole_number(cell, "columns"),
            )
            for cell in cells
        )
        return TableRow(
            columns=self._columns_of(table, width),
            cells=placed,
            header=_is_header(cells),
            begins=begins,
            ends=ends,
            last=ends and table.end <= here.last,
            below_header=begins and not _is_header(cells) and self._header_before(here, table),
        )

    def _header_before(self, here: BlockInText, table: Element) -> bool:
        """Whether the row that ends just before a block is a header."""
        if here.first <= table.start:
            return False
        near = self._elements.cells_within(max(table.start, here.first - 500), here.first)
        return bool(near) and whole_number(near[-1], "header", 0) > 0

    def _columns_of(self, table: Element, width: float) -> Columns | None:
        key = (table.start, table.end)
        if key not in self._columns:
            longest = self._longest.get(key)
            if longest is None:
                cells = self._elements.cells_within(*key, _MOST_CELLS)
                longest = self._longest[key] = longest_cells(cells, self._text)
            advance = self._formats.metrics(bold=True).horizontalAdvance
            sample = next((line for column in longest for line in column if line.strip()), "")
            self._columns[key] = columns_for(
                longest,
                advance,
                width,
                self._formats.em,
                right_to_left=has_right_to_left(sample),
            )
        return self._columns[key]


def _is_header(cells: Sequence[Element]) -> bool:
    return bool(cells) and all(whole_number(cell, "header", 0) for cell in cells)
