"""Where passages that were found in folded texts are in the texts themselves."""

from __future__ import annotations

import numpy as np

from annotator.corpus.folding import Folded
from annotator.retrieval.arrays import Ints


def origins(folded: Folded, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Where passages of at least one character are in the original, as `Folded.origin` says of
    each: code points, half open."""
    if not folded.starts:
        return starts, ends
    return _origin(folded, starts)[0], _origin(folded, ends - 1)[1]


def _origin(folded: Folded, positions: Ints) -> tuple[Ints, Ints]:
    """Where what characters come from begins and ends."""
    first, begin, end = (
        np.frombuffer(column, dtype=np.int64)
        for column in (folded.starts, folded.origins, folded.ends)
    )
    stretch = np.searchsorted(first, positions, "right") - 1
    is_first = stretch < 0  # what stands before all stretches is in its place
    place = np.where(is_first, positions, begin[stretch] + positions - first[stretch])
    whole = ~is_first & (end[stretch] >= 0)
    return (
        np.where(whole, begin[stretch], place),
        np.where(whole, end[stretch], place + 1),
    )
