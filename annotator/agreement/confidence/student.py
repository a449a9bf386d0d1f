"""Student's t distribution for any number of degrees of freedom, whole or not.

The distribution function is a regularised incomplete beta function, computed by its continued
fraction (Lentz's method; Abramowitz & Stegun 1964, 26.5.8 and 26.7.1).
"""

from __future__ import annotations

import math
from statistics import NormalDist

_TINY = 1e-300
_CLOSE = 1e-14
_MOST_TERMS = 500
_MOST_STEPS = 200


def t_cdf(value: float, df: float) -> float:
    """Probability of a t of `df` > 0 degrees of freedom that is no greater than `value`."""
    tail = incomplete_beta(df / 2, 0.5, df / (df + value * value)) / 2
    return 1 - tail if value > 0 else tail


def t_density(value: float, df: float) -> float:
    """Density of t with `df` > 0 degrees of freedom."""
    log = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
    return math.exp(log - (df + 1) / 2 * math.log1p(value * value / df))


def t_quantile(share: float, df: float) -> float:
    """The value below which `share` of the distribution lies; 0 < share < 1 and df > 0.

    ValueError otherwise. By Newton's method from the normal quantile: above 0 the distribution
    function is concave and the start is too small, so every step comes nearer and none goes beyond.
    """
    if not 0 < share < 1 or not df > 0:
        raise ValueError(f"no quantile of t for {share} with {df} degrees of freedom")
    if share < 0.5:
        return -t_quantile(1 - share, df)
    value = NormalDist().inv_cdf(share)
    for _ in range(_MOST_STEPS):
        step = (share - t_cdf(value, df)) / t_density(value, df)
        value += step
        if abs(step) <= _CLOSE * max(1.0, value):
            break
    return value


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta function I_x(a, b), 0 <= x <= 1, a and b > 0."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, 1 - x) / b


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of the incomplete beta function."""
    c, d = 1.0, 1 / _away_from_0(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away_from_0(1 + term * d)
            c = _away_from_0(1 + term / c)
            result *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return result


def _away_from_0(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
