"""``annotator agree`` for people: tables, and in sentences what a number can't say."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.agreement import (
    BENCHMARK,
    FIGURES,
    AgreementTable,
    Figure,
    Interval,
    IntervalTable,
    Row,
)
from annotator.cli.agreement_result import Result, interval_rows, labels, measured_rows, rows
from annotator.cli.output import print_table, say
from annotator.corpus.messages import tr
from annotator.corpus.number_words import decimals, figure_words
from annotator.operations.reliability import (
    Comparison,
    drift,
    level_words,
    missing_coders,
    thresholds,
)
from annotator.operations.reliability.aligned_confusion import aligned_confusions
from annotator.operations.reliability.catalogue import is_percent
from annotator.operations.reliability.confusion_order import ordered
from annotator.operations.reliability.interval_words import (
    THIS_DOCUMENT,
    carried,
    few_words,
    method_words,
)
from annotator.operations.reliability.levels import Level


def print_result(result: Result) -> None:
    """The default table, then whatever else was asked for, each under its heading."""
    comparison = result.comparison
    print_comparison(comparison)
    _say_sealed(result)
    if result.cues.from_cue or result.cues.locked:
        say(result.cues.words(labels(comparison)))
    if result.explicit:
        _print_measures(result)
    if result.attributes:
        _print_attributes(result)
    if result.relations:
        _print_relations(result)
    names = labels(comparison)
    for pair, table in comparison.pairs.items():
        print(f"\n{names[pair[0]]} and {names[pair[1]]}")
        pair_names = [names[index] for index in pair]
        _print_figures(comparison, table, pair_names, comparison.pair_interval_tables.get(pair))
    for one in result.by_document:
        print(f"\n{one.documents[0].name}")
        _print_figures(one, one.table, labels(one), one.interval_table)
    if any(one.interval_table for one in result.by_document):
        say(
            tr(
                "Intervals of a single document are {this_document}, over its paragraphs.",
                this_document=THIS_DOCUMENT,
            )
        )
    _print_parts(result)
    for own in result.against:
        print(tr("\n{own} and the consensus", own=labels(own)[0]))
        _print_figures(own, own.table, labels(own), own.interval_table)
    if result.redrawn:
        _print_redrawn(result)
    _print_confusion(comparison)


def _say_sealed(result: Result) -> None:
    """That the figures are of a seal, and what was changed since."""
    if result.sealed is not None and result.since is not None:
        say(
            tr(
                "The round {name}, as it was sealed on {date}.",
                name=result.sealed.round.name,
                date=result.sealed.at.date().isoformat(),
            )
        )
        say(result.since.words)


def _print_parts(result: Result) -> None:
    """The rounds, versions or parts of the documents that were asked for, each by itself."""
    for round_, own in result.by_round:
        print(f"\n{round_.name} ({tr(round_.purpose.value)})")
        _print_figures(own, own.table, labels(own), own.interval_table)
    for period in result.periods or ():
        own = period.comparison
        print(f"\n{period.name} ({len(own.compared)})")
        _print_figures(own, own.table, labels(own), own.interval_table)
    if result.periods is not None:
        for sentence in drift.words(result.periods):
            say(sentence)
    _print_levels(result)
    for one in result.by_version:
        print(f"\n{one.name} ({tr(one.sealed.round.purpose.value)})")
        own = one.comparison
        _print_figures(own, own.table, labels(own), own.interval_table)
    for value, own in result.by_value:
        print(f"\n{result.attribute}: {value}")
        _print_figures(own, own.table, labels(own), own.interval_table)


def _print_levels(result: Result) -> None:
    """The three questions, each with its figures, then aligned confusions."""
    if not result.levels:
        return
    for level in Level:
        found = [one for one in result.levels if one.level is level]
        print(f"\n{level_words.title(level)}")
        lines = [
            (
                *(one.about or tr("all codes"), one.measure),
                _short(one.figure, interval=one.interval),
                ". ".join(filter(None, (one.note, one.figure.reason))),
            )
            for one in found
        ]
        print_table((tr("about"), tr("measure"), tr("value"), ""), lines)
    data = result.comparison.data
    names = {
        one.guid: name for one, name in zip(data.coders, labels(result.comparison), strict=True)
    }
    _print_thresholds(result)
    print(f"\n{tr('Confusion on aligned codings')}")
    for found_ in aligned_confusions(data):
        pair = names[found_.coders[0].guid], names[found_.coders[1].guid]
        print(level_words.confusion_words(found_, data.labels, pair))
        for words, number in level_words.confusion_lines(found_, data.labels, pair):
            print(f"{number:>7,}  {words}")


def _print_thresholds(result: Result) -> None:
    """Both units side by side, and what the thresholds are of."""
    lines = []
    for row in result.thresholds:
        cells = [row.code]
        for own in (row.characters, row.sentences):
            cells.append(_short(own.figure))
            cells += [
                "–" if one is None else decimals(one)
                for one in (own.below_tentative, own.below_reliable)
            ]
        lines.append(cells)
    if not lines:
        return
    probabilities = (tr("P(α < .667)"), tr("P(α < .800)"))
    print()
    header = (tr("code"), tr("α on characters"), *probabilities, tr("α on sentences"))
    print_table((*header, *probabilities), lines)
    for sentence in (*thresholds.words(result.thresholds), tr(BENCHMARK)):
        say(sentence)


def _print_redrawn(result: Result) -> None:
    """Alpha by code with Krippendorff's own interval, and how often it falls short."""
    print(
        tr(
            "\nKrippendorff's bootstrap, {unit} taken as independent",
            unit=result.comparison.table.unit,
        )
    )
    lines = []
    for (name, _row), one in zip(_rows(result.comparison), result.redrawn, strict=False):
        ends = one.quantile(0.025), one.quantile(0.975)
        numbers = (one.alpha.value, *ends, one.below(0.8), one.below(0.667))
        lines.append((name, *("–" if n is None else decimals(n) for n in numbers)))
    print_table((tr("code"), tr("alpha"), tr("low"), tr("high"), "q(.800)", "q(.667)"), lines)


