"""Percent agreement: three figures that differ as soon as a value is missing; say which one.

None is corrected for chance. On characters all are dominated by text that nobody coded.
"""

from __future__ import annotations

from annotator.agreement.data.ratings import Ratings
from annotator.agreement.figure import NO_PAIRS, Figure, ratio


def percent_units(ratings: Ratings) -> Figure:
    """Mean over units of agreeing pairs / pairs (Gwet 2014; irrCAC)."""
    pairable = ratings.pairable()
    agreeing, pairs = pairable.shares()
    share = float((pairable.weight * agreeing / pairs).sum())
    return _figure(pairable, share, float(pairable.weight.sum()))


def percent_values(ratings: Ratings) -> Figure:
    """The same weighted by the number of values of a unit: 1 - Do of alpha (Krippendorff)."""
    pairable = ratings.pairable()
    agreeing, pairs = pairable.shares()
    values = pairable.weight * pairable.given
    return _figure(pairable, float((values * agreeing / pairs).sum()), float(values.sum()))


def percent_pairs(ratings: Ratings) -> Figure:
    """Agreeing pairs of coders over all pairs of coders, units pooled."""
    pairable = ratings.pairable()
    agreeing, pairs = pairable.shares()
    weight = pairable.weight
    return _figure(pairable, float((weight * agreeing).sum()), float((weight * pairs).sum()))


def holsti(ratings: Ratings) -> Figure:
    """2M / (N1 + N2) on common units, mean over pairs of coders (Holsti 1969)."""
    shares = []
    for pair in ratings.pairs():
        units = float(pair.weight.sum())
        if units:
            alike = pair.value[:, 0] == pair.value[:, 1]
            shares.append(float(pair.weight[alike].sum()) / units)
    return ratio(sum(shares), len(shares), NO_PAIRS, {"pairs of coders": len(shares)})


def _figure(pairable: Ratings, share: float, total: float) -> Figure:
    return ratio(share, total, NO_PAIRS, {"units": float(pairable.weight.sum())})
