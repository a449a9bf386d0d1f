"""Intervals by redrawing clusters: documents, or the paragraphs of a single one.

Every figure is a function of sums over clusters, so a draw is a weighted sum and 1,000 draws are
one product of matrices. Characters next to each other are not independent; documents are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from annotator.agreement.continuum import Floats

LEAST_CLUSTERS = 5
"""With fewer clusters the redrawn figures say nothing about other texts."""
MOST_UNDEFINED = 0.5
"""Above this share of draws without a value there is no interval."""
CHUNK = 1 << 22
"""Random counts held in memory at once."""

Statistic = Callable[[Floats], Floats]
"""(n, features) sums to (n,) values, NaN where undefined."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of one figure, or None with the reason why it is not estimable.

    percentile, bca: (low, high). level: the share of draws inside. clusters, kind: what was
    redrawn. draws: how many; undefined: how many of them had no value and were left out.
    """

    percentile: tuple[float, float] | None
    bca: tuple[float, float] | None
    level: float
    clusters: int
    kind: str
    draws: int
    undefined: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Redraw:
    """Drawn sums of a set of features, shared by all figures made of them.

    features: (clusters, features); sums: (draws, features).
    """

    features: Floats
    sums: Floats
    kind: str
    level: float

    @property
    def clusters(self) -> int:
        """How many clusters are redrawn."""
        return int(self.features.shape[0])

    def interval(self, statistic: Statistic, columns: slice) -> Interval:
        """The interval of a statistic of some of the features."""
        own = self.features[:, columns]
        draws = self.sums.shape[0]
        if self.clusters < LEAST_CLUSTERS:
            return self._none(f"not estimable: {self.clusters} {self.kind}(s) are too few")
        total = own.sum(axis=0, keepdims=True)
        point = float(statistic(total)[0])
        if not np.isfinite(point):
            return self._none("not estimable: the figure itself is undefined")
        values = statistic(self.sums[:, columns])
        values = values[np.isfinite(values)]
        lost = draws - values.size
        if lost > MOST_UNDEFINED * draws:
            return self._none("not estimable: most draws have no value")
        jackknife = statistic(total - own)
        tail = (1 - self.level) / 2
        percentile = np.quantile(values, [tail, 1 - tail])
        return Interval(
            (float(percentile[0]), float(percentile[1])),
            _bca(point, np.sort(values), jackknife[np.isfinite(jackknife)], tail),
            self.level,
            self.clusters,
            self.kind,
            draws,
            lost,
        )

    def _none(self, reason: str) -> Interval:
        draws = self.sums.shape[0]
        return Interval(None, None, self.level, self.clusters, self.kind, draws, draws, reason)


def redraw(
    features: Floats, kind: str, draws: int = 1000, seed: int = 0, level: float = 0.95
) -> Redraw:
    """Draw as many clusters as there are, with replacement; the same seed, the same draws."""
    random = np.random.default_rng(seed)
    count = features.shape[0]
    sums = np.zeros((draws, features.shape[1]))
    if count < LEAST_CLUSTERS:
        return Redraw(features, sums, kind, level)
    step = max(1, CHUNK // count)
    for first in range(0, draws, step):
        size = min(step, draws - first)
        picked = random.integers(0, count, (size, count))
        picked += np.arange(size)[:, None] * count
        times = np.bincount(picked.ravel(), minlength=size * count).reshape(size, count)
        sums[first : first + size] = times.astype(np.float64) @ features
    return Redraw(features, sums, kind, level)


def _bca(
    point: float, ordered: Floats, jackknife: Floats, tail: float
) -> tuple[float, float] | None:
    """Bias-corrected and accelerated interval (Efron 1987); None where it breaks down."""
    normal = NormalDist()
    below = (float((ordered < point).mean()) + float((ordered <= point).mean())) / 2
    if not 0 < below < 1 or jackknife.size < 2:
        return None
    bias = normal.inv_cdf(below)
    apart = jackknife.mean() - jackknife
    spread = float((apart**2).sum()) ** 1.5
    speed = float((apart**3).sum()) / (6 * spread) if spread > 0 else 0.0
    ends = []
    for share in (tail, 1 - tail):
        z = bias + normal.inv_cdf(share)
        if speed * z >= 1:
            return None
        ends.append(float(np.quantile(ordered, normal.cdf(bias + z / (1 - speed * z)))))
    return ends[0], ends[1]
