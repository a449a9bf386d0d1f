"""The window of the history, and settling what a new version of a text left behind."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from python_calamine import CalamineWorkbook

from annotator.corpus.span import Span
from annotator.operations import codings, projects
from annotator.operations.codebook import codes
from annotator.operations.codings import memos
from annotator.ui.codebook.versions_window import VersionsWindow
from annotator.ui.history.settle_window import SettleWindow
from annotator.ui.history.window import HistoryWindow
from annotator.ui.widgets.two_lines import DETAIL
from tests.making import ANN, BEN, TEXT, Made
from tests.window.conftest import Driver

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def edited(driver: Driver, made: Made) -> str:
    """A coding with a past, selected in the window."""
    guid = made.code_words(ANN, "claim", "US-hosted round")
    codings.reshape(made.project, ANN.guid, guid, [Span(0, 6)])
    memos.write(made.project, ANN.guid, guid, "why")
    made.code_words(BEN, "prediction", "It may last")
    driver.window.bridge.reload_if_changed()
    driver.focus_text()
    driver.window.page.reveal(guid)
    return guid


def history(driver: Driver) -> HistoryWindow:
    (window,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, HistoryWindow) and w.isVisible()
    ]
    return window


def settle_window(driver: Driver) -> SettleWindow:
    def there() -> list[SettleWindow]:
        shown = QApplication.topLevelWidgets()
        return [w for w in shown if isinstance(w, SettleWindow) and w.isVisible()]

    driver.qtbot.waitUntil(lambda: bool(there()))
    return there()[0]


def what(window: HistoryWindow) -> list[str]:
    return [window.model.index(row, 2).data() for row in range(window.model.rowCount())]


def test_steps_are_listed_filtered_and_told(driver: Driver, edited: str) -> None:
    driver.key("h", CTRL)
    window = history(driver)
    listed = what(window)
    assert listed[0] == "Code a passage as prediction"
    assert listed[1:4] == ["Add the coder Ben", "Write a memo", "Change a passage"]
    assert window.count.text() == f"{len(listed)} steps"
    for _ in range(3):
        driver.key(Qt.Key.Key_Down, widget=window.table)
    words = window.page.toPlainText()
    assert "The coding “Nobody” as claim was changed." in words
    assert "“US-hosted round”" in words
    box = window.filters.coder
    box.setCurrentIndex(box.findText("Ben"))
    assert what(window) == ["Code a passage as prediction", "Add the coder Ben"]
    box.setCurrentIndex(0)
    window.filters.code.setCurrentIndex(window.filters.code.findData(made_code(driver, "claim")))
    assert "Code a passage as prediction" not in what(window)
    window.filters.code.setCurrentIndex(0)
    window.filters.period.setCurrentIndex(1)
    assert what(window) == listed
    window.close()


def made_code(driver: Driver, name: str) -> str:
    return next(c.guid for c in driver.window.bridge.codebook.codes if c.name == name)


def test_an_earlier_passage_comes_back_with_a_click_and_undo_takes_it_back(
    driver: Driver, edited: str
) -> None:
    driver.key("h", SHIFT)
    window = history(driver)
    assert window.about.text() == "History of the coding “Nobody”"
    assert what(window) == ["Write a memo", "Change a passage", "Code a passage as claim"]
    driver.key(Qt.Key.Key_Down, widget=window.table)
    assert window.what_back.text() == "Bring the coding back:"
    driver.qtbot.mouseClick(window.before, Qt.MouseButton.LeftButton)
    assert "US-hosted round" in driver.words()
    assert what(window)[0].startswith("Restore the coding of 20")
    driver.focus_text()
    driver.key("z", CTRL)
    assert "US-hosted round" not in driver.words()
    assert what(window)[0].startswith("Undo: Restore the coding of 20")
    driver.qtbot.mouseClick(window.everything, Qt.MouseButton.LeftButton)
    assert window.model.rowCount() > 5
    window.close()


def test_a_deleted_coding_is_brought_back_from_the_history(driver: Driver, edited: str) -> None:
    driver.key(Qt.Key.Key_Delete)
    assert len(driver.codings()) == 1
    driver.key("h", CTRL)
    window = history(driver)
    assert what(window)[0] == "Delete a coding"
    row = next(
        n for n in range(window.changes.count()) if "coding" in window.changes.item(n).text()
    )
    window.changes.setCurrentRow(row)
    driver.qtbot.mouseClick(window.before, Qt.MouseButton.LeftButton)
    assert len(driver.codings()) == 2
    driver.qtbot.mouseClick(window.go, Qt.MouseButton.LeftButton)
    assert driver.window.page.selected is not None
    assert driver.window.page.selected.guid == edited
    window.close()


def test_the_history_is_written_as_csv(driver: Driver, edited: str, tmp_path: Path) -> None:
    driver.key("h", CTRL)
    window = history(driver)
    driver.answers.target = tmp_path / "history.csv"
    driver.qtbot.mouseClick(window.export, Qt.MouseButton.LeftButton)
    driver.wait_for_jobs()
    with driver.answers.target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["coder"] for row in rows} == {"Ann", "Ben"}
    assert any("why" in row["after"] for row in rows)
    driver.answers.target = tmp_path / "history.xlsx"
    driver.qtbot.mouseClick(window.export, Qt.MouseButton.LeftButton)
    driver.wait_for_jobs()
    book = CalamineWorkbook.from_path(driver.answers.target)
    assert book.get_sheet_by_index(0).to_python() == [list(rows[0]), *map(_cells, rows)]
    window.close()


def _cells(row: dict[str, str]) -> list[str]:
    return list(row.values())


def test_a_new_version_moves_codings_and_the_rest_is_settled_by_key(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    for words in ("talks", "2,5 years", "round", "Nobody expects"):
        made.code_words(BEN, "claim", words)
    driver.window.bridge.reload_if_changed()
    new = TEXT.replace("2,5", "two").replace("round", "X").replace("Nobody expects", "None expect")
    path = tmp_path / "corrected.txt"
    path.write_text("A title\n" + new, encoding="utf-8")
    driver.answers.files = [path]
    driver.window.actions_["new_version"].trigger()
    driver.wait_for_jobs()
    window = settle_window(driver)
    assert driver.window.page.text == "A title\n" + new
    assert driver.words() == ["talks"]
    assert window.list.count() == 3
    driver.window.bridge.count()
    assert driver.window.actions_["settle"].text() == "Passages to settl&e (3)…"
    by_words = [window.list.item(row).text() for row in range(3)]
    assert by_words == ["Nobody expects", "round", "2,5 years"]
    assert driver.view.selected_text() == "None expect"
    driver.key(Qt.Key.Key_Return, widget=window.list)
    assert "None expect" in driver.words()
    assert not window.take.isEnabled(), "nothing is like “round”"
    driver.view.select(Span(0, 7))
    driver.key("s", widget=window.list)
    assert "A title" in driver.words()
    driver.key(Qt.Key.Key_Delete, widget=window.list)
    assert window.list.count() == 0
    assert "Nothing is left to settle" in window.about.text()
    assert len(driver.codings()) == 3
    driver.focus_text()
    driver.key("z", CTRL)
    assert window.list.count() == 1
    window.close()


def test_a_version_of_the_codebook_is_restored_with_a_click(driver: Driver, made: Made) -> None:
    before = [code.name for _depth, code in driver.window.bridge.codebook.walk()]
    codes.add(made.project, ANN.guid, codes.new_code("unused", "#123456"))
    codes.add(made.project, ANN.guid, codes.new_code("used", "#123456"))
    driver.window.bridge.reload_if_changed()
    codings.add(made.project, ANN.guid, made.document, made_code(driver, "used"), [Span(0, 6)])
    driver.window.controllers.codebook.show_versions()
    (window,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, VersionsWindow)]
    window.versions.setCurrentRow(window.versions.count() - 1)
    driver.qtbot.mouseClick(window.restore, Qt.MouseButton.LeftButton)
    names = [code.name for _depth, code in driver.window.bridge.codebook.walk()]
    assert names == [*before, "used"]
    assert "The code “used” stays: 1 coding has it." in driver.answers.told[0]
    assert len(driver.codings()) == 1
    window.close()


def test_a_blind_project_shows_no_history_and_only_ones_own_passages_to_settle(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    for who in (ANN, BEN):
        made.code_words(who, "claim", "2,5 years")
    projects.set_blind(made.project, ANN.guid, True)
    driver.window.bridge.reload_if_changed()
    driver.focus_text()
    driver.window.page.reveal(driver.window.page.codings.at(0).guid)
    for modifier in (CTRL, SHIFT):
        driver.key("h", modifier)
        assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, HistoryWindow)]
    path = tmp_path / "corrected.txt"
    path.write_text(TEXT.replace("2,5", "two"), encoding="utf-8")
    driver.answers.files = [path]
    driver.window.actions_["new_version"].trigger()
    driver.wait_for_jobs()
    window = settle_window(driver)
    assert window.list.count() == 1
    assert "Ann" in window.list.item(0).data(DETAIL)
    window.close()
