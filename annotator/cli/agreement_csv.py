"""The CSV of ``annotator agree``: one table, chosen by what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from annotator.agreement import (
    FIGURES,
    AgreementTable,
    Figure,
    Interval,
    IntervalTable,
    Row,
    RowIntervals,
)
from annotator.cli.agreement_result import Result, interval_rows, labels, measured_rows, rows
from annotator.cli.output import print_csv
from annotator.corpus.messages import number_of
from annotator.exchange.csv_form import COMMA, CsvForm
from annotator.operations.reliability import Comparison

_Write = Callable[[Sequence[str], Iterable[Sequence[object]]], None]


def print_csv_table(result: Result, *, guard_formulas: bool, form: CsvForm = COMMA) -> None:
    """Measures, pairs, documents or confusion where they were asked for, else the default table."""
    write: _Write = partial(print_csv, guard_formulas=guard_formulas, form=form)
    settings = result.comparison.data.settings
    if result.explicit:
        _print_measures(result, write)
    elif settings.pairs:
        _print_pairs(result.comparison, write)
    elif settings.confusion:
        _print_confusion(result.comparison, write)
    elif result.by_document:
        _print_documents(result, write)
    elif any((result.by_round, result.by_value, result.by_version, result.periods, result.against)):
        _print_long(result, write)
    else:
        _print_default(result.comparison, write)


def _print_default(comparison: Comparison, write: _Write) -> None:
    header = ["code", *(f"codings {name}" for name in labels(comparison))]
    header += _figure_columns(comparison)
    write(
        header,
        [
            [name, *_numbers(row), *_cells(row, spread)]
            for name, row, spread in _lines(comparison, comparison.table, comparison.interval_table)
        ],
    )


def _lines(
    comparison: Comparison, table: AgreementTable, interval_table: IntervalTable | None
) -> list[tuple[str, Row, RowIntervals | None]]:
    """Name, row and intervals of each code, then of all codes together."""
    spreads = interval_rows(comparison, interval_table)
    named = zip(rows(comparison, table), spreads, strict=True)
    return [(name, row, spread) for (name, row), spread in named]


def _figure_columns(comparison: Comparison) -> list[str]:
    """Figures with their reasons; then, where they were computed, their intervals."""
    columns = [column for name in FIGURES for column in (name, f"{name} undefined because")]
    if comparison.interval_table is not None:
        columns += [f"{name} {end}" for name in FIGURES for end in ("low", "high", "interval")]
        columns += [f"{name} effective" for name in FIGURES]
    return columns


def _numbers(row: Row) -> list[object]:
    return ["" if number is None else number for number in row.codings]


def _cells(row: Row, spread: RowIntervals | None) -> list[object]:
    """What stands below `_figure_columns`."""
    figures = [getattr(row, measure) for measure in FIGURES]
    cells = [cell for figure in figures for cell in (_exact(figure), figure.reason or "")]
    if spread is None:
        return [*cells]
    found = [_interval_cells(getattr(spread, measure)) for measure in FIGURES]
    return [*cells, *(cell for one in found for cell in one[:3]), *(one[3] for one in found)]


def _exact(figure: Figure) -> float | str:
    return "" if figure.value is None else figure.value


def _print_measures(result: Result, write: _Write) -> None:
    header = (
        *("measure", "code", "value", "undefined because", "coverage", "settings"),
        *("low", "high", "interval", "effective"),
    )
    write(
        header,
        [
            (
                *(one.measure.name, name, _exact(figure), figure.reason or ""),
                *(_exact(coverage) if coverage else "", one.settings),
                *_interval_cells(interval),
            )
            for one, name, figure, coverage, interval in measured_rows(result)
        ],
    )


def _interval_cells(interval: Interval | None) -> list[object]:
    if interval is None:
        return ["", "", "", ""]
    low, high = interval.ends or ("", "")
    clusters = number_of(interval.clusters, interval.kind)
    return [low, high, interval.reason or clusters, f"{interval.basis.effective:.4g}"]


def _print_pairs(comparison: Comparison, write: _Write) -> None:
    names = labels(comparison)
    header = ["coder", "other coder", "code", "codings", "codings of the other"]
    write(
        [*header, *_figure_columns(comparison)],
        [
            [names[pair[0]], names[pair[1]], name, *_numbers(row), *_cells(row, spread)]
            for pair, table in comparison.pairs.items()
            for name, row, spread in _lines(
                comparison, table, comparison.pair_interval_tables.get(pair)
            )
        ],
    )


def _print_documents(result: Result, write: _Write) -> None:
    whole = result.comparison
    counts = [f"codings {name}" for name in labels(whole)]
    write(
        ["document", "code", *counts, *_figure_columns(whole)],
        [
            [one.documents[0].name, name, *_numbers(row), *_cells(row, spread)]
            for one in result.by_document
            for name, row, spread in _lines(one, one.table, one.interval_table)
        ],
    )


def _print_long(result: Result, write: _Write) -> None:
    """A line for each round, or each coder beside the consensus, and code: numbers by coder in
    one cell, since every round has coders of its own."""
    named = [(one.name, own) for one, own in result.by_round]
    named += result.by_value
    named += [(one.name, one.comparison) for one in result.by_version]
    named += [(one.name, one.comparison) for one in result.periods or ()]
    named += [(labels(own)[0], own) for own in result.against]
    by_round = "round" if result.by_round else "version" if result.by_version else ""
    by_round = by_round or ("time" if result.periods else "")
    first = by_round or (result.attribute if result.by_value else "coder")
    write(
        [first, "code", "codings", *_figure_columns(result.comparison)],
        [
            [name, code, "/".join(str(n) for n in _numbers(row)), *_cells(row, spread)]
            for name, own in named
            for code, row, spread in _lines(own, own.table, own.interval_table)
        ],
    )


def _print_confusion(comparison: Comparison, write: _Write) -> None:
    names = labels(comparison)
    codes = [*(" > ".join(path) for path in comparison.paths), "uncoded"]
    write(
        ["coder", "other coder", "code", "code of the other", comparison.table.unit],
        [
            [names[pair[0]], names[pair[1]], code, other, one.units[row, column]]
            for pair, one in comparison.confusions.items()
            for row, code in enumerate(codes)
            for column, other in enumerate(codes)
        ],
    )
