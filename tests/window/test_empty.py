"""What stands where there is nothing yet: what to do next, in every panel and on every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from annotator.corpus.codebook import Codebook
from annotator.corpus.span import Span
from annotator.operations import projects
from annotator.operations.codebook import codes
from annotator.ui.widgets.empty_hint import EmptyHint
from tests.making import ANN, Made
from tests.window.conftest import Driver


@pytest.fixture
def empty(open_window: Callable[..., Driver], tmp_path: Path) -> Driver:
    path = tmp_path / "empty.annot"
    projects.create(path, Codebook(), ANN).close()
    return open_window(path)


def hint(view: QWidget) -> EmptyHint:
    found = view.findChild(EmptyHint)
    assert found is not None
    return found


def test_lists_say_how_the_first_comes_and_are_silent_then(empty: Driver) -> None:
    window = empty.window
    documents, tree = window.panels.documents.view, window.panels.codebook.tree
    assert "adds files (" in hint(documents).text()
    assert hint(documents).isVisible()
    assert documents.accessibleDescription() == hint(documents).text()
    assert "(Ctrl+K)" in hint(tree).text()
    window.bridge.do(codes.add, codes.new_code("irony", "#2b5fb8"))
    assert not hint(tree).isVisible()
    assert tree.accessibleDescription() == ""


def test_enter_begins_in_an_empty_project_and_the_keys_are_the_texts_then(
    empty: Driver, tmp_path: Path
) -> None:
    window = empty.window
    assert QApplication.focusWidget() is window.empty.buttons[0]
    file = tmp_path / "talk.txt"
    file.write_text("Nobody expects it.", encoding="utf-8")
    empty.answers.files = [file]
    QTest.keyClick(window.empty.buttons[0], Qt.Key.Key_Return)
    empty.qtbot.waitUntil(lambda: bool(window.bridge.documents))
    empty.wait_for_jobs()
    assert not window.empty.isVisible()
    empty.qtbot.waitUntil(empty.view.hasFocus)
    empty.drag(0, 6)
    assert empty.view.selected_span() == Span(0, 6)


def test_a_project_with_texts_and_codes_has_no_hints(driver: Driver, made: Made) -> None:
    window = driver.window
    for view in (window.panels.documents.view, window.panels.codebook.tree):
        assert not hint(view).isVisible()


def test_the_table_of_codings_tells_none_at_all_from_none_that_fits(driver: Driver) -> None:
    window = driver.window
    window.actions_["codings"].trigger()
    panel = window.controllers.coding_table.table
    assert "makes the first" in hint(panel.view).text()
    driver.focus_text()
    driver.view.select(Span(0, 4))
    driver.key("1")
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    assert not hint(panel.view).isVisible()
    panel.bar.line.setText("nothing has these words")
    driver.qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert "No coding fits" in hint(panel.view).text()


def test_each_page_says_what_to_do_in_an_empty_project(empty: Driver) -> None:
    for page in ("agreement", "adjudication", "team", "questions", "study"):
        empty.window.actions_[page].trigger()
        shown = empty.window.pages.made(page)
        assert shown is not None
        sentences = [
            label.text()
            for label in shown.findChildren(QLabel)
            if label.isVisible() and len(label.text()) > 40
        ]
        assert sentences, f"{page} is a page of nothing but fields"
