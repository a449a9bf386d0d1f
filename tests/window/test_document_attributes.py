"""What is said of documents: a table to fill in, told in the list of documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtWidgets import QComboBox

from annotator.corpus.document import DocumentAttribute
from annotator.operations import documents
from annotator.operations.documents import attribute_types
from annotator.ui.documents.attributes_dialog import AttributesDialog
from annotator.ui.documents.type_form import AttributeTypeForm
from tests.making import ANN, Made, content, text_file
from tests.window.conftest import Driver


def opened(driver: Driver) -> AttributesDialog:
    driver.window.actions_["attributes"].trigger()
    return driver.window.findChildren(AttributesDialog)[-1]


def test_an_attribute_is_added_filled_in_shown_and_undone(driver: Driver, made: Made) -> None:
    driver.window.bridge.do(
        lambda project, by: documents.add(project, by, [text_file("b.txt", "B")]).changes
    )
    driver.window.controllers.document_selection.next_document()
    dialog = opened(driver)
    assert dialog.table.currentIndex().row() in (-1, 1)
    assert not dialog.add.isEnabled()
    driver.qtbot.keyClicks(dialog.name, "  genre ")
    driver.qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Return adds and does not close"
    dialog.model.setData(dialog.model.index(0, 0), "interview")
    dialog.model.setData(dialog.model.index(1, 0), "news")
    dialog.try_accept()
    (first, second) = content(made.project).documents
    assert set(content(made.project).document_attributes) == {
        DocumentAttribute(first.guid, "genre", "interview"),
        DocumentAttribute(second.guid, "genre", "news"),
    }
    model = driver.window.panels.documents.model
    assert "genre: interview" in str(model.data(model.index(0), Qt.ItemDataRole.ToolTipRole))
    assert driver.window.bridge.undo_label == "Set “genre” of documents"
    dialog = opened(driver)
    assert dialog.names == ["genre"]
    dialog.clear_column()
    dialog.try_accept()
    assert content(made.project).document_attributes == ()
    driver.focus_text()
    driver.key("z", Qt.KeyboardModifier.ControlModifier)
    assert len(content(made.project).document_attributes) == 2


def test_nothing_entered_changes_nothing(driver: Driver, made: Made) -> None:
    before = made.project.last_step()
    dialog = opened(driver)
    dialog.name.setText("genre")
    dialog.add_attribute()
    dialog.name.setText("genre")
    dialog.add_attribute()
    assert dialog.names == ["genre"]
    dialog.try_accept()
    assert made.project.last_step() == before
    assert ANN.guid


def test_cells_are_filled_down_and_values_offered(driver: Driver, made: Made) -> None:
    more = [text_file(f"{n}.txt", str(n)) for n in range(4)]
    driver.window.bridge.do(lambda project, by: documents.add(project, by, more).changes)
    dialog = opened(driver)
    dialog.name.setText("genre")
    dialog.add_attribute()
    model = dialog.model
    model.setData(model.index(1, 0), "news")
    dialog._go_to(1, 0)
    driver.qtbot.keyClick(dialog.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [model.value(row, "genre") for row in range(5)] == ["", *["news"] * 4]
    model.setData(model.index(2, 0), "talk")
    area = QItemSelection(model.index(2, 0), model.index(3, 0))
    only = QItemSelectionModel.SelectionFlag.ClearAndSelect
    dialog.table.selectionModel().select(area, only)
    dialog.fill.click()
    assert [model.value(row, "genre") for row in range(5)] == ["", "news", "talk", "talk", "news"]
    assert model.choices("genre") == ["news", "talk"]
    dialog.try_accept()
    assert len(content(made.project).document_attributes) == 4


def test_attributes_are_saved_as_a_table_and_taken_over(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    table = tmp_path / "in.csv"
    table.write_text("document,genre\ntalks.txt,talk\nother,x\n")
    driver.answers.files, driver.answers.target = [table], tmp_path / "out.csv"
    opened(driver).load.click()
    driver.wait_for_jobs()
    (said,) = content(made.project).document_attributes
    assert (said.name, said.value) == ("genre", "talk")
    dialog = driver.window.findChildren(AttributesDialog)[-1]
    assert dialog.names == ["genre"]
    dialog.save.click()
    driver.wait_for_jobs()
    assert "talks.txt,,talk" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    dialog.close()


def test_an_attribute_gets_a_type_that_its_values_keep(driver: Driver, made: Made) -> None:
    dialog = opened(driver)
    dialog.name.setText("outlet")
    dialog.add_attribute()
    dialog.type.click()
    form = dialog.findChildren(AttributeTypeForm)[-1]
    form.type.setCurrentIndex(form.type.row_of("choice"))
    form.ok.click()
    assert "needs values" in form.problem.text()
    form.choices.setPlainText("Post\nTimes\n")
    form.ok.click()
    assert attribute_types.declared(made.project)["outlet"].choices == ("Post", "Times")
    index = dialog.model.index(0, 0)
    dialog.table.edit(index)
    (box,) = dialog.table.findChildren(QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["", "Post", "Times"]
    dialog.table.closePersistentEditor(index)
    dialog.model.setData(index, "Sun")
    assert "none of the choices" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    dialog.try_accept()
    assert dialog.isVisible() and "outlet: “Sun”" in dialog.problem.text()
    dialog.model.setData(index, "Times")
    dialog.try_accept()
    assert content(made.project).document_attributes[0].value == "Times"
    assert opened(driver).model.types["outlet"].choices == ("Post", "Times")
