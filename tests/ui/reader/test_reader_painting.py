"""What is on the page: marks in the right places and colours, for any text and any number."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.corpus.span import Span
from annotator.ui.reader.marks import Marks
from annotator.ui.reader.numbers import Numbering
from annotator.ui.reader.overview import dominant_codes
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.styles import CoderStyle, CodeStyle, Underline, underline_at
from annotator.ui.theme import Theme, load_theme

CODES = [
    CodeStyle("claim", "claim", "#0072b2", Underline.SOLID),
    CodeStyle("pred", "prediction", "#009e73", Underline.DASH),
    CodeStyle("attr", "attribution", "#d55e00", Underline.WAVE),
]
CODERS = [CoderStyle("ana", "Ana Kaya", True), CoderStyle("ben", "Ben Ode", short="BO")]
TEXT = "The first sentence is here. 😀 A second one follows it.\n" * 40 + "The end."


@pytest.fixture
def reader(qtbot: QtBot, light: Theme) -> Reader:
    reader = Reader(light)
    qtbot.addWidget(reader)
    reader.resize(1100, 600)
    reader.show_document(TEXT)
    reader.set_marks(Marks([c.guid for c in CODES], [c.guid for c in CODERS]), CODES, CODERS)
    reader.show()
    qtbot.waitExposed(reader)
    reader.view.idle.finish()
    return reader


def rects(reader: Reader, span: Span) -> list[QRectF]:
    view = reader.view
    clip = view.viewport().rect().toRectF()
    return [
        rect
        for block, origin, _height in view.visible_blocks()
        for rect in view.painter_of_marks.rects(block, span, origin, clip)
    ]


def color_at(reader: Reader, x: float, y: float) -> QColor:
    view = reader.view
    view.clearFocus()
    picture = view.viewport().grab().toImage()
    return picture.pixelColor(round(x), round(y))


def close(one: QColor, other: QColor, by: int = 6) -> bool:
    differences = (one.red() - other.red(), one.green() - other.green(), one.blue() - other.blue())
    return all(abs(difference) <= by for difference in differences)


def test_the_current_coders_coding_is_filled_and_underlined(reader: Reader) -> None:
    theme = reader.view.theme
    span = Span(0, 18)
    reader.view.add_coding("k", (span,), "claim", "ana")
    (rect,) = rects(reader, span)
    assert close(color_at(reader, rect.left() + 60, rect.top() + 1), theme.code_tint("#0072b2"))
    assert close(color_at(reader, rect.left() + 60, rect.bottom() + 1), theme.code_line("#0072b2"))
    reader.view.remove_coding("k")
    assert close(color_at(reader, rect.left() + 60, rect.top() + 1), theme.color("page"))


def test_another_coders_coding_is_only_underlined(reader: Reader) -> None:
    theme = reader.view.theme
    span = Span(0, 18)
    reader.view.add_coding("k", (span,), "claim", "ben")
    (rect,) = rects(reader, span)
    assert close(color_at(reader, rect.left() + 60, rect.top() + 1), theme.color("page"))
    assert close(color_at(reader, rect.left() + 60, rect.bottom() + 1), theme.code_line("#0072b2"))


def pixels(image: QImage) -> NDArray[np.uint32]:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), dtype=np.uint32)
    # A copy: the memory goes with the image.
    return flat.reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()].copy()


def test_what_was_scrolled_is_what_would_be_painted(reader: Reader) -> None:
    if QGuiApplication.platformName() != "offscreen":
        pytest.skip("on a real screen other windows may be in the way")
    view = reader.view
    for number in range(40):
        start = number * 50
        coder = "ana" if number % 3 else "ben"
        view.add_coding(str(number), (Span(start, start + 90),), CODES[number % 3].guid, coder)
    view.select(Span(600, 900))
    view.emphasise("12")
    bar = view.verticalScrollBar()
    for step in (3, 3, 1, 7, -2, -5, 9, -1):
        QApplication.processEvents()
        bar.setValue(bar.value() + step)
        QApplication.processEvents()
        shown = reader.screen().grabWindow(reader.winId()).toImage()
        width = view.width()
        differing = pixels(shown)[:, :width] != pixels(reader.grab().toImage())[:, :width]
        # Smoothed corners may differ where two strips meet.
        assert differing.sum() < 40


def test_a_filter_leaves_one_code_or_coder(reader: Reader) -> None:
    view = reader.view
    view.add_coding("k", (Span(0, 9),), "claim", "ana")
    view.add_coding("l", (Span(4, 9),), "pred", "ben")
    assert view.codings_at(5) == ["l", "k"]
    view.set_focus_filter(codes=["claim"])
    assert view.codings_at(5) == ["k"]
    view.set_focus_filter(coders=["ben"])
    assert view.codings_at(5) == ["l"]
    view.set_focus_filter()
    assert view.codings_at(5) == ["l", "k"]


def test_of_codings_of_one_length_the_current_coders_comes_first(reader: Reader) -> None:
    """A click on what one has coded oneself means that."""
    view = reader.view
    for number, coder in enumerate(("ben", "ana", "ben")):
        view.add_coding(str(number), (Span(2, 9),), "claim", coder)
    looks = view.painter_of_marks
    current = [
        guid for n, guid in enumerate(view.marks.coder_guids) if looks.coder_style(n).current
    ]
    assert current == ["ana"]
    assert view.codings_at(5) == ["1", "0", "2"]


@pytest.mark.parametrize(
    "spans",
    [
        (Span(0, 1),),
        (Span(len(TEXT) - 1, len(TEXT)),),
        (Span(0, len(TEXT)),),
        (Span(0, 3), Span(10, 18), Span(len(TEXT) - 3, len(TEXT))),
    ],
)
def test_codings_at_the_edges_paint_and_are_found(reader: Reader, spans: tuple[Span, ...]) -> None:
    view = reader.view
    view.add_coding("k", spans, "attr", "ana")
    view.add_coding("same", spans, "claim", "ana")
    for position in (spans[0].start, spans[-1].end - 1):
        assert set(view.codings_at(position)) == {"k", "same"}
        view.reveal(Span(position, position + 1))
        assert view.is_visible(position)
        reader.grab()
        assert rects(reader, Span(position, position + 1))
    view.emphasise("k")
    reader.grab()
    view.replace_coding("k", (Span(5, 6),), "pred", "ana")
    assert view.codings_at(5)[0] == "k"
    view.remove_coding("k")
    view.remove_coding("same")
    assert view.codings_at(0) == []


def test_six_coders_on_one_passage_have_lines_of_their_own(reader: Reader) -> None:
    view = reader.view
    coders = [CoderStyle(f"c{n}", f"Coder {n}", n == 0) for n in range(6)]
    marks = Marks([c.guid for c in CODES], [c.guid for c in coders])
    for number in range(6):
        marks.add(f"k{number}", (Span(0, 18),), "claim" if number % 2 else "attr", f"c{number}")
    styles = [
        CodeStyle("claim", "claim", "#0072b2"),
        *CODES[1:2],
        CodeStyle("attr", "a", "#d55e00"),
    ]
    reader.set_marks(marks, styles, coders)
    (rect,) = rects(reader, Span(0, 18))
    picture = view.viewport().grab().toImage()
    x = round(rect.left() + 60)
    page = view.theme.color("page")
    column = [
        picture.pixelColor(x, y) for y in range(round(rect.bottom()), round(rect.bottom()) + 16)
    ]
    runs = sum(
        not close(color, page, 40) and (n == 0 or close(column[n - 1], page, 40))
        for n, color in enumerate(column)
    )
    assert runs == 6


def test_the_text_stays_when_the_window_gets_narrower(reader: Reader, qtbot: QtBot) -> None:
    view = reader.view
    view.reveal(Span(1200, 1210), force=True)
    before = view.first_visible_position()
    reader.resize(520, 600)
    QApplication.processEvents()
    assert abs(view.first_visible_position() - before) < 120
    reader.grab()


def test_clicking_reaches_every_coding_of_a_place(reader: Reader, qtbot: QtBot) -> None:
    view = reader.view
    view.add_coding("outer", (Span(0, 27),), "claim", "ana")
    view.add_coding("inner", (Span(4, 9),), "pred", "ana")
    clicked: list[str] = []
    reader.codingClicked.connect(clicked.append)
    reader.codingClicked.connect(view.emphasise)
    (rect,) = rects(reader, Span(5, 6))
    page = view.viewport()
    for _ in range(3):
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            at = QPointF(rect.center())
            left = Qt.MouseButton.LeftButton
            QApplication.sendEvent(
                page,
                QMouseEvent(
                    kind, at, page.mapToGlobal(at), left, left, Qt.KeyboardModifier.NoModifier
                ),
            )
    assert clicked == ["inner", "outer", "inner"]


def test_the_margin_names_what_is_beside_it(reader: Reader, qtbot: QtBot) -> None:
    view, margin = reader.view, reader.margin
    view.add_coding("k", (Span(0, 18),), "claim", "ana")
    view.add_coding("l", (Span(4, 9), Span(60, 70)), "pred", "ben")
    names = [margin.name(place) for place in margin.codings()]
    assert names == ["claim", "prediction · BO"]
    place = margin.codings()[1]
    with qtbot.waitSignal(reader.codingClicked) as clicked:
        qtbot.mouseClick(
            margin, Qt.MouseButton.LeftButton, pos=margin.name_rect(place).center().toPoint()
        )
    assert clicked.args == ["l"]
    assert margin.coding_at(QPointF(margin.width() - 1, margin.height() - 1)) is None
    reader.grab()


def test_a_tip_tells_the_codings_below_the_mouse(reader: Reader) -> None:
    view = reader.view
    view.add_coding("k", (Span(0, 18),), "claim", "ana")
    view.add_coding("l", (Span(4, 9),), "pred", "ben")
    (rect,) = rects(reader, Span(5, 6))
    assert view.tip_at(rect.center().toPoint()) == "prediction — Ben Ode\nclaim — Ana Kaya"
    (rect,) = rects(reader, Span(22, 23))
    assert view.tip_at(rect.center().toPoint()) == ""


@pytest.mark.parametrize("width", [360, 560, 720, 1100, 2000])
def test_the_parts_never_overlap(reader: Reader, width: int) -> None:
    reader.resize(width, 500)
    QApplication.processEvents()
    page = reader.view.viewport().geometry()
    assert reader.numbers.geometry().right() <= page.left()
    assert page.right() < reader.margin.geometry().left()
    assert reader.margin.geometry().right() <= reader.overview.x()
    assert not reader.view.verticalScrollBar().isVisible(), "the overview is the scroll bar"
    reader.grab()


def test_numbers_count_paragraphs_and_lines(reader: Reader) -> None:
    shown = reader.numbers.visible_numbers()
    assert [number for number, _top, _bottom in shown][:3] == [1, 2, 3]
    reader.set_numbering(Numbering.LINES)
    assert reader.numbers.visible_numbers()[0][0] == 1
    reader.set_numbering(Numbering.NONE)
    assert reader.numbers.visible_numbers() == []
    assert reader.numbers.sizeHint().width() == 0


def test_the_overview_leads_anywhere(reader: Reader, qtbot: QtBot) -> None:
    reader.overview.set_memos([Span(10, 20)])
    reader.overview.set_hits([Span(100, 110)])
    reader.overview.set_disagreements([Span(500, 700)])
    reader.grab()
    bottom = QPoint(5, reader.overview.height() - 2)
    qtbot.mouseClick(reader.overview, Qt.MouseButton.LeftButton, pos=bottom)
    assert reader.view.is_visible(len(TEXT) - 1)


def test_the_overview_shows_the_code_that_prevails() -> None:
    table = np.array([[0, 50, 0], [50, 100, 100], [0, 1, 2], [0, 1, 0], [0, 0, 0]], dtype=np.int32)
    assert dominant_codes(table, 100, 4, 2).tolist() == [0, 0, 0, 0]
    assert dominant_codes(table[:, :2], 100, 4, 2).tolist() == [0, 0, 1, 1]
    assert dominant_codes(table[:, :0], 100, 4, 2).tolist() == [-1] * 4


def test_the_caret_coming_into_a_coding_is_announced(reader: Reader) -> None:
    said: list[str] = []
    reader.announcer.announced.connect(said.append)
    reader.view.add_coding("k", (Span(4, 9),), "claim", "ben")
    for position in (2, 5, 6, 12):
        reader.view.set_cursor_position(position)
    assert len(said) == 2
    assert "claim" in said[0]
    assert "Ben Ode" in said[0]


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_both_themes_at_both_sizes(reader: Reader, name: str, zoom: float) -> None:
    reader.view.add_coding("k", (Span(0, 18),), "claim", "ana")
    theme = load_theme(name, zoom)
    reader.set_theme(theme)
    reader.view.set_scale(1.3)
    reader.view.set_line_width(60, 1.8)
    (rect, *_) = rects(reader, Span(0, 18))
    assert close(color_at(reader, rect.left() + 60, rect.top() + 1), theme.code_tint("#0072b2"))
    assert reader.margin.geometry().left() >= reader.view.viewport().geometry().right()


def test_one_line_of_a_megabyte_is_shown_and_coded_exactly(reader: Reader) -> None:
    view = reader.view
    text = "A sentence with 😀 in it, and 2,5 more. " * 26_000
    reader.show_document(text)
    position = text.index("2,5", 700_000)
    span = Span(position, position + 3)
    view.reveal(span)
    assert view.is_visible(position)
    view.select(span)
    assert view.selected_text() == "2,5"
    view.add_coding("k", (span,), "claim", "ana")
    reader.grab()
    assert rects(reader, span)
    # Across the widget's own line break.
    border = view.positions.breaks[3]
    view.select(Span(border - 4, border + 4))
    assert view.selected_span() == Span(border - 4, border + 4)
    view.select(Span(border - 4, border))
    assert view.selected_span() == Span(border - 4, border)


@pytest.mark.parametrize("text", ["", "\n", "x", "\u2028", "\n\n\n"])
def test_texts_of_nothing(reader: Reader, text: str) -> None:
    reader.show_document(text)
    view = reader.view
    view.grow_selection()
    view.shrink_selection()
    reader.go_to(0)
    assert view.codings_at(0) == []
    reader.grab()


def test_neighbouring_codes_have_different_lines() -> None:
    assert all(underline_at(n) != underline_at(n + 1) for n in range(12))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 90)), max_size=30))
def test_the_overview_joins_what_meets_on_it(reader: Reader, places: list[tuple[int, int]]) -> None:
    """As coloring pixel after pixel would."""
    overview, length = reader.overview, len(reader.view.text)
    table = np.array([(s, s + n) for s, n in places], dtype=np.int64).reshape(-1, 2).T
    height, covered = overview.height(), set()
    for start, end in table.T.tolist():
        top = start * height // length
        covered |= set(range(top, min(height, max(top + 2, end * height // length))))
    found = overview._stretches(table, 2)
    assert {y for top, tall in found for y in range(top, top + tall)} == covered
    assert all(above[0] + above[1] < below[0] for above, below in pairwise(found))