def print_comparison(comparison: Comparison) -> None:
    """The table for people, then the reason of each figure that is not defined."""
    reasons = _print_figures(
        comparison, comparison.table, labels(comparison), comparison.interval_table
    )
    compared = ", ".join(d.name for d in comparison.compared) or tr("no document")
    settings, unit = comparison.data.settings, comparison.table.unit
    how = ""
    if settings.unit != "character":
        how = tr(", a code being present by any overlap")
        if settings.rule == "majority":
            how = tr(", a code being present on most of a unit")
    say(
        tr(
            "Compared: {compared}. Alpha: Krippendorff's, nominal, on {unit}{how}.",
            compared=compared,
            unit=tr(unit),
            how=how,
        )
    )
    for name, reason in reasons:
        say(tr("{name}: not defined. {reason}", name=name, reason=reason))
    for sentence in _interval_words(comparison):
        say(sentence)
    for sentence in missing_coders.words(comparison.data):
        say(sentence)


def _print_figures(
    comparison: Comparison,
    table: AgreementTable,
    names: list[str],
    interval_table: IntervalTable | None,
) -> list[tuple[str, str]]:
    header = [tr("code"), *names, tr("alpha"), tr("F1 exact"), tr("F1 overlap")]
    header += [tr("F1 {units}", units=tr(table.unit)), tr("percent")]
    if interval_table is not None:
        several = {"paragraph": tr("paragraphs (effective)")}
        header.append(several.get(interval_table.kind, tr("documents (effective)")))
    lines, reasons = [], []
    known = interval_rows(comparison, interval_table)
    for (name, row), own in zip(_rows(comparison, table), known, strict=True):
        figures = [getattr(row, measure) for measure in FIGURES]
        spans = [getattr(own, measure) if own else None for measure in FIGURES]
        cells = list(map(_short, figures, FIGURES, spans))
        if own is not None:
            cells.append(carried(own))
        numbers = ["–" if number is None else str(number) for number in row.codings]
        lines.append([name, *numbers, *cells])
        reasons += [(name, figure.reason) for figure in figures if figure.reason]
    print_table(header, lines)
    return list(dict.fromkeys(reasons))


def _rows(comparison: Comparison, table: AgreementTable | None = None) -> list[tuple[str, Row]]:
    return rows(comparison, table, tr("overall"))


def _short(figure: Figure, name: str = "", interval: Interval | None = None) -> str:
    if figure.value is None:
        return "–"
    ends = interval.ends if interval else None
    return figure_words(figure.value, ends, in_percent=is_percent(name))


