"""How far apart two values are: the metrics of alpha.

Each function gives a (values, values) array, symmetric with a zero diagonal.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from annotator.agreement.continuum import Bools, Floats

SetDistance = Callable[[Bools], Floats]


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


def jaccard(members: Bools) -> Floats:
    """1 - |A and B| / |A or B| of (sets, codes) sets; two empty sets are alike."""
    common, united = _overlap(members)
    share = np.divide(common, united, out=np.ones_like(common), where=united > 0)
    return 1 - share


def masi(members: Bools) -> Floats:
    """1 - J * M, M 1 if identical, 2/3 subset, 1/3 overlap, 0 disjoint (Passonneau 2006)."""
    return np.asarray(1 - (1 - jaccard(members)) * _kinship(members), dtype=np.float64)


def passonneau_2004(members: Bools) -> Floats:
    """0 identical, 1/3 subset, 2/3 overlap, 1 disjoint (Passonneau 2004)."""
    return 1 - _kinship(members)


def masi_dkpro(members: Bools) -> Floats:
    """(1 - J) * (0 | 1/3 | 2/3 | 1): what DKPro Statistics 2.3 calls MASI; only to compare."""
    return np.asarray(jaccard(members) * passonneau_2004(members), dtype=np.float64)


SET_DISTANCES: dict[str, SetDistance] = {
    "nominal": lambda members: nominal(members.shape[0]),
    "jaccard": jaccard,
    "masi": masi,
    "passonneau04": passonneau_2004,
    "masi_dkpro": masi_dkpro,
}
"""The distances between sets of codes by name; always shown with the figure."""


def _overlap(members: Bools) -> tuple[Floats, Floats]:
    """Sizes of the intersection and of the union of every two sets."""
    flags = members.astype(np.float64)
    common = flags @ flags.T
    size = flags.sum(axis=1)
    return common, size[:, None] + size[None, :] - common


def _kinship(members: Bools) -> Floats:
    """1 identical, 2/3 one within the other, 1/3 overlapping, 0 disjoint.

    The empty set lies within every other, as in Passonneau's scale of 2004; the distances that
    multiply with Jaccard's are 1 between it and any other all the same.
    """
    common, united = _overlap(members)
    size = members.sum(axis=1).astype(np.float64)
    smaller = np.minimum(size[:, None], size[None, :])
    kin = np.where(common > 0, 1 / 3, 0.0)
    kin[common == smaller] = 2 / 3
    kin[common == united] = 1.0
    return kin
