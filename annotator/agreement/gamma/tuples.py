"""Candidates for unitary alignments of more than two coders, and prices that bound them.

A unitary alignment takes at most one unit of each of m coders and costs the mean over all pairs of
coders of d, a pair with an absent unit counting delta_empty. With k units it gains, against k units
left alone, (k - 1) D0 + (C(k, 2) D0 - sum of d) / C(m, 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Floats, Ints
from annotator.agreement.gamma.alignment import candidates
from annotator.agreement.gamma.dissimilarity import Dissimilarity, UnitTable

MOST_TUPLES = 300_000
"""More candidates than this are not enumerated."""
ROUNDS = 250
"""Steps of the subgradient method for the prices."""


class TooHardError(Exception):
    """The exact alignment of these units would take too long; the caller has another way."""


@dataclass(frozen=True, slots=True, eq=False)
class Tuples:
    """member: (tuples, coders) index of the unit or -1. gain: (tuples,), all above 0."""

    member: Ints
    gain: Floats

    @property
    def size(self) -> Ints:
        """(tuples,) how many units each holds."""
        return np.asarray((self.member >= 0).sum(axis=1), dtype=np.int64)


def useful_tuples(units: UnitTable, measure: Dissimilarity) -> Tuples:
    """Every unitary alignment of two units or more that an optimal alignment may hold.

    One that would not lose by letting a single unit go is left out. Raises TooHardError if there
    are too many.
    """
    m, empty = units.coders, measure.delta_empty
    pairs = m * (m - 1) // 2
    most = empty * (pairs + m - 1)
    by_coders = {
        (one, other): candidates(units, measure, np.arange(units.size), one, other, most)
        for one, other in combinations(range(m), 2)
    }
    found: list[tuple[Ints, Floats]] = []
    layer: list[tuple[Ints, Floats]] = []
    for (one, other), (left, right) in by_coders.items():
        member = np.full((left.size, m), -1, dtype=np.int64)
        member[:, one], member[:, other] = left, right
        sums = np.zeros((left.size, m))
        sums[:, one] = sums[:, other] = measure.combined(units, left, right)
        layer.append((member, sums))
    for _ in range(2, m + 1):
        found += layer
        if sum(member.shape[0] for member, _ in found) > MOST_TUPLES:
            raise TooHardError
        layer = [
            grown
            for member, sums in layer
            for grown in _grown(units, measure, by_coders, member, sums, most)
        ]
    member = np.concatenate([one for one, _ in found])
    sums = np.concatenate([one for _, one in found])
    size = (member >= 0).sum(axis=1)
    gain = (size - 1) * empty + (size * (size - 1) / 2 * empty - sums.sum(axis=1) / 2) / pairs
    good = (gain > 0) & (sums.max(axis=1, initial=0.0) < empty * (pairs + size - 1))
    return Tuples(member[good], gain[good])


def _grown(
    units: UnitTable,
    measure: Dissimilarity,
    by_coders: dict[tuple[int, int], tuple[Ints, Ints]],
    member: Ints,
    sums: Floats,
    most: float,
) -> list[tuple[Ints, Floats]]:
    """The same tuples with one more unit, of a later coder, near the first unit of the tuple."""
    result: list[tuple[Ints, Floats]] = []
    if member.shape[0] == 0:
        return result
    present = np.flatnonzero(member[0] >= 0)
    first, last = int(present[0]), int(present[-1])
    for coder in range(last + 1, units.coders):
        left, right = by_coders[first, coder]
        order = np.argsort(left, kind="stable")
        left, right = left[order], right[order]
        low = np.searchsorted(left, member[:, first], side="left")
        count = np.searchsorted(left, member[:, first], side="right") - low
        if int(count.sum()) > MOST_TUPLES:
            raise TooHardError
        row = np.repeat(np.arange(member.shape[0]), count)
        at = np.arange(row.size) - (np.cumsum(count) - count)[row] + low[row]
        grown, total = member[row], sums[row]
        grown[:, coder] = right[at]
        for own in present.tolist():
            apart = measure.combined(units, grown[:, own], grown[:, coder])
            total[:, own] += apart
            total[:, coder] += apart
        near = total.max(axis=1, initial=0.0) < most
        result.append((grown[near], total[near]))
    return result


def prices(units: UnitTable, tuples: Tuples) -> Floats:
    """(units,) prices >= 0 such that every tuple's units together cost at least its gain.

    Their sum bounds the total gain from above (the dual of set packing): found by a subgradient
    method on all groups at once, then made feasible and lowered unit by unit.
    """
    row, _ = np.nonzero(tuples.member >= 0)
    unit = tuples.member[tuples.member >= 0]
    group = units.group[tuples.member.max(axis=1)]
    share = np.zeros(units.size)
    np.maximum.at(share, unit, (tuples.gain / tuples.size)[row])
    price, best = share, share
    best_bound = sum_by(units.group, share, units.groups)
    target = 0.9 * best_bound
    for step in range(ROUNDS):
        short = tuples.gain - sum_by(row, price[unit], tuples.gain.size)
        wanted = short > 0
        bound = sum_by(units.group, price, units.groups)
        bound += sum_by(group[wanted], short[wanted], units.groups)
        better = bound < best_bound
        best = np.where(better[units.group], price, best)
        best_bound = np.minimum(bound, best_bound)
        # Aim a little below the best bound so far; ever less so.
        target = best_bound * (1 - 0.1 * 0.975**step)
        slope = 1 - sum_by(unit[wanted[row]], np.ones(int(wanted[row].sum())), units.size)
        slope[(price <= 0) & (slope > 0)] = 0
        norm = sum_by(units.group, slope**2, units.groups)
        stride = np.divide(bound - target, norm, out=np.zeros_like(norm), where=norm > 0)
        price = np.maximum(0, price - stride[units.group] * slope)
    return _lowered(tuples, _lifted(tuples, row, unit, best))


def _lifted(tuples: Tuples, row: Ints, unit: Ints, price: Floats) -> Floats:
    """Raise prices until every tuple is paid for."""
    short = np.maximum(0, tuples.gain - sum_by(row, price[unit], tuples.gain.size))
    extra = np.zeros(price.size)
    np.maximum.at(extra, unit, (short / tuples.size)[row])
    return price + extra


def _lowered(tuples: Tuples, price: Floats) -> Floats:
    """Lower one price after the other as far as its tuples allow."""
    of_unit: list[list[int]] = [[] for _ in range(price.size)]
    member = [[one for one in units if one >= 0] for units in tuples.member.tolist()]
    slack = [-gain for gain in tuples.gain.tolist()]
    value: list[float] = price.tolist()
    for index, units in enumerate(member):
        for unit in units:
            of_unit[unit].append(index)
            slack[index] += value[unit]
    for unit, mine in enumerate(of_unit):
        down = min([value[unit], *(slack[index] for index in mine)])
        if down > 0:
            value[unit] -= down
            for index in mine:
                slack[index] -= down
    return np.array(value)
