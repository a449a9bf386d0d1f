"""The memos in their window: listed, filtered, written, the journal, saved, led back from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.operations.codings import memos
from annotator.operations.reading import all_memos
from annotator.operations.team import coders
from annotator.ui.memos.window import MemosWindow
from tests.making import ANN, BEN, Made
from tests.window.conftest import Driver


@pytest.fixture(autouse=True)
def coded(made: Made) -> str:
    """Ann's coding with a memo of hers; Ben has one on the document."""
    coding = made.code(ANN, "claim", (0, 6))
    coders.ensure(made.project, BEN)
    memos.write(made.project, ANN.guid, coding, "a bold claim")
    memos.write(made.project, BEN.guid, made.document, "**strong** text")
    return coding


@pytest.fixture
def window(driver: Driver) -> MemosWindow:
    driver.window.actions_["memos"].trigger()
    (shown,) = driver.window.findChildren(MemosWindow)
    driver.qtbot.waitUntil(lambda: len(shown.model.all) == 2)
    return shown


def row_of(window: MemosWindow, words: str) -> int:
    return next(n for n, one in enumerate(window.model.shown) if words in one.memo.text)


def choose(window: MemosWindow, words: str) -> None:
    window.table.setCurrentIndex(window.model.index(row_of(window, words), 0))


def test_the_filter_takes_words_subject_and_coder(window: MemosWindow) -> None:
    window.words.setText("BOLD nobody")
    assert [one.memo.text for one in window.model.shown] == ["a bold claim"]
    window.words.setText("zzyzx")
    assert window.current is None
    assert not window.told.isHidden()
    window.words.clear()
    window.about.setCurrentIndex(window.about.findData("document"))
    window._filter()
    assert [one.writer for one in window.model.shown] == ["Ben"]
    window.writer.setCurrentIndex(window.writer.findData("Ann"))
    window._filter()
    assert window.model.shown == []


def test_others_memos_are_read_as_markdown_and_ones_own_is_written(
    driver: Driver, window: MemosWindow
) -> None:
    choose(window, "strong")
    assert window.sides.currentWidget() is window.reader
    assert window.reader.toPlainText() == "strong text"
    choose(window, "bold")
    assert window.sides.currentWidget() is window.field
    window.field.setFocus()
    window.field.setPlainText("a bolder claim")
    window.table.setFocus()
    driver.qtbot.waitUntil(lambda: any("bolder" in one.memo.text for one in window.model.all))
    assert window.current is not None
    assert window.current.memo.text == "a bolder claim"
    driver.window.bridge.undo()
    driver.qtbot.waitUntil(lambda: all("bolder" not in one.memo.text for one in window.model.all))


def test_a_kind_is_kept(driver: Driver, window: MemosWindow) -> None:
    choose(window, "bold")
    window.own_kind.setCurrentIndex(window.own_kind.findData("theory"))
    window._rewrite()
    driver.qtbot.waitUntil(lambda: any(one.memo.kind == "theory" for one in window.model.all))


def test_an_entry_of_the_journal_is_one_once_it_says_something(
    driver: Driver, window: MemosWindow
) -> None:
    window.begin_entry()
    window.table.setFocus()
    assert not window._drafting
    driver.window.actions_["journal"].trigger()
    assert window.field.toPlainText() == ""
    driver.qtbot.keyClicks(window.field, "Pilot done")
    window.table.setFocus()
    driver.qtbot.waitUntil(lambda: len(window.model.all) == 3)
    assert window.model.all[0].memo.text == "Pilot done"
    assert window.model.all[0].memo.kind == "journal"


def test_what_is_typed_stays_when_the_list_is_read_anew_and_is_written_on_closing(
    driver: Driver, window: MemosWindow
) -> None:
    choose(window, "bold")
    window.activateWindow()
    window.field.setFocus()
    window.field.setPlainText("half a sent")
    window.show_memos(window.model.all, ANN.guid, read_only=False)
    assert window.field.toPlainText() == "half a sent"
    window.reject()
    bridge = driver.window.bridge
    assert any(one.text == "half a sent" for one in all_memos(bridge.look()))


def test_an_entry_that_was_begun_stays_too(driver: Driver, window: MemosWindow) -> None:
    window.activateWindow()
    window.begin_entry()
    driver.qtbot.keyClicks(window.field, "Pil")
    window.show_memos(window.model.all, ANN.guid, read_only=False)
    assert window.field.toPlainText() == "Pil"
    window.table.setFocus()
    driver.qtbot.waitUntil(lambda: window.model.all[0].memo.text == "Pil")


def test_it_leads_to_the_passage(driver: Driver, window: MemosWindow, coded: str) -> None:
    choose(window, "bold")
    driver.qtbot.mouseClick(window.go, Qt.MouseButton.LeftButton)
    assert driver.window.page.selected is not None
    assert driver.window.page.selected.guid == coded


def test_what_is_listed_is_saved_as_markdown(
    driver: Driver, window: MemosWindow, tmp_path: Path
) -> None:
    target = tmp_path / "memos.md"
    driver.answers.target = target
    window.words.setText("bold")
    window.save.click()
    words = target.read_text(encoding="utf-8")
    assert "a bold claim" in words
    assert "strong" not in words


def test_it_closes_with_the_project(driver: Driver, window: MemosWindow) -> None:
    driver.window.controllers.projects.close_project()
    assert not window.isVisible()
