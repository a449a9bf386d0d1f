"""How figures stand to the customary thresholds, on both units, and how certain that is.

Krippendorff's .800 and .667 were proposed for units that are coded as wholes. Alpha on characters
weighs a passage by its length, so the same codings can pass on one unit and fail on the other: both
are shown, and none is a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.agreement import Figure, Interval, probability_below
from annotator.corpus.messages import tr
from annotator.operations.reliability.comparison import Comparison, compute, load
from annotator.operations.viewing import Viewer

TENTATIVE, RELIABLE = 0.667, 0.8


@dataclass(frozen=True)
class Standing:
    """Alpha of a code on one unit, with the probabilities that it is below .667 and below .800."""

    unit: str
    figure: Figure
    interval: Interval | None

    @property
    def below_tentative(self) -> float | None:
        """P(α < .667)."""
        return None if self.interval is None else probability_below(self.interval, TENTATIVE)

    @property
    def below_reliable(self) -> float | None:
        """P(α < .800)."""
        return None if self.interval is None else probability_below(self.interval, RELIABLE)


@dataclass(frozen=True)
class ThresholdRow:
    """A code on characters and on sentences."""

    code: str
    characters: Standing
    sentences: Standing

    @property
    def differs(self) -> bool:
        """Whether the two units stand on different sides of a threshold."""
        return _class(self.characters.figure) != _class(self.sentences.figure)


def thresholds(viewer: Viewer, comparison: Comparison) -> list[ThresholdRow]:
    """Each code that was used. Sentences have a code by any overlap."""
    by_unit = {unit: _on(viewer, comparison, unit) for unit in ("character", "sentence")}
    rows = []
    for code, label in enumerate(comparison.data.labels):
        standings = [_standing(unit, found, code) for unit, found in by_unit.items()]
        if any(comparison.table.rows[code].codings):
            rows.append(ThresholdRow(label, *standings))
    return rows


def words(rows: list[ThresholdRow]) -> list[str]:
    """For which codes the unit changes the verdict."""
    names = ", ".join(f"“{row.code}”" for row in rows if row.differs)
    if not names:
        return []
    return [
        tr(
            "The unit changes how these stand to the thresholds: {names}. Say which unit the"
            " conclusions are about, and report both.",
            names=names,
        )
    ]


def _on(viewer: Viewer, comparison: Comparison, unit: str) -> Comparison:
    data = comparison.data
    if data.settings.unit == unit:
        return comparison
    plain = replace(
        data.settings, unit=unit, rule="any", pairs=False, confusion=False, each_document=False
    )
    selection = replace(data.selection, coders=[coder.guid for coder in data.coders])
    return compute(load(viewer, selection, plain, data.work))


def _standing(unit: str, found: Comparison, code: int) -> Standing:
    panel = found.interval_table
    interval = panel.rows[code].alpha_character if panel else None
    return Standing(unit, found.table.rows[code].alpha_character, interval)


def _class(figure: Figure) -> int | None:
    if figure.value is None:
        return None
    return (figure.value >= TENTATIVE) + (figure.value >= RELIABLE)
