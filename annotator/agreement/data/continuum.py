"""What goes in: one document as several coders coded it, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Codings:
    """The codings of one coder in one document.

    `code` (codings,) is the index of each coding's code. `start`, `end` (spans,) are half-open
    code points and `coding` (spans,) says which coding a span is a part of: a discontinuous coding
    has several spans and is still one coding. Build it with `of`, `contiguous` or `from_arrays`,
    which bring the spans into order and unite the parts of a coding that touch.
    """

    code: Ints
    start: Ints
    end: Ints
    coding: Ints

    @staticmethod
    def of(codings: Iterable[tuple[int, Sequence[tuple[int, int]]]]) -> Codings:
        """From (code, spans) pairs, one a coding."""
        codes: list[int] = []
        parts: list[tuple[int, int, int]] = []
        for index, (code, spans) in enumerate(codings):
            codes.append(code)
            parts.extend((start, end, index) for start, end in spans)
        columns = np.array(parts, dtype=np.int64).reshape(-1, 3)
        return Codings.from_arrays(codes, columns[:, 0], columns[:, 1], columns[:, 2])

    @staticmethod
    def contiguous(start: ArrayLike, end: ArrayLike, code: ArrayLike) -> Codings:
        """From one span a coding; the three (codings,) arrays are parallel."""
        codes = _ints(code)
        return Codings.from_arrays(codes, start, end, np.arange(codes.size, dtype=np.int64))

    @staticmethod
    def from_arrays(
        code: ArrayLike, start: ArrayLike, end: ArrayLike, coding: ArrayLike
    ) -> Codings:
        """From the four arrays as the class describes them, in any order.

        Raises ValueError for an empty, reversed or negative span, for a negative code, for a span
        of no coding and for a coding without a span.
        """
        codes, starts, ends, owner = _ints(code), _ints(start), _ints(end), _ints(coding)
        if not starts.size == ends.size == owner.size:
            raise ValueError("start, end and coding must be equally long")
        if starts.size and (starts.min() < 0 or bool((ends <= starts).any())):
            raise ValueError("a span must be a passage: 0 <= start < end")
        if codes.size and codes.min() < 0:
            raise ValueError("a code is an index from 0")
        if owner.size and (owner.min() < 0 or owner.max() >= codes.size):
            raise ValueError("a span belongs to no coding")
        if codes.size and np.bincount(owner, minlength=codes.size).min() == 0:
            raise ValueError("a coding has no span")
        if bool((np.diff(owner) == 1).all()):  # one span each, in order: the usual case
            return Codings(codes, starts, ends, owner)
        return _united(codes, starts, ends, owner)

    @property
    def count(self) -> int:
        """How many codings (not spans)."""
        return int(self.code.size)


def _united(codes: Ints, starts: Ints, ends: Ints, owner: Ints) -> Codings:
    """Parts sorted by coding and start, touching or overlapping parts of one coding united."""
    order = np.lexsort((starts, owner))
    starts, ends, owner = starts[order], ends[order], owner[order]
    # The furthest end so far within the coding; codings are kept apart by a stride.
    stride = int(ends.max()) + 1
    reach = np.maximum.accumulate(ends + owner * stride) - owner * stride
    fresh = np.ones(starts.size, dtype=np.bool_)
    fresh[1:] = (owner[1:] != owner[:-1]) | (starts[1:] > reach[:-1])
    last = np.append(np.flatnonzero(fresh)[1:] - 1, starts.size - 1)
    return Codings(codes, starts[fresh], reach[last], owner[fresh])


@dataclass(frozen=True, slots=True, eq=False)
class Continuum:
    """One document: its length in code points and the codings of each coder, None where missing.

    A coder is missing where they did not touch the document; a coder who read it and coded nothing
    has empty `Codings`. Raises ValueError where a span runs past the end.
    """

    length: int
    codings: tuple[Codings | None, ...]

    def __post_init__(self) -> None:
        for own in self.codings:
            if own is not None and own.end.size and int(own.end.max()) > self.length:
                raise ValueError(f"a span ends after the {self.length} characters of the document")

    def of_coders(self, chosen: Sequence[int]) -> Continuum:
        """The same document with only the chosen coders (by index), in that order."""
        return Continuum(self.length, tuple(self.codings[index] for index in chosen))


def _ints(values: ArrayLike) -> Ints:
    """One-dimensional int64; refuses anything that is not whole numbers."""
    array = np.asarray(values)
    if array.size and array.dtype.kind not in "iu":
        raise ValueError("offsets and codes are whole numbers")
    return np.ascontiguousarray(array, dtype=np.int64).reshape(-1)
