"""A report as values: sections of sentences, tables and quotations, for any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.corpus.drawing import Drawing
from annotator.corpus.messages import localised
from annotator.corpus.number_words import decimals, figure_words


@dataclass(frozen=True, slots=True)
class Measured:
    """A cell with a figure: `value` None is undefined; low and high are its interval, if any.

    percent: it is a share that people read in percent."""

    value: float | None
    low: float | None = None
    high: float | None = None
    percent: bool = False


Cell = str | int | float | Measured | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a short name (of a sheet) and a caption."""

    name: str
    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A disagreement: where, how, and what each coder has there, as (who and code, words)."""

    where: str
    sides: Sequence[tuple[str, str]]


Block = str | Table | Quotation | Drawing
"""A drawing is shown where pictures can be; what it shows stands in a table too."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it."""

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report, in reading order."""

    title: str
    subtitle: str
    sections: Sequence[Section]


def cell_text(cell: Cell) -> str:
    """A cell for people to read."""
    if isinstance(cell, Measured):
        if cell.value is None:
            return "–"
        ends = None if cell.low is None or cell.high is None else (cell.low, cell.high)
        return figure_words(cell.value, ends, in_percent=cell.percent)
    match cell:
        case None:
            return "–"
        case bool() | str():
            return str(cell)
        case int():
            return localised(f"{cell:,}")
        case _:
            return decimals(cell) if abs(cell) < 1000 else localised(f"{cell:,.3f}")


def _is_share(column: int, rows: Sequence[Sequence[Cell]]) -> bool:
    return any(isinstance(row[column], Measured) and row[column].percent for row in rows)  # type: ignore[union-attr]


Flat = str | int | float | None


def flat(table: Table) -> tuple[list[str], list[list[Flat]]]:
    """Header and rows for programs that compute: a figure takes three columns where any of its
    column has an interval, “undefined” is a word, and what people read in percent is a share."""
    wide = [
        any(isinstance(row[n], Measured) and row[n].low is not None for row in table.rows)  # type: ignore[union-attr]
        for n in range(len(table.header))
    ]
    header: list[str] = []
    for column, (title, three) in enumerate(zip(table.header, wide, strict=True)):
        name = f"{title} (0 to 1)" if _is_share(column, table.rows) else title
        header += [name, f"{name} low", f"{name} high"] if three else [name]
    rows = [
        [part for cell, three in zip(row, wide, strict=True) for part in _parts(cell, three)]
        for row in table.rows
    ]
    return header, rows


def _parts(cell: Cell, three: bool) -> list[Flat]:
    if not isinstance(cell, Measured):
        return [cell, None, None] if three else [cell]
    value: str | float = "undefined" if cell.value is None else cell.value
    return [value, cell.low, cell.high] if three else [value]
