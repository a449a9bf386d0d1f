"""From a comparison to its pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from annotator.agreement import Figure, Interval, RowIntervals
from annotator.corpus.messages import tr
from annotator.corpus.number_words import figure_words, typeset
from annotator.corpus.team import Round
from annotator.operations.reliability import Comparison
from annotator.operations.reliability.catalogue import ALL_CODES, is_percent
from annotator.operations.reliability.confusion_order import ordered
from annotator.operations.reliability.drift import DriftPeriod
from annotator.operations.reliability.interval_words import method_name
from annotator.operations.sealing import VersionFigures
from annotator.ui.agreement.pictures import Bars, ShadedTable
from annotator.ui.agreement.words import heading


def pairs_picture(comparison: Comparison, labels: Mapping[str, str], measure: str) -> ShadedTable:
    """Every two coders: a figure of all codes, the same above and below the diagonal."""
    names = [labels[coder.guid] for coder in comparison.coders]
    shades: list[list[float | None]] = [[None] * len(names) for _ in names]
    texts = [[""] * len(names) for _ in names]
    for (one, other), table in comparison.pairs.items():
        value = getattr(table.overall, measure).value
        panel = comparison.pair_interval_tables.get((one, other))
        ends = getattr(panel.overall, measure).ends if panel else None
        for row, column in ((one, other), (other, one)):
            shades[row][column] = None if value is None else min(1.0, max(0.0, value))
            texts[row][column] = (
                "–"
                if value is None
                else typeset(figure_words(value, ends, in_percent=is_percent(measure)))
            )
    title = tr("Pairs of coders: {0}, all codes").format(heading(measure, comparison.table.unit))
    note = tr("A stronger fill is higher. A dash stands where the two have no document in common.")
    return ShadedTable(title, note, names, names, shades, texts)


def confusion_picture(
    comparison: Comparison, labels: Mapping[str, str], pair: tuple[int, int]
) -> ShadedTable:
    """Which code one coder used where the other used another; shades are shares of the row."""
    found = ordered(comparison.confusions[pair])
    units, names = found.units, confusion_names(comparison)
    total = units.sum(axis=1, keepdims=True)
    share = np.divide(units, total, out=np.zeros_like(units), where=total > 0)
    first, second = (labels[comparison.coders[index].guid] for index in pair)
    unit = tr(comparison.table.unit)
    title = tr("Confusion in {0}: rows {1}, columns {2}").format(unit, first, second)
    note = tr("A stronger fill is a larger share of the row. On the diagonal the two agree.")
    texts = [[f"{number:,.0f}" for number in row] for row in units]
    return ShadedTable(title, note, found.rows(names), found.columns(names), share.tolist(), texts)


def confusion_names(comparison: Comparison) -> list[str]:
    """The codes by their whole names, and what stands for none."""
    return [*(" > ".join(path) for path in comparison.paths), tr("uncoded")]


def rounds_picture(by_round: Sequence[tuple[Round, Comparison]], measure: str) -> Bars:
    """A figure of all codes in each round, one below the other, with its interval."""
    rows = [
        (
            one.name,
            getattr(comparison.table.overall, measure),
            getattr(comparison.interval_table.overall, measure)
            if comparison.interval_table
            else None,
        )
        for one, comparison in by_round
    ]
    unit = by_round[0][1].table.unit if by_round else ""
    title = tr("{0}, all codes, by round").format(heading(measure, unit))
    note = tr("The dot is the figure, the bar its 95 % interval.")
    if not rows:
        note = tr("In no round have two coders worked on a document that is theirs in it.")
    return Bars(title, note, rows, is_percent(measure))


def versions_picture(by_version: Sequence[VersionFigures], measure: str) -> Bars:
    """A figure of each code, version of the codebook by version, with its interval."""
    numbers = Counter(one.number for one in by_version)
    columns = [
        (
            tr("v{0}").format(one.number)
            if numbers[one.number] == 1
            else tr("v{0}, {1}").format(one.number, one.sealed.round.name),
            one.comparison,
        )
        for one in by_version
    ]
    unit = by_version[0].comparison.table.unit if by_version else ""
    title = tr("{0} by version of the codebook").format(heading(measure, unit))
    note = tr("Of sealed rounds, as they were sealed; the bar is the 95 % interval.")
    if not by_version:
        note = tr("No round that two coders worked in is sealed yet.")
    return Bars(title, note, _code_by_code(columns, measure), is_percent(measure))


def drift_picture(periods: Sequence[DriftPeriod], measure: str) -> Bars:
    """A figure of each code, part by part in the order of the coding, with its interval."""
    columns = [(str(one.number), one.comparison) for one in periods]
    unit = periods[0].comparison.table.unit if periods else ""
    title = tr("{0} over time").format(heading(measure, unit))
    note = tr("Documents that two coders share, in the order in which they were coded.")
    return Bars(title, note, _code_by_code(columns, measure), is_percent(measure))


def _code_by_code(
    columns: Sequence[tuple[str, Comparison]], measure: str
) -> list[tuple[str, Figure, Interval | None]]:
    """Below each other what is to be compared: one code in all versions, or at all times."""
    rows = []
    codes = dict.fromkeys(code.guid for _name, own in columns for code in own.codes)
    for guid in codes:
        for name, own in columns:
            place = next((n for n, code in enumerate(own.codes) if code.guid == guid), None)
            if place is None or not any(own.table.rows[place].codings):
                continue
            panel = own.interval_table
            spread = getattr(panel.rows[place], measure) if panel else None
            label = f"{own.paths[place][-1]} · {name}"
            rows.append((label, getattr(own.table.rows[place], measure), spread))
    return rows


def interval_picture(comparison: Comparison, measure: str) -> Bars:
    """A figure by code and overall, each with its interval."""
    panel = comparison.interval_table
    spread: list[RowIntervals | None] = (
        [*panel.rows, panel.overall] if panel else [None] * (len(comparison.codes) + 1)
    )
    names = [*(" > ".join(path) for path in comparison.paths), tr(ALL_CODES)]
    rows = [*comparison.table.rows, comparison.table.overall]
    note = tr("The dot is the figure.")
    if panel is not None:
        note = tr("The dot is the figure, the bar its {0}.").format(tr(method_name(panel)))
    return Bars(
        tr("{0} by code").format(heading(measure, comparison.table.unit)),
        note,
        [
            (name, getattr(row, measure), getattr(own, measure) if own else None)
            for name, row, own in zip(names, rows, spread, strict=True)
        ],
        is_percent(measure),
    )
