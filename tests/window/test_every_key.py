"""Every key of the table reaches its action, and no other, from where it is meant to work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QKeyCombination
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from annotator.ui.actions.spec import ActionSpec
from tests.making import ANN, Made
from tests.window.conftest import Driver, top_item


def press(widget: QWidget, key: str) -> None:
    combination: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]  # Qt's stubs lack it
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())
    QApplication.processEvents()


def listen(driver: Driver) -> list[str]:
    """The names of actions that fire from now on; they do nothing else."""
    fired: list[str] = []
    for name, action in driver.window.actions_.by_name.items():
        action.triggered.disconnect()
        action.triggered.connect(lambda _on=False, name=name: fired.append(name))
    return fired


def ready(driver: Driver, made: Made) -> list[ActionSpec]:
    """A coding is selected and everything can be done; the actions that have a key."""
    made.code_words(ANN, "claim", "talks")
    driver.window.bridge.reload_if_changed()
    driver.window.page.reveal(driver.window.page.codings.entries[0].guid)
    tree = driver.window.panels.codebook.tree
    tree.setCurrentItem(top_item(tree))
    every = {"project", "document", "coding", "code", "undo", "redo"}
    specs = driver.window.actions_.specs
    driver.window.actions_.enable(every | {spec.needs for spec in specs})
    for action in driver.window.actions_.by_name.values():
        action.setEnabled(True)
    return [spec for spec in specs if spec.key]


def test_every_key_works_while_reading(driver: Driver, made: Made) -> None:
    specs = ready(driver, made)
    fired = listen(driver)
    driver.focus_text()
    wrong = {}
    for spec in specs:
        if spec.place not in ("", "reader"):
            continue
        fired.clear()
        press(driver.view, spec.key)
        if fired != [spec.name]:
            wrong[spec.name] = list(fired)
    assert wrong == {}


@pytest.mark.parametrize("place", ["tree", "list"])
def test_the_keys_of_a_list_work_in_it(driver: Driver, made: Made, place: str) -> None:
    specs = ready(driver, made)
    fired = listen(driver)
    view = (
        driver.window.panels.codebook.tree
        if place == "tree"
        else driver.window.panels.documents.view
    )
    view.setFocus()
    driver.qtbot.waitUntil(view.hasFocus)
    wrong = {}
    for spec in specs:
        # F2 edits the name of what is chosen there, as in other programs' lists.
        if spec.place not in ("", place) or spec.key == "F2":
            continue
        fired.clear()
        press(view, spec.key)
        if fired != [spec.name]:
            wrong[spec.name] = list(fired)
    assert wrong == {}


@pytest.mark.parametrize("place", ["tree", "list"])
def test_f2_edits_the_chosen_name_where_it_stands(driver: Driver, place: str) -> None:
    tree = driver.window.panels.codebook.tree
    tree.setCurrentItem(top_item(tree))
    view = tree if place == "tree" else driver.window.panels.documents.view
    view.setFocus()
    driver.qtbot.waitUntil(view.hasFocus)
    press(view, "F2")
    (editor,) = view.findChildren(QLineEdit)
    assert editor.text() == view.currentIndex().data()
    press(editor, "Esc")
    assert driver.window.pages.shown is driver.window.workplace


def test_keys_of_one_character_can_be_typed_in_a_field(driver: Driver, made: Made) -> None:
    specs = ready(driver, made)
    fired = listen(driver)
    driver.window.controllers.coding_table.table.show()
    line = driver.window.controllers.coding_table.table.bar.line
    line.setFocus()
    driver.qtbot.waitUntil(line.hasFocus)
    for spec in specs:
        if spec.in_reader and len(spec.key) == 1:
            press(line, spec.key)
    assert fired == []
    letters = [spec.key for spec in specs if spec.in_reader and len(spec.key) == 1]
    assert line.text().upper() == "".join(letters).upper()


def test_the_keys_of_codes_code(driver: Driver) -> None:
    codes = [code for code in driver.window.bridge.codebook.codes if code.key and code.codable]
    assert len(codes) > 3
    for code in codes:
        paragraph = driver.view.text.paragraph_at(0)
        assert paragraph is not None
        driver.view.select(paragraph)
        driver.key(code.key)
        assert driver.window.page.selected is not None
        assert driver.window.page.selected.code == code.guid