def _interval_words(comparison: Comparison) -> list[str]:
    """How intervals were computed, which rest on little, and why one is missing."""
    interval_table = comparison.interval_table
    if interval_table is None:
        return []
    sentences = method_words(interval_table)
    named = [
        *zip(comparison.data.labels, interval_table.rows, strict=True),
        (tr("overall"), interval_table.overall),
    ]
    few = few_words(named, interval_table.kind)
    sentences += [few] if few else []
    missing: dict[str, list[str]] = {}
    for (name, row), own in zip(
        _rows(comparison), interval_rows(comparison, interval_table), strict=True
    ):
        reasons = [(getattr(row, m), getattr(own, m).reason) for m in FIGURES]
        for reason in dict.fromkeys(why for figure, why in reasons if why and figure.defined):
            missing.setdefault(reason, []).append(name)
    return sentences + [_no_interval(names, why) for why, names in missing.items()]


def _no_interval(names: Iterable[str], reason: str) -> str:
    return tr("{names}: interval {reason}.", names=", ".join(names), reason=reason)


def _print_measures(result: Result) -> None:
    covered = any(one.coverage for one in result.measured)
    lines = []
    reasons: dict[str, list[str]] = {}
    without: dict[str, list[str]] = {}
    for one, name, figure, coverage, interval in measured_rows(result, tr("overall")):
        line = [one.measure.title, name, _short(figure, one.measure.name, interval)]
        lines.append([*line, _short(coverage) if coverage else ""] if covered else line)
        what = tr("{measure} of {name}", measure=one.measure.title, name=name)
        if figure.reason:
            reasons.setdefault(figure.reason, []).append(what)
        elif interval is not None and interval.reason:
            without.setdefault(interval.reason, []).append(what)
    settings: dict[str, list[str]] = {}
    for one in result.measured:
        settings.setdefault(one.settings, []).append(one.measure.title)
    print()
    print_table(
        [tr("measure"), tr("code"), tr("value"), *([tr("coverage")] if covered else [])], lines
    )
    for words, titles in settings.items():
        if words:
            say(f"{', '.join(titles)}: {words}.")
    for reason, figures in reasons.items():
        say(tr("Not defined: {figures}. {reason}", figures=", ".join(figures), reason=reason))
    for reason, figures in without.items():
        say(_no_interval(figures, reason))


def _print_attributes(result: Result) -> None:
    """Those that have a figure in a table, the others by their reason."""
    lines = [
        [
            *(" > ".join(one.code), one.attribute, one.level),
            _short(one.figure, interval=one.spread),
            str(one.matched),
            str(one.decided),
        ]
        for one in result.attributes
        if one.figure.defined
    ]
    if lines:
        print()
        print_table(
            (
                *(tr("code"), tr("attribute"), tr("alpha"), tr("value"), tr("matched codings")),
                tr("decided by both"),
            ),
            lines,
        )
    reasons: dict[str, list[str]] = {}
    for one in result.attributes:
        if one.figure.reason:
            name = f"{' > '.join(one.code)}, {one.attribute} ({one.words})"
            reasons.setdefault(one.figure.reason, []).append(name)
    for reason, names in reasons.items():
        say(tr("Attributes not defined: {names}. {reason}", names="; ".join(names), reason=reason))


def _print_relations(result: Result) -> None:
    """F1 of relations, where two coders have both ends in common."""
    lines = [
        (
            one.type.name if one.type else tr("all types"),
            _short(one.directed, interval=one.interval),
            _short(one.undirected),
            *map(str, (one.given, one.matched_ends, one.reversed, one.other_type)),
        )
        for one in result.relations
    ]
    header = (tr("relation"), tr("F1"), tr("F1 either way"), tr("relations"), tr("ends matched"))
    print()
    print_table((*header, tr("reversed"), tr("other type")), lines)


def _print_confusion(comparison: Comparison) -> None:
    names = labels(comparison)
    codes = [*comparison.data.labels, "uncoded"]
    for pair, one in comparison.confusions.items():
        found, unit = ordered(one), comparison.table.unit
        print(
            tr(
                "\nConfusion in {unit}: rows {names}, columns {names_2}",
                unit=unit,
                names=names[pair[0]],
                names_2=names[pair[1]],
            )
        )
        cells = [
            [code, *(f"{number:.0f}" for number in row)]
            for code, row in zip(found.rows(codes), found.units, strict=True)
        ]
        print_table(["", *found.columns(codes)], cells)
