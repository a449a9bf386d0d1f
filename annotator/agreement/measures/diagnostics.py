"""What stands behind a low or doubtful figure, in words, and what to do about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from annotator.agreement.figure import Figure
from annotator.agreement.measures.table import AgreementTable, Row
from annotator.corpus.messages import tr
from annotator.corpus.number_words import percent

BENCHMARK = tr(
    "Krippendorff (2019) relies on data with alpha of .800 or more and draws tentative conclusions"
    " from .667. That was proposed for coded units; no threshold is established for alpha on"
    " characters, where long passages weigh most, nor for F1. It is a convention, to be weighed"
    " against what a wrong conclusion would cost."
)
"""A remark with its source, not a verdict."""
CONDITION = tr(
    "only before the reliability sample is drawn; a sample that was enriched is reported as such"
)
"""When codes may still be joined or dropped, and passages chosen for what they hold."""
RARE, COMMON = 0.05, 0.95
"""Share of values with the code, outside of which chance is hard to beat."""
SPARSE = 10
"""Codings of a code in all, below which a figure rests on single cases."""
ONE_SIDED = 3.0
"""A coder who uses a code this many times as often as another."""
BOUNDARY_OVERLAP, BOUNDARY_EXACT = 0.7, 0.3
"""F1 by overlap above and exact below: the passages are the same, their edges are not."""
FEW_UNITS = 50
"""Units in all, below which intervals are wide whatever the figure."""
UNUSABLE_DOCUMENTS = "unusable documents"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """kind: a fixed name to filter by. code: index, None for all. finding, advice: sentences."""

    kind: str
    code: int | None
    finding: str
    advice: str


def diagnose(table: AgreementTable, unfinished: Collection[int] = ()) -> tuple[Diagnosis, ...]:
    """All that can be said about a table, by code and then overall. `unfinished`: coders, by their
    place in the table, who are not done with what is compared."""
    found: list[Diagnosis] = []
    for row in table.rows:
        found += [one for check in CHECKS if (one := check(row, table)) is not None]
        found += [one for one in [_margins(row, table, unfinished)] if one is not None]
    return tuple(found + _overall(table))


def _overall(table: AgreementTable) -> list[Diagnosis]:
    return [*_silent_coders(table), *_scope(table)]


def _silent_coders(table: AgreementTable) -> list[Diagnosis]:
    found = []
    for coder, count in zip(table.coders, table.overall.codings, strict=True):
        if count:
            continue
        what = (
            tr("{coder} coded none of the compared documents.", coder=coder)
            if count is None
            else tr("{coder} made no coding.", coder=coder)
        )
        found.append(
            Diagnosis(
                "coder without codings",
                None,
                what,
                tr("Leave the coder out, or mark the documents as finished once they are coded."),
            )
        )
    return found


def _scope(table: AgreementTable) -> list[Diagnosis]:
    """What was compared is little, or of one kind."""
    found = []
    if table.left_out:
        found.append(
            Diagnosis(
                UNUSABLE_DOCUMENTS,
                None,
                tr(
                    "Documents that fewer than two of the coders have coded: {count}.",
                    count=len(table.left_out),
                ),
                tr("Have them coded by a second coder, or leave them out."),
            )
        )
    units = table.overall.alpha_character.counts.get(table.unit, 0)
    if 0 < units < FEW_UNITS:
        found.append(
            Diagnosis(
                "few units",
                None,
                tr("Only {units:.0f} {unit} could be compared.", units=units, unit=tr(table.unit)),
                tr("Double-code more text before relying on the figures."),
            )
        )
    used = [row for row in table.rows if any(row.codings)]
    if len(used) == 1 and len(table.rows) > 1:
        found.append(
            Diagnosis(
                "single code",
                used[0].code,
                tr("Only the code “{label}” was used.", label=used[0].label),
                tr("The overall figure is that of this one code; report it as such."),
            )
        )
    return found


def _prevalence(row: Row, table: AgreementTable) -> Diagnosis | None:
    values = row.alpha_character.counts.get("values", 0)
    ones = row.alpha_character.counts.get("values with the code", 0)
    if ones == 0 or RARE <= ones / values <= COMMON:
        return None
    share = ones / values
    return Diagnosis(
        "skewed prevalence",
        row.code,
        tr(
            "The code “{label}” is on {share} of the {unit}.",
            label=row.label,
            share=percent(share),
            unit=tr(table.unit),
        ),
        tr(
            "Percent agreement says little here; read alpha with F1. Passages that are likely to"
            " hold the code can be sought {condition}.",
            condition=CONDITION,
        ),
    )


def _margins(row: Row, table: AgreementTable, unfinished: Collection[int]) -> Diagnosis | None:
    """Cases first, then what may be behind them: a definition is the last to be suspected."""
    used = [
        (count, tr("{name} (not finished)", name=name) if number in unfinished else name)
        for number, (count, name) in enumerate(zip(row.codings, table.coders, strict=True))
        if count is not None
    ]
    if not any(count for count, _name in used):
        return None
    (most, name), (least, other) = max(used), min(used)
    if len(used) < 2 or most < ONE_SIDED * least:
        return None
    return Diagnosis(
        "one-sided margins",
        row.code,
        tr(
            "{name} used the code “{label}” {most}, {other} {least}.",
            name=name,
            label=row.label,
            most=_times(most),
            other=other,
            least=_times(least),
        ),
        _why_one_sided(table, unfinished),
    )


def _why_one_sided(table: AgreementTable, unfinished: Collection[int]) -> str:
    if unfinished:
        names = ", ".join(table.coders[number] for number in sorted(unfinished))
        return tr(
            "List these passages first. {names} did not mark all that is compared as done: compare"
            " finished documents before anything is concluded from the figure.",
            names=names,
        )
    return tr(
        "List these passages first. They may have been overlooked, or be of texts of another kind;"
        " only then ask whether the coders read the definition differently."
    )


def _sparse(row: Row, table: AgreementTable) -> Diagnosis | None:
    total = sum(count or 0 for count in row.codings)
    if not 0 < total < SPARSE:
        return None
    return Diagnosis(
        "sparse code",
        row.code,
        tr("The code “{label}” was used {total} in all.", label=row.label, total=_times(total)),
        tr(
            "A single coding can change the figure much; code more text. It can be joined with a"
            " like code, and likely passages sought, {condition}.",
            condition=CONDITION,
        ),
    )


def _unused(row: Row, table: AgreementTable) -> Diagnosis | None:
    if any(row.codings):
        return None
    return Diagnosis(
        "unused code",
        row.code,
        tr("Nobody used the code “{label}”.", label=row.label),
        tr(
            "Its figures are undefined. Texts where it applies can be sought, or the code dropped,"
            " {condition}.",
            condition=CONDITION,
        ),
    )


def _edges(row: Row, table: AgreementTable) -> Diagnosis | None:
    if not (_at_least(row.f1_overlap, BOUNDARY_OVERLAP) and _at_most(row.f1_exact, BOUNDARY_EXACT)):
        return None
    return Diagnosis(
        "boundary disagreement",
        row.code,
        tr(
            "The coders mark the same passages with “{label}” but not the same "
            "edges: F1 is {value:.2f} by overlap and {value_2:.2f} exactly.",
            label=row.label,
            value=row.f1_overlap.value,
            value_2=row.f1_exact.value,
        ),
        tr("Agree on a unit (clause, sentence, turn), or compare on sentences."),
    )


def _times(number: int) -> str:
    rare = {0: tr("never"), 1: tr("once"), 2: tr("twice")}
    return rare.get(number) or tr("{n:,} times", n=number)


def _at_least(figure: Figure, least: float) -> bool:
    return figure.value is not None and figure.value >= least


def _at_most(figure: Figure, most: float) -> bool:
    return figure.value is not None and figure.value <= most


CHECKS = (_unused, _sparse, _prevalence, _edges)
"""Each looks at one row; `_margins` besides, which asks who is done."""
