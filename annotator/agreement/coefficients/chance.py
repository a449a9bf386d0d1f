"""Coefficients of the form (po - pe) / (1 - pe): they differ in the chance agreement pe.

All take `Ratings` and give a `Figure`; where pe is 1 the coefficient is 0/0 and undefined.
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.coefficients.percent import percent_units
from annotator.agreement.data.continuum import Floats
from annotator.agreement.data.ratings import Ratings
from annotator.agreement.figure import NO_PAIRS, NO_VARIATION, Figure, undefined
from annotator.corpus.messages import tr

TWO_ONLY = tr("This coefficient compares two coders; choose two, or the mean over pairs.")
UNEQUAL = tr(
    "Fleiss' kappa needs the same number of values on every unit; Gwet's "
    "generalisation of it takes missing values."
)
ONE_VALUE = tr("There is only one value to choose, so agreement can't be told from chance.")
NEARLY_ONE = 1 - 1e-12
"""A sum of squared shares above this is a 1 that was rounded."""


def cohen_kappa(ratings: Ratings) -> Figure:
    """pe = sum of products of each coder's own shares; two coders, complete pairs (Cohen 1960)."""
    if ratings.coders != 2:
        return undefined(TWO_ONLY)
    observed, expected, units = _cohen_parts(ratings.of_pair(0, 1))
    return corrected(observed, expected, units)


def scott_pi(ratings: Ratings) -> Figure:
    """pe = sum of squared pooled shares; two coders, complete pairs (Scott 1955)."""
    if ratings.coders != 2:
        return undefined(TWO_ONLY)
    return fleiss_kappa(ratings.of_pair(0, 1))


def fleiss_kappa(ratings: Ratings) -> Figure:
    """Scott's pi for several coders, as many on every unit (Fleiss 1971)."""
    rated = ratings.rows_where(ratings.given > 0)
    if np.unique(rated.given).size > 1:
        return undefined(UNEQUAL)
    return fleiss_gwet(rated)


def fleiss_gwet(ratings: Ratings) -> Figure:
    """Fleiss' kappa with missing values: shares are means over all units (Gwet 2014)."""
    shares = mean_shares(ratings)
    return corrected(percent_units(ratings).value, float((shares**2).sum()), _units(ratings))


def gwet_ac1(ratings: Ratings) -> Figure:
    """pe = sum of p(1 - p) / (q - 1), q values in the codebook, used or not (Gwet 2008)."""
    if ratings.values < 2:
        return undefined(ONE_VALUE)
    shares = mean_shares(ratings)
    expected = float((shares * (1 - shares)).sum()) / (ratings.values - 1)
    return corrected(percent_units(ratings).value, expected, _units(ratings))


def bennett_s(ratings: Ratings) -> Figure:
    """pe = 1/q, q values in the codebook (Bennett, Alpert & Goldstein 1954); two coders."""
    if ratings.coders != 2:
        return undefined(TWO_ONLY)
    return randolph_kappa(ratings)


def randolph_kappa(ratings: Ratings) -> Figure:
    """Bennett's S for several coders: free-marginal kappa (Randolph 2005)."""
    if ratings.values < 2:
        return undefined(ONE_VALUE)
    return corrected(percent_units(ratings).value, 1 / ratings.values, _units(ratings))


def light_kappa(ratings: Ratings) -> Figure:
    """Mean of Cohen's kappa over pairs of coders (Light 1971); undefined if one of them is."""
    figures = [cohen_kappa(pair) for pair in ratings.pairs()]
    values = [figure.value for figure in figures if figure.value is not None]
    counts = {"pairs of coders": float(len(figures)), "undefined pairs": len(figures) - len(values)}
    if not values or len(values) < len(figures):
        reasons = [figure.reason for figure in figures if figure.reason is not None]
        return undefined(reasons[0] if reasons else NO_PAIRS, counts)
    return Figure(sum(values) / len(values), None, counts)


def hubert_kappa(ratings: Ratings) -> Figure:
    """Mean po and mean pe of Cohen's kappa over pairs of coders (Hubert 1977; Conger 1980)."""
    parts = [_cohen_parts(pair) for pair in ratings.pairs()]
    parts = [part for part in parts if part[0] is not None]
    if not parts:
        return undefined(NO_PAIRS)
    observed = float(np.mean([part[0] for part in parts]))
    return corrected(observed, float(np.mean([part[1] for part in parts])), _units(ratings))


def corrected(observed: float | None, expected: float, units: float) -> Figure:
    """(po - pe) / (1 - pe), or undefined."""
    counts = {"units": units, "expected by chance": expected}
    if observed is None:
        return undefined(NO_PAIRS, {"units": units})
    counts["observed"] = observed
    if expected >= NEARLY_ONE:
        return undefined(NO_VARIATION, counts)
    return Figure((observed - expected) / (1 - expected), None, counts)


def mean_shares(ratings: Ratings) -> Floats:
    """(values,) mean over all units with a value of the share of its coders who gave each."""
    rated = ratings.rows_where(ratings.given > 0)
    if rated.weight.size == 0:
        return np.zeros(ratings.values)
    shares = rated.counts() / rated.given[:, None]
    return np.asarray(rated.weight @ shares / rated.weight.sum(), dtype=np.float64)


def _cohen_parts(pair: Ratings) -> tuple[float | None, float, float]:
    """po, pe and units of two coders with complete pairs; po None without a unit."""
    units = float(pair.weight.sum())
    if units == 0:
        return None, 0.0, 0.0
    alike = pair.value[:, 0] == pair.value[:, 1]
    first, second = pair.margins() / units
    return float(pair.weight[alike].sum()) / units, float(first @ second), units


def _units(ratings: Ratings) -> float:
    return float(ratings.pairable().weight.sum())
