"""Tables of web pages: which row and column a cell stands in (HTML Living Standard, 4.9.12)."""

from __future__ import annotations

from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.structure import Value
from annotator.exchange.documents.html_lines import Container
from annotator.exchange.documents.html_lists import whole_number

_MOST_COLUMNS: Final = 1000
_MOST_ROWS: Final = 65_534
_MOST_STEPS: Final = 500_000
"""Cells of earlier rows looked at in one table; beyond, rows that cells span count no more."""


class TableState:
    """A table that is being read."""

    def __init__(self) -> None:
        self.container: Container | None = None
        self.row: Container | None = None
        self.rows = 0
        self.columns = 0
        self.cells = 0
        """Of the row of now."""
        self._column = 1
        self._reaching: list[tuple[int, int, int]] = []
        """Cells that reach into the row: first column, the one after the last, last row."""
        self._next: list[tuple[int, int, int]] = []
        self._spanning: list[dict[str, Value]] = []
        self._steps = 0

    def begin_row(self) -> None:
        """Another row, its cells to come."""
        self.rows += 1
        self.cells = 0
        self._column = 1
        self._steps += len(self._next)
        if self._steps > _MOST_STEPS:
            self._next = []
        self._reaching = sorted(cell for cell in self._next if cell[2] >= self.rows)
        self._next = list(self._reaching)

    def place(self, node: etree._Element) -> dict[str, Value]:
        """The values of the next cell of the row."""
        columns = min(max(whole_number(node.get("colspan"), 1), 1), _MOST_COLUMNS)
        rows = min(max(whole_number(node.get("rowspan"), 1), 0), _MOST_ROWS)
        if rows == 0:
            rows = _MOST_ROWS
        while self._reaching and self._reaching[0][0] <= self._column:
            self._column = max(self._column, self._reaching.pop(0)[1])
        column = self._column
        self._column += columns
        self.cells += 1
        self.columns = max(self.columns, column + columns - 1)
        if rows > 1 and column <= _MOST_COLUMNS and self._steps <= _MOST_STEPS:
            self._next.append((column, column + columns, self.rows + rows - 1))
        values: dict[str, Value] = {"row": self.rows, "column": column}
        if rows > 1:
            values["rows"] = rows
            self._spanning.append(values)
        if columns > 1:
            values["columns"] = columns
        if node.tag == "th":
            values["header"] = 1
        return values

    def values(self) -> dict[str, Value]:
        """Of the whole table; cells that would reach beyond its last row end there."""
        for cell in self._spanning:
            rows = self.rows + 1 - int(cell["row"])
            if rows == 1:
                del cell["rows"]
            elif int(cell["rows"]) > rows:
                cell["rows"] = rows
        return {"rows": self.rows, "columns": self.columns}


def is_layout(node: etree._Element) -> bool:
    """Whether a table only places parts of the page: it says so, or it is one column that holds
    other tables."""
    if node.get("role", "").lower() in ("presentation", "none"):
        return True
    if node.find(".//table") is None:
        return False
    rows = (child for part in node for child in ((part,) if part.tag == "tr" else part))
    return all(sum(1 for cell in row if cell.tag in ("td", "th")) <= 1 for row in rows)
