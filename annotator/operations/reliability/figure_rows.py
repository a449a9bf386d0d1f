"""The figures of a comparison as rows, one a figure: what libraries and archives hold of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.agreement import FIGURES, Figure, Interval
from annotator.operations.reliability.comparison import Comparison
from annotator.operations.reliability.measure_result import MeasureResult


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: its measure, the code by its path joined with “ > ” (empty for all together), the
    value or the reason why there is none, and the interval's ends with the number of clusters that
    it rests on (0 where there is none)."""

    measure: str
    code: str
    value: float | None
    reason: str
    low: float | None
    high: float | None
    clusters: int


def rows(comparison: Comparison, measured: Sequence[MeasureResult] = ()) -> list[FigureRow]:
    """The default figures by code and overall, then the measures."""
    return [*_of_table(comparison), *(row for one in measured for row in _of(comparison, one))]


def _of_table(comparison: Comparison) -> Iterator[FigureRow]:
    spread = comparison.interval_table
    table = [*zip(comparison.data.labels, comparison.table.rows, strict=True)]
    intervals = [*spread.rows, spread.overall] if spread else [None] * (len(table) + 1)
    for name in FIGURES:
        for (code, row), own in zip(
            [*table, ("", comparison.table.overall)], intervals, strict=True
        ):
            interval = None if own is None else getattr(own, name)
            yield _row(name, code, getattr(row, name), interval)


def _of(comparison: Comparison, one: MeasureResult) -> Iterator[FigureRow]:
    intervals: Sequence[Interval | None] = one.intervals or [None] * len(one.by_code)
    codes = zip(comparison.data.labels, one.by_code, intervals, strict=False)
    for code, figure, interval in codes:
        yield _row(one.measure.name, code, figure, interval)
    if one.overall is not None:
        yield _row(one.measure.name, "", one.overall, one.overall_interval)


def _row(measure: str, code: str, figure: Figure, interval: Interval | None) -> FigureRow:
    low, high = (interval.ends if interval is not None else None) or (None, None)
    clusters = 0 if interval is None else interval.clusters
    return FigureRow(measure, code, figure.value, figure.reason or "", low, high, clusters)
