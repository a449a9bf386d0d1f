"""A report as values: sections of sentences, tables and quotations, for any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Measured:
    """A cell with a figure: `value` None is undefined; low and high are its interval, if any."""

    value: float | None
    low: float | None = None
    high: float | None = None


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


Block = str | Table | Quotation


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
    match cell:
        case None:
            return "–"
        case Measured(value=None):
            return "–"
        case Measured(value=value, low=low, high=high):
            ends = "" if low is None or high is None else f" [{low:.2f}, {high:.2f}]"
            return f"{value:.3f}{ends}"
        case bool() | str():
            return str(cell)
        case int():
            return f"{cell:,}"
        case _:
            return f"{cell:,.3f}"


Flat = str | int | float | None


def flat(table: Table) -> tuple[list[str], list[list[Flat]]]:
    """Header and rows for programs that compute: a figure takes three columns where any of its
    column has an interval, and “undefined” is a word."""
    wide = [
        any(isinstance(row[n], Measured) and row[n].low is not None for row in table.rows)  # type: ignore[union-attr]
        for n in range(len(table.header))
    ]
    header: list[str] = []
    for name, three in zip(table.header, wide, strict=True):
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
