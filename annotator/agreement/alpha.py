"""Krippendorff's alpha with any distance, any number of coders, and missing values.

alpha = 1 - Do/De; Do = sum of o_ck d(c, k) / n over coincidences o, De = sum of n_c n_k d(c, k) /
(n (n - 1)) (Krippendorff 2019, chapter 12). Only units with two values or more count.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from annotator.agreement import distances
from annotator.agreement.continuum import Floats
from annotator.agreement.figure import NO_PAIRS, NO_VARIATION, Figure, undefined
from annotator.agreement.ratings import Ratings
from annotator.agreement.sums import sum_by

LEVELS = ("nominal", "ordinal", "interval", "ratio")


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
    if expected == 0:
        return undefined(NO_VARIATION, counts)
    counts["observed disagreement"] = observed / n
    counts["expected disagreement"] = expected / (n * (n - 1))
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
        return undefined("A ratio scale has no numbers below 0; use the interval alpha.")
    metric = distances.interval(scale) if level == "interval" else distances.ratio(scale)
    return alpha_from(matrix, metric, units)


def set_alpha(
    ratings: Ratings, members: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], distance: str
) -> Figure:
    """Alpha of set-valued units; `members` (values, codes), `distance` a key of SET_DISTANCES."""
    metric = distances.SET_DISTANCES[distance](members)
    units = float(ratings.pairable().weight.sum())
    return alpha_from(coincidences(ratings), metric, units)
