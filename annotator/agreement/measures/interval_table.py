"""The default table with an interval for every figure, from one set of sums by cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients import binary, spans
from annotator.agreement.coefficients.nominal import nominal_alpha_of
from annotator.agreement.confidence.bootstrap import Bootstrap, resample
from annotator.agreement.confidence.interval import (
    JACKKNIFE,
    METHODS,
    Interval,
    Statistic,
    basis_of,
    marked_basis,
    varied,
)
from annotator.agreement.confidence.jackknife import FISHER, LOGIT, Jackknife
from annotator.agreement.data.clusters import Clusters, clusters_of
from annotator.agreement.data.continuum import Continuum, Floats, Ints
from annotator.agreement.data.units import UnitChoice
from annotator.agreement.measures.table import AgreementTable, table_of
from annotator.agreement.measures.table_sums import TableSums, table_sums

WIDTH = binary.COLUMNS + spans.COLUMNS
"""Features of a code: those of `binary.py`, then those of `spans.py`."""
CODINGS = binary.COLUMNS + spans.CODINGS
EXACT, OVERLAP = binary.COLUMNS + spans.EXACT, binary.COLUMNS + spans.OVERLAP
SET_UNITS, SET_VALUES, SET_UNLIKE, SET_SHARE, SET_VARIED = range(5)
"""Features of the sets of codes; their margins follow."""


@dataclass(frozen=True, slots=True)
class RowIntervals:
    """The intervals of a `Row`, under the same names."""

    code: int | None
    alpha_character: Interval
    f1_exact: Interval
    f1_overlap: Interval
    f1_character: Interval
    percent_character: Interval


@dataclass(frozen=True, slots=True)
class IntervalTable:
    """The table, its intervals row by row, and what they were computed from: `kind` of cluster,
    how many. method: one of METHODS; n_resamples, seed: of the bootstrap."""

    table: AgreementTable
    rows: tuple[RowIntervals, ...]
    overall: RowIntervals
    kind: str
    clusters: int
    method: str
    n_resamples: int
    seed: int


def interval_table(
    continua: Sequence[Continuum],
    coders: Sequence[str],
    codes: int | Sequence[str],
    *,
    paragraphs: Sequence[Ints] | None = None,
    choice: UnitChoice | None = None,
    method: str = JACKKNIFE,
    n_resamples: int = 1000,
    seed: int = 0,
    level: float = 0.95,
    min_overlap: int = 1,
) -> IntervalTable:
    """`agreement_table` with intervals by one of METHODS. ValueError for another.

    Clusters are documents (copies of one document count as one). Where only one can be compared
    they are its paragraphs, if `paragraphs` gives their starts for each document.
    """
    if method not in METHODS or (method != JACKKNIFE and n_resamples < 1):
        raise ValueError(
            f"intervals are computed by one of {METHODS}, not {n_resamples} of {method!r}"
        )
    labels = [str(index) for index in range(codes)] if isinstance(codes, int) else list(codes)
    found = clusters_of(continua, len(coders), len(labels), paragraphs)
    sums = table_sums(found.corpus, min_overlap, choice)
    features = features_of(sums, found)
    n_resamples = n_resamples if method != JACKKNIFE else 0
    by = (
        Jackknife(features, level)
        if not n_resamples
        else resample(features, n_resamples, seed, level)
    )
    rows = [row_intervals(by, found.kind, code, code, sums.unit) for code in range(len(labels))]
    return IntervalTable(
        table_of(sums, coders, labels, len(continua)),
        tuple(rows),
        overall_intervals(by, found.kind, len(labels), sums.unit),
        found.kind,
        found.count,
        method,
        n_resamples,
        seed,
    )


def features_of(sums: TableSums, found: Clusters) -> Floats:
    """(clusters, features): by code the binary and the span columns; their sums over codes; then
    units, values, unlike coincidences, share and varied values of the sets, and their margins."""
    both = np.concatenate((sums.marked.sums, sums.units.sums), axis=2)
    united = both.sum(axis=0)
    by_code = both.transpose(1, 0, 2).reshape(sums.corpus.clusters, both.shape[0] * WIDTH)
    joint = sums.joint
    sets = (joint.units, joint.values, joint.observed, joint.share, sums.varied, joint.margins)
    return found.gathered(np.concatenate((by_code, united, np.column_stack(sets)), axis=1))


def row_intervals(
    by: Jackknife | Bootstrap, kind: str, code: int | None, place: int, unit: str = "characters"
) -> RowIntervals:
    """The intervals of the block of features at `place`."""
    own = slice(place * WIDTH, (place + 1) * WIDTH)
    block = by.features[:, own]
    units = marked_basis(block[:, binary.ONES], block[:, binary.VALUES], kind, unit)
    codings = basis_of(block[:, CODINGS], kind, "codings")
    apart = not block[:, binary.BOTH].any()
    return RowIntervals(
        code,
        by.interval(binary.alpha_of, own, units, FISHER, none=apart),
        by.interval(_share(EXACT, CODINGS), own, codings, LOGIT),
        by.interval(_share(OVERLAP, CODINGS), own, codings, LOGIT),
        by.interval(_share(binary.BOTH, binary.MARKED, 2.0), own, units, LOGIT),
        by.interval(_share(binary.SHARE, binary.UNITS), own, units, LOGIT),
    )


def overall_intervals(
    by: Jackknife | Bootstrap, kind: str, codes: int, unit: str = "characters"
) -> RowIntervals:
    """The intervals of all codes together."""
    sets = slice((codes + 1) * WIDTH, None)
    block = by.features[:, sets]
    basis = basis_of(block[:, SET_VARIED], kind, varied(unit))
    united = slice(codes * WIDTH, (codes + 1) * WIDTH)
    whole = by.features[:, united]
    codings, apart = basis_of(whole[:, CODINGS], kind, "codings"), not whole[:, binary.BOTH].any()
    marked = marked_basis(whole[:, binary.ONES], whole[:, binary.VALUES], kind, unit)
    return RowIntervals(
        None,
        by.interval(_set_alpha, sets, basis, FISHER, none=apart),
        by.interval(_share(EXACT, CODINGS), united, codings, LOGIT),
        by.interval(_share(OVERLAP, CODINGS), united, codings, LOGIT),
        by.interval(_share(binary.BOTH, binary.MARKED, 2.0), united, marked, LOGIT),
        by.interval(_share(SET_SHARE, SET_UNITS), sets, basis, LOGIT),
    )


def _set_alpha(sums: Floats) -> Floats:
    """(n,) alphas of the features of the sets."""
    return nominal_alpha_of(sums[:, SET_UNLIKE], sums[:, SET_VALUES], sums[:, SET_VARIED + 1 :])


def _share(numerator: int, denominator: int, factor: float = 1.0) -> Statistic:
    """factor * one column / another, NaN where that is 0."""

    def of(sums: Floats) -> Floats:
        below = sums[:, denominator]
        empty = np.full(below.shape, np.nan)
        shares: Floats = np.divide(factor * sums[:, numerator], below, out=empty, where=below > 0)
        return shares

    return of
