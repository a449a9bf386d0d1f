"""What follows what: each coding and the next one in the order of the text.

The order: by where passages begin, of those that begin together the longer first, then in the order
of the codes. So an outer passage comes before what it holds, and a passage may be followed by one
that lies in it. Two codings of one code in a row are a transition too.
"""

from __future__ import annotations

import numpy as np

from annotator.retrieval.arrays import Bools, order_of
from annotator.retrieval.columns import CodingTable
from annotator.retrieval.pairs import Pairs
from annotator.retrieval.units import Places


def transitions(
    table: CodingTable, among: Bools, places: Places, within: int | None, *, same_coder: bool
) -> Pairs:
    """Each coding with the next one of its document, or of its coder in it, if that is at most
    `within` away as `places` count; what begins before the first one ends is at no distance."""
    chosen = np.flatnonzero(among)
    coder = table.coder if same_coder else np.zeros(len(table), dtype=np.int64)
    size = table.end - table.start
    longest = int(size.max(initial=0))
    order = chosen[
        order_of(
            chosen.size,
            (coder[chosen], int(coder.max(initial=0)) + 1),
            (table.start[chosen], table.length + 1),
            (longest - size[chosen], longest + 1),
            (table.code[chosen], int(table.code.max(initial=0)) + 1),
        )
    ]
    left, right = order[:-1], order[1:]
    kept = (table.document[left] == table.document[right]) & (coder[left] == coder[right])
    if within is not None:
        kept &= places.counted[left] & places.counted[right]
        distance = np.maximum(places.first[right] - places.last[left], 0)
        kept &= (distance <= within) | (table.start[right] < table.end[left])
    return Pairs(left[kept], right[kept])
