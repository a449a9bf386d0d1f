"""Marks that are made when somebody points at them: a portrait may have 100,000."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from annotator.corpus.drawing import Mark


class MadeMarks(Sequence[Mark]):
    """So many marks, each made by a function of its number when it is asked for."""

    def __init__(self, size: int, make: Callable[[int], Mark]) -> None:
        self._size, self._make = size, make

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, number: int) -> Mark: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Mark]: ...
    def __getitem__(self, number: int | slice) -> Mark | Sequence[Mark]:
        if isinstance(number, slice):
            return [self._make(one) for one in range(self._size)[number]]
        return self._make(range(self._size)[number])

    def __iter__(self) -> Iterator[Mark]:
        return map(self._make, range(self._size))
