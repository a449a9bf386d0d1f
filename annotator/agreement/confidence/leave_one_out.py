"""A figure without each cluster in turn, from sums by cluster: what its interval is made of.

Units that look alike (the same value of each coder) are one row with a weight for each cluster, so
leaving a cluster out is a subtraction of weights and never a second look at the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.coefficients import distances
from annotator.agreement.coefficients.alpha import BLOCK
from annotator.agreement.data.continuum import Bools, Floats, Ints
from annotator.agreement.data.ratings import Ratings
from annotator.agreement.figure import Figure


@dataclass(frozen=True, slots=True, eq=False)
class ClusteredRatings:
    """Values of units by cluster.

    value: (patterns, coders) distinct rows of values, -1 where missing. weight: (clusters,
    patterns) how many units of a cluster look like that. values: how many there are to choose from.
    """

    value: Ints
    weight: Floats
    values: int

    @property
    def total(self) -> Ratings:
        """All clusters together."""
        return Ratings(self.value, self.weight.sum(axis=0), self.values)

    def without(self, measure: Callable[[Ratings], Figure]) -> Floats:
        """(clusters,) a coefficient without each of them, NaN where it is undefined."""
        rest = self.weight.sum(axis=0) - self.weight
        found = np.full(rest.shape[0], np.nan)
        for cluster, weight in enumerate(rest):
            there = weight > 0.5  # units are whole: less is what rounding leaves
            figure = measure(Ratings(self.value[there], weight[there], self.values))
            if figure.value is not None:
                found[cluster] = figure.value
        return found

    def other_than(self, value: int) -> Floats:
        """(clusters,) values of pairable units other than the given one."""
        there = self.value >= 0
        pairable = there.sum(axis=1) >= 2
        varied = (there & (self.value != value)).sum(axis=1) * pairable
        return np.asarray(self.weight @ varied, dtype=np.float64)

    def usual(self) -> int:
        """The value that occurs most."""
        margins = self.total.pairable().margins().sum(axis=0)
        return int(margins.argmax()) if margins.size else 0

    def agrees(self, leaving_out: int) -> bool:
        """Whether two coders gave one unit the same value, other than the one left out."""
        there = (self.value >= 0) & (self.value != leaving_out)
        return any(
            bool((there[:, one] & (self.value[:, one] == self.value[:, other])).any())
            for one in range(self.value.shape[1])
            for other in range(one)
        )


def clustered(ratings: Ratings, cluster: Ints, count: int) -> ClusteredRatings:
    """From ratings whose (rows,) belong to clusters 0 to count - 1."""
    if ratings.value.shape[0] == 0:
        return ClusteredRatings(ratings.value, np.zeros((count, 0)), ratings.values)
    value, pattern = np.unique(ratings.value, axis=0, return_inverse=True)
    place = cluster.astype(np.int64) * value.shape[0] + pattern.reshape(-1).astype(np.int64)
    weight = sum_by(place, ratings.weight, count * value.shape[0])
    return ClusteredRatings(value, weight.reshape(count, value.shape[0]), ratings.values)


def set_alphas_without(own: ClusteredRatings, members: Bools, distance: str) -> Floats:
    """(clusters,) `alpha.set_alpha` without each of them, NaN where it is undefined.

    Expected disagreement is a sum over pairs of sets, m' d m for margins m: without cluster i it is
    m' d m - 2 m_i' d m + m_i' d m_i, so the distances are computed once for all clusters.
    """
    metric = distances.SET_DISTANCES[distance]
    there = (own.value >= 0).sum(axis=1) >= 2
    value, weight = own.value[there], own.weight[:, there]
    given = (value >= 0).sum(axis=1)
    unlike = _unlike(value, members, metric) / (given - 1)
    margins = _margins(value, weight, members.shape[0])
    total = margins.sum(axis=0)
    whole, cross, within = _expected(members, margins, total, metric)
    rest = np.maximum(whole - 2 * cross + within, 0)
    observed = (weight.sum(axis=0) - weight) @ unlike
    n = total.sum() - margins.sum(axis=1)
    # Distances are 0 or at least 1/6 for thousands of codes: less than that is rounding.
    defined = rest > 1e-6 * max(1.0, whole)
    return np.where(defined, 1 - (n - 1) * observed / np.where(defined, rest, 1), np.nan)


def _unlike(value: Ints, members: Bools, metric: distances.SetDistance) -> Floats:
    """(patterns,) summed distance of the values of all ordered pairs of coders."""
    size = members.sum(axis=1).astype(np.float64)
    total = np.zeros(value.shape[0])
    for one in range(value.shape[1]):
        for other in range(one):
            both = np.flatnonzero((value[:, one] >= 0) & (value[:, other] >= 0))
            left, right = value[both, one], value[both, other]
            common = (members[left] & members[right]).sum(axis=1).astype(np.float64)
            total[both] += 2 * metric(common, size[left], size[right])
    return total


def _margins(value: Ints, weight: Floats, sets: int) -> Floats:
    """(clusters, sets) how often each set was given."""
    found = np.zeros((weight.shape[0], sets))
    for column in value.T:
        here = np.flatnonzero(column >= 0)
        np.add.at(found.T, column[here], weight[:, here].T)
    return found


def _expected(
    members: Bools, margins: Floats, total: Floats, metric: distances.SetDistance
) -> tuple[float, Floats, Floats]:
    """m' d m of all; (clusters,) m_i' d m and m_i' d m_i."""
    flags, size = members.astype(np.float64), members.sum(axis=1).astype(np.float64)
    whole, cross, within = 0.0, np.zeros(margins.shape[0]), np.zeros(margins.shape[0])
    for first in range(0, size.size, BLOCK):
        block = slice(first, first + BLOCK)
        common = flags[block] @ flags.T
        here, there = (
            np.broadcast_to(one, common.shape) for one in (size[block][:, None], size[None, :])
        )
        apart = metric(common, here, there)
        toward = apart @ total
        whole += float(total[block] @ toward)
        cross += margins[:, block] @ toward
        within += ((margins @ apart.T) * margins[:, block]).sum(axis=1)
    return whole, cross, within
