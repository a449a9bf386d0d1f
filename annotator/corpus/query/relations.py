"""Relations between two codings: of place in a text, and those that coders declared."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class TextUnit(enum.StrEnum):
    """What a text falls into."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"
    DOCUMENT = "document"


class Overlap(enum.StrEnum):
    """How the code points of two passages of one document lie to each other. A passage is the set
    of its code points; all but `OVERLAPS` hold of equal passages too."""

    OVERLAPS = "overlaps"
    """They share a code point."""
    INSIDE = "inside"
    """Every code point of the left one is one of the right one."""
    CONTAINS = "contains"
    """Every code point of the right one is one of the left one."""
    SAME_PASSAGE = "same passage as"
    """They are the same code points."""
    STARTS_WITH = "starts with"
    """The left one contains the right one, and both begin at one position."""
    ENDS_WITH = "ends with"
    """The left one contains the right one, and both end at one position."""


class Direction(enum.StrEnum):
    """On which side of the right passage the left one stands."""

    BEFORE = "before"
    """It ends before the right one begins, or where it does (half open)."""
    AFTER = "after"
    """It begins behind the right one's end, or there."""
    NEAR = "of"
    """Before, after, or they share a code point."""


@dataclass(frozen=True, slots=True)
class Order:
    """One passage before, after or near another of its document, at most `within` units away.

    The distance of two passages is the number of words that begin from the end of the first one up
    to the beginning of the second; or by how many sentences, paragraphs or turns the first one that
    the second passage has a code point in comes behind the last one that the first has one in.
    `within` is None for any distance, and then so is `unit`.
    """

    direction: Direction
    within: int | None = None
    unit: TextUnit | None = None

    def __post_init__(self) -> None:
        if (self.within is None) != (self.unit is None):
            raise ValueError("a distance has a number and a unit")
        if self.within is None and self.direction is Direction.NEAR:
            raise ValueError("near by how much?")
        if self.within is not None and self.within < 0:
            raise ValueError("a distance is not negative")
        if self.unit is TextUnit.DOCUMENT:
            raise ValueError("distances are within a document")


@dataclass(frozen=True, slots=True)
class SameUnit:
    """Both passages have a code point in one and the same unit."""

    unit: TextUnit

    def __post_init__(self) -> None:
        if self.unit is TextUnit.WORD:
            raise ValueError("passages of one word overlap")


@dataclass(frozen=True, slots=True)
class Linked:
    """A relation of a declared type leads from the left coding to the right one, or the other way
    where it is not `forward`; of any type where `kind` is empty."""

    kind: str = ""
    forward: bool = True


Relation = Overlap | Order | SameUnit | Linked
