"""The value of a unit as its set of codes: what the overall figures are computed from.

Codes of one coder may overlap, so a unit has a set of codes, not one. The sets are numbered; a
run of characters becomes a row with one set number a coder and a weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.agreement.arrays.sorting import numbered
from annotator.agreement.arrays.sums import sum_by, sums_of
from annotator.agreement.data.continuum import Bools, Floats, Ints
from annotator.agreement.data.flat_corpus import FlatCorpus
from annotator.agreement.data.sweep_line import WORD_BITS, SpanBoundaries, Words, word_for

Packed = npt.NDArray[np.signedinteger[Any]]
"""Flags as the bits of numbers of any width."""
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


def character_sets(corpus: FlatCorpus, found: SpanBoundaries) -> SetRows:
    """One row for every joint state of the coders in a cluster, weighted by its characters."""
    # A boundary of a cluster is a switch of nobody, number 0: it sorts first at its place.
    number_bits = (corpus.coders * corpus.codes).bit_length()
    word = word_for((corpus.length + 1).bit_length() + number_bits)
    keys = np.empty(corpus.clusters + found.position.size, dtype=word)
    keys[: corpus.clusters] = corpus.cluster_start << number_bits
    own = keys[corpus.clusters :]
    np.left_shift(found.position, number_bits, out=own, dtype=word, casting="same_kind")
    own |= (found.coder * corpus.codes + found.code + 1).astype(word, copy=False)
    keys.sort()
    who = keys & ((1 << number_bits) - 1)
    cluster = np.cumsum(who == 0) - 1
    keys >>= number_bits
    weight = np.diff(keys, append=np.array([corpus.length], dtype=word))
    kept = weight > 0
    cluster, weight = cluster[kept], weight[kept].astype(np.int64)
    words = max(1, -(-corpus.coders * corpus.codes // WORD_BITS))
    states = [_running_state(corpus, who, word)[kept] for word in range(words)]
    if corpus.coders * corpus.codes <= SMALL:
        joint = np.arange(1 << corpus.coders * corpus.codes, dtype=np.int64)[:, None]
        row_of = states[0]
    else:
        joint, row_of = _joint(states)
    rows, cluster, weight = _gathered(row_of, joint.shape[0], cluster, weight, corpus.clusters)
    members, value = _numbered_sets(joint[rows], corpus)
    value[~corpus.present[cluster]] = -1
    return SetRows(members, value, cluster, weight)


def _running_state(corpus: FlatCorpus, who: Words, word: int) -> Ints:
    """(events,) which bits of this word are on after each event; switch n turns bit n - 1."""
    turn = np.zeros(corpus.coders * corpus.codes + 1, dtype=np.int64)
    first = 1 + word * WORD_BITS
    own = turn[first : first + WORD_BITS]
    own[:] = np.int64(1) << np.arange(own.size, dtype=np.int64)
    return np.bitwise_xor.accumulate(turn.take(who))


def _joint(states: list[Ints]) -> tuple[Ints, Ints]:
    """The distinct joint states (states, words) and the state number of every event."""
    number = numbered(states)
    first = np.zeros(int(number.max()) + 1 if number.size else 0, dtype=np.int64)
    first[number] = np.arange(number.size)
    return np.stack([state[first] for state in states], axis=1), number


def _gathered(
    row_of: Ints, states: int, cluster: Ints, weight: Ints, clusters: int
) -> tuple[Ints, Ints, Floats]:
    """Events of one state and cluster added up: state, cluster, weight of each row."""
    size = max(1, states)
    place = cluster * size + row_of
    if clusters * states <= 1 << 21:
        total = sum_by(place, weight.astype(np.float64), clusters * states)
        filled = np.flatnonzero(total)
        return filled % size, filled // size, total[filled]
    place, total = sums_of(place, weight)
    return place % size, place // size, total


def _numbered_sets(joint: Ints, corpus: FlatCorpus) -> tuple[Bools, Ints]:
    """(sets, codes) members and (rows, coders) set numbers of (rows, words) joint states."""
    coders, codes = corpus.coders, corpus.codes
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
        _flags(key[example], high - low) for key, (low, high) in zip(keys, slices, strict=True)
    ]
    return np.concatenate(members, axis=1), number.reshape(shape).T


def _flags(packed: Packed, width: int) -> Bools:
    """(n, width) the bits of (n,) numbers."""
    flags = np.empty((packed.size, width), dtype=np.bool_)
    for bit in range(width):
        flags[:, bit] = (packed >> bit) & 1
    return flags


def _bits(joint: Ints, place: int, width: int) -> Ints:
    """(rows,) `width` bits of the joint state from `place` on, which may straddle two words."""
    word, shift = divmod(place, WORD_BITS)
    found = joint[:, word] >> shift
    if shift + width > WORD_BITS:
        found = found | (joint[:, word + 1] << (WORD_BITS - shift))
    return np.asarray(found & ((1 << width) - 1), dtype=np.int64)


def number_sets(flags: Bools, shape: tuple[int, int]) -> tuple[Bools, Ints]:
    """The distinct rows of (n, codes) flags and the number of each, reshaped."""
    blocks = range(0, flags.shape[1], SMALL)
    packed = [_as_integers(flags[:, first : first + SMALL]) for first in blocks]
    return number_packed(packed, flags.shape[1], shape)


def number_packed(packed: list[Packed], codes: int, shape: tuple[int, int]) -> tuple[Bools, Ints]:
    """The same of flags that are packed: the first SMALL of them as the bits of a number, the next
    ones as those of another; each array has (n,) of these."""
    if not packed or packed[0].size == 0:
        return np.zeros((1, codes), dtype=np.bool_), np.zeros(shape, dtype=np.int64)
    widths = [min(SMALL, codes - first) for first in range(0, codes, SMALL)]
    number = np.zeros(packed[0].size, dtype=np.int64)
    for part, width in zip(packed, widths, strict=True):
        number = _compact((number << width) | part)
    example = np.empty(int(number.max()) + 1, dtype=np.int64)
    example[number] = np.arange(number.size)
    members = [_flags(part[example], width) for part, width in zip(packed, widths, strict=True)]
    return np.concatenate(members, axis=1), number.reshape(shape)


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
