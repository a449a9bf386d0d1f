"""The best alignment of two coders' units: the heart of gamma, exact at any size.

A unit is aligned with one unit of the other coder at cost d, or stays alone at cost delta_empty.
Aligning two units gains 2 delta_empty - d, so only near pairs are candidates, and the cheapest
alignment is the heaviest matching of a sparse graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from annotator.agreement.arrays.interval_pairs import interval_pairs
from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Floats, Ints
from annotator.agreement.gamma.dissimilarity import Dissimilarity, UnitTable
from annotator.agreement.matching.weighted import best_matching

MOST_UNITS = 100_000
"""Units aligned at once; more groups are taken one after the other to bound memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """Best alignments of all groups.

    disorder: (groups,) summed cost over the mean number of units a coder. one, other: aligned
    pairs of units (indices into the table); size: (pairs,) units in the unitary alignment of each.
    """

    disorder: Floats
    one: Ints
    other: Ints
    size: Ints


def align_two(units: UnitTable, measure: Dissimilarity) -> Alignment:
    """The best alignment of two coders (0 and 1) in every group."""
    found = [_align(units, measure, chunk) for chunk in _chunks(units)]
    one = np.concatenate([pair[0] for pair in found]) if found else np.empty(0, dtype=np.int64)
    other = np.concatenate([pair[1] for pair in found]) if found else one
    alone = np.full(units.size, measure.delta_empty)
    cost = sum_by(units.group, alone, units.groups)
    gain = 2 * measure.delta_empty - measure.combined(units, one, other)
    cost -= sum_by(units.group[one], gain, units.groups)
    return Alignment(disorders(units, cost), one, other, np.full(one.size, 2, dtype=np.int64))


def disorders(units: UnitTable, cost: Floats) -> Floats:
    """(groups,) summed costs over the mean number of units a coder; 0 where there is no unit."""
    mean = sum_by(units.group, np.ones(units.size), units.groups) / units.coders
    return np.divide(cost, mean, out=np.zeros_like(cost), where=mean > 0)


def _chunks(units: UnitTable) -> Iterator[Ints]:
    """Indices of units in whole groups, about MOST_UNITS at a time."""
    order = np.argsort(units.group, kind="stable")
    count = np.bincount(units.group, minlength=units.groups)
    batch = np.cumsum(count) // MOST_UNITS
    ends = np.cumsum(count)[np.append(batch[1:] != batch[:-1], True)]
    yield from (part for part in np.split(order, ends[:-1]) if part.size)


def _align(units: UnitTable, measure: Dissimilarity, chunk: Ints) -> tuple[Ints, Ints]:
    left, right = candidates(units, measure, chunk, 0, 1, 2 * measure.delta_empty)
    gain = 2 * measure.delta_empty - measure.combined(units, left, right)
    taken = best_matching(left, right, gain, units.size, units.size)
    return left[taken], right[taken]


def candidates(
    units: UnitTable, measure: Dissimilarity, chunk: Ints, one: int, other: int, most: float
) -> tuple[Ints, Ints]:
    """Pairs of units of two coders in one group that may cost less than `most`.

    |start difference| + |end difference| is at least twice the distance of the middles, so units
    widened about their middles must overlap. Groups are kept apart on the axis.
    """
    middle = (units.start[chunk] + units.end[chunk]) / 2
    half = (units.end[chunk] - units.start[chunk]) / 2 * measure.reach(most)
    low, high = middle - half, middle + half
    group = units.group[chunk]
    stride = float(high.max() - low.min()) + 1.0 if chunk.size else 1.0
    low, high = low + group * stride, high + group * stride
    sides = []
    for coder in (one, other):
        own = np.flatnonzero(units.coder[chunk] == coder)
        sides.append(own[np.argsort(low[own], kind="stable")])
    a, b = sides
    left, right = interval_pairs(low[a], high[a], low[b], high[b])
    left, right = chunk[a[left]], chunk[b[right]]
    near = measure.combined(units, left, right) < most
    return left[near], right[near]
