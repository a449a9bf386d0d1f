"""The report's sections of figures: by code, by pair, attributes, confusion."""

from __future__ import annotations

from annotator.agreement import FIGURES, Figure, Interval, IntervalTable, Row, RowIntervals
from annotator.corpus.messages import tr
from annotator.exchange.report_document import Block, Cell, Measured, Section, Table
from annotator.operations.reliability import Comparison
from annotator.operations.reliability.attribute_agreement import AttributeFigure
from annotator.operations.reliability.catalogue import ALL_CODES, is_percent
from annotator.operations.reliability.confusion_order import ordered
from annotator.operations.reliability.interval_words import carried
from annotator.operations.reliability.relation_agreement import RelationFigure


def _overall(intervals: IntervalTable | None) -> RowIntervals | None:
    return intervals.overall if intervals else None


def _figures(row: Row, spread: object | None) -> list[Measured]:
    return [
        _measured(name, getattr(row, name), getattr(spread, name) if spread else None)
        for name in FIGURES
    ]


def _measured(name: str, figure: Figure, interval: Interval | None) -> Measured:
    low, high = (interval and interval.ends) or (None, None)
    return Measured(figure.value, low, high, is_percent(name))


def by_code_section(comparison: Comparison, labels: dict[str, str]) -> Section:
    """Each code and all together: how often it was used, figures, what they rest on."""
    intervals, table = comparison.interval_table, comparison.table
    spread: list[RowIntervals | None] = (
        [*intervals.rows, intervals.overall] if intervals else [None] * (len(table.rows) + 1)
    )
    names = [*comparison.data.labels, tr(ALL_CODES)]
    rows: list[list[Cell]] = [
        [name, *row.codings, *_figures(row, own), *([carried(own)] if own else [])]
        for name, row, own in zip(names, [*table.rows, table.overall], spread, strict=True)
    ]
    header = [
        tr("Code", context="noun"),
        *(labels[coder.guid] for coder in comparison.coders),
        *_titles(table.unit),
    ]
    if intervals is not None:
        several = {"paragraph": tr("Paragraphs (effective)")}
        header.append(several.get(intervals.kind, tr("Documents (effective)")))
    caption = tr("Codings by coder, and figures with their 95 % intervals")
    return Section(tr("Agreement by code"), [Table("By code", caption, header, rows)])


def _titles(unit: str) -> list[str]:
    return [
        tr("Alpha"),
        tr("F1 exact"),
        tr("F1 overlap"),
        tr("F1 {units}", units=tr(unit)),
        tr("Percent"),
    ]


def attributes_section(attributes: list[AttributeFigure]) -> Section:
    """Agreement on what codings say in their attributes."""
    if not attributes:
        return Section(tr("Attributes"), [tr("The compared codes have no attributes.")])
    rows: list[list[Cell]] = [
        [
            *(" > ".join(one.code), one.attribute, one.level),
            one.matched,
            one.decided,
            _measured("alpha", one.figure, one.spread),
        ]
        for one in attributes
    ]
    header = (
        tr("Code", context="noun"),
        tr("Attribute"),
        tr("Level"),
        tr("Matched codings"),
        tr("Decided by both"),
        tr("Alpha"),
    )
    caption = tr("Alpha of attributes on codings of one code that two coders have in common")
    return Section(tr("Attributes"), [Table("Attributes", caption, header, rows)])


def relations_section(relations: list[RelationFigure]) -> Section:
    """Agreement on relations, given that both ends are in common."""
    if not relations:
        return Section(tr("Relations"), [tr("The compared coders made no relations.")])
    rows: list[list[Cell]] = [
        [
            one.type.name if one.type else tr("all types"),
            *(one.given, one.matched_ends),
            _measured("f1_exact", one.directed, one.interval),
            _measured("f1_exact", one.undirected, None),
            *(one.reversed, one.other_type),
        ]
        for one in relations
    ]
    header = (
        tr("Relation"),
        tr("Relations"),
        tr("Ends matched"),
        tr("F1"),
        tr("F1 either way"),
        tr("Reversed"),
        tr("Other type"),
    )
    caption = tr("F1 of relations whose ends two coders have in common, by type and direction")
    return Section(tr("Relations"), [Table("Relations", caption, header, rows)])


def pairs_section(comparison: Comparison, labels: dict[str, str]) -> Section:
    """Every two coders, all codes together."""
    rows: list[list[Cell]] = [
        [
            " and ".join(labels[comparison.coders[index].guid] for index in pair),
            *_figures(table.overall, _overall(comparison.pair_interval_tables.get(pair))),
        ]
        for pair, table in comparison.pairs.items()
    ]
    header = (tr("Pair"), *_titles(comparison.table.unit))
    return Section(tr("Pairs of coders"), [Table("Pairs", tr("All codes together"), header, rows)])


def confusion_section(comparison: Comparison, labels: dict[str, str]) -> Section:
    """Which code one coder used where another used which."""
    names = [*comparison.data.labels, "uncoded"]
    tables: list[Block] = []
    for pair, one in comparison.confusions.items():
        found = ordered(one)
        first, second = (labels[comparison.coders[index].guid] for index in pair)
        caption = tr(
            "In {unit}: rows {first}, columns {second}; codes that either used, the"
            " most confused first",
            unit=tr(comparison.table.unit),
            first=first,
            second=second,
        )
        rows: list[list[Cell]] = [
            [code, *map(int, cells)]
            for code, cells in zip(found.rows(names), found.units, strict=True)
        ]
        header = ["", *found.columns(names)]
        tables.append(Table(f"Confusion {first} {second}", caption, header, rows))
    return Section(tr("Confusion between codes"), tables)
