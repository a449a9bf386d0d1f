"""Colours are written as digits or by their names."""

from __future__ import annotations

import pytest

from annotator.exchange.color_names import CSS_COLORS
from annotator.exchange.palette import css_name, normal_color


@pytest.mark.parametrize(
    ("written", "color"),
    [
        ("#56B4E9", "#56b4e9"),
        ("#FA0", "#ffaa00"),
        ("orange", "#ffa500"),
        ("Orange", "#ffa500"),
        ("light Sea Green", "#20b2aa"),
        ("orangeish", None),
        ("", None),
        ("56b4e9", None),
    ],
)
def test_what_is_written_for_a_colour(written: str, color: str | None) -> None:
    assert normal_color(written) == color


def test_the_table_is_that_of_css() -> None:
    assert len(CSS_COLORS) == 148
    assert css_name("#663399") == "rebeccapurple"
    assert css_name("#010203") is None
