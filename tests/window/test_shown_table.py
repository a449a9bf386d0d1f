"""Saving the table that is on the screen, whichever it is."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMenu, QTableView, QTextBrowser, QTreeView
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from annotator.ui.adjudication.followed_window import FollowedWindow
from annotator.ui.reader.reading_settings import ReadingSettingsDialog
from annotator.ui.transfer.shown_table import as_text, sheet_of, sheet_of_view
from tests.making import Made
from tests.window.conftest import Driver


def model_of(rows: list[list[object]]) -> QStandardItemModel:
    model = QStandardItemModel()
    model.setHorizontalHeaderLabels(["Code", "n", "Hidden"])
    for row in rows:
        items = [QStandardItem() for _cell in row]
        for item, cell in zip(items, row, strict=True):
            item.setData(cell, Qt.ItemDataRole.EditRole)
        model.appendRow(items)
    return model


@pytest.fixture
def merged(open_window: Callable[..., Driver], sample_file: Path) -> Driver:
    driver = open_window(sample_file)
    driver.window.actions_["agreement"].trigger()
    return driver


def test_the_figures_of_agreement_are_saved(merged: Driver, tmp_path: Path) -> None:
    target = tmp_path / "figures.xlsx"
    merged.answers.target = target
    merged.window.actions_["save_table"].trigger()
    rows = CalamineWorkbook.from_path(target).get_sheet_by_index(1).to_python()
    model = merged.window.controllers.agreement.page.model
    assert [row[0] for row in rows[1:]] == [
        model.index(row, 0).data() for row in range(model.rowCount())
    ]
    assert len(rows[0]) == model.columnCount()


def test_csv_has_the_form_that_is_remembered(merged: Driver, tmp_path: Path) -> None:
    merged.window.settings.csv_form = "semicolon"
    target = tmp_path / "figures.csv"
    merged.answers.target = target
    merged.window.actions_["save_table"].trigger()
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert len(next(csv.reader(file, delimiter=";"))) > 1


def test_without_a_table_it_is_said(driver: Driver, made: Made) -> None:
    driver.window.services.navigator.show_reader()
    driver.window.actions_["save_table"].trigger()
    assert "No table is shown" in driver.window.notice.text


@pytest.mark.usefixtures("qapp")
def test_columns_are_as_they_are_shown_and_numbers_numbers() -> None:
    view = QTableView()
    model = model_of([["b", 2, "x"], ["a", 0.5, "y"]])
    view.setModel(model)
    view.setColumnHidden(2, True)
    view.horizontalHeader().moveSection(1, 0)
    sheet = sheet_of_view(view, "T")
    assert list(sheet.columns) == ["n", "Code"]
    assert [list(row) for row in sheet.rows] == [[2, "b"], [0.5, "a"]]


@pytest.mark.usefixtures("qapp")
def test_rows_below_others_are_indented() -> None:
    tree = QTreeView()
    model = model_of([["a", 1, "x"]])
    model.item(0, 0).appendRow([QStandardItem("below"), QStandardItem("2"), QStandardItem("")])
    tree.setModel(model)
    rows = [list(row) for row in sheet_of_view(tree, "T").rows]
    assert [row[0] for row in rows] == ["a", "    below"]


def menu_at(table: QTableView) -> QMenu:
    """The menu that the mouse opens over a table."""
    place = QPoint(5, 5)
    reason = QContextMenuEvent.Reason.Mouse
    viewport = table.viewport()
    event = QContextMenuEvent(reason, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, words: str) -> None:
    (action,) = [one for one in menu.actions() if words in one.text()]
    action.trigger()
    menu.close()


@pytest.fixture
def followed(merged: Driver) -> Driver:
    """A dialog with a table over the window."""
    merged.window.actions_["adjudication"].trigger()
    merged.wait_for_jobs()
    merged.window.actions_["followed"].trigger()
    merged.wait_for_jobs()
    return merged


def dialog_of(driver: Driver) -> FollowedWindow:
    (dialog,) = [one for one in driver.window.findChildren(FollowedWindow) if one.isVisible()]
    dialog.activateWindow()
    dialog.table.setFocus()
    driver.qtbot.waitUntil(dialog.table.hasFocus)
    return dialog


def first_column(file: Path) -> list[object]:
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(1).to_python()
    return [row[0] for row in rows]


def test_a_table_in_a_dialog_is_saved_by_its_menu(followed: Driver, tmp_path: Path) -> None:
    dialog = dialog_of(followed)
    followed.answers.target = tmp_path / "followed.xlsx"
    choose(menu_at(dialog.table), "Save")
    names = [dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())]  # type: ignore[union-attr]
    assert first_column(tmp_path / "followed.xlsx") == ["Code", *names]


def test_a_table_in_a_dialog_is_saved_by_the_key(followed: Driver, tmp_path: Path) -> None:
    dialog = dialog_of(followed)
    followed.answers.target = tmp_path / "followed.xlsx"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    followed.qtbot.keyClick(dialog.table, Qt.Key.Key_X, both)
    assert first_column(tmp_path / "followed.xlsx")[0] == "Code"


def test_a_dialog_without_a_table_says_so(driver: Driver, made: Made) -> None:
    driver.window.actions_["comfort"].trigger()
    (dialog,) = driver.window.findChildren(ReadingSettingsDialog)
    dialog.activateWindow()
    driver.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    driver.window.controllers.shown_table.save()
    assert "No table is shown" in driver.answers.told[-1]


def test_a_table_of_the_window_is_copied_by_its_menu(merged: Driver) -> None:
    page = merged.window.controllers.agreement.page
    table = page.view
    frozen = [one for one in table.findChildren(QTableView) if one.isVisible()]
    choose(menu_at(frozen[0]), "Copy")
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 1 + page.model.rowCount()
    assert lines == as_text(sheet_of_view(table, "")).split("\n")


def test_tables_in_words_stand_under_their_headings(qtbot: QtBot) -> None:
    page = QTextBrowser()
    qtbot.addWidget(page)
    page.setHtml(
        "<h3>First</h3><table><tr><td>a</td><td>1</td></tr></table>"
        "<h3>Second</h3><table><tr><td>b</td><td>2</td><td>c</td></tr></table>"
    )
    rows = [list(row) for row in sheet_of(page, "T").rows]
    assert rows == [
        ["First", None, None],
        ["a", "1", None],
        ["Second", None, None],
        ["b", "2", "c"],
    ]
