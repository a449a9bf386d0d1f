"""The run-length engine: boundaries are sorted once and swept; characters are never visited.

Between two boundaries nothing changes, so a run of characters is one row with a weight. A coder's
codings of one code are united first; what is left of a coder and a code is a series of boundaries
(on, off, on, ...), so the state of all coders is a running exclusive or of switch bits.
Cost: O(n log n) for n spans, whatever the length of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Floats
from annotator.agreement.data.flat_corpus import FlatCorpus

WORD_BITS = 62
"""Bits of state in one int64 word; the sign stays free."""
NARROW_BITS = 31
"""The same in an int32."""

Words = npt.NDArray[np.signedinteger[Any]]
"""Whole numbers >= 0 that were made to fit."""


@dataclass(frozen=True, slots=True, eq=False)
class SpanBoundaries:
    """Where a coder's united stretch of a code begins or ends: three parallel (n,) arrays."""

    position: Words
    coder: Words
    code: Words


def word_for(bits: int) -> np.dtype[np.signedinteger[Any]]:
    """The narrowest whole number with so many bits and a sign: half as wide is sorted in half the
    time. Raises ValueError where none is wide enough."""
    if bits > WORD_BITS:
        raise ValueError("more text, coders and codes than one sweep can hold")
    return np.dtype(np.int32 if bits <= NARROW_BITS else np.int64)


def span_boundaries(corpus: FlatCorpus) -> SpanBoundaries:
    """The boundaries of every coder's united stretches, by code, coder and position."""
    pos_bits = (corpus.length + 1).bit_length() + 1
    coder_bits = max(1, (corpus.coders - 1).bit_length())
    word = word_for(pos_bits + coder_bits + max(1, corpus.codes).bit_length())
    owner = ((corpus.coding_code << coder_bits) | corpus.coding_coder) << pos_bits
    group = owner.astype(word).take(corpus.coding)
    count = group.size
    keys = np.empty(2 * count, dtype=word)
    # The lowest bit tells a start (1) from an end (0), so that ends sort first.
    np.add(group, corpus.start.astype(word) << 1, out=keys[:count])
    keys[:count] |= 1
    np.add(group, corpus.end.astype(word) << 1, out=keys[count:])
    keys.sort()
    opens = keys & 1
    depth = np.cumsum(2 * opens - 1, dtype=word)
    outer = depth == opens  # a start that makes the depth 1, an end that makes it 0
    kept = keys[outer] >> 1
    position = kept & ((1 << (pos_bits - 1)) - 1)
    kept >>= pos_bits - 1
    return SpanBoundaries(position, kept & ((1 << coder_bits) - 1), kept >> coder_bits)


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """How many units show which coders using a code: the table behind all binary figures.

    Parallel (rows,) arrays: `code`, `cluster`, `mask` (bit i set: coder i used the code there) and
    `weight` (units: characters, words or sentences). Absent coders never have their bit set; who
    is present stands in the corpus.
    """

    code: Words
    cluster: Words
    mask: Words
    weight: Floats


def character_patterns(corpus: FlatCorpus, found: SpanBoundaries) -> Patterns:
    """The pattern table with characters as units.

    Raises ValueError for more than 62 coders: a state would not fit its word.
    """
    if corpus.coders > WORD_BITS:
        raise ValueError(f"at most {WORD_BITS} coders can be compared at once")
    coder_bits, size = corpus.coders.bit_length(), corpus.codes * corpus.length
    word = word_for(size.bit_length() + coder_bits)
    # The codes end to end on one axis: what ends with the text of a code ends where the next
    # begins, and weighs nothing there. A boundary of a cluster is a switch of nobody, number 0,
    # so it sorts first; there is one for every code, so the boundaries count the cells.
    every_code = np.arange(corpus.codes, dtype=np.int64) * corpus.length
    edges = ((every_code[:, None] + corpus.cluster_start) << coder_bits).ravel()
    keys = np.empty(found.position.size + edges.size, dtype=word)
    keys[found.position.size :] = edges
    own = keys[: found.position.size]
    np.multiply(found.code, corpus.length, out=own, dtype=word, casting="same_kind")
    own += found.position
    own <<= coder_bits
    own |= found.coder
    own += 1
    keys.sort()
    who = keys & ((1 << coder_bits) - 1)
    cell = np.cumsum(who == 0, dtype=word) - 1
    keys >>= coder_bits
    weight = np.diff(keys, append=np.array([size], dtype=word)).astype(np.float64)
    turn = np.append(0, np.int64(1) << np.arange(corpus.coders, dtype=np.int64))
    mask = np.bitwise_xor.accumulate(turn.astype(word_for(corpus.coders)).take(who))
    return collect(corpus, cell, mask, weight)


def collect(corpus: FlatCorpus, cell: Words, mask: Words, weight: Floats) -> Patterns:
    """Rows of equal cell (code times clusters plus cluster) and mask added up; rows without
    weight dropped."""
    cells = corpus.codes * corpus.clusters << corpus.coders if corpus.coders < 24 else 1 << 62
    if cells <= 1 << 20:
        total = sum_by((cell << corpus.coders) | mask, weight, cells)
        filled = np.flatnonzero(total)
        cell, mask, total = (
            filled >> corpus.coders,
            filled & ((1 << corpus.coders) - 1),
            total[filled],
        )
    else:
        order = np.lexsort((mask, cell))
        cell, mask, weight = cell[order], mask[order], weight[order]
        fresh = np.ones(cell.size, dtype=np.bool_)
        fresh[1:] = (cell[1:] != cell[:-1]) | (mask[1:] != mask[:-1])
        total = sum_by(np.cumsum(fresh) - 1, weight, int(fresh.sum()))
        kept = total > 0
        cell, mask, total = cell[fresh][kept], mask[fresh][kept], total[kept]
    clusters = max(1, corpus.clusters)
    return Patterns(cell // clusters, cell % clusters, mask, total)


def joined(parts: Sequence[Patterns]) -> Patterns:
    """The rows of several tables, one after the other."""
    nothing = np.empty(0, dtype=np.int64)
    return Patterns(
        np.concatenate([nothing, *(one.code for one in parts)]),
        np.concatenate([nothing, *(one.cluster for one in parts)]),
        np.concatenate([nothing, *(one.mask for one in parts)]),
        np.concatenate([np.empty(0), *(one.weight for one in parts)]),
    )
