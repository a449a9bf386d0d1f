"""Pages as printed beside the text, by mouse, wheel and keys: each follows the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.corpus.span import Span
from annotator.operations import documents
from annotator.operations.documents import file_reading
from annotator.operations.documents.printed_pages import PdfPages
from annotator.ui.printed.view import PrintedView
from tests.exchange.documents.pdf_making import Sheet, pdf, prose, wrap
from tests.making import ANN, Made
from tests.window.conftest import Driver

PAGES = 12
_LEFT = Qt.MouseButton.LeftButton


def book() -> bytes:
    """Pages of one column."""
    sheets = []
    for number in range(PAGES):
        sheet = Sheet()
        sheet.block(70, 90, wrap(prose(number, 350), 74))
        sheets.append(sheet)
    return pdf(sheets)


@pytest.fixture
def printed(made: Made, open_window: Callable[..., Driver]) -> Driver:
    """A window with a PDF open, and its pages beside the text."""
    texts = file_reading.read(book(), "Book.pdf", file_reading.AS_FOUND)
    documents.add(made.project, ANN.guid, list(texts))
    driver = open_window(made.project.path)
    driver.window.resize(1600, 900)
    driver.window.panels.documents.select(1)
    driver.focus_text()
    driver.key(Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    driver.qtbot.waitUntil(lambda: bool(pages(driver).rects(0, 1)), timeout=20_000)
    QApplication.processEvents()
    return driver


def pages(driver: Driver) -> PrintedView:
    return driver.window.panels.printed.view


def place(driver: Driver, position: int) -> QPoint:
    """The left edge of a character on its page, in the viewport."""
    rect = pages(driver).rects(position, position + 1)[0].toRect()
    return QPoint(rect.left() + 1, rect.center().y()) - pages(driver).visible_rect().topLeft()


def wheel(view: PrintedView, turned: int, keys: Qt.KeyboardModifier, at: QPoint) -> None:
    viewport, point = view.viewport(), QPointF(at)
    QApplication.sendEvent(
        viewport,
        QWheelEvent(
            *(point, QPointF(viewport.mapToGlobal(at)), QPoint(), QPoint(0, turned)),
            *(Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False),
        ),
    )


def test_what_is_selected_on_the_page_is_coded_by_a_key(printed: Driver) -> None:
    view, viewport = pages(printed), pages(printed).viewport()
    text = printed.window.page.text
    start = text.index(" ") + 1
    end = text.index(" ", start + 20) + 1
    QTest.mousePress(viewport, _LEFT, pos=place(printed, start))
    QTest.mouseMove(viewport, place(printed, end - 5))
    QTest.mouseMove(viewport, place(printed, end))
    top = view.verticalScrollBar().value()
    QTest.mouseRelease(viewport, _LEFT, pos=place(printed, end))
    assert printed.view.selected_span() == Span(start, end)
    assert view.verticalScrollBar().value() == top
    QTest.keyClick(printed.window.windowHandle(), Qt.Key.Key_1)
    assert printed.words() == [text[start:end]]


def test_the_text_follows_the_pages_and_these_stay_where_they_were_scrolled(
    printed: Driver,
) -> None:
    view = pages(printed)
    view.setFocus()
    for _ in range(6):
        printed.key(Qt.Key.Key_PageDown, widget=view)
    top = view.verticalScrollBar().value()
    shown = printed.view.first_visible_position()
    assert view.current_page > 1
    assert view.visible_rect().contains(view.rects(shown + 80, shown + 81)[0].toRect())
    printed.view.idle.finish()  # lays out further lines, which scrolls nothing
    wheel(view, -120, Qt.KeyboardModifier.NoModifier, QPoint(50, 50))
    assert view.verticalScrollBar().value() > top
    assert printed.view.first_visible_position() > shown
    printed.key(Qt.Key.Key_Home, widget=view)
    assert printed.view.first_visible_position() == 0


def test_the_pages_follow_the_text(printed: Driver) -> None:
    text = printed.window.page.text
    printed.view.scroll_to(len(text) * 3 // 4)
    QApplication.processEvents()
    assert pages(printed).current_page >= PAGES // 2
    printed.view.scroll_to(0)
    QApplication.processEvents()
    assert pages(printed).current_page == 0


def test_the_place_under_the_mouse_stays_there_as_the_wheel_enlarges(printed: Driver) -> None:
    view, text = pages(printed), printed.window.page.text
    position = text.index(" ", 900) + 1
    before = place(printed, position)
    for _ in range(8):
        wheel(view, 120, Qt.KeyboardModifier.ControlModifier, before)
    moved = place(printed, position) - before
    assert view.horizontalScrollBar().maximum() > 0
    assert abs(moved.x()) + abs(moved.y()) < 16, moved


def test_going_to_a_page_shows_it(printed: Driver) -> None:
    for number in (8, 3, 12):
        printed.answers.words = str(number)
        printed.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
        caret = printed.view.cursor_position()
        rect = pages(printed).rects(caret, caret + 1)[0]
        assert pages(printed).visible_rect().contains(rect.toRect())


def test_the_page_that_is_read_is_there_before_its_words_are_found(printed: Driver) -> None:
    window, text = printed.window, printed.window.page.text
    printed.view.set_cursor_position(len(text) * 3 // 4)
    printed.view.scroll_to(len(text) * 3 // 4)
    QApplication.processEvents()
    located = pages(printed).current_page
    assert located > PAGES // 2
    printed.key(Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PdfPages, "locate", lambda _pages: None)
        printed.key(Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
        printed.qtbot.waitUntil(lambda: window.panels.printed.view.current_page > 0)
        assert abs(pages(printed).current_page - located) <= 1
        assert not pages(printed).rects(0, 1)


def test_pages_stand_below_the_text_where_there_is_no_room_beside_it(printed: Driver) -> None:
    reader, panel = printed.window.reader, printed.window.panels.printed
    assert panel.x() >= reader.width() and printed.view.viewport().width() > 300
    printed.window.resize(900, 700)
    QApplication.processEvents()
    assert panel.y() > 0 and panel.height() > 100
    assert printed.view.viewport().width() > 200
    printed.window.resize(1600, 900)
    QApplication.processEvents()
    assert panel.y() == 0 and panel.x() > 0


def test_another_document_takes_the_place_of_the_pages(printed: Driver) -> None:
    """The first document is much shorter than where the caret stands in the other one."""
    text = printed.window.page.text
    printed.view.set_cursor_position(len(text) - 1)
    printed.view.scroll_to(len(text) - 1)
    QApplication.processEvents()
    for _time in range(2):
        printed.window.panels.documents.select(0)
        QApplication.processEvents()
        assert not printed.window.panels.printed.isVisible()
        printed.window.panels.documents.select(1)
        printed.qtbot.waitUntil(lambda: bool(pages(printed).rects(0, 1)), timeout=20_000)
