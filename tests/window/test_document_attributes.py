"""What is said of documents: a table to fill in, told in the list of documents."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.corpus.document import DocumentAttribute
from annotator.operations import documents
from annotator.ui.documents.attributes_dialog import AttributesDialog
from tests.making import ANN, Made, content, text_file
from tests.window.conftest import Driver, cell


def opened(driver: Driver) -> AttributesDialog:
    driver.window.actions_["attributes"].trigger()
    return driver.window.findChildren(AttributesDialog)[-1]


def test_an_attribute_is_added_filled_in_shown_and_undone(driver: Driver, made: Made) -> None:
    driver.window.bridge.do(
        lambda project, by: documents.add(project, by, [text_file("b.txt", "B")]).changes
    )
    driver.window.controllers.document_selection.next_document()
    dialog = opened(driver)
    assert dialog.table.currentRow() in (-1, 1)
    assert not dialog.add.isEnabled()
    driver.qtbot.keyClicks(dialog.name, "  genre ")
    driver.qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Return adds and does not close"
    cell(dialog.table, 0, 0).setText("interview")
    cell(dialog.table, 1, 0).setText("news")
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
