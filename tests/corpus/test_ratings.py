"""Which attributes are ratings, and how they read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Level
from annotator.corpus.moments import EPOCH
from annotator.corpus.ratings import in_stars, number_range, rating, with_digits


def attribute(
    values: Sequence[str], kind: AttributeKind = AttributeKind.CHOICE, **more: object
) -> Attribute:
    choices = tuple(map(Choice, values))
    return Attribute("g", "c", "weight", kind, EPOCH, EPOCH, choices=choices, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "stars"),
    [
        ("1 2 3", True),
        ("0 1 2 3", True),
        ("1 2 3 4 5 6 7", True),
        ("1 2 3 4 5 6 7 8", False),
        ("0 10 20 30", False),
        ("2 3 4", False),
    ],
)
def test_small_numbers_in_order_are_a_rating(values: str, stars: bool) -> None:
    found = rating(attribute(values.split()))
    assert found is not None
    assert found.stars is stars


@pytest.mark.parametrize(
    "values", ["1 2", "3 2 1", "low high", "1 2 high", "1.5 2.5 3.5", "1 1 2", "1a 2a 3a"]
)
def test_other_values_are_none(values: str) -> None:
    assert rating(attribute(values.split())) is None


def test_what_is_called_nominal_is_none_and_words_may_follow() -> None:
    assert rating(attribute("123", level=Level.NOMINAL)) is None
    assert rating(attribute("123", AttributeKind.CHOICES)) is None
    found = rating(attribute(["1 – weak", "2 – middling", "3 – strong"], level=Level.ORDINAL))
    assert found is not None
    assert found.number("2 – middling") == 2
    assert [choice.key for choice in with_digits(found)] == ["1", "2", "3"]


def test_values_read_as_stars() -> None:
    one = attribute("0123")
    assert in_stars(one, "2") == "★★☆"
    assert in_stars(one, "0") == "☆☆☆"
    assert in_stars(one, "9") is None
    assert in_stars(attribute(["a", "b", "c"]), "a") is None


@pytest.mark.parametrize(
    ("definition", "limits"),
    [
        ("0–100: how sure the speaker is", (0, 100)),
        ("-5 … 5", (-5, 5)),
        ("1..10", (1, 10)),
        ("How sure, 0–100", None),
        ("5–1", None),
        ("", None),
    ],
)
def test_a_number_has_the_range_that_its_definition_begins_with(
    definition: str, limits: tuple[int, int] | None
) -> None:
    assert number_range(attribute([], AttributeKind.NUMBER, definition=definition)) == limits
    assert number_range(attribute([], AttributeKind.TEXT, definition=definition)) is None
