"""Krippendorff's own bootstrap of alpha for fixed units (2006; the variant of 2016).

The expected disagreement stays; for every pair of values of every unit one of the observed pairs
is drawn: alpha* = 1 - sum of 2 d / (n De (m_u - 1)). Pairs are taken as independent, so with
characters as units the interval is far too narrow: for codings take the cluster bootstrap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.coefficients.alpha import alpha_from, coincidences
from annotator.agreement.data.continuum import Floats
from annotator.agreement.data.ratings import Ratings
from annotator.agreement.figure import Figure

CHUNK = 1 << 22
"""Draws held in memory at once."""


@dataclass(frozen=True, slots=True, eq=False)
class PairBootstrap:
    """values: (n_resamples,) values of alpha*, in no order; empty where alpha is undefined."""

    alpha: Figure
    values: Floats

    def quantile(self, share: float) -> float | None:
        """The value below which `share` of the resamples lie; None without resamples."""
        if self.values.size == 0:
            return None
        return float(np.quantile(self.values, share, method="inverted_cdf"))

    def below(self, least: float) -> float | None:
        """q: the share of resamples that fall short of `least` (Hayes & Krippendorff 2007)."""
        return float((self.values < least).mean()) if self.values.size else None


def pair_bootstrap(
    ratings: Ratings, distance: Floats, n_resamples: int = 1000, seed: int = 0
) -> PairBootstrap:
    """Bootstrap the observed differences of pairs.

    distance: (values, values). Rows weigh whole units.

    Values below -1 become -1; the values of 1 that lack of variation explains become 0.
    """
    point = alpha_from(coincidences(ratings), distance, float(ratings.pairable().weight.sum()))
    if point.value is None:
        return PairBootstrap(point, np.empty(0))
    apart, each = _observed_pairs(ratings, distance)
    n = point.counts["values"]
    scale = 2 / (n * point.counts["expected disagreement"])
    random = np.random.default_rng(seed)
    result = np.empty(n_resamples)
    step = max(1, CHUNK // max(1, apart.size))
    for first in range(0, n_resamples, step):
        count = min(step, n_resamples - first)
        drawn = apart[random.integers(0, apart.size, (count, apart.size))]
        result[first : first + count] = 1 - scale * (drawn @ each)
    return PairBootstrap(point, _corrected(np.maximum(result, -1), ratings, apart.size))


def _observed_pairs(ratings: Ratings, distance: Floats) -> tuple[Floats, Floats]:
    """(pairs,) differences and 1 / (m_u - 1) of every pair of values of every unit."""
    pairable = ratings.pairable()
    share = 1 / (pairable.given - 1)
    times = pairable.weight.astype(np.int64)
    apart, each = [], []
    for one in range(pairable.coders):
        for other in range(one):
            left, right = pairable.value[:, one], pairable.value[:, other]
            rows = np.flatnonzero((left >= 0) & (right >= 0))
            rows = np.repeat(rows, times[rows])
            apart.append(distance[left[rows], right[rows]])
            each.append(share[rows])
    return np.concatenate(apart), np.concatenate(each)


def _corrected(values: Floats, ratings: Ratings, pairs: int) -> Floats:
    """Take back the values of exactly 1 that mere lack of variation would give.

    A draw whose pairs all hold one and the same value has no variation: its alpha is not 1.
    """
    perfect = np.flatnonzero(values >= 1 - 1e-12)
    if perfect.size == 0:
        return values
    matrix = coincidences(ratings)
    alike = float(((np.diag(matrix) / matrix.sum()) ** pairs).sum())
    wrong = min(perfect.size, round(alike * values.size))
    corrected = values.copy()
    corrected[perfect[:wrong]] = 0.0
    return corrected
