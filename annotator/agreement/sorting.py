"""Stable orders of whole numbers, several times faster than argsort."""

from __future__ import annotations

import numpy as np

from annotator.agreement.continuum import Ints

BITS = 63


def order_of(keys: Ints) -> Ints:
    """A stable order of (n,) numbers >= 0: number and index are packed in one word and sorted.

    Plain sorting runs in vector registers, sorting by key does not.
    """
    if keys.size == 0:
        return np.empty(0, dtype=np.int64)
    bits = int(keys.size).bit_length()
    if int(keys.max()).bit_length() + bits > BITS:
        return np.argsort(keys, kind="stable").astype(np.int64)
    packed = (keys << bits) | np.arange(keys.size, dtype=np.int64)
    packed.sort()
    packed &= (1 << bits) - 1
    return packed


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
