"""Documents that are copies of each other: they are one cluster, not independent evidence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.agreement.data.continuum import Continuum, Ints


def copies(continua: Sequence[Continuum]) -> Ints:
    """(documents,) a number that documents share if length and all codings are the same.

    Documents without a coding are never copies of each other: nothing tells that they are.
    """
    seen: dict[tuple[object, ...], int] = {}
    numbers = []
    for index, continuum in enumerate(continua):
        coded = any(own is not None and own.count for own in continuum.codings)
        key = _content(continuum) if coded else (index,)
        numbers.append(seen.setdefault(key, len(seen)))
    return np.array(numbers, dtype=np.int64)


def _content(continuum: Continuum) -> tuple[object, ...]:
    parts: list[object] = [continuum.length]
    for own in continuum.codings:
        if own is None:
            parts.append(None)
            continue
        parts += [array.tobytes() for array in (own.code, own.start, own.end, own.coding)]
    return tuple(parts)
