"""The report's sections on the three questions, thresholds on both units, sealed rounds, drift."""

from __future__ import annotations

from annotator.agreement import BENCHMARK
from annotator.corpus.messages import tr
from annotator.exchange.report_document import Block, Cell, Measured, Section, Table
from annotator.operations import sealing
from annotator.operations.reliability import Comparison, drift, level_words, thresholds
from annotator.operations.reliability.aligned_confusion import aligned_confusions
from annotator.operations.reliability.levels import levels
from annotator.operations.reliability.thresholds import Standing
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer


def levels_section(viewer: Viewer, comparison: Comparison) -> Section:
    """Where, which code, which value; then what is confused on aligned codings."""
    rows: list[list[Cell]] = [
        [
            level_words.title(one.level),
            one.about or tr("all codes"),
            one.measure,
            Measured(one.figure.value, *((one.interval and one.interval.ends) or (None, None))),
            ". ".join(filter(None, (one.note, one.figure.reason))),
        ]
        for one in levels(viewer, comparison.data)
    ]
    header = (tr("Question"), tr("About"), tr("Measure"), tr("Value"), "")
    blocks: list[Block] = [Table("Levels", tr("Each question for itself"), header, rows)]
    data, names = comparison.data, coders.labels(comparison.coders)
    lines: list[list[Cell]] = []
    for one in aligned_confusions(data):
        pair = names[one.coders[0].guid], names[one.coders[1].guid]
        blocks.append(level_words.confusion_words(one, data.labels, pair))
        lines += [[words, n] for words, n in level_words.confusion_lines(one, data.labels, pair)]
    caption = tr("Confusion on aligned codings; further codes of one coder are no confusion")
    blocks.append(Table("Aligned", caption, (tr("What"), tr("Codings")), lines))
    return Section(tr("Where, which code, which value"), blocks)


def thresholds_section(viewer: Viewer, comparison: Comparison) -> Section:
    """Alpha on characters and on sentences, with the probabilities of falling below."""
    found = thresholds.thresholds(viewer, comparison)
    rows: list[list[Cell]] = [
        [row.code, *_standing(row.characters), *_standing(row.sentences)] for row in found
    ]
    below = (tr("P(α < .667)"), tr("P(α < .800)"))
    header = (tr("Code", context="noun"), tr("α on characters"), *below)
    table = Table(
        "Thresholds",
        tr("Alpha on both units, and how probably it is below the customary thresholds"),
        (*header, tr("α on sentences"), *below),
        rows,
    )
    return Section(tr("Thresholds"), [tr(BENCHMARK), table, *thresholds.words(found)])


def _standing(one: Standing) -> list[Cell]:
    ends = (one.interval and one.interval.ends) or (None, None)
    return [
        Measured(one.figure.value, *ends),
        Measured(one.below_tentative, None, None),
        Measured(one.below_reliable, None, None),
    ]


def versions_section(viewer: Viewer) -> Section:
    """Alpha of each code in each sealed round, by version of the codebook; what changed since."""
    found = sealing.by_version(viewer)
    if not found:
        return Section(tr("Sealed rounds"), [tr("No round is sealed.")])
    rows: list[list[Cell]] = []
    for one in found:
        panel = one.comparison.interval_table
        for code, row in enumerate(one.comparison.table.rows):
            if any(row.codings):
                spread = panel.rows[code].alpha_character.ends if panel else None
                alpha = Measured(row.alpha_character.value, *(spread or (None, None)))
                name = one.comparison.data.labels[code]
                rows.append([name, one.number, one.sealed.round.name, alpha])
    rows.sort(key=lambda cells: (str(cells[0]), _version(cells)))
    header = (tr("Code", context="noun"), tr("Version"), tr("Round"), tr("Alpha"))
    caption = tr("By version of the codebook, as the rounds were sealed; rounds are not pooled")
    said = [
        tr("{name}: {words}", name=one.name, words=sealing.since(viewer, one.sealed).words)
        for one in found
    ]
    return Section(tr("Sealed rounds"), [Table("Versions", caption, header, rows), *said])


def _version(cells: list[Cell]) -> int:
    """The version of a line."""
    return cells[1] if isinstance(cells[1], int) else 0


def drift_section(viewer: Viewer, comparison: Comparison) -> Section:
    """Alpha of each code in consecutive parts of the documents."""
    periods = drift.drift(viewer, comparison.data)
    rows: list[list[Cell]] = []
    for one in periods:
        panel = one.comparison.interval_table
        for code, row in enumerate(one.comparison.table.rows):
            if any(row.codings):
                spread = panel.rows[code].alpha_character.ends if panel else None
                alpha = Measured(row.alpha_character.value, *(spread or (None, None)))
                rows.append([one.comparison.data.labels[code], one.name, alpha])
    rows.sort(key=lambda cells: str(cells[0]))
    header = (tr("Code", context="noun"), tr("Coded"), tr("Alpha"))
    table = Table("Drift", tr("In the order of the coding"), header, rows)
    return Section(tr("Drift"), [*drift.words(periods), *([table] if rows else [])])
