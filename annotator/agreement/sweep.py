"""The run-length engine: boundaries are sorted once and swept; characters are never visited.

Between two boundaries nothing changes, so a run of characters is one row with a weight. A coder's
codings of one code are united first; what is left of a coder and a code is a series of switches
(on, off, on, ...), so the state of all coders is a running exclusive or of switch bits.
Cost: O(n log n) for n spans, whatever the length of the text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.continuum import Floats, Ints
from annotator.agreement.layout import Layout
from annotator.agreement.sorting import sorted_words
from annotator.agreement.sums import sum_by

WORD_BITS = 62
"""Bits of state in one int64 word; the sign stays free."""


@dataclass(frozen=True, slots=True, eq=False)
class Switches:
    """Where a coder's united stretch of a code begins or ends: three parallel (n,) arrays."""

    position: Ints
    coder: Ints
    code: Ints


def switches(layout: Layout) -> Switches:
    """The boundaries of every coder's united stretches, by code, coder and position."""
    pos_bits = (layout.length + 1).bit_length() + 1
    coder_bits = max(1, (layout.coders - 1).bit_length())
    _check_room(pos_bits + coder_bits + max(1, layout.codes).bit_length())
    owner = ((layout.coding_code << coder_bits) | layout.coding_coder) << pos_bits
    group = owner.take(layout.coding)
    count = group.size
    keys = np.empty(2 * count, dtype=np.int64)
    # The lowest bit tells a start (1) from an end (0), so that ends sort first.
    np.add(group, layout.start << 1, out=keys[:count])
    keys[:count] |= 1
    np.add(group, layout.end << 1, out=keys[count:])
    keys = sorted_words(keys)
    opens = keys & 1
    depth = np.cumsum(2 * opens.astype(np.int32) - 1, dtype=np.int32)
    outer = depth == opens  # a start that makes the depth 1, an end that makes it 0
    kept = keys[outer] >> 1
    position = kept & ((1 << (pos_bits - 1)) - 1)
    kept >>= pos_bits - 1
    return Switches(position, kept & ((1 << coder_bits) - 1), kept >> coder_bits)


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """How many units show which coders using a code: the table behind all binary figures.

    Parallel (rows,) arrays: `code`, `cluster`, `mask` (bit i set: coder i used the code there) and
    `weight` (units: characters, words or sentences). Absent coders never have their bit set; who
    is present stands in the layout.
    """

    code: Ints
    cluster: Ints
    mask: Ints
    weight: Floats


def character_patterns(layout: Layout, found: Switches) -> Patterns:
    """The pattern table with characters as units.

    Raises ValueError for more than 62 coders: a state would not fit its word.
    """
    if layout.coders > WORD_BITS:
        raise ValueError(f"at most {WORD_BITS} coders can be compared at once")
    count = layout.coders
    coder_bits = count.bit_length()
    pos_bits = (layout.length + 1).bit_length()
    _check_room(pos_bits + coder_bits + max(1, layout.codes).bit_length())
    # A boundary of a cluster is a switch of nobody (number 0, so it sorts first), for every code.
    every_code = np.arange(layout.codes, dtype=np.int64) << (pos_bits + coder_bits)
    edges = (every_code[:, None] | (layout.cluster_start << coder_bits)).ravel()
    keys = np.concatenate(
        (
            (((found.code << pos_bits) | found.position) << coder_bits) | (found.coder + 1),
            edges,
        )
    )
    keys = sorted_words(keys)
    who = keys & ((1 << coder_bits) - 1)
    position = (keys >> coder_bits) & ((1 << pos_bits) - 1)
    code = keys >> (coder_bits + pos_bits)
    bits = np.append(0, np.int64(1) << np.arange(count, dtype=np.int64))
    mask = np.bitwise_xor.accumulate(bits.take(who))
    cluster = np.cumsum(who == 0) - 1 - code * layout.clusters
    length = np.diff(np.append(position, layout.length))
    # The last run of a code reaches the end of the text; the next code begins at 0 again.
    length[np.flatnonzero(np.diff(code))] += layout.length
    return collect(layout, code, cluster, mask, length.astype(np.float64))


def collect(layout: Layout, code: Ints, cluster: Ints, mask: Ints, weight: Floats) -> Patterns:
    """Rows of equal code, cluster and mask added up; rows without weight dropped."""
    place = code * layout.clusters + cluster
    cells = layout.codes * layout.clusters << layout.coders if layout.coders < 24 else 1 << 62
    if cells <= 1 << 20:
        total = sum_by((place << layout.coders) | mask, weight, cells)
        filled = np.flatnonzero(total)
        place = filled >> layout.coders
        return Patterns(
            place // max(1, layout.clusters),
            place % max(1, layout.clusters),
            filled & ((1 << layout.coders) - 1),
            total[filled],
        )
    order = np.lexsort((mask, place))
    place, mask, weight = place[order], mask[order], weight[order]
    fresh = np.ones(place.size, dtype=np.bool_)
    fresh[1:] = (place[1:] != place[:-1]) | (mask[1:] != mask[:-1])
    total = sum_by(np.cumsum(fresh) - 1, weight, int(fresh.sum()))
    place, mask = place[fresh], mask[fresh]
    kept = total > 0
    place = place[kept]
    return Patterns(place // layout.clusters, place % layout.clusters, mask[kept], total[kept])


def _check_room(bits: int) -> None:
    if bits > WORD_BITS:
        raise ValueError("more text, coders and codes than one sweep can hold")
