"""Agreement in three questions: where coders see anything, which code it is, which value it has.

One alpha over everything mixes them: coders who mark the same passages and name them differently
need another remedy than coders who find different passages. Where: unitizing, coded or not
(|uα). Which code: of what both marked (cuα, γ-cat on aligned units; (k)uα by code). Which value:
attributes of codings that both decided on.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from annotator.agreement import (
    Codings,
    Continuum,
    Figure,
    Interval,
    clusters_of,
    undefined,
    unitizing,
    unitizing_intervals,
)
from annotator.corpus.messages import number_of, tr
from annotator.operations.reliability import measures
from annotator.operations.reliability.attribute_agreement import AttributeFigure, attributes
from annotator.operations.reliability.comparison import ComparisonData
from annotator.operations.reliability.measure_result import MeasureResult
from annotator.operations.viewing import Viewer

MOST_ALIGNED = 1_500
"""Codings up to which γ-cat is computed unasked: aligning takes long."""


class Level(enum.StrEnum):
    """Which question a figure answers; the values are those of machine-readable output."""

    WHERE = "where"
    WHICH = "which code"
    VALUE = "which value"


@dataclass(frozen=True)
class LevelFigure:
    """A figure of one question. measure: its name, as it is written. about: a code or attribute, or
    "" for all. note: what it rests on, in words."""

    level: Level
    measure: str
    about: str
    figure: Figure
    interval: Interval | None = None
    note: str = ""


def levels(viewer: Viewer, data: ComparisonData) -> list[LevelFigure]:
    """All figures, in the order of the questions; those over all codes first."""
    return [*_where(data), *_which(data), *_values(attributes(viewer, data))]


def _where(data: ComparisonData) -> list[LevelFigure]:
    """Coded or not, whatever the code; then by code."""
    marked = [_without_codes(one) for one in data.continua]
    found = unitizing(marked, len(data.coders), 1)
    interval = None
    if data.settings.interval_method is not None:
        clusters = clusters_of(marked, len(data.coders), 1, data.paragraphs)
        interval = unitizing_intervals(marked, clusters, found).binary_alone[0]
    whole = LevelFigure(
        *(Level.WHERE, "|uα", "", found.alone[0].binary, interval),
        tr("coded or not, whatever the code"),
    )
    (own,) = measures.of_unitizing(data, ["u_alpha_binary"]).values()
    return [whole, *_by_code(data, Level.WHERE, "|uα", own)]


def _without_codes(continuum: Continuum) -> Continuum:
    """The same with one code for all, codings that overlap as one: what is marked at all."""
    codings = tuple(None if own is None else _united(own) for own in continuum.codings)
    return replace(continuum, codings=codings)


def _united(own: Codings) -> Codings:
    """The stretches of text that a coder marked, with code 0."""
    if own.start.size == 0:
        return own
    order = np.argsort(own.start, kind="stable")
    start, end = own.start[order], own.end[order]
    reach = np.maximum.accumulate(end)
    fresh = np.append(True, start[1:] >= reach[:-1])
    last = np.append(np.flatnonzero(fresh)[1:] - 1, start.size - 1)
    return Codings.contiguous(start[fresh], reach[last], np.zeros(last.size, np.int64))


def _which(data: ComparisonData) -> list[LevelFigure]:
    found = measures.of_unitizing(data, ["cu_alpha", "ku_alpha"])
    over_all, by_code = found["cu_alpha"], found["ku_alpha"]
    assert over_all.overall is not None
    whole = LevelFigure(
        *(Level.WHICH, "cuα", "", over_all.overall, over_all.overall_interval),
        tr("on the text that both marked; one code at a place"),
    )
    own = _by_code(data, Level.WHICH, "(k)uα", by_code)
    defined = any(one.figure.value is not None for one in own)
    return [whole, _aligned(data), *(own if defined else [])]


def _aligned(data: ComparisonData) -> LevelFigure:
    """γ-cat: codes of units that were aligned first, so codings may overlap and nest."""
    number = sum(own.count for one in data.continua for own in one.codings if own is not None)
    note = tr("on aligned codings, which may overlap and nest")
    if number > MOST_ALIGNED:
        many = tr(
            "{codings} take long to align: choose γ-cat among the measures.",
            codings=number_of(number, "coding"),
        )
        return LevelFigure(Level.WHICH, "γ-cat", "", undefined(many), None, note)
    (found,) = measures.of_gamma(data, ["gamma_cat"]).values()
    assert found.overall is not None
    return LevelFigure(Level.WHICH, "γ-cat", "", found.overall, found.overall_interval, note)


def _by_code(
    data: ComparisonData, level: Level, measure: str, found: MeasureResult
) -> list[LevelFigure]:
    """Of the codes that anybody used."""
    rows = []
    for code, figure in enumerate(found.by_code):
        if not any((own.code == code).any() for own in _codings(data)):
            continue
        note = ""
        if found.coverage and found.coverage[code].value is not None:
            note = tr("coverage {share:.2f}", share=found.coverage[code].value)
        interval = found.intervals[code] if found.intervals else None
        rows.append(LevelFigure(level, measure, data.labels[code], figure, interval, note))
    return rows


def _codings(data: ComparisonData) -> Iterator[Codings]:
    return (own for one in data.continua for own in one.codings if own is not None)


def _values(found: list[AttributeFigure]) -> list[LevelFigure]:
    return [
        LevelFigure(
            Level.VALUE,
            tr("α, {level}", level=tr(one.level)) if one.level else "α",
            f"{' > '.join(one.code)}: {one.attribute}",
            one.figure,
            one.spread,
            one.words,
        )
        for one in found
        if one.matched
    ]
