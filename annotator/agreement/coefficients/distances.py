"""How far apart two values are: the metrics of alpha.

Between numbers: a (values, values) array, symmetric with a zero diagonal. Between sets of codes: of
the size of the intersection and the sizes of the two sets, in arrays of any one shape.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from annotator.agreement.data.continuum import Floats

SetDistance = Callable[[Floats, Floats, Floats], Floats]


def nominal(values: int) -> Floats:
    """1 between different values."""
    return 1 - np.eye(values)


def ordinal(margins: Floats) -> Floats:
    """Squared number of values between two ranks, (values,) margins in order of rank.

    d(c, k) = (sum of n_g from c to k, minus half of n_c and n_k)^2 (Krippendorff 2019).
    """
    middle = np.cumsum(margins) - margins / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2, dtype=np.float64)


def interval(scale: Floats) -> Floats:
    """Squared difference of (values,) numbers."""
    return np.asarray((scale[:, None] - scale[None, :]) ** 2, dtype=np.float64)


def ratio(scale: Floats) -> Floats:
    """Squared difference over sum; (values,) numbers, none below 0. ValueError otherwise."""
    if scale.size and scale.min() < 0:
        raise ValueError("a ratio scale has no numbers below 0")
    total = scale[:, None] + scale[None, :]
    share = np.divide(
        scale[:, None] - scale[None, :], total, out=np.zeros_like(total), where=total > 0
    )
    return np.asarray(share**2, dtype=np.float64)


def jaccard(common: Floats, one: Floats, other: Floats) -> Floats:
    """1 - |A and B| / |A or B|; two empty sets are alike."""
    united = one + other - common
    share = np.divide(common, united, out=np.ones_like(common), where=united > 0)
    return 1 - share


def masi(common: Floats, one: Floats, other: Floats) -> Floats:
    """1 - J * M, M 1 if identical, 2/3 subset, 1/3 overlap, 0 disjoint (Passonneau 2006)."""
    return 1 - (1 - jaccard(common, one, other)) * _kinship(common, one, other)


def passonneau_2004(common: Floats, one: Floats, other: Floats) -> Floats:
    """0 identical, 1/3 subset, 2/3 overlap, 1 disjoint (Passonneau 2004)."""
    return 1 - _kinship(common, one, other)


def masi_dkpro(common: Floats, one: Floats, other: Floats) -> Floats:
    """(1 - J) * (0 | 1/3 | 2/3 | 1): what DKPro Statistics 2.3 calls MASI; only to compare."""
    return jaccard(common, one, other) * passonneau_2004(common, one, other)


def identical(common: Floats, one: Floats, other: Floats) -> Floats:
    """0 for the same set, otherwise 1."""
    return np.asarray((common != one) | (common != other), dtype=np.float64)


SET_DISTANCES: dict[str, SetDistance] = {
    "nominal": identical,
    "jaccard": jaccard,
    "masi": masi,
    "passonneau04": passonneau_2004,
    "masi_dkpro": masi_dkpro,
}
"""The distances between sets of codes by name; always shown with the figure."""


def _kinship(common: Floats, one: Floats, other: Floats) -> Floats:
    """1 identical, 2/3 one within the other, 1/3 overlapping, 0 disjoint.

    The empty set lies within every other, as in Passonneau's scale of 2004; the distances that
    multiply with Jaccard's are 1 between it and any other all the same.
    """
    kin = np.where(common > 0, 1 / 3, 0.0)
    kin[common == np.minimum(one, other)] = 2 / 3
    kin[(common == one) & (common == other)] = 1.0
    return kin
