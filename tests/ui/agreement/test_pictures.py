"""The pictures of agreement."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from annotator.agreement.figure import Figure
from annotator.ui.agreement.pictures import Bars, Picture, ShadedTable, size_of
from annotator.ui.theme import load_theme

LONG = "A stronger fill is higher. A dash stands where the two have no document in common."


@pytest.mark.parametrize(
    "picture",
    [
        ShadedTable("Pairs", LONG, ("A",), ("A",), ((None,),), (("–",),)),
        Bars("Alpha by code", LONG * 2, (("claim", Figure(0.5), None),)),
    ],
)
@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_a_picture_has_room_for_its_words(qapp: object, picture: Picture, zoom: float) -> None:
    theme = load_theme("light", zoom)
    words = QFontMetricsF(theme.interface_font()).horizontalAdvance(picture.note)
    assert size_of(picture, theme).width() >= words
