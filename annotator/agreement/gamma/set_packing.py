"""The best alignment of more than two coders, exact where it can be found.

Choosing disjoint unitary alignments of greatest gain is set packing, which is hard in general but
local here: only near units are ever aligned. Units are taken in order of their place; the state is
which of the following ones are used up already. Prices turn gains into losses that are never
negative, so any state that has lost more than a known solution does is dropped.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Floats, Ints
from annotator.agreement.gamma.alignment import Alignment, disorders
from annotator.agreement.gamma.dissimilarity import Dissimilarity, UnitTable
from annotator.agreement.gamma.tuples import TooHardError, Tuples, prices, useful_tuples

BEAM = 40
"""States kept in the first pass, which only looks for a good solution."""
MOST_STATES = 20_000
"""States at one place, above which the exact search is given up."""
SLACK = 1e-9
"""Losses are sums of rounded numbers; this much of a difference is none."""

Choice = tuple[int, float, int]
"""Bits of the later units it uses, what it loses, and the tuple's number (-1: left alone)."""
Layer = dict[int, tuple[float, int, int]]
"""State -> loss so far, previous state, tuple chosen (-1: none)."""


def align_many(units: UnitTable, measure: Dissimilarity) -> Alignment:
    """Best alignments of all groups. Raises TooHardError where the search would take too long."""
    tuples = useful_tuples(units, measure)
    chosen = _chosen(units, tuples) if tuples.gain.size else np.empty(0, dtype=np.int64)
    member = tuples.member[chosen]
    cost = sum_by(units.group, np.full(units.size, measure.delta_empty), units.groups)
    cost -= sum_by(units.group[member.max(axis=1)], tuples.gain[chosen], units.groups)
    pairs = [(member[:, a], member[:, b]) for a, b in combinations(range(units.coders), 2)]
    size = (member >= 0).sum(axis=1)
    both = [(one >= 0) & (other >= 0) for one, other in pairs]
    return Alignment(
        disorders(units, cost),
        np.concatenate([one[ok] for (one, _), ok in zip(pairs, both, strict=True)]),
        np.concatenate([other[ok] for (_, other), ok in zip(pairs, both, strict=True)]),
        np.concatenate([size[ok] for ok in both]).astype(np.int64),
    )


def _chosen(units: UnitTable, tuples: Tuples) -> Ints:
    """Numbers of the tuples of the best packing, group by group."""
    price = prices(units, tuples)
    order = np.lexsort((units.start + units.end, units.group))
    place = np.empty(units.size, dtype=np.int64)
    place[order] = np.arange(units.size)
    choices = _choices(units.size, tuples, price, place)
    bounds = np.searchsorted(units.group[order], np.arange(units.groups + 1)).tolist()
    losses = price[order].tolist()
    taken: list[int] = []
    for low, high in pairwise(bounds):
        limit, found = _search(choices, losses, low, high, float("inf"), BEAM)
        if limit > SLACK:
            _, found = _search(choices, losses, low, high, limit + SLACK, MOST_STATES)
        taken += found
    return np.array(taken, dtype=np.int64)


def _choices(size: int, tuples: Tuples, price: Floats, place: Ints) -> list[list[Choice]]:
    """For each place, the tuples whose first unit is there."""
    present = tuples.member >= 0
    at = np.where(present, place[tuples.member], size)
    first = at.min(axis=1)
    loss = np.where(present, price[tuples.member], 0).sum(axis=1) - tuples.gain
    result: list[list[Choice]] = [[] for _ in range(size)]
    rows = zip(first.tolist(), at.tolist(), np.maximum(loss, 0).tolist(), strict=True)
    for number, (begin, places, lost) in enumerate(rows):
        bits = sum(1 << (one - begin) for one in places if begin < one < size)
        result[begin].append((bits, lost, number))
    return result


def _search(
    choices: list[list[Choice]], price: list[float], low: int, high: int, limit: float, most: int
) -> tuple[float, list[int]]:
    """The least loss from place `low` to `high`, and the tuples chosen.

    With a finite `limit` the answer is exact, and TooHardError is raised beyond `most` states;
    without, only the `most` best states are kept at each place.
    """
    layers: list[Layer] = [{0: (0.0, 0, -1)}]
    for place in range(low, high):
        following: Layer = {}
        own = [choice for choice in choices[place] if choice[1] <= limit]
        for state, (lost, _, _) in layers[-1].items():
            if state & 1:
                _offer(following, state >> 1, lost, state, -1)
                continue
            if lost + price[place] <= limit:
                _offer(following, state >> 1, lost + price[place], state, -1)
            for bits, more, number in own:
                if not bits & state and lost + more <= limit:
                    _offer(following, (state | bits) >> 1, lost + more, state, number)
        if len(following) > most:
            if limit < float("inf"):
                raise TooHardError
            best = sorted(following.items(), key=lambda item: item[1][0])[:most]
            following = dict(best)
        layers.append(following)
    state = min(layers[-1], key=lambda one: layers[-1][one][0])
    loss, taken = layers[-1][state][0], []
    for layer in reversed(layers[1:]):
        _, state, number = layer[state]
        if number >= 0:
            taken.append(number)
    return loss, taken


def _offer(layer: Layer, state: int, lost: float, before: int, number: int) -> None:
    known = layer.get(state)
    if known is None or lost < known[0]:
        layer[state] = (lost, before, number)
