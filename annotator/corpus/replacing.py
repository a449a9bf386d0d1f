"""A text in which passages are replaced by others, and where its positions are then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from annotator.corpus.span import Span


class Replacement(NamedTuple):
    """The code points ``start <= i < end`` of a text become `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class ReplacedText:
    """A text with replacements, which are in order, do not overlap and are not empty."""

    original: str
    replacements: Sequence[Replacement]
    text: str = field(init=False)
    _starts: list[int] = field(init=False)
    _ends: list[int] = field(init=False)
    _shifts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        pieces, place = [], 0
        for one in self.replacements:
            if not place <= one.start < one.end <= len(self.original):
                raise ValueError(f"a replacement at {one.start} to {one.end} is out of order")
            pieces += [self.original[place : one.start], one.text]
            place = one.end
        grown = (len(one.text) - (one.end - one.start) for one in self.replacements)
        object.__setattr__(self, "text", "".join([*pieces, self.original[place:]]))
        object.__setattr__(self, "_starts", [one.start for one in self.replacements])
        object.__setattr__(self, "_ends", [one.end for one in self.replacements])
        object.__setattr__(self, "_shifts", [0, *accumulate(grown)])

    def start(self, position: int) -> int:
        """Where what begins at a position begins now: within a replaced passage, at its start."""
        at = bisect_left(self._ends, position + 1)  # passages that end at or before it
        if at < len(self._starts) and self._starts[at] < position:
            position = self._starts[at]
        return position + self._shifts[at]

    def end(self, position: int) -> int:
        """Where what ends at a position ends now: within a replaced passage, at its end."""
        at = bisect_right(self._starts, position - 1)  # passages that begin before it
        if at and self._ends[at - 1] > position:
            position = self._ends[at - 1]
        return position + self._shifts[at]

    def span(self, span: Span) -> Span:
        """A passage in the new text: with the whole of a replaced passage that it cuts into."""
        return Span(self.start(span.start), self.end(span.end))
