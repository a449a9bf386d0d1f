"""What ``annotator agree`` has computed, with the names that all three forms of output share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.agreement import (
    AgreementTable,
    Figure,
    Interval,
    IntervalTable,
    PairBootstrap,
    Row,
    RowIntervals,
)
from annotator.corpus.team import Round
from annotator.operations.reliability import Comparison
from annotator.operations.reliability.attribute_agreement import AttributeFigure
from annotator.operations.reliability.cue_shares import CueShares
from annotator.operations.reliability.drift import DriftPeriod
from annotator.operations.reliability.levels import LevelFigure
from annotator.operations.reliability.measure_result import MeasureResult
from annotator.operations.reliability.relation_agreement import RelationFigure
from annotator.operations.reliability.thresholds import ThresholdRow
from annotator.operations.sealing import ChangedSince, SealedRound, VersionFigures
from annotator.operations.team import coders


@dataclass(frozen=True)
class Result:
    """The comparison, and what else was asked for. by_document: a comparison of each alone."""

    comparison: Comparison
    measured: list[MeasureResult]
    by_document: list[Comparison]
    attributes: list[AttributeFigure]
    explicit: bool
    """Measures were named."""
    cues: CueShares
    by_round: list[tuple[Round, Comparison]] = field(default_factory=list)
    against: list[Comparison] = field(default_factory=list)
    """Each coder with the consensus, where that was asked for."""
    redrawn: list[PairBootstrap] = field(default_factory=list)
    """Krippendorff's own bootstrap, by code."""
    by_value: list[tuple[str, Comparison]] = field(default_factory=list)
    """The documents of each value of an attribute, where that was asked for."""
    relations: list[RelationFigure] = field(default_factory=list)
    """Of each type, then of all types; none where there are no relations."""
    attribute: str = ""
    """What `by_value` goes by."""
    by_version: list[VersionFigures] = field(default_factory=list)
    """Sealed rounds with the versions of the codebook, where that was asked for."""
    sealed: SealedRound | None = None
    """The sealed round that is compared, as it was."""
    since: ChangedSince | None = None
    """What was changed after it was sealed."""
    periods: list[DriftPeriod] | None = None
    """The parts of the documents in the order of their coding; None where not asked for."""
    levels: list[LevelFigure] = field(default_factory=list)
    """Where, which code, which value, where that was asked for."""
    thresholds: list[ThresholdRow] = field(default_factory=list)
    """How the codes stand to .667 and .800 on both units, with the levels."""


OVERALL = "overall"
"""What the row of all codes together is called in files; people read it in their language."""


def labels(comparison: Comparison) -> list[str]:
    """The coders' names, told apart where two people share one."""
    known = coders.labels(comparison.coders)
    return [known[coder.guid] for coder in comparison.coders]


def rows(
    comparison: Comparison, table: AgreementTable | None = None, overall: str = OVERALL
) -> list[tuple[str, Row]]:
    """Name and row of each code, then of all codes together; of another table of the same codes."""
    table = table or comparison.table
    names = [" > ".join(path) for path in comparison.paths]
    return [*zip(names, table.rows, strict=True), (overall, table.overall)]


def interval_rows(
    comparison: Comparison, interval_table: IntervalTable | None
) -> list[RowIntervals | None]:
    """The intervals of each of `rows`, of all coders or a pair; None where none were asked for."""
    if interval_table is None:
        return [None] * (len(comparison.codes) + 1)
    return [*interval_table.rows, interval_table.overall]


def measured_rows(
    result: Result, overall: str = OVERALL
) -> Iterator[tuple[MeasureResult, str, Figure, Figure | None, Interval | None]]:
    """Measure, name of the code or `overall`, figure, its coverage where it has one, interval."""
    names = [" > ".join(path) for path in result.comparison.paths]
    for one in result.measured:
        for number, figure in enumerate(one.by_code):
            coverage = one.coverage[number] if one.coverage else None
            interval = one.intervals[number] if one.intervals else None
            yield one, names[number], figure, coverage, interval
        if one.overall is not None:
            yield one, overall, one.overall, None, one.overall_interval
