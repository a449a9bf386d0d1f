"""Intervals by redrawing clusters: documents, or the paragraphs of a single one.

Every figure is a function of sums over clusters, so a resample is a weighted sum and 1,000 of
them are one product of matrices. Characters next to each other are not independent; documents are.
With few documents these intervals are too narrow: the default is the jackknife (`jackknife.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from annotator.agreement.confidence.interval import UNDEFINED, Basis, Interval, Statistic
from annotator.agreement.confidence.jackknife import Scale, at_an_end
from annotator.agreement.data.continuum import Floats
from annotator.corpus.messages import tr

LEAST_EFFECTIVE = 25
"""Effective clusters below which these intervals cover less than they say."""
MOST_UNDEFINED = 0.5
"""Above this share of resamples without a value there is no interval."""
CHUNK = 1 << 22
"""Random counts held in memory at once."""


@dataclass(frozen=True, slots=True, eq=False)
class Bootstrap:
    """Drawn sums of a set of features, shared by all figures made of them.

    features: (clusters, features); sums: (n_resamples, features).
    """

    features: Floats
    sums: Floats
    level: float

    def interval(
        self,
        statistic: Statistic,
        columns: slice,
        basis: Basis,
        scale: Scale,
        *,
        none: bool = False,
    ) -> Interval:
        """The interval of a statistic of some of the features; `none` as in `jackknife`."""
        own = self.features[:, columns]
        n_resamples = self.sums.shape[0]
        total = own.sum(axis=0, keepdims=True)
        point = float(statistic(total)[0])
        if not np.isfinite(point):
            return self._none(basis, UNDEFINED)
        if (reason := at_an_end(point, scale, none=none)) is not None:
            return self._none(basis, reason)
        if basis.effective < LEAST_EFFECTIVE:
            reason = tr(
                "not estimable: {basis}; the bootstrap takes {n}, the jackknife fewer",
                basis=basis.words,
                n=LEAST_EFFECTIVE,
            )
            return self._none(basis, reason)
        values = statistic(self.sums[:, columns])
        values = values[np.isfinite(values)]
        lost = n_resamples - values.size
        if lost > MOST_UNDEFINED * n_resamples:
            return self._none(basis, tr("not estimable: most resamples have no value"))
        without = statistic(total - own)
        tail = (1 - self.level) / 2
        percentile = np.quantile(values, [tail, 1 - tail])
        return Interval(
            basis,
            self.level,
            percentile=(float(percentile[0]), float(percentile[1])),
            bca=_bca(point, np.sort(values), without[np.isfinite(without)], tail),
            n_resamples=n_resamples,
            undefined=lost,
        )

    def _none(self, basis: Basis, reason: str) -> Interval:
        n_resamples = self.sums.shape[0]
        return Interval(
            basis, self.level, n_resamples=n_resamples, undefined=n_resamples, reason=reason
        )


def resample(
    features: Floats, n_resamples: int = 1000, seed: int = 0, level: float = 0.95
) -> Bootstrap:
    """Draw as many clusters as there are, with replacement; the same seed, the same resamples."""
    random = np.random.default_rng(seed)
    count = features.shape[0]
    sums = np.zeros((n_resamples, features.shape[1]))
    if count < LEAST_EFFECTIVE:  # no figure can have that many effective clusters
        return Bootstrap(features, sums, level)
    step = max(1, CHUNK // count)
    for first in range(0, n_resamples, step):
        size = min(step, n_resamples - first)
        picked = random.integers(0, count, (size, count))
        picked += np.arange(size)[:, None] * count
        times = np.bincount(picked.ravel(), minlength=size * count).reshape(size, count)
        sums[first : first + size] = times.astype(np.float64) @ features
    return Bootstrap(features, sums, level)


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
