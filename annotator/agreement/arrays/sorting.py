"""Sorting and numbering whole numbers.

NumPy sorts an array of words in vector registers, several times faster than it finds their order.
So where there is room for it in a word, a number's place is sorted along with it: a million numbers
in 0.008 s in place of 0.087 s, and numbered in 0.03 s in place of 1.1 s. `order_of_plainly` and
`numbered_plainly` are what NumPy has for it, to compare with (`tests/agreement/test_sorting.py`).
"""

from __future__ import annotations

import numpy as np

from annotator.agreement.data.continuum import Ints

BITS = 63
"""Bits of an int64 that is not negative."""


def order_of(keys: Ints) -> Ints:
    """A stable order of (n,) numbers >= 0: `keys[order_of(keys)]` is sorted."""
    place_bits = keys.size.bit_length()
    most = int(keys.max()) if keys.size else 0
    if most.bit_length() + place_bits > BITS:
        return np.argsort(keys, kind="stable")
    words = keys << place_bits
    words |= np.arange(keys.size, dtype=np.int64)
    words.sort()
    words &= (1 << place_bits) - 1
    return words


def numbered(keys: list[Ints]) -> Ints:
    """Equal tuples of parallel keys (numbers >= 0) get equal numbers from 0."""
    joint = keys[0]
    for key in keys[1:]:
        if joint.size == 0:
            return joint
        part, span = key, int(key.max()) + 1
        if (int(joint.max()) + 1).bit_length() + span.bit_length() >= BITS:
            joint, part, span = _ranked(joint), _ranked(key), key.size
        joint = joint * span + part
    return _ranked(joint)


def _ranked(key: Ints) -> Ints:
    """(n,) the place of each number among the distinct ones."""
    order = order_of(key)
    ordered = key[order]
    fresh = np.zeros(key.size, dtype=np.bool_)
    fresh[1:] = ordered[1:] != ordered[:-1]
    number = np.empty(key.size, dtype=np.int64)
    number[order] = np.cumsum(fresh)
    return number


def order_of_plainly(keys: Ints) -> Ints:
    """The same as `order_of`."""
    return np.argsort(keys, kind="stable")


def numbered_plainly(keys: list[Ints]) -> Ints:
    """The same as `numbered`: numbers in the order of the tuples."""
    _tuples, number = np.unique(np.column_stack(keys), axis=0, return_inverse=True)
    return number.reshape(-1).astype(np.int64)
