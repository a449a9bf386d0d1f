"""Figures of one code present or absent on a unit, from sums that can be redrawn by cluster.

Every figure here is a ratio of sums over units, so the sums are kept by code and cluster: adding
them up gives the point figure, adding them up with weights gives a bootstrap draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Floats
from annotator.agreement.data.flat_corpus import FlatCorpus
from annotator.agreement.data.sweep_line import Patterns
from annotator.agreement.figure import (
    NEVER_USED,
    NO_PAIRS,
    NO_VARIATION,
    Figure,
    ratio,
    undefined,
)

UNITS, VALUES, ONES, MIXED, SHARE, BOTH, MARKED = range(7)
"""The columns of `sums`; see `binary_sums`."""
COLUMNS = 7


@dataclass(frozen=True, slots=True, eq=False)
class BinarySums:
    """(codes, clusters, COLUMNS) sums over the pairable units of each cluster."""

    sums: Floats

    def totals(self) -> Floats:
        """(codes, COLUMNS) over all clusters."""
        return np.asarray(self.sums.sum(axis=1), dtype=np.float64)


def binary_sums(corpus: FlatCorpus, patterns: Patterns) -> BinarySums:
    """What alpha, percent agreement and F1 on units are made of.

    With m coders present, k of whom used the code on a unit:
    UNITS 1; VALUES m; ONES k; MIXED 2k(m-k)/(m-1), the coincidences of unlike values (both
    orders); SHARE of agreeing pairs of coders, 1 - 2k(m-k)/(m(m-1)); BOTH k(k-1)/2 pairs that both
    used it; MARKED k(m-1), the uses of both sides of all pairs.
    """
    m = corpus.present.sum(axis=1)[patterns.cluster].astype(np.float64)
    k = np.bitwise_count(patterns.mask).astype(np.float64)
    unlike = 2 * k * (m - k)
    columns = np.empty((COLUMNS, k.size))
    columns[UNITS] = 1
    columns[VALUES] = m
    columns[ONES] = k
    columns[MIXED] = unlike / (m - 1)
    columns[SHARE] = 1 - unlike / (m * (m - 1))
    columns[BOTH] = k * (k - 1) / 2
    columns[MARKED] = k * (m - 1)
    columns *= patterns.weight
    cells = corpus.codes * corpus.clusters
    place = patterns.code * corpus.clusters + patterns.cluster
    summed = np.stack([sum_by(place, row, cells) for row in columns], axis=1)
    return BinarySums(summed.reshape(corpus.codes, corpus.clusters, COLUMNS))


def alpha_of(total: Floats) -> Floats:
    """Binary alpha of (..., COLUMNS) sums; NaN where undefined (for redrawing, never for show).

    alpha = 1 - Do/De with Do = MIXED/n and De = 2 n0 n1 / (n (n-1)), n values, n1 of them ones
    (Krippendorff 2019, chapter 12).
    """
    values, ones = total[..., VALUES], total[..., ONES]
    unlike = 2 * ones * (values - ones)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(unlike > 0, 1 - (values - 1) * total[..., MIXED] / unlike, np.nan)


def alpha_figure(total: Floats, unit: str = "characters") -> Figure:
    """Binary alpha of one code from its (COLUMNS,) sums."""
    counts = _counts(total, unit)
    if total[UNITS] == 0:
        return undefined(NO_PAIRS, counts)
    if total[ONES] == 0:
        return undefined(NEVER_USED, counts)
    if total[ONES] == total[VALUES]:
        return undefined(NO_VARIATION, counts)
    return Figure(float(alpha_of(total)), None, counts)


def percent_figure(total: Floats, unit: str = "characters") -> Figure:
    """Mean over units of the share of agreeing pairs of coders (`percent_units`)."""
    counts = {unit: float(total[UNITS]), f"agreeing {unit}": float(total[SHARE])}
    return ratio(total[SHARE], total[UNITS], NO_PAIRS, counts)


def f1_figure(total: Floats, unit: str = "characters", reason: str = NEVER_USED) -> Figure:
    """F1 on units, pooled over pairs of coders: 2 both / (n of one + n of the other)."""
    both, marked = float(total[BOTH]), float(total[MARKED])
    counts = {f"{unit} both": both, f"{unit} marked": marked, f"{unit} only one": marked - 2 * both}
    if total[UNITS] == 0:
        return undefined(NO_PAIRS, counts)
    return ratio(2 * both, marked, reason, counts)


def _counts(total: Floats, unit: str) -> Mapping[str, float]:
    return {
        unit: float(total[UNITS]),
        "values": float(total[VALUES]),
        "values with the code": float(total[ONES]),
        "unlike coincidences": float(total[MIXED]),
    }
