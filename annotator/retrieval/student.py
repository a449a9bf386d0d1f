"""Quantiles of Student's t distribution."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

_NORMAL_FROM = 2_000
"""Degrees of freedom from which the normal distribution is the same to three figures."""
_HALVINGS = 100


@lru_cache(maxsize=4096)
def t_quantile(probability: float, freedom: int) -> float:
    """The quantile of a probability from one half to below one, for so many degrees of freedom: the
    inverse of the finite sums of Abramowitz & Stegun (1964), 26.7.3 and 26.7.4, by halving.
    ValueError for others."""
    if freedom < 1 or not 0.5 <= probability < 1:
        raise ValueError("a quantile above one half, of at least one degree of freedom")
    if freedom >= _NORMAL_FROM:
        return NormalDist().inv_cdf(probability)
    within = 2 * probability - 1
    low, high = 0.0, math.pi / 2
    for _step in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < within else (low, middle)
    return math.tan(low) * math.sqrt(freedom)


def _within(theta: float, freedom: int) -> float:
    """The probability of a value between -t and t, for theta = arctan(t / sqrt(freedom))."""
    sine, cosine = math.sin(theta), math.cos(theta)
    is_odd = freedom % 2 == 1
    term = cosine if is_odd else 1.0
    total = term if freedom > 1 else 0.0
    for number in range(2 if not is_odd else 3, freedom - 1, 2):
        term *= (number - 1) / number * cosine**2
        total += term
    if not is_odd:
        return sine * total
    return 2 / math.pi * (theta + sine * total)
