"""Coincidences of values on weighted rows, and alpha from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.continuum import Floats, Ints
from annotator.agreement.figure import NO_PAIRS, NO_VARIATION, Figure, ratio, undefined
from annotator.agreement.sums import sum_by


@dataclass(frozen=True, slots=True, eq=False)
class NominalSums:
    """Sums by cluster behind nominal alpha and percent agreement.

    units, observed, share: (clusters,) pairable units, coincidences of unlike values (Do * n), and
    the summed share of agreeing pairs. margins: (clusters, values) how often each value occurs.
    """

    units: Floats
    observed: Floats
    share: Floats
    margins: Floats


def nominal_sums(
    value: Ints, weight: Floats, cluster: Ints, clusters: int, values: int
) -> NominalSums:
    """From (rows, coders) value numbers (-1 absent), (rows,) weights and clusters."""
    present = value >= 0
    m = present.sum(axis=1)
    pairable = m >= 2
    value, weight, cluster, m = value[pairable], weight[pairable], cluster[pairable], m[pairable]
    present = value >= 0
    unlike = np.zeros(m.size)
    for one in range(value.shape[1]):
        for other in range(one):
            both = present[:, one] & present[:, other]
            unlike += 2 * (both & (value[:, one] != value[:, other]))
    margins = np.zeros(clusters * values)
    for one in range(value.shape[1]):
        rows = present[:, one]
        place = cluster[rows] * values + value[rows, one]
        margins += sum_by(place, weight[rows], clusters * values)
    return NominalSums(
        sum_by(cluster, weight, clusters),
        sum_by(cluster, weight * unlike / (m - 1), clusters),
        sum_by(cluster, weight * (1 - unlike / (m * (m - 1))), clusters),
        margins.reshape(clusters, values),
    )


def nominal_alpha_of(observed: Floats, margins: Floats) -> Floats:
    """Nominal alpha of (...,) unlike coincidences and (..., values) margins; NaN if undefined."""
    n = margins.sum(axis=-1)
    unlike = n**2 - (margins**2).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(unlike > 0, 1 - (n - 1) * observed / unlike, np.nan)


def nominal_alpha_figure(sums: NominalSums, unit: str = "characters") -> Figure:
    """Krippendorff's nominal alpha over all clusters."""
    margins = sums.margins.sum(axis=0)
    counts = {
        unit: float(sums.units.sum()),
        "values": float(margins.sum()),
        "different values": float((margins > 0).sum()),
        "unlike coincidences": float(sums.observed.sum()),
    }
    if counts[unit] == 0:
        return undefined(NO_PAIRS, counts)
    if counts["different values"] < 2:
        return undefined(NO_VARIATION, counts)
    return Figure(float(nominal_alpha_of(sums.observed.sum(), margins)), None, counts)


def nominal_percent_figure(sums: NominalSums, unit: str = "characters") -> Figure:
    """Mean over units of the share of agreeing pairs of coders (`percent_units`)."""
    units, share = float(sums.units.sum()), float(sums.share.sum())
    return ratio(share, units, NO_PAIRS, {unit: units, f"agreeing {unit}": share})
