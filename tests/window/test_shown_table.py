"""Saving the table that is on the screen, whichever it is."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView, QTreeView
from python_calamine import CalamineWorkbook

from annotator.ui.transfer.shown_table import sheet_of_view
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
