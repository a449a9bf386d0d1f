"""A document with structure in the window: outline, pages, notes, links, and how much is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.corpus.structure import Element, Structure
from annotator.operations import documents
from annotator.operations.documents import TextFile
from annotator.settings import Settings
from annotator.ui.open_document.structure_controller import page_number
from annotator.ui.outline.panel import OutlinePanel
from annotator.ui.reader import printing
from annotator.ui.widgets.plain_text import PlainLabel
from tests.making import ANN, Made, make
from tests.structured import ADDRESS, COMMENT, structured
from tests.window.conftest import Driver

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT, ELEMENTS = structured()
HEADINGS = [
    *("The harbour after the ferry", "Background", "What was asked"),
    *("Passengers and berths", "Two answers", "Sources"),
]


@pytest.fixture
def report(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "report.annot", text=TEXT, structure=Structure.of(ELEMENTS))
    yield made
    made.project.close()


@pytest.fixture
def reading(report: Made, open_window: Callable[..., Driver]) -> Driver:
    driver = open_window(report.project.path)
    driver.focus_text()
    return driver


def at(driver: Driver) -> str:
    """The words that the caret is before."""
    return TEXT[driver.view.cursor_position() :][:40]


def said(driver: Driver) -> str:
    return driver.window.statusBar().currentMessage()


def test_one_steps_from_heading_to_heading(reading: Driver) -> None:
    for words in HEADINGS[1:]:
        reading.key("n", SHIFT)
        assert at(reading).startswith(words)
        assert reading.view.is_visible(reading.view.cursor_position())
    reading.key("n", SHIFT)
    assert said(reading) == "No further heading follows."
    reading.key(Qt.Key.Key_Down)
    reading.key("p", SHIFT)
    assert at(reading).startswith(HEADINGS[-1])
    reading.key("p", SHIFT)
    assert at(reading).startswith(HEADINGS[-2])


def outline_of(driver: Driver) -> OutlinePanel:
    panel = driver.window.optional_panels.get("outline")
    assert isinstance(panel, OutlinePanel)
    return panel


def test_the_outline_lists_the_headings_and_follows_the_caret(reading: Driver) -> None:
    outline = outline_of(reading)
    assert outline.isVisible()
    shown = [outline.model.index(row).data() for row in range(outline.model.rowCount())]
    assert shown[:3] == ["The harbour after the ferry", "1. Background", "2. What was asked"]
    name = outline.model.index(4).data(Qt.ItemDataRole.AccessibleTextRole)
    assert name == "Two answers, level 3"
    reading.view.set_cursor_position(TEXT.index("Each speaker"))
    assert outline.view.currentIndex().row() == 2
    reading.view.set_cursor_position(TEXT.index("412,000"))
    assert outline.view.currentIndex().row() == 3


def test_a_click_in_the_outline_goes_to_the_heading(reading: Driver) -> None:
    view = outline_of(reading).view
    index = outline_of(reading).model.index(5)
    view.scrollTo(index)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    assert at(reading).startswith("Sources")
    assert reading.view.hasFocus()


def test_enter_in_the_outline_goes_there_and_its_key_closes_it(reading: Driver) -> None:
    outline = outline_of(reading)
    reading.key("o", CONTROL | SHIFT)
    assert not outline.isVisible()
    assert reading.window.settings.panels == {"outline": False}
    reading.key("o", CONTROL | SHIFT)
    reading.qtbot.waitUntil(outline.view.hasFocus)
    reading.key(Qt.Key.Key_Down, widget=outline.view)
    reading.key(Qt.Key.Key_Return, widget=outline.view)
    assert at(reading).startswith("Background")
    assert reading.view.hasFocus()


def test_many_headings_can_be_filtered(open_window: Callable[..., Driver], tmp_path: Path) -> None:
    lines = [f"Chapter {number}" for number in range(1, 31)]
    text = "\n".join(lines)
    starts = [text.index(line + "\n") if line != lines[-1] else text.rindex(line) for line in lines]
    elements = Structure.of(
        Element("heading", start, start + len(line), {"level": 1})
        for line, start in zip(lines, starts, strict=True)
    )
    made = make(tmp_path / "chapters.annot", text=text, structure=elements)
    driver = open_window(made.project.path)
    outline = outline_of(driver)
    assert outline.filter.isVisible()
    driver.qtbot.keyClicks(outline.filter, "ter 17")
    assert outline.model.rowCount() == 1
    assert outline.model.index(0).data() == "Chapter 17"
    driver.key(Qt.Key.Key_Return, widget=outline.filter)
    assert driver.view.cursor_position() == text.index("Chapter 17")


def test_a_document_without_headings_has_no_outline_and_says_so_when_asked(driver: Driver) -> None:
    outline = outline_of(driver)
    assert not outline.isVisible()
    driver.key("o", CONTROL | SHIFT)
    assert outline.isVisible()
    assert outline._empty.isVisible()
    assert "no headings" in outline._empty.text()
    driver.key("n", SHIFT)
    assert said(driver) == "This document has no headings."
    driver.window.controllers.structure.go_to_page()
    assert said(driver) == "This document has no pages."
    driver.key("j")
    assert said(driver) == "No note and no link is at the cursor."


@pytest.mark.parametrize(("asked", "words"), [("iv", "What was"), ("V", "Sources"), ("1", "The")])
def test_one_goes_to_a_page_by_label_or_number(reading: Driver, asked: str, words: str) -> None:
    reading.view.set_cursor_position(TEXT.index("Minutes"))
    reading.answers.words = asked
    reading.key("l", CONTROL)
    assert at(reading).startswith(words)


def test_a_page_that_is_not_there_is_told(reading: Driver) -> None:
    reading.answers.words = "77"
    reading.key("l", CONTROL)
    assert said(reading) == "No page “77” is in this document. Its pages go from iii to vi."
    assert page_number(["1", "1a", "2"], " 1A ") == 1
    assert page_number(["iii", "iv"], "2") == 1
    assert page_number(["5", "6"], "5") == 0
    assert page_number(["i"], "0") is None


def test_the_status_line_tells_page_and_section(reading: Driver) -> None:
    label = reading.window.place_label
    reading.view.set_cursor_position(TEXT.index("412,000"))
    assert label.isVisible()
    assert label.text() == "Page iv  ·  Passengers and berths"
    reading.view.set_cursor_position(TEXT.rindex("[1]"))
    # A note is of its mark's section.
    assert label.text() == "Page vi  ·  The harbour after the ferry"


def test_a_key_goes_to_the_note_and_back(reading: Driver) -> None:
    reading.view.set_cursor_position(TEXT.index("[1]") + 3)
    reading.key("j")
    assert reading.view.cursor_position() == TEXT.rindex("[1]")
    assert reading.view.is_visible(TEXT.rindex("[1]"))
    reading.key("j")
    assert reading.view.cursor_position() == TEXT.index("[1]")


@pytest.fixture
def opened(reading: Driver) -> list[str]:
    addresses: list[str] = []

    def open_address(address: str) -> bool:
        addresses.append(address)
        return True

    reading.window.controllers.structure.open_address = open_address
    return addresses


def test_a_link_is_opened_only_when_told_to(reading: Driver, opened: list[str]) -> None:
    link = TEXT.index("figures of") + 3
    reading.view.reveal(Span(link, link + 1))
    QApplication.processEvents()
    reading.answers.words = "Copy the address"
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(reading.view.viewport(), left, CONTROL, reading.point(link))
    assert opened == []
    assert QGuiApplication.clipboard().text() == ADDRESS
    reading.answers.words = "Open"
    reading.view.set_cursor_position(link)
    reading.key("j")
    assert opened == [ADDRESS]


def test_what_is_no_page_of_the_web_is_never_opened(reading: Driver, opened: list[str]) -> None:
    reading.answers.words = "Open"
    for address in ("javascript:alert(1)", "file:///etc/passwd", "#chapter", "http://[", ""):
        reading.window.controllers.structure.ask_to_open(address)
        assert opened == [], address


def test_plain_is_a_key_and_is_remembered(reading: Driver, tmp_path: Path) -> None:
    before = QImage(reading.view.viewport().grab().toImage())
    reading.key(Qt.Key.Key_F12)
    assert reading.window.settings.plain
    assert reading.view.viewport().grab().toImage() != before
    assert said(reading) == "The text is shown plain, without its structure."
    reading.key(Qt.Key.Key_F12)
    assert not reading.window.settings.plain


def test_a_window_begins_plain_where_it_was_left_so(
    report: Made, open_window: Callable[..., Driver]
) -> None:
    settings = Settings(coder="Ann", coders={"Ann": ANN.guid}, plain=True, outline=False)
    driver = open_window(report.project.path, settings)
    assert driver.view.looks.plain
    assert not outline_of(driver).isVisible()
    assert driver.window.reader.numbers.visible_pages() == []


def test_comments_show_when_asked_for_and_stand_in_the_inspector(reading: Driver) -> None:
    words = TEXT.index("thirty berths")
    reading.view.set_cursor_position(words)
    assert reading.window.page.remarks_here() == []
    reading.key(Qt.Key.Key_F12, CONTROL)
    assert reading.window.settings.shows_changes
    reading.view.set_cursor_position(words + 1)
    reading.window.panels.inspector.rebuild()
    labels = [label.text() for label in reading.window.panels.inspector.findChildren(PlainLabel)]
    assert f"Comment (Ilse Varga, 2026-03-14): {COMMENT}" in labels


def test_coding_by_mouse_and_key_in_a_table_takes_the_words_of_the_cell(reading: Driver) -> None:
    start = TEXT.index("Agency is hidden")
    reading.drag(start, start + len("Agency is hidden"))
    reading.key("1")
    assert reading.words() == ["Agency is hidden"]
    reading.drag(TEXT.index("412,000"), TEXT.index("412,000") + 7)
    reading.key("2")
    assert set(reading.words()) == {"Agency is hidden", "412,000"}


def test_all_lines_of_a_structured_text_are_printed_once(reading: Driver) -> None:
    class Paper(QImage):
        def __init__(self) -> None:
            super().__init__(840, 1188, QImage.Format.Format_RGB32)
            self.pages = 1

        def newPage(self) -> bool:  # noqa: N802  (Qt's name)
            self.pages += 1
            return True

    seen: list[int] = []
    original = printing._Printer._text_page

    def noting(printer: printing._Printer, first: int) -> int:
        before = printer._next
        following = original(printer, first)
        tops = printer._reader.view.line_tops().lines
        seen.extend(line.position for line in tops if before <= line.position < printer._next)
        return following

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing._Printer, "_text_page", noting)
        paper = Paper()
        pages = finish(printing.print_sheet(paper, reading.window.controllers.printing._sheet()))  # type: ignore[arg-type]
    assert pages >= 3
    assert seen == sorted(set(seen))
    assert len(seen) > 60


def test_the_menu_at_the_mouse_has_what_there_is(reading: Driver) -> None:
    menu = reading.window.context_menu()
    inner = menu.findChildren(QMenu)
    names = {action.objectName() for one in inner for action in one.actions()}
    assert {"next_heading", "go_to_page", "follow", "plain", "changes", "outline"} <= names
    menu.open_at(reading.window.mapToGlobal(QPoint(300, 300)))
    menu.close()


def test_a_text_whose_structure_is_damaged_is_shown_plain_and_said(
    driver: Driver, made: Made
) -> None:
    file = TextFile(
        "p.html",
        "The quay",
        b"The quay",
        "utf-8",
        structure=Structure.of([Element("heading", 0, 8)]),
    )
    changes = documents.add(made.project, ANN.guid, [file]).changes
    with made.project.transaction("Damage it", ANN.guid) as step:
        step.record.connection.exec_driver_sql("UPDATE document_structure SET said = '{'")
    driver.window.bridge.tell(changes)
    driver.window.controllers.document_selection.next_document()
    assert driver.window.page.text == "The quay"
    assert not driver.window.page.structure
    assert "of its structure" in driver.window.notice.text
