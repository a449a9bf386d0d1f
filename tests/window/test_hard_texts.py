"""Texts that break readers: one giant line, marks at every edge, scripts of all kinds."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.corpus.span import Span
from tests.making import ANN, BEN, make
from tests.window.conftest import Driver

ONE_LINE = 1_000_000

CLUSTERS = [
    ("a 👩‍👩‍👧 b", 2, "👩‍👩‍👧"),
    ("a 👍🏽👍 b", 2, "👍🏽"),
    ("go 🇦🇿🇩🇪 now", 3, "🇦🇿"),
    ("go 🇦🇿🇩🇪 now", 5, "🇩🇪"),
    ("यह क्षि नमस्ते है", 3, "क्षि"),
    ("e\u0301te\u0301 fini", 0, "e\u0301"),
    ("ka\u0323\u0302 kb", 1, "a\u0323\u0302"),
]


@pytest.fixture
def open_text(tmp_path: Path, open_window: Callable[..., Driver]) -> Callable[[str], Driver]:
    """A window with a document of this text, its project as `made`."""

    def open_(text: str, *marks: tuple[str, int, int]) -> Driver:
        made = make(tmp_path / "t.annot", text=text)
        for number, (code, start, end) in enumerate(marks):
            made.code((ANN, BEN)[number % 2], code, (start, end))
        made.project.close()
        driver = open_window(tmp_path / "t.annot")
        driver.focus_text()
        driver.view.idle.finish()
        QApplication.processEvents()
        return driver

    return open_


@pytest.mark.parametrize(("text", "at", "cluster"), CLUSTERS)
def test_the_mouse_never_stops_inside_a_character(
    open_text: Callable[[str], Driver], text: str, at: int, cluster: str
) -> None:
    """A selection from any code point in it to any other is the whole of it, both ways."""
    driver = open_text(text)
    for inside in range(at, at + len(cluster)):
        units = driver.view.positions.to_widget(inside), driver.view.positions.to_widget(inside + 1)
        for first, last in (units, units[::-1]):
            cursor = driver.view.textCursor()
            cursor.setPosition(first)
            cursor.setPosition(last, cursor.MoveMode.KeepAnchor)
            driver.view.setTextCursor(cursor)
            assert driver.view.selected_span() == Span(at, at + len(cluster))
    driver.key("1")
    assert driver.words() == [cluster]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("قال المتحدث إن المحادثات لن تفشل.", "المحادثات لن"),
        ("قال «الاتفاق» ممكن بعد 2,5 سنة 🌊 إذن", "2,5 سنة 🌊"),
        ("שלום עולם, זה טקסט.", "זה טקסט"),
        ("他说：“会谈不会失败”。大家都同意。", "会谈不会失败"),
        ("これは🌸テストです。", "🌸テスト"),
        ("यह एक परीक्षा है।", "परीक्षा है"),
    ],
)
def test_a_drag_selects_exactly_these_words(
    open_text: Callable[[str], Driver], text: str, words: str
) -> None:
    driver = open_text(text)
    start = text.index(words)
    end = start + len(words)
    view = driver.view
    for backward in (False, True):
        view.select(Span(start, end), backward=backward)
        assert view.selected_span() == Span(start, end)
        driver.key("2")
        (coding,) = driver.codings()
        assert coding.spans == (Span(start, end),)
        view.set_cursor_position(start)
        QApplication.processEvents()
        driver.click(start + 1)
        assert driver.window.page.selected is not None
        assert driver.window.page.selected.guid == coding.guid
        driver.key("z", Qt.KeyboardModifier.ControlModifier)
        assert driver.codings() == []


def test_marks_at_every_edge_are_drawn_and_found(open_text: Callable[..., Driver]) -> None:
    text = "First words.\nThe middle has more of them.\nLast words"
    end = len(text)
    driver = open_text(
        text,
        *(("claim", 0, 1), ("claim", 0, 1)),
        *(("prediction", end - 1, end), ("claim", 0, end)),
        *(("attribution", 0, 12), ("attribution", 0, 12)),
    )
    page, view = driver.window.page, driver.view
    assert len(view.codings_at(0)) == 5
    assert len(view.codings_at(end - 1)) == 2
    here = [entry.guid for entry in page.codings.entries]
    seen = set()
    view.set_cursor_position(0)
    for _ in here:
        driver.key("o")
        assert page.selected is not None
        seen.add(page.selected.guid)
    assert len(seen) == 5, "each of those that overlap is reached by key"
    driver.click(end - 1)
    assert page.selected is not None
    assert page.selected.end == end
    image = view.viewport().grab().toImage()
    paper = view.theme.color("page").rgb()
    at = driver.point(0)
    around = {image.pixel(at.x(), y) for y in range(at.y() - 8, at.y() + 24)}
    assert len(around - {paper}) > 2, "fills and lines at the first character"


def test_no_codings_is_no_trouble(driver: Driver) -> None:
    for key in "npotu":
        driver.key(key)
    driver.window.controllers.display.focus_code()
    driver.window.controllers.coding_table.toggle_table()
    driver.qtbot.waitUntil(
        lambda: driver.window.controllers.coding_table.table.bar.count.text() == "0"
    )
    driver.window.reader.overview.grab()


def test_a_paragraph_of_a_megabyte(open_text: Callable[..., Driver]) -> None:
    """One line without an end: opened, gone to, selected, coded, undone, without a stall."""
    piece = "Words, words and 2,5 more 🙂 of them "
    text = (piece * (ONE_LINE // len(piece) + 1))[: ONE_LINE - 4] + "end."
    began = time.perf_counter()
    driver = open_text(text, ("claim", 0, ONE_LINE), ("prediction", ONE_LINE - 4, ONE_LINE))
    view = driver.view
    for place in (ONE_LINE // 2, ONE_LINE - 50, 10):
        start = text.index("Words", place - 40)
        driver.drag(start, start + 5)
        assert view.selected_span() == Span(start, start + 5)
        driver.key("3")
    starts = sorted(c.start for c in driver.codings() if c.end - c.start == 5)
    assert [text[s : s + 5] for s in starts] == ["Words"] * 3
    driver.key("z", Qt.KeyboardModifier.ControlModifier)
    assert len(driver.codings()) == 4
    view.reveal(Span(ONE_LINE - 1, ONE_LINE), force=True)
    QTest.qWait(1)
    assert view.is_visible(ONE_LINE - 1)
    assert len(view.codings_at(ONE_LINE - 1)) == 2
    assert time.perf_counter() - began < 120, "it hangs"
