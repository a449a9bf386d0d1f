"""Attributes that are ratings: a few small numbers in order, or a number within a range. Nothing of
it is stored: it follows from an attribute's kind, level, values and definition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Level, Value

MOST_STARS: Final = 7
"""Values up to which a rating is stars; more are a slider."""
_MOST_VALUES: Final = 101
_WIDEST: Final = 1_000
"""Whole steps that a slider can have."""
_NUMBERED: Final = re.compile(r"(\d{1,3})(?![\w.,])")
_RANGE: Final = re.compile(r"\s*(-?\d{1,6})\s*(?:–|—|-|−|…|\.\.)\s*(-?\d{1,6})(?!\d)")


@dataclass(frozen=True, slots=True)
class Rating:
    """Values from the least to the most with their numbers; `stars` where they are few and begin
    at 0 or 1. 0 is then no star."""

    choices: tuple[Choice, ...]
    numbers: tuple[int, ...]
    stars: bool

    def number(self, value: Value | None) -> int | None:
        """The number of a value; None for one that is none of the rating's."""
        names = [choice.name for choice in self.choices]
        return self.numbers[names.index(value)] if value in names else None

    @property
    def most(self) -> int:
        """The highest number."""
        return self.numbers[-1]


def rating(attribute: Attribute) -> Rating | None:
    """The rating that a closed choice of one value is: its values begin with whole numbers, each
    more than the one before, and it is not called nominal."""
    if attribute.kind is not AttributeKind.CHOICE or attribute.level is Level.NOMINAL:
        return None
    found = [_NUMBERED.match(choice.name) for choice in attribute.choices]
    if not 3 <= len(found) <= _MOST_VALUES or not all(found):
        return None
    numbers = tuple(int(one[1]) for one in found if one is not None)
    if any(after <= before for before, after in pairwise(numbers)):
        return None
    running = numbers == tuple(range(numbers[0], numbers[0] + len(numbers)))
    stars = running and numbers[0] in (0, 1) and numbers[-1] <= MOST_STARS
    return Rating(attribute.choices, numbers, stars)


def with_digits(found: Rating) -> tuple[Choice, ...]:
    """The values of a rating, each with its digit as its key where it has no key of its own."""
    taken = {choice.key for choice in found.choices if choice.key}
    return tuple(
        choice
        if choice.key or number > 9 or str(number) in taken
        else Choice(choice.name, str(number), choice.definition)
        for choice, number in zip(found.choices, found.numbers, strict=True)
    )


def number_range(attribute: Attribute) -> tuple[int, int] | None:
    """The least and the most of a number whose definition begins with its range, as in “0–100”."""
    if attribute.kind is not AttributeKind.NUMBER:
        return None
    found = _RANGE.match(attribute.definition)
    if found is None:
        return None
    least, most = int(found[1]), int(found[2])
    return (least, most) if least < most <= least + _WIDEST else None


def in_stars(attribute: Attribute, value: Value) -> str | None:
    """A value as stars, such as ★★★☆☆; None where it is no such rating."""
    found = rating(attribute)
    if found is None or not found.stars:
        return None
    number = found.number(value)
    if number is None:
        return None
    return "★" * number + "☆" * (found.most - number)
