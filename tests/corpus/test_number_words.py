"""Numbers as people read them."""

from __future__ import annotations

import pytest

from annotator.corpus.number_words import decimals, figure_words, percent, typeset


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-0.0001, "0.000"),
        (-0.0, "0.000"),
        (-0.0005001, "-0.001"),
        (0.635, "0.635"),
        (-0.2, "-0.200"),
    ],
)
def test_what_rounds_to_nothing_has_no_minus(value: float, words: str) -> None:
    assert decimals(value) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.995, "99.5%"),
        (0.0002, "<0.1%"),
        (0.0005, "0.1%"),
        (0.0, "0.0%"),
        (1.0, "100.0%"),
        (0.99996, ">99.9%"),
        (0.5, "50.0%"),
    ],
)
def test_a_share_that_is_there_is_never_none_and_never_all(share: float, words: str) -> None:
    assert percent(share) == words


def test_whole_percent() -> None:
    assert [percent(share, 0) for share in (0.5, 0.001, 0.999)] == ["50%", "<1%", ">99%"]


def test_a_figure_with_its_interval() -> None:
    assert figure_words(0.6354) == "0.635"
    assert figure_words(0.6354, (-0.001, 0.8)) == "0.635 [0.00, 0.80]"
    assert figure_words(0.995, (0.98, 0.9999), in_percent=True) == "99.5% [98.0, >99.9]"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-0.123 [-0.41, 0.07]", "−0.123 [−0.41, 0.07]"),
        ("between -1 and 1", "between −1 and 1"),
        ("2026-11-30, F1-score, 3-5, (2)-1, a-1", "2026-11-30, F1-score, 3-5, (2)-1, a-1"),
        ("0.5 [0.1, 0.9]", "0.5 [0.1, 0.9]"),
    ],
)
def test_readers_get_minus_signs(text: str, shown: str) -> None:
    assert typeset(text) == shown
