"""Intervals by leaving out one cluster at a time, on a transformed scale.

    g^-1( g(v) +- t(.975, D_eff - 1) * SE * |g'(v)| ),  SE^2 = (D - 1)/D * sum of (v_(-i) - v)^2

v is the figure, v_(-i) the figure without cluster i, D the number of clusters. g is Fisher's z for
coefficients between -1 and 1 and the logit for shares. t takes the effective number of clusters:
few documents that carry a code are few, however many there are besides. Hall, Martin & Schucany
(1988) on the transformation; Cameron, Gelbach & Miller (2008) and Carter, Schnepel & Steigerwald
(2017) on few and unequal clusters. `tests/benchmarks/coverage.py` measures how often it covers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from annotator.agreement.confidence.interval import (
    PARAGRAPH,
    UNDEFINED,
    Basis,
    Interval,
    Statistic,
)
from annotator.agreement.confidence.student import t_cdf, t_quantile
from annotator.agreement.data.continuum import Floats
from annotator.corpus.messages import tr

LEAST_EFFECTIVE = 3
"""Effective clusters below which there is no interval."""
_NEAR = 1e-12


@dataclass(frozen=True, slots=True)
class Scale:
    """A transformation of figures strictly between `low` and `high`.

    to, back: the transformation and its inverse; slope: its derivative.
    """

    low: float
    high: float
    to: Callable[[float], float]
    back: Callable[[float], float]
    slope: Callable[[float], float]


def _logistic(value: float) -> float:
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    power = math.exp(value)
    return power / (1 + power)


FISHER = Scale(-1.0, 1.0, math.atanh, math.tanh, lambda v: 1 / ((1 - v) * (1 + v)))
"""For coefficients that are corrected for chance."""
LOGIT = Scale(0.0, 1.0, lambda v: math.log(v / (1 - v)), _logistic, lambda v: 1 / (v * (1 - v)))
"""For F1 and percent agreement."""


@dataclass(frozen=True, slots=True, eq=False)
class Jackknife:
    """Sums of features by cluster, of which figures are made. features: (clusters, features)."""

    features: Floats
    level: float = 0.95

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
        total = own.sum(axis=0, keepdims=True)
        point = float(statistic(total)[0])
        without = statistic(total - own) if own.shape[0] > 1 else np.full(own.shape[0], np.nan)
        return jackknife(point, without, basis, scale, self.level, none=none)


def jackknife(
    point: float | None,
    without: Floats,
    basis: Basis,
    scale: Scale,
    level: float = 0.95,
    *,
    none: bool = False,
) -> Interval:
    """From a figure and its (clusters,) values without each cluster, NaN where undefined.

    none: the coders agree nowhere on what the figure is about, although it is within its scale.
    """
    reason = _why_not(point, without, basis, scale, none=none)
    if reason is not None or point is None:
        return Interval(basis, level, reason=reason)
    count = without.size
    error = math.sqrt((count - 1) / count * float(((without - point) ** 2).sum()))
    if error <= _NEAR:
        return Interval(
            basis,
            level,
            reason=_same_without_any(basis.kind),
        )
    half = _quantile((1 + level) / 2, basis.effective - 1) * error * scale.slope(point)
    middle = scale.to(point)
    ends = scale.back(middle - half), scale.back(middle + half)
    return Interval(basis, level, jackknife=ends)


def _same_without_any(kind: str) -> str:
    if kind == PARAGRAPH:
        return tr("not estimable: without any one paragraph the figure is the same")
    return tr("not estimable: without any one document the figure is the same")


def _why_not(
    point: float | None, without: Floats, basis: Basis, scale: Scale, *, none: bool
) -> str | None:
    """Why there is no interval, or None."""
    if point is None or not math.isfinite(point):
        return UNDEFINED
    extreme = at_an_end(point, scale, none=none)
    if extreme is not None:
        return extreme
    if basis.effective < LEAST_EFFECTIVE:
        return tr("not estimable: {basis}; it takes {n}", basis=basis.words, n=LEAST_EFFECTIVE)
    if not bool(np.isfinite(without).all()):
        if basis.kind == PARAGRAPH:
            return tr("not estimable: without one of the paragraphs the figure is undefined")
        return tr("not estimable: without one of the documents the figure is undefined")
    return None


def at_an_end(point: float, scale: Scale, *, none: bool) -> str | None:
    """Why perfect agreement, or none at all, has no interval; None for anything between."""
    if point >= scale.high - _NEAR:
        return tr("not estimable: agreement is perfect, so nothing tells how much it varies")
    if none or point <= scale.low + _NEAR:
        return tr("not estimable: there is no agreement, so nothing tells how much it varies")
    return None


@lru_cache(maxsize=4096)
def _quantile(share: float, df: float) -> float:
    """Kept, since many figures of one table rest on the same clusters."""
    return t_quantile(share, df)


def probability_below(interval: Interval, threshold: float, scale: Scale = FISHER) -> float | None:
    """The probability that a coefficient is below a threshold, from what its jackknife interval
    rests on: t with D_eff - 1 degrees of freedom around the figure, on the transformed scale. None
    where there is no such interval, or the threshold is no value of the scale."""
    if interval.jackknife is None or not scale.low < threshold < scale.high:
        return None
    low, high = (scale.to(end) for end in interval.jackknife)
    freedom = interval.basis.effective - 1
    error = (high - low) / 2 / _quantile((1 + interval.level) / 2, freedom)
    return t_cdf((scale.to(threshold) - (low + high) / 2) / error, freedom)
