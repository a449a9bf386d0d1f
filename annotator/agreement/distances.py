"""How far apart two values are: the metrics of alpha.

Between numbers: a (values, values) array, symmetric with a zero diagonal. Between sets of codes: of
(n, codes) and (k, codes) members an (n, k) array, so that large tables can be taken in blocks.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from annotator.agreement.continuum import Bools, Floats

SetDistance = Callable[[Bools, Bools], Floats]


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


def jaccard(one: Bools, other: Bools) -> Floats:
    """1 - |A and B| / |A or B|; two empty sets are alike."""
    common, united = _overlap(one, other)
    share = np.divide(common, united, out=np.ones_like(common), where=united > 0)
    return 1 - share


def masi(one: Bools, other: Bools) -> Floats:
    """1 - J * M, M 1 if identical, 2/3 subset, 1/3 overlap, 0 disjoint (Passonneau 2006)."""
    return np.asarray(1 - (1 - jaccard(one, other)) * _kinship(one, other), dtype=np.float64)


def passonneau_2004(one: Bools, other: Bools) -> Floats:
    """0 identical, 1/3 subset, 2/3 overlap, 1 disjoint (Passonneau 2004)."""
    return 1 - _kinship(one, other)


def masi_dkpro(one: Bools, other: Bools) -> Floats:
    """(1 - J) * (0 | 1/3 | 2/3 | 1): what DKPro Statistics 2.3 calls MASI; only to compare."""
    return np.asarray(jaccard(one, other) * passonneau_2004(one, other), dtype=np.float64)


def identical(one: Bools, other: Bools) -> Floats:
    """0 for the same set, otherwise 1."""
    common, united = _overlap(one, other)
    return np.asarray(common != united, dtype=np.float64)


SET_DISTANCES: dict[str, SetDistance] = {
    "nominal": identical,
    "jaccard": jaccard,
    "masi": masi,
    "passonneau04": passonneau_2004,
    "masi_dkpro": masi_dkpro,
}
"""The distances between sets of codes by name; always shown with the figure."""


def _overlap(one: Bools, other: Bools) -> tuple[Floats, Floats]:
    """Sizes of the intersection and of the union of every set of one with every set of other."""
    left, right = one.astype(np.float64), other.astype(np.float64)
    common = left @ right.T
    return common, left.sum(axis=1)[:, None] + right.sum(axis=1)[None, :] - common


def _kinship(one: Bools, other: Bools) -> Floats:
    """1 identical, 2/3 one within the other, 1/3 overlapping, 0 disjoint.

    The empty set lies within every other, as in Passonneau's scale of 2004; the distances that
    multiply with Jaccard's are 1 between it and any other all the same.
    """
    common, united = _overlap(one, other)
    smaller = np.minimum(one.sum(axis=1)[:, None], other.sum(axis=1)[None, :])
    kin = np.where(common > 0, 1 / 3, 0.0)
    kin[common == smaller] = 2 / 3
    kin[common == united] = 1.0
    return kin
