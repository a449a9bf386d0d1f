"""Coincidences of values on weighted rows, and alpha from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Bools, Floats, Ints
from annotator.agreement.figure import NO_PAIRS, NO_VARIATION, Figure, ratio, undefined

MOST_CELLS = 1 << 20
"""Clusters times values that are kept as they are."""
MOST_CLUSTERS = 2_000
"""Clusters whose products are still quickly factored."""


@dataclass(frozen=True, slots=True, eq=False)
class NominalSums:
    """Sums by cluster behind nominal alpha and percent agreement.

    units, values, observed, share: (clusters,) pairable units, their values, coincidences of
    unlike values (Do * n), and the summed share of agreeing pairs. used: (values,) how often each
    value occurs in all. margins: (clusters, any) columns whose squared sums over chosen clusters
    add up to the squared margins of these clusters: by value, or fewer (see `_factored`).
    """

    units: Floats
    values: Floats
    observed: Floats
    share: Floats
    used: Floats
    margins: Floats


def nominal_sums(
    value: Ints, weight: Floats, cluster: Ints, clusters: int, values: int
) -> NominalSums:
    """From (rows, coders) value numbers (-1 absent), (rows,) weights and clusters."""
    m = _count((value >= 0).T)
    pairable = m >= 2
    if not pairable.all():
        value, weight, cluster, m = (
            value[pairable],
            weight[pairable],
            cluster[pairable],
            m[pairable],
        )
    present = value >= 0
    unlike = 2 * _count(
        present[:, one] & present[:, other] & (value[:, one] != value[:, other])
        for one, other in combinations(range(value.shape[1]), 2)
    )
    used = np.zeros(values)
    for column, here in zip(value.T, present.T, strict=True):
        used += sum_by(column[here], weight[here], values)
    if clusters * values <= MOST_CELLS or clusters > MOST_CLUSTERS:
        margins = _margins(value, weight, cluster, clusters, 0, values)
    else:
        margins = _factored(value, weight, cluster, clusters, values)
    return NominalSums(
        sum_by(cluster, weight, clusters),
        sum_by(cluster, weight * m, clusters),
        sum_by(cluster, weight * unlike / (m - 1), clusters),
        sum_by(cluster, weight * (1 - unlike / (m * (m - 1))), clusters),
        used,
        margins,
    )


def _count(flags: Iterable[Bools]) -> Ints:
    """(rows,) how many of the flags, all of one length, hold in each row."""
    total: Ints | None = None
    for flag in flags:
        total = flag.astype(np.int64) if total is None else np.add(total, flag, out=total)
    return np.zeros(0, dtype=np.int64) if total is None else total


def _margins(
    value: Ints, weight: Floats, cluster: Ints, clusters: int, low: int, high: int
) -> Floats:
    """(clusters, high - low) how often the values from `low` to `high` occur."""
    width = high - low
    total = np.zeros(clusters * width)
    for column in value.T:
        inside = (column >= low) & (column < high)
        rows = slice(None) if inside.all() else inside
        place = cluster[rows] * width + column[rows] - low
        total += sum_by(place, weight[rows], clusters * width)
    return total.reshape(clusters, width)


def _factored(value: Ints, weight: Floats, cluster: Ints, clusters: int, values: int) -> Floats:
    """(clusters, clusters) columns with the same products as the margins of very many values.

    Only the sum of squared margins is ever needed. With margins M it is w M M' w for weights w, and
    M M' has a square root no larger than the number of clusters.
    """
    products = np.zeros((clusters, clusters))
    step = max(1, MOST_CELLS // clusters)
    for low in range(0, values, step):
        part = _margins(value, weight, cluster, clusters, low, min(values, low + step))
        products += part @ part.T
    size, direction = np.linalg.eigh(products)
    return np.asarray(direction * np.sqrt(np.maximum(size, 0)), dtype=np.float64)


def nominal_alpha_of(observed: Floats, values: Floats, margins: Floats) -> Floats:
    """Nominal alpha of (...,) unlike coincidences, (...,) numbers of values and (..., any)
    margins; NaN if undefined."""
    unlike = values**2 - (margins**2).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Factored margins are rounded: less than one unlike pair is none.
        return np.where(unlike > 0.5, 1 - (values - 1) * observed / unlike, np.nan)


def nominal_alpha_figure(sums: NominalSums, unit: str = "characters") -> Figure:
    """Krippendorff's nominal alpha over all clusters."""
    values = float(sums.values.sum())
    counts = {
        unit: float(sums.units.sum()),
        "values": values,
        "different values": float((sums.used > 0).sum()),
        "unlike coincidences": float(sums.observed.sum()),
    }
    if counts[unit] == 0:
        return undefined(NO_PAIRS, counts)
    if counts["different values"] < 2:
        return undefined(NO_VARIATION, counts)
    value = nominal_alpha_of(sums.observed.sum(), sums.values.sum(), sums.used)
    return Figure(float(value), None, counts)


def nominal_percent_figure(sums: NominalSums, unit: str = "characters") -> Figure:
    """Mean over units of the share of agreeing pairs of coders (`percent_units`)."""
    units, share = float(sums.units.sum()), float(sums.share.sum())
    return ratio(share, units, NO_PAIRS, {unit: units, f"agreeing {unit}": share})
