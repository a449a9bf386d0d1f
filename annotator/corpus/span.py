"""Half-open ranges of Unicode code points in the text of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points ``start <= i < end`` of a text; never empty.

    Raises ValueError for a negative, reversed or empty range: such a span names no passage.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"[{self.start}, {self.end}) is not a passage")

    @property
    def length(self) -> int:
        """How many code points it has."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every code point of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]
"""The parts of one passage: in order, disjoint, with at least one code point between them."""

PART_SEPARATOR = " … "
"""Stands between the parts of a discontinuous passage where it is written as one string."""


def united(spans: Iterable[Span]) -> Spans:
    """The same code points as the fewest spans, in order; touching spans become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def passage(text: str, spans: Sequence[Span]) -> str:
    """The words that the spans name; the parts of a discontinuous passage joined by " … "."""
    return PART_SEPARATOR.join(text[span.start : span.end] for span in spans)
