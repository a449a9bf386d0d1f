"""The CSV of ``annotator agree``: one table, chosen by what was asked for."""

from __future__ import annotations

from annotator.agreement.figure import Figure
from annotator.agreement.interval import Interval
from annotator.agreement.table import Row
from annotator.cli.agreement_result import (
    MEASURES,
    Result,
    intervals,
    labels,
    measured_rows,
    rows,
)
from annotator.cli.output import print_csv
from annotator.operations.reliability import Comparison


def print_csv_table(result: Result) -> None:
    """Measures, pairs, documents or confusion where they were asked for, else the default table."""
    settings = result.comparison.material.settings
    if result.explicit:
        _print_measures(result)
    elif settings.pairs:
        _print_pairs(result.comparison)
    elif settings.confusion:
        _print_confusion(result.comparison)
    elif result.by_document:
        _print_documents(result)
    elif result.by_round or result.against:
        _print_long(result)
    else:
        _print_default(result.comparison)


def _print_default(comparison: Comparison) -> None:
    header = ["code", *(f"codings {name}" for name in labels(comparison))]
    header += _figure_columns()
    if comparison.panel:
        header += [f"{name} {end}" for name in MEASURES for end in ("low", "high", "interval")]
        header += [f"{name} effective" for name in MEASURES]
    lines = []
    for (name, row), spread in zip(
        rows(comparison), intervals(comparison, comparison.panel), strict=True
    ):
        line: list[object] = [name, *_numbers(row), *_cells(row)]
        if spread is not None:
            for measure in MEASURES:
                interval = getattr(spread, measure)
                low, high = interval.ends or ("", "")
                clusters = f"{interval.clusters} {interval.kind}(s)"
                line += [low, high, interval.reason or clusters]
            line += [f"{getattr(spread, name).basis.effective:.4g}" for name in MEASURES]
        lines.append(line)
    print_csv(header, lines)


def _figure_columns() -> list[str]:
    return [column for name in MEASURES for column in (name, f"{name} undefined because")]


def _numbers(row: Row) -> list[object]:
    return ["" if number is None else number for number in row.codings]


def _cells(row: Row) -> list[str]:
    figures = [getattr(row, measure) for measure in MEASURES]
    return [cell for figure in figures for cell in (_exact(figure), figure.reason or "")]


def _exact(figure: Figure) -> str:
    return "" if figure.value is None else repr(figure.value)


def _print_measures(result: Result) -> None:
    header = (
        *("measure", "code", "value", "undefined because", "coverage", "settings"),
        *("low", "high", "interval", "effective"),
    )
    print_csv(
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
    clusters = f"{interval.clusters} {interval.kind}(s)"
    return [low, high, interval.reason or clusters, f"{interval.basis.effective:.4g}"]


def _print_pairs(comparison: Comparison) -> None:
    names = labels(comparison)
    header = ["coder", "other coder", "code", "codings", "codings of the other"]
    print_csv(
        [*header, *_figure_columns()],
        [
            [names[pair[0]], names[pair[1]], name, *_numbers(row), *_cells(row)]
            for pair, table in comparison.pairs.items()
            for name, row in rows(comparison, table)
        ],
    )


def _print_documents(result: Result) -> None:
    names = labels(result.comparison)
    print_csv(
        ["document", "code", *(f"codings {name}" for name in names), *_figure_columns()],
        [
            [one.documents[0].name, name, *_numbers(row), *_cells(row)]
            for one in result.by_document
            for name, row in rows(one)
        ],
    )


def _print_long(result: Result) -> None:
    """A line for each round, or each coder beside the consensus, and code: numbers by coder in
    one cell, since every round has coders of its own."""
    named = [(one.name, own) for one, own in result.by_round]
    named += [(labels(own)[0], own) for own in result.against]
    print_csv(
        ["round" if result.by_round else "coder", "code", "codings", *_figure_columns()],
        [
            [name, code, "/".join(str(n) for n in _numbers(row)), *_cells(row)]
            for name, own in named
            for code, row in rows(own)
        ],
    )


def _print_confusion(comparison: Comparison) -> None:
    names = labels(comparison)
    codes = [*(" > ".join(path) for path in comparison.paths), "uncoded"]
    print_csv(
        ["coder", "other coder", "code", "code of the other", comparison.table.unit],
        [
            [names[pair[0]], names[pair[1]], code, other, one.units[row, column]]
            for pair, one in comparison.confusions.items()
            for row, code in enumerate(codes)
            for column, other in enumerate(codes)
        ],
    )
