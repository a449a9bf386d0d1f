"""Where the columns of a table stand: as wide as their cells ask for, as far as there is room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.corpus.structure import Element

_MEASURED = 12
"""Of each column so many of the longest cells are measured: letters differ in width, but a cell
with half as many is not the widest one."""
_MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """`lefts` and `widths` of the columns in pixels, from the table's leading edge; `padding` is
    the room in them before and after the words. In a table that does not `fit`, cells are broken
    into lines."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    padding: float
    fits: bool
    right_to_left: bool = False

    @property
    def total(self) -> float:
        """From the first column's leading edge to the last one's trailing edge."""
        return self.lefts[-1] + self.widths[-1]

    def text_left(self, column: int) -> float:
        """Where the words of a column (from 0) begin."""
        return self.lefts[min(column, len(self.lefts) - 1)] + self.padding

    def text_width(self, column: int, spanned: int = 1) -> float:
        """Pixels for the words of a cell that begins in a column and spans some."""
        column = min(column, len(self.lefts) - 1)
        last = min(column + max(1, spanned), len(self.lefts)) - 1
        return self.lefts[last] + self.widths[last] - self.lefts[column] - 2 * self.padding


def whole_number(element: Element, name: str, default: int = 1) -> int:
    """A number that an element says under a name, where it is one and more than 0: a file can say
    anything."""
    said = element.values.get(name, default)
    return said if isinstance(said, int) and said > 0 else default


def longest_cells(cells: Sequence[Element], text: str) -> list[list[str]]:
    """For each column the lines of its longest cells; cells that span columns are left out."""
    by_column: dict[int, list[Element]] = defaultdict(list)
    for cell in cells:
        if whole_number(cell, "columns") == 1:
            by_column[whole_number(cell, "column")].append(cell)
    if not by_column or max(by_column) > _MOST_COLUMNS:
        return []
    found: list[list[str]] = []
    for column in range(1, max(by_column) + 1):
        own = sorted(by_column[column], key=lambda cell: cell.start - cell.end)[:_MEASURED]
        found.append([line for cell in own for line in text[cell.start : cell.end].split("\n")])
    return found


def columns_for(
    cells: Sequence[Sequence[str]],
    advance: Callable[[str], float],
    available: float,
    em: float,
    *,
    right_to_left: bool = False,
) -> Columns | None:
    """Columns for these cells in `available` pixels; None where they would be too narrow to read.

    `advance` measures words. Columns that ask for less than an equal share get what they ask for,
    the others share the rest.
    """
    if not cells:
        return None
    padding, least = round(0.5 * em), 3.5 * em
    longest = 400  # letters, from which a cell is broken in any case
    wanted = [
        max((advance(line[:longest]) for line in column), default=0.0) + 2 * padding + 2
        for column in cells
    ]
    wanted = [max(width, 2 * padding + em) for width in wanted]
    fits = sum(wanted) <= available
    if not fits and sum(min(width, least) for width in wanted) > available:
        return None
    widths = [float(round(width)) for width in (wanted if fits else _shared(wanted, available))]
    lefts = [sum(widths[:number]) for number in range(len(widths))]
    return Columns(tuple(lefts), tuple(widths), padding, fits, right_to_left)


def _shared(wanted: Sequence[float], available: float) -> list[float]:
    """Widths that make up `available`: who asks for less than an equal share gets it, the others
    share what is left by the roots of what they ask for, so that the longest gets most and none
    is squeezed."""
    widths, left = [0.0] * len(wanted), available
    open_ = sorted(range(len(wanted)), key=lambda number: wanted[number])
    while open_ and wanted[open_[0]] <= left / len(open_):
        number = open_.pop(0)
        widths[number] = wanted[number]
        left -= wanted[number]
    roots = sum(wanted[number] ** 0.5 for number in open_)
    for number in open_:
        widths[number] = left * wanted[number] ** 0.5 / roots
    return [float(int(width)) for width in widths]
