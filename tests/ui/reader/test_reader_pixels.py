"""Marks are painted on whole device pixels, so a page looks the same however it was scrolled to."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from annotator.corpus.span import Span
from annotator.ui.reader.marks import Marks
from annotator.ui.reader.pixels import outlined, snapped, snapped_rect
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.styles import CoderStyle, CodeStyle, Underline
from annotator.ui.theme import Theme

CODES = [
    CodeStyle("claim", "claim", "#0072b2", Underline.SOLID),
    CodeStyle("attr", "attribution", "#d55e00", Underline.WAVE),
]
CODERS = [CoderStyle("ana", "Ana Kaya", True), CoderStyle("ben", "Ben Ode", short="BO")]
TEXT = "A sentence stands here, and a second one follows it; the third one is long.\n\n" * 60
SCALES = [0.9, 1.0, 1.1, 1.35]
"""Heights of letters that are no whole pixels are among them."""
LENGTH = len(TEXT) // 60


def reader_at(
    qtbot: QtBot, light: Theme, lines: Iterable[int], scale: float, before: int = 0
) -> Reader:
    reader = Reader(light)
    qtbot.addWidget(reader)
    reader.resize(600, 500)
    reader.view.set_scale(scale)
    reader.show_document(TEXT)
    marks = Marks([c.guid for c in CODES], [c.guid for c in CODERS])
    for number in range(60):
        start = number * LENGTH
        marks.add(f"m{number}", (Span(start + 3, start + 30),), "claim", "ana")
        marks.add(f"n{number}", (Span(start + 20, start + 48),), "attr", "ben")
    reader.set_marks(marks, CODES, CODERS)
    reader.view.emphasise("m20")
    reader.view.idle.finish()
    # As when a project is opened: the place is found before the page is on the screen.
    reader.view.verticalScrollBar().setValue(before)
    reader.show()
    qtbot.waitExposed(reader)
    reader.view.idle.finish()
    for line in lines:
        reader.view.verticalScrollBar().setValue(line)
    reader.view.clearFocus()
    return reader


@pytest.mark.parametrize("scale", SCALES)
def test_a_page_looks_the_same_however_it_was_scrolled_to(
    qtbot: QtBot, light: Theme, scale: float
) -> None:
    stepped = reader_at(qtbot, light, range(14, 32), scale, before=14)
    at_once = reader_at(qtbot, light, [31], scale)
    assert stepped.view.contentOffset() == at_once.view.contentOffset()
    for part in ("viewport", "margin"):
        pictures = [
            (one.view.viewport() if part == "viewport" else one.margin).grab().toImage()
            for one in (stepped, at_once)
        ]
        assert pictures[0] == pictures[1], part


@pytest.mark.parametrize("scale", SCALES)
def test_blocks_begin_on_whole_pixels_also_below_blank_lines(
    qtbot: QtBot, light: Theme, scale: float
) -> None:
    reader = reader_at(qtbot, light, [7], scale, before=14)
    for block, _origin, height in reader.view.visible_blocks():
        lines = [block.layout().lineAt(n) for n in range(block.layout().lineCount())]
        # Qt scrolls to the lower edges of letters, and carries fractions along.
        edges_of_letters = [line.naturalTextRect().bottom() for line in lines]
        assert [height, *edges_of_letters] == [round(e) for e in [height, *edges_of_letters]]
    bar = reader.view.verticalScrollBar()
    for value in range(5, 25):
        bar.setValue(value)
        tops = [origin.y() for _block, origin, _height in reader.view.visible_blocks()]
        assert len(tops) > 4
        assert tops == [round(top) for top in tops]


edges = st.floats(-3000, 3000)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@given(left=edges, top=edges, width=st.floats(0.01, 900), height=st.floats(0.01, 90))
def test_edges_are_on_whole_device_pixels(
    ratio: float, left: float, top: float, width: float, height: float
) -> None:
    rect = snapped_rect(left, top, left + width, top + height, ratio)
    for edge, wanted in (
        (rect.left(), left),
        (rect.top(), top),
        (rect.right(), left + width),
        (rect.bottom(), top + height),
    ):
        assert edge * ratio == pytest.approx(round(edge * ratio), abs=1e-6)
        assert abs(edge - wanted) <= 1.5 / ratio + 1e-9
    assert rect.width() >= 1 / ratio - 1e-9
    assert rect.height() >= 1 / ratio - 1e-9


def test_what_meets_goes_on_meeting() -> None:
    assert snapped(10.5, 1.0) == 11
    assert snapped(11.5, 1.0) == 12
    first = snapped_rect(0, 10.5, 9, 20.5, 1.0)
    second = snapped_rect(0, 20.5, 9, 30.5, 1.0)
    assert first.bottom() == second.top()


def test_an_outline_stays_inside() -> None:
    assert outlined(QRectF(2, 3, 10, 8), 2) == QRectF(3, 4, 8, 6)
