"""Adding a table in the window: looked at, columns chosen, mapping saved and loaded, added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox

from annotator.operations.documents import document_attributes
from annotator.ui.records.changes_dialog import ChangesDialog
from annotator.ui.records.dialog import TableDialog
from annotator.ui.records.models import USES
from annotator.ui.records.summary import TableSummary
from tests.exchange.records.table_making import xlsx
from tests.making import ANN, Made, content
from tests.window.conftest import Driver

ROWS: list[list[Any]] = [
    ["id", "who", "answer", "age"],
    *([f"R{n}", f"Person {n}", f"Answer {n}: it is quiet on the quay.", 20 + n] for n in range(12)),
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "survey.xlsx"
    path.write_bytes(xlsx(ROWS, "Notes", "Answers"))
    return path


def dialog_of(driver: Driver) -> TableDialog:
    driver.wait_for_jobs()
    driver.qtbot.waitUntil(lambda: bool(driver.window.findChildren(TableDialog)))
    return driver.window.findChildren(TableDialog)[-1]


def choose(dialog: TableDialog, column: str, check: QCheckBox) -> None:
    names = [one.name for one in dialog.choice.model.columns]
    dialog.choice.list.selectRow(names.index(column))
    check.click()


def uses(dialog: TableDialog) -> dict[str, str]:
    model = dialog.choice.model
    return {
        model.index(row, 0).data(): model.index(row, USES).data() for row in range(model.rowCount())
    }


def documents(dialog: TableDialog) -> list[list[str]]:
    model = dialog.documents
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_workbook_is_looked_at_and_its_rows_come_in(
    driver: Driver, made: Made, book: Path
) -> None:
    driver.window.controllers.adding.add([book])
    dialog = dialog_of(driver)
    assert dialog.sheet.currentText() == "Answers"
    assert uses(dialog) == {"id": "key", "who": "attribute", "answer": "text", "age": "attribute"}
    choose(dialog, "who", dialog.choice.is_attribute)
    choose(dialog, "who", dialog.choice.is_name)
    assert uses(dialog)["who"] == "name"
    dialog.left_out.setText("age: 20, 21")
    first = documents(dialog)
    assert len(first) == 10
    assert first[0] == ["Person 2", "Answer 2: it is quiet on the quay.", "22"]
    assert "Left out of the first 12 rows: age 2." in dialog.found.text()
    dialog.ok.click()
    driver.wait_for_jobs()
    assert len(content(made.project).documents) == 11
    said = document_attributes.by_document(made.project)
    assert sorted(int(one["age"]) for one in said.values()) == list(range(22, 32))
    (summary,) = driver.window.findChildren(TableSummary)
    assert "Rows left out (age): 2" in summary.page.toPlainText()
    summary.accept()
    made.project.undo(ANN.guid)
    assert len(content(made.project).documents) == 1


def test_a_mapping_is_saved_and_loaded(
    driver: Driver, made: Made, book: Path, tmp_path: Path
) -> None:
    driver.window.controllers.tables.look_at(book)
    dialog = dialog_of(driver)
    file = tmp_path / "m.yaml"
    driver.answers.target = file
    dialog.requestSave.emit()
    assert "who: text" in file.read_text(encoding="utf-8")
    choose(dialog, "answer", dialog.choice.is_text)
    assert not dialog.ok.isEnabled()
    assert "Choose the column that has the text." in dialog.problem.text()
    driver.answers.files = [file]
    dialog.requestLoad.emit()
    driver.wait_for_jobs()
    assert dialog.ok.isEnabled()
    assert uses(dialog) == {"id": "key", "who": "attribute", "answer": "text", "age": "attribute"}
    file.write_text("text: nothing\n", encoding="utf-8")
    driver.answers.files = [file]
    dialog.requestLoad.emit()
    driver.wait_for_jobs()
    assert "lacks the column “nothing”" in dialog.problem.text()
    file.write_text("texts: answer\n", encoding="utf-8")
    driver.answers.files = [file]
    dialog.requestLoad.emit()
    driver.wait_for_jobs()
    assert "line 1: “texts” is not a field" in dialog.problem.text()
    dialog.close()


def test_what_is_no_column_or_sheet_is_said_where_it_is_chosen(
    driver: Driver, made: Made, book: Path
) -> None:
    driver.window.controllers.tables.look_at(book)
    dialog = dialog_of(driver)
    dialog.left_out.setText("nothing: 1")
    assert "names no column" in dialog.problem.text()
    assert not dialog.ok.isEnabled()
    dialog.left_out.setText("")
    assert dialog.ok.isEnabled()
    dialog.becomes.setCurrentIndex(1)
    dialog.becomes.activated.emit(1)
    assert len(documents(dialog)) == 1
    dialog.close()
    (book.parent / "empty.csv").write_text("")
    driver.window.controllers.adding.add([book.parent / "empty.csv"])
    driver.wait_for_jobs()
    assert "is empty" in driver.window.notice.text


def test_what_a_later_wave_says_otherwise_is_taken_over(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    table = tmp_path / "wave.csv"
    for age, title in (("31", "Wave"), ("32", "Wave")):
        table.write_text(f"id,who,answer,age\n1,Ann,The quay is quiet today.,{age}\n")
        driver.window.controllers.tables.look_at(table)
        driver.wait_for_jobs()
        dialog = driver.window.findChildren(TableDialog)[-1]
        dialog.title.setText(title)
        dialog.ok.click()
        driver.wait_for_jobs()
    told = driver.window.findChildren(TableSummary)[-1]
    told.take_over.click()
    changes = told.findChildren(ChangesDialog)[-1]
    assert changes.ok.text() == "&Take over one row"
    changes.tick_all(False)
    assert not changes.ok.isEnabled()
    changes.tick_all(True)
    changes.ok.click()
    driver.wait_for_jobs()
    assert driver.window.statusBar().currentMessage() == "Values set: 1. Texts replaced: 0."
    assert [
        one.value for one in content(made.project).document_attributes if one.name == "age"
    ] == ["32"]


def test_the_next_wave_has_the_name_of_the_table_that_is_there(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    wave = "id,answer,age\n1,The quay is quiet today.,31\n2,It was loud once.,40\n"
    for number, name in enumerate(("survey", "more answers")):
        table = tmp_path / f"{name}.csv"
        table.write_text(wave + "3,Nobody goes there now.,50\n" * number)
        driver.window.controllers.tables.look_at(table)
        dialog = dialog_of(driver)
        assert dialog.title.text() == "survey"
        assert ("taken for its next wave" in dialog.about.text()) == bool(number)
        dialog.ok.click()
        driver.wait_for_jobs()
    assert len(content(made.project).documents) == 4
