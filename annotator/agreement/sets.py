"""The value of a unit as its set of codes: what the overall figures are computed from.

Codes of one coder may overlap, so a unit has a set of codes, not one. The sets are numbered; a
run of characters becomes a row with one set number a coder and a weight.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.continuum import Bools, Floats, Ints
from annotator.agreement.layout import Layout
from annotator.agreement.sorting import numbered, order_of
from annotator.agreement.sums import sum_by
from annotator.agreement.sweep import WORD_BITS, Switches

SMALL = 20
"""Bits of joint state (coders times codes) that are counted directly, without being numbered."""


@dataclass(frozen=True, slots=True, eq=False)
class SetRows:
    """Joint values of all coders.

    members: (sets, codes) which codes a set holds. value: (rows, coders) set number, -1 where the
    coder is absent. cluster, weight: (rows,); a row counts `weight` units.
    """

    members: Bools
    value: Ints
    cluster: Ints
    weight: Floats

    @property
    def present(self) -> Bools:
        """(rows, coders) whether the coder coded the document."""
        return self.value >= 0


def character_sets(layout: Layout, found: Switches) -> SetRows:
    """One row for every joint state of the coders in a cluster, weighted by its characters."""
    position = np.concatenate((layout.cluster_start, found.position))
    bit = np.concatenate(
        (np.full(layout.clusters, -1, dtype=np.int64), found.coder * layout.codes + found.code)
    )
    # Cluster boundaries come first and stay before the switches at the same place.
    order = order_of(position.astype(np.int64, copy=False))
    position, bit = position[order], bit[order]
    cluster = np.cumsum(bit < 0) - 1
    weight = np.diff(np.append(position, layout.length)).astype(np.float64)
    kept = weight > 0
    cluster, weight = cluster[kept], weight[kept]
    words = max(1, -(-layout.coders * layout.codes // WORD_BITS))
    states = [_running_state(bit, word)[kept] for word in range(words)]
    if layout.coders * layout.codes <= SMALL:
        joint = np.arange(1 << layout.coders * layout.codes, dtype=np.int64)[:, None]
        row_of = states[0]
    else:
        joint, row_of = _joint(states)
    rows, cluster, weight = _gathered(row_of, joint.shape[0], cluster, weight, layout.clusters)
    members, value = _numbered_sets(joint[rows], layout)
    value[~layout.present[cluster]] = -1
    return SetRows(members, value, cluster, weight)


def _running_state(bit: Ints, word: int) -> Ints:
    """(events,) which of the bits of this word are on after each event."""
    own = bit - word * WORD_BITS
    inside = (bit >= 0) & (own >= 0) & (own < WORD_BITS)
    toggles = np.where(inside, np.int64(1) << np.where(inside, own, 0), 0)
    return np.bitwise_xor.accumulate(toggles)


def _joint(states: list[Ints]) -> tuple[Ints, Ints]:
    """The distinct joint states (states, words) and the state number of every event."""
    number = numbered(states)
    first = np.zeros(int(number.max()) + 1 if number.size else 0, dtype=np.int64)
    first[number] = np.arange(number.size)
    return np.stack([state[first] for state in states], axis=1), number


def _gathered(
    row_of: Ints, states: int, cluster: Ints, weight: Floats, clusters: int
) -> tuple[Ints, Ints, Floats]:
    """Events of one state and cluster added up: state, cluster, weight of each row."""
    size = max(1, states)
    place = cluster * size + row_of
    if clusters * states <= 1 << 21:
        total = sum_by(place, weight, clusters * states)
        filled = np.flatnonzero(total)
        return filled % size, filled // size, total[filled]
    row = numbered([place])
    total = sum_by(row, weight, int(row.max(initial=-1)) + 1)
    filled = np.empty(total.size, dtype=np.int64)
    filled[row] = place
    return filled % size, filled // size, total


def _numbered_sets(joint: Ints, layout: Layout) -> tuple[Bools, Ints]:
    """(sets, codes) members and (rows, coders) set numbers of (rows, words) joint states."""
    coders, codes = layout.coders, layout.codes
    slices = [(first, min(codes, first + WORD_BITS)) for first in range(0, codes, WORD_BITS)]
    nobody = [np.empty(0, dtype=np.int64)]
    keys = [
        np.concatenate(
            [_bits(joint, coder * codes + low, high - low) for coder in range(coders)] or nobody
        )
        for low, high in slices
    ]
    shape = (coders, joint.shape[0])
    if not keys or keys[0].size == 0:
        return np.zeros((1, codes), dtype=np.bool_), np.zeros(shape, dtype=np.int64).T
    number = _compact(keys[0]) if len(keys) == 1 else numbered(keys)
    example = np.empty(int(number.max()) + 1, dtype=np.int64)
    example[number] = np.arange(number.size)
    members = [
        (key[example][:, None] >> np.arange(high - low)) & 1
        for key, (low, high) in zip(keys, slices, strict=True)
    ]
    return np.concatenate(members, axis=1).astype(np.bool_), number.reshape(shape).T


def _bits(joint: Ints, place: int, width: int) -> Ints:
    """(rows,) `width` bits of the joint state from `place` on, which may straddle two words."""
    word, shift = divmod(place, WORD_BITS)
    found = joint[:, word] >> shift
    if shift + width > WORD_BITS:
        found = found | (joint[:, word + 1] << (WORD_BITS - shift))
    return np.asarray(found & ((1 << width) - 1), dtype=np.int64)


def number_sets(flags: Bools, shape: tuple[int, int]) -> tuple[Bools, Ints]:
    """The distinct rows of (n, codes) flags and the number of each, reshaped."""
    if flags.shape[0] == 0:
        return np.zeros((1, flags.shape[1]), dtype=np.bool_), np.empty(shape, dtype=np.int64)
    number = np.zeros(flags.shape[0], dtype=np.int64)
    for first in range(0, flags.shape[1], SMALL):
        part = flags[:, first : first + SMALL]
        number = _compact((number << part.shape[1]) | _as_integers(part))
    example = np.empty(int(number.max()) + 1, dtype=np.int64)
    example[number] = np.arange(number.size)
    return flags[example], number.reshape(shape)


def _as_integers(flags: Bools) -> Ints:
    """(n,) the bits of each row as a number; at most SMALL columns."""
    total = np.zeros(flags.shape[0], dtype=np.int64)
    for column in range(flags.shape[1]):
        total |= flags[:, column].astype(np.int64) << column
    return total


def _compact(number: Ints) -> Ints:
    """The same numbers without holes, in the same order."""
    most = int(number.max())
    if most > max(1 << SMALL, 4 * number.size):
        return numbered([number])
    used = np.zeros(most + 1, dtype=np.bool_)
    used[number] = True
    return (np.cumsum(used) - 1)[number]
