"""Krippendorff's alpha with any distance, any number of coders, and missing values.

alpha = 1 - Do/De; Do = sum of o_ck d(c, k) / n over coincidences o, De = sum of n_c n_k d(c, k) /
(n (n - 1)) (Krippendorff 2019, chapter 12). Only units with two values or more count.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.coefficients import distances
from annotator.agreement.data.continuum import Bools, Floats, Ints
from annotator.agreement.data.ratings import Ratings
from annotator.agreement.figure import NO_PAIRS, NO_VARIATION, Figure, undefined
from annotator.corpus.messages import tr

LEVELS = ("nominal", "ordinal", "interval", "ratio")
BLOCK = 256
"""Sets whose distances to all others are held at once."""
CHUNK = 1 << 16
"""Pairs of sets whose members are held at once."""


def coincidences(ratings: Ratings) -> Floats:
    """(values, values) coincidence matrix; its row sums are the margins."""
    pairable = ratings.pairable()
    size = pairable.values
    each = pairable.weight / (pairable.given - 1)
    total = np.zeros(size * size)
    for one, other in combinations(range(pairable.coders), 2):
        left, right = pairable.value[:, one], pairable.value[:, other]
        both = (left >= 0) & (right >= 0)
        total += sum_by(left[both] * size + right[both], each[both], size * size)
    matrix = total.reshape(size, size)
    return matrix + matrix.T


def alpha_from(matrix: Floats, distance: Floats, units: float) -> Figure:
    """Alpha of a coincidence matrix; all three arrays are (values, values)."""
    margins = matrix.sum(axis=1)
    n = float(margins.sum())
    observed = float((matrix * distance).sum())
    expected = float(margins @ distance @ margins)
    counts = {"units": units, "values": n, "different values": float((margins > 0).sum())}
    if n == 0:
        return undefined(NO_PAIRS, counts)
    counts["observed disagreement"] = observed / n
    counts["expected disagreement"] = expected / (n * (n - 1))
    if expected == 0:
        return undefined(NO_VARIATION, counts)
    return Figure(1 - (n - 1) * observed / expected, None, counts)


def alpha(ratings: Ratings, level: str = "nominal", scale: Floats | None = None) -> Figure:
    """Alpha at a level of measurement.

    `level` is one of LEVELS; the values are in order of rank for "ordinal"; `scale` (values,) gives
    their numbers for "interval" and "ratio". Raises ValueError for another level, or without scale.
    """
    matrix = coincidences(ratings)
    units = float(ratings.pairable().weight.sum())
    if level == "nominal":
        return alpha_from(matrix, distances.nominal(ratings.values), units)
    if level == "ordinal":
        return alpha_from(matrix, distances.ordinal(matrix.sum(axis=1)), units)
    if level not in LEVELS or scale is None:
        raise ValueError(f"alpha at level {level!r} needs numbers")
    if level == "ratio" and scale.size and scale.min() < 0:
        return undefined(tr("A ratio scale has no numbers below 0; use the interval alpha."))
    metric = distances.interval(scale) if level == "interval" else distances.ratio(scale)
    return alpha_from(matrix, metric, units)


def set_alpha(ratings: Ratings, members: Bools, distance: str) -> Figure:
    """Alpha of set-valued units; `members` (values, codes), `distance` a key of SET_DISTANCES.

    Many codes make very many sets, so no table of all sets by all sets is ever built: the observed
    disagreement is summed over the pairs that occur, the expected one block by block.
    """
    metric = distances.SET_DISTANCES[distance]
    pairable = ratings.pairable()
    each = pairable.weight / (pairable.given - 1)
    margins, observed = np.zeros(ratings.values), 0.0
    for column in pairable.value.T:
        here = column >= 0
        margins += sum_by(column[here], pairable.weight[here], ratings.values)
    for one, other in combinations(range(pairable.coders), 2):
        left, right = pairable.value[:, one], pairable.value[:, other]
        apart = (left >= 0) & (right >= 0) & (left != right)
        pair, row = np.unique(left[apart] * ratings.values + right[apart], return_inverse=True)
        weight = sum_by(row.astype(np.int64), each[apart], pair.size)
        observed += 2 * float(weight @ _between(members, pair, metric))
    total = _expected(members, margins, metric)
    n, units = float(margins.sum()), float(pairable.weight.sum())
    counts = {"units": units, "values": n, "different values": float((margins > 0).sum())}
    if n == 0:
        return undefined(NO_PAIRS, counts)
    counts["observed disagreement"] = observed / n
    counts["expected disagreement"] = total / (n * (n - 1))
    if total == 0:
        return undefined(NO_VARIATION, counts)
    return Figure(1 - (n - 1) * observed / total, None, counts)


def _expected(members: Bools, margins: Floats, metric: distances.SetDistance) -> float:
    """Sum over all pairs of sets of the product of their margins times their distance."""
    flags, size = members.astype(np.float64), members.sum(axis=1).astype(np.float64)
    total = 0.0
    for first in range(0, size.size, BLOCK):
        block = slice(first, first + BLOCK)
        common = flags[block] @ flags.T
        here, there = (
            np.broadcast_to(one, common.shape) for one in (size[block][:, None], size[None, :])
        )
        total += float(margins[block] @ metric(common, here, there) @ margins)
    return total


def _between(members: Bools, pair: Ints, metric: distances.SetDistance) -> Floats:
    """(pairs,) distance of each pair, numbered first * sets + second."""
    result = np.empty(pair.size)
    for first in range(0, pair.size, CHUNK):
        block = slice(first, first + CHUNK)
        one = members[pair[block] // members.shape[0]]
        other = members[pair[block] % members.shape[0]]
        sizes = [part.sum(axis=1).astype(np.float64) for part in (one & other, one, other)]
        result[block] = metric(*sizes)
    return result
