"""Documents are put into sets in the window; the list groups by them, agreement is of one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from annotator.operations import documents
from annotator.operations.documents import named_sets
from annotator.operations.viewing import everything
from annotator.ui.documents.sets_dialog import SetsDialog
from tests.making import ANN, Made, content, text_file
from tests.window.conftest import Driver


@pytest.fixture
def driver(made: Made, open_window: Callable[..., Driver]) -> Driver:
    documents.add(made.project, ANN.guid, [text_file(f"t{n}", f"{n}") for n in range(3)])
    named_sets.create(made.project, ANN.guid, "Pilot", [content(made.project).documents[1].guid])
    return open_window(made.project.path)


def dialog_of(driver: Driver) -> SetsDialog:
    driver.window.controllers.document_sets.show_sets()
    return driver.window.findChildren(SetsDialog)[-1]


def test_the_open_document_is_put_into_sets(driver: Driver, made: Made) -> None:
    dialog = dialog_of(driver)
    assert dialog.about.text() == "“talks.txt” is in:"
    item = dialog.list.item(0)
    assert item.checkState() == Qt.CheckState.Unchecked
    item.setCheckState(Qt.CheckState.Checked)
    dialog.new.setText("Main")
    dialog.ok.click()
    found = {one.name: len(one.documents) for one in named_sets.listed(everything(made.project))}
    assert found == {"Pilot": 2, "Main": 1}
    again = dialog_of(driver)
    again.new.setText("Main")
    again.ok.click()
    assert "already" in again.problem.text()
    again.done(0)


def test_sets_are_renamed_and_deleted(driver: Driver, made: Made) -> None:
    dialog = dialog_of(driver)
    driver.answers.words = "First study"
    dialog.rename.click()
    assert dialog.list.item(0).text() == "First study"
    dialog.delete.click()
    assert dialog.list.count() == 0
    assert named_sets.listed(everything(made.project)) == []
    dialog.done(0)


def test_the_list_and_agreement_know_the_sets(driver: Driver, made: Made) -> None:
    arrangement = driver.window.panels.documents.arrange
    arrangement.group_by("Set")
    shown = driver.window.panels.documents.view.documents.arrangement
    assert [value for value, _number in shown._groups] == ["Pilot", ""]
    arrangement.group_by("")
    driver.window.controllers.agreement.show_page()
    choices = driver.window.controllers.agreement.page.choices
    row = choices.said.row_of(("Set", "Pilot"))
    assert choices.said.itemText(row) == "Set = Pilot"
    choices.said.setCurrentIndex(row)
    assert choices.selection().documents == [content(made.project).documents[1].guid]


def test_documents_are_dragged_into_a_set(driver: Driver, made: Made) -> None:
    panel = driver.window.panels.documents
    panel.arrange.group_by("Set")
    shown = panel.view.documents.arrangement
    heads = [row for row in range(len(shown)) if shown.number(row) < 0]
    assert shown.sets_at(heads[1]) == [], "documents in no set are in a group of their own"
    loose = list(range(heads[1] + 1, len(shown)))[:2]
    data = panel.view.mimeData([panel.view.documents.index(row) for row in loose])
    at = panel.view.visualRect(panel.view.documents.index(heads[0])).center()
    held = Qt.DropAction.MoveAction, data
    buttons = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(panel.view.viewport(), QDragEnterEvent(at, *held, *buttons))
    QApplication.sendEvent(panel.view.viewport(), QDragMoveEvent(at, *held, *buttons))
    QApplication.sendEvent(panel.view.viewport(), QDropEvent(QPointF(at), *held, *buttons))
    (pilot,) = named_sets.listed(everything(made.project))
    assert len(pilot.documents) == 3
    driver.window.bridge.undo()
    (pilot,) = named_sets.listed(everything(made.project))
    assert len(pilot.documents) == 1
