"""Code points and the widget's units."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.code_points import (
    LONG_PARAGRAPH,
    PositionMap,
    grapheme_end,
    grapheme_start,
)


@given(st.text(alphabet="aé日\u2028\n \u0301👩😀\u200d", max_size=80), st.booleans())
def test_both_ways(text: str, has_bytes: bool) -> None:
    positions = PositionMap(text, text.encode() if has_bytes else None)
    for position in range(len(text) + 1):
        unit = len(text[:position].encode("utf-16-le")) // 2
        assert positions.to_widget(position) == unit
        assert positions.to_text(unit) == position
    every = np.arange(len(text) + 1)
    assert positions.many_to_widget(every).tolist() == [positions.to_widget(int(p)) for p in every]


@pytest.mark.parametrize("letters", ["word ", "x", "日", "👩‍👩‍👧", "ab. "])
def test_a_long_paragraph_is_broken_and_nothing_is_lost(letters: str) -> None:
    text = "first\n" + letters * (3 * LONG_PARAGRAPH // len(letters)) + "\nlast"
    positions = PositionMap(text)
    assert len(positions.breaks) >= 3
    shown = positions.shown(text)
    units = shown.encode("utf-16-le")
    for position in [*positions.breaks, 0, 5, 6, len(text) - 1]:
        unit = positions.to_widget(position)
        assert units[2 * unit :].decode("utf-16-le")[0] == text[position]
        assert positions.to_text(unit) == position
    for position in positions.breaks:
        # Both sides of the widget's own break are the same place in the text.
        assert positions.to_text(positions.to_widget(position) - 1) == position
        assert grapheme_start(text, position) == position
    assert positions.to_text(len(units) // 2) == len(text)


def test_what_qt_would_alter_is_shown_otherwise_at_the_same_place() -> None:
    text = "a\rb\u2029c\ufdd0d\ufffce\u00a0f"
    shown = PositionMap(text).shown(text)
    assert len(shown) == len(text)
    assert shown == "a b\u2028c\ufffdd\ufffde\u00a0f"


def test_half_a_pair_of_surrogates_is_one_unit() -> None:
    positions = PositionMap("a\ud83db😀c")
    assert [positions.to_widget(position) for position in range(6)] == [0, 1, 2, 3, 5, 6]


@pytest.mark.parametrize(
    ("text", "borders"),
    [
        ("🇩🇪🇫🇷", [0, 2, 4]),
        ("👩‍👩‍👧x", [0, 5, 6]),
        ("e\u0301t", [0, 2, 3]),
        ("👍🏽!", [0, 2, 3]),
        ("हिन्दी", [0, 2, 6]),
        ("ab", [0, 1, 2]),
    ],
)
def test_characters_as_a_reader_sees_them(
    qapp: QApplication, text: str, borders: list[int]
) -> None:
    for position in range(len(text) + 1):
        assert grapheme_start(text, position) == max(b for b in borders if b <= position)
        assert grapheme_end(text, position) == min(b for b in borders if b >= position)
