"""Adding up by group."""

from __future__ import annotations

import numpy as np

from annotator.agreement.arrays.sorting import BITS, numbered
from annotator.agreement.data.continuum import Floats, Ints


def sum_by(place: Ints, weight: Floats, size: int) -> Floats:
    """(size,) sums of (n,) weights by (n,) place; always float64, whatever is empty."""
    return np.bincount(place, weights=weight, minlength=size).astype(np.float64, copy=False)


def sums_of(key: Ints, weight: Ints) -> tuple[Ints, Floats]:
    """The distinct ones of (n,) keys >= 0, ascending, and the sums of their (n,) weights >= 0."""
    width = int(weight.max(initial=0)).bit_length()
    if int(key.max(initial=0)).bit_length() + width > BITS:
        number = numbered([key])
        total = sum_by(number, weight.astype(np.float64), int(number.max(initial=-1)) + 1)
        distinct = np.empty(total.size, dtype=np.int64)
        distinct[number] = key
        return distinct, total
    # Key and weight share a word, so that both are sorted at once.
    words = (key << width) | weight
    words.sort()
    key = words >> width
    words &= (1 << width) - 1
    first = np.flatnonzero(np.diff(key, prepend=-1))
    if not first.size:
        return key, weight.astype(np.float64)
    return key[first], np.add.reduceat(words, first).astype(np.float64)
