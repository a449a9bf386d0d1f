"""Windows come back where they can be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from annotator.ui.window.screens import on_screens

LEFT, RIGHT = QRect(0, 0, 1280, 800), QRect(1280, 0, 1920, 1080)


@pytest.mark.parametrize("place", [QRect(10, 10, 300, 400), QRect(1300, 50, 400, 900)])
def test_a_place_on_a_screen_is_kept(place: QRect) -> None:
    assert on_screens(place, [LEFT, RIGHT]) == place


def test_a_window_of_a_screen_that_is_gone_comes_to_the_first() -> None:
    place = on_screens(QRect(1300, 50, 400, 900), [LEFT])
    assert LEFT.contains(place)
    assert place.height() == 800
    assert place.width() == 400


@pytest.mark.parametrize(
    "place",
    [
        QRect(-5000, -5000, 300, 300),
        QRect(1270, 10, 300, 300),  # a strip of ten pixels can't be dragged
        QRect(100, 795, 300, 300),
        QRect(100, -290, 300, 300),
    ],
)
def test_a_window_out_of_reach_is_brought_back(place: QRect) -> None:
    assert LEFT.contains(on_screens(place, [LEFT]))


def test_without_a_screen_nothing_is_moved() -> None:
    place = QRect(1, 2, 3, 4)
    assert on_screens(place, []).size() == place.size()
