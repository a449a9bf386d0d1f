"""A document without one of its stretches: what is left of its codings, moved together."""

from __future__ import annotations

import numpy as np

from annotator.agreement.data.continuum import Codings, Continuum


def without_stretch(text: Continuum, start: int, end: int) -> Continuum:
    """The document without the characters from `start` up to `end`.

    A coding keeps what lies outside; one that lies within is gone.
    """
    return Continuum(
        text.length - (end - start),
        tuple(None if own is None else _cut(own, start, end) for own in text.codings),
    )


def _cut(own: Codings, start: int, end: int) -> Codings:
    size = end - start

    def moved(places: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> object:
        return np.where(places >= end, places - size, np.minimum(places, start))

    starts, ends = np.asarray(moved(own.start)), np.asarray(moved(own.end))
    left = ends > starts
    kept = np.unique(own.coding[left])
    number = np.searchsorted(kept, own.coding[left])
    return Codings.from_arrays(own.code[kept], starts[left], ends[left], number)
