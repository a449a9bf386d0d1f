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
