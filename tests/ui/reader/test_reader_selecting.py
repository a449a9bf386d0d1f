"""Selecting in the real widget, by mouse and by keyboard, exact to the code point."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.corpus.segments import SegmentUnit
from annotator.corpus.span import Span
from annotator.ui.reader.reader_view import ReaderView
from annotator.ui.theme import Theme

from .conftest import cursor_x

ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

TEXT = (
    "😀 The “US-hosted” talks isn’t 2,5\u00a0years old.\n\n"
    "👩‍👩‍👧 and 🇩🇪🇫🇷 flags 👍🏽 e\u0301t\u00e9 end\n\n"
    "हिन्दी में लिखा हुआ पाठ\n\n"
    "قال الرئيس إن 2,5 سنوات English words كافية جدا\n\n"
    "日本語のテキスト。中文文本\n"
)


@pytest.fixture
def view(qtbot: QtBot, light: Theme) -> ReaderView:
    view = ReaderView(light)
    qtbot.addWidget(view)
    view.resize(1000, 600)
    view.show_document(TEXT)
    view.show()
    qtbot.waitExposed(view)
    return view


def place(view: ReaderView, position: int) -> QPoint:
    """The gap before a code point, in the viewport."""
    block, number = view.line_of(position)
    top = view.blockBoundingGeometry(block).translated(view.contentOffset()).top()
    line = block.layout().lineAt(number)
    x = cursor_x(line, view.positions.to_widget(position) - block.position())
    return QPoint(round(x), round(top + line.y() + line.height() / 2))


def drag(view: ReaderView, start: int, end: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    page, first, last = view.viewport(), place(view, start), place(view, end)
    # Each drag is a fresh one, not the second click of a double click.
    QTest.qWait(0)
    view.setFocus()
    _send(page, QEvent.Type.MouseButtonPress, first, LEFT, modifiers)
    for step in (QRect(first, last).center(), last):
        _send(page, QEvent.Type.MouseMove, step, Qt.MouseButton.NoButton, modifiers)
    _send(page, QEvent.Type.MouseButtonRelease, last, LEFT, modifiers)


def _send(
    page: QWidget,
    kind: QEvent.Type,
    point: QPoint,
    button: Qt.MouseButton,
    modifiers: Qt.KeyboardModifier,
) -> None:
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    at = QPointF(point)
    event = QMouseEvent(kind, at, page.mapToGlobal(at), button, held, modifiers)
    QApplication.sendEvent(page, event)


def words(view: ReaderView) -> str | None:
    span = view.selected_span()
    if span is not None:
        assert TEXT[span.start : span.end] == view.selected_text()
    return view.selected_text() or None


CASES = [
    ("S-hosted", 3, NONE, "US-hosted"),
    ("S-hosted", 3, ALT, "S-h"),
    ("“US", 5, NONE, "US-hosted"),
    ("sn’t 2", 6, NONE, "isn’t 2,5"),
    (",5\u00a0ye", 4, NONE, "2,5\u00a0years"),
    ("old.", 4, NONE, "old"),
    ("👩‍👩‍👧 and", 7, NONE, "👩‍👩‍👧 and"),
    ("👩‍👩‍👧", 5, ALT, "👩‍👩‍👧"),
    ("🇩🇪", 2, ALT, "🇩🇪"),
    ("🇫🇷", 2, NONE, "🇫🇷"),
    ("👍🏽", 2, ALT, "👍🏽"),
    ("e\u0301t", 2, ALT, "e\u0301"),
    ("e\u0301t", 2, NONE, "e\u0301t\u00e9"),
    ("न्दी", 4, ALT, "न्दी"),
    ("हिन्दी में", 8, NONE, "हिन्दी में"),
    ("لرئيس إ", 7, NONE, "الرئيس إن"),
    ("الرئيس", 6, ALT, "الرئيس"),
    ("سنوات Eng", 8, NONE, "سنوات English"),
    ("本語", 2, NONE, "本語"),
]


@pytest.mark.parametrize(("at", "length", "modifiers", "wanted"), CASES)
@pytest.mark.parametrize("backward", [False, True])
def test_dragging(
    view: ReaderView,
    at: str,
    length: int,
    modifiers: Qt.KeyboardModifier,
    wanted: str,
    backward: bool,
) -> None:
    start = TEXT.index(at)
    edges = (start + length, start) if backward else (start, start + length)
    drag(view, *edges, modifiers)
    assert words(view) == wanted
    span = view.selected_span()
    assert span == Span(TEXT.index(wanted), TEXT.index(wanted) + len(wanted))
    assert view.cursor_position() == (span.start if backward else span.end)


def test_a_drag_tells_once_what_was_selected(view: ReaderView, qtbot: QtBot) -> None:
    made: list[Span] = []
    changed: list[object] = []
    view.selectionMade.connect(made.append)
    view.selectionSpanChanged.connect(changed.append)
    start = TEXT.index("talks")
    drag(view, start + 1, start + 3)
    assert made == [Span(start, start + 5)]
    assert changed[-1] == Span(start, start + 5)
    _click(view, start + 40)
    assert view.selected_span() is None
    assert changed[-1] is None


def _click(view: ReaderView, position: int) -> None:
    point = place(view, position) + QPoint(2, 0)
    _send(view.viewport(), QEvent.Type.MouseButtonPress, point, LEFT, NONE)
    _send(view.viewport(), QEvent.Type.MouseButtonRelease, point, LEFT, NONE)


def test_a_double_click_takes_a_whole_word(view: ReaderView) -> None:
    point = place(view, TEXT.index("hosted")) + QPoint(3, 0)
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point)
    assert words(view) == "US-hosted"


def test_every_character_is_found_below_the_mouse(view: ReaderView) -> None:
    from annotator.ui.reader.code_points import grapheme_end, grapheme_start  # noqa: PLC0415

    end = TEXT.index("قال")
    for position in [*range(end), *range(TEXT.index("日本"), len(TEXT))]:
        if TEXT[position] == "\n" or grapheme_start(TEXT, position) != position:
            continue
        first, last = place(view, position), place(view, grapheme_end(TEXT, position + 1))
        middle = QPoint((first.x() + last.x() + 1) // 2, (first.y() + last.y()) // 2)
        assert view.position_at(middle) == position


def test_keys_select_by_whole_characters_and_words(view: ReaderView) -> None:
    view.setFocus()
    view.set_cursor_position(TEXT.index("👩"))
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert words(view) == "👩‍👩‍👧"
    view.set_cursor_position(TEXT.index("“US") + 1)
    seen = []
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Right, CONTROL_SHIFT)
        seen.append(words(view))
    assert seen == [
        "US-hosted",
        "US-hosted” talks",
        "US-hosted” talks isn’t",
        "US-hosted” talks isn’t 2,5",
    ]
    QTest.keyClick(view, Qt.Key.Key_Left, CONTROL_SHIFT)
    assert words(view) == "US-hosted” talks isn’t "


def test_growing_and_shrinking_come_back(view: ReaderView) -> None:
    view.set_cursor_position(TEXT.index("hosted"))
    seen = []
    for _ in range(4):
        view.grow_selection()
        seen.append(view.selected_span())
    assert words(view) == TEXT
    back = []
    for _ in range(3):
        view.shrink_selection()
        back.append(view.selected_span())
    assert back == seen[-2::-1]
    view.select_unit(SegmentUnit.PARAGRAPH)
    assert words(view) == TEXT.splitlines()[0]


def test_a_boundary_moves_by_word_and_by_character(view: ReaderView) -> None:
    start = TEXT.index("talks")
    span = Span(start, start + 5)

    def moved(at_end: bool, unit: SegmentUnit, forward: bool) -> str:
        there = view.moved_boundary(span, at_end, unit, forward)
        return TEXT[there.start : there.end]

    assert moved(True, SegmentUnit.WORD, True) == "talks isn’t"
    assert moved(False, SegmentUnit.WORD, False) == "US-hosted” talks"
    assert moved(True, SegmentUnit.CHARACTER, True) == "talks "
    assert moved(True, SegmentUnit.CHARACTER, False) == "talk"
    assert moved(False, SegmentUnit.CHARACTER, True) == "alks"
    # One word is as short as it gets by words.
    assert moved(True, SegmentUnit.WORD, False) == "talks"
    long = view.moved_boundary(Span(start, start + 11), True, SegmentUnit.WORD, False)
    assert long == span
    short = view.moved_boundary(Span(start, start + 11), False, SegmentUnit.WORD, True)
    assert TEXT[short.start : short.end] == "isn’t"
    whole = Span(0, len(TEXT))
    assert view.moved_boundary(whole, True, SegmentUnit.CHARACTER, True) == whole
    assert view.moved_boundary(whole, False, SegmentUnit.WORD, False) == whole


def test_copy_takes_the_projects_own_text(view: ReaderView) -> None:
    start = TEXT.index("2,5\u00a0years")
    view.select(Span(start, start + 9))
    view.copy()
    assert QApplication.clipboard().text() == "2,5\u00a0years"
    assert view.createMimeDataFromSelection().text() == "2,5\u00a0years"


@pytest.mark.parametrize(
    "span", [Span(0, 1), Span(len(TEXT) - 2, len(TEXT) - 1), Span(0, len(TEXT))]
)
def test_selecting_by_span_is_exact(view: ReaderView, span: Span) -> None:
    view.select(span)
    assert view.selected_span() == span
    view.select(span, backward=True)
    assert view.selected_span() == span
    assert view.cursor_position() == span.start


def test_the_caret_shows_and_the_text_cannot_be_changed(view: ReaderView) -> None:
    assert view.isReadOnly()
    assert view.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert view.accessibleName()
    view.setFocus()
    QTest.keyClicks(view, "abc")
    assert view.document().characterCount() == view.positions.to_widget(len(TEXT)) + 1


def test_a_menu_is_asked_for_where_the_mouse_is(view: ReaderView, qtbot: QtBot) -> None:
    from PySide6.QtGui import QContextMenuEvent  # noqa: PLC0415

    position = TEXT.index("talks")
    point = place(view, position) + QPoint(2, 0)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point)
    )
    with qtbot.waitSignal(view.contextMenuRequested) as asked:
        QApplication.sendEvent(view.viewport(), event)
    assert asked.args[1] == position


def test_right_to_left_lines_begin_at_the_right_edge(view: ReaderView) -> None:
    def edges(word: str) -> QRectF:
        block, number = view.line_of(TEXT.index(word))
        return block.layout().lineAt(number).naturalTextRect()

    margin = view.document().documentMargin()
    assert abs(edges("قال").right() - (view.viewport().width() - margin)) < 2
    assert abs(edges("talks").left() - margin) < 2
    assert view.horizontalScrollBar().maximum() == 0
