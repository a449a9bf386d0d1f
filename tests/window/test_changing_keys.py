"""Keys are changed in a list that reads the table of actions; conflicts are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel

from annotator import settings as preferences
from annotator.settings import Settings
from annotator.ui.actions.help_sheet import HelpSheet
from annotator.ui.actions.key_table import conflicts, holders, with_keys
from annotator.ui.actions.spec import ActionSpec
from annotator.ui.preferences.keys_dialog import KeysDialog
from tests.making import ANN, Made
from tests.window.conftest import Driver
from tests.window.test_road import span_of

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def dialog(driver: Driver) -> KeysDialog:
    driver.window.controllers.help.change_keys()
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, KeysDialog))


def press(driver: Driver, dialog: KeysDialog, name: str, key: str) -> None:
    dialog.choose(name)
    dialog.edit.setKeySequence(QKeySequence(key))


def test_the_default_keys_have_no_conflict(specs: Sequence[ActionSpec]) -> None:
    assert conflicts(with_keys(specs, {})) == {}


@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_a_key_given_to_a_second_action_is_a_conflict_where_both_answer(
    specs: Sequence[ActionSpec], data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from([spec for spec in specs if spec.key]))
    other = data.draw(st.sampled_from(list(specs)))
    there = with_keys(specs, {other.name: one.key})[other.name].place
    apart = one.name == other.name or bool(there and one.place and there != one.place)
    found = [holder.action for holder in holders(one.key, other, with_keys(specs, {}), ())]
    assert (one.name in found) != apart


def test_a_free_key_holds_at_once_and_is_kept(driver: Driver, dialog: KeysDialog) -> None:
    press(driver, dialog, "repeat", "Z")
    assert driver.window.settings.keys == {"repeat": "Z"}
    assert preferences.load().keys == {"repeat": "Z"}
    dialog.accept()
    driver.focus_text()
    driver.view.select(span_of("talks"))
    driver.key("3")
    driver.view.select(span_of("years"))
    driver.key(".")
    assert driver.words() == ["talks"], "the old key does nothing"
    driver.key("z")
    assert driver.words() == ["talks", "years"]


def test_a_taken_key_is_told_and_moves_only_when_one_says_so(
    driver: Driver, dialog: KeysDialog
) -> None:
    press(driver, dialog, "memo", "N")
    assert "Next coding" in dialog.told.text()
    assert driver.window.settings.keys == {}
    dialog.take.click()
    assert driver.window.settings.keys == {"memo": "N", "next_coding": ""}
    actions = driver.window.actions_
    assert actions["memo"].shortcut().toString() == "N"
    assert actions["next_coding"].shortcut().isEmpty()
    dialog.reset.click()
    assert driver.window.settings.keys == {}
    assert actions["next_coding"].shortcut().toString() == "N"


def test_a_code_keeps_its_key(driver: Driver, dialog: KeysDialog) -> None:
    press(driver, dialog, "memo", "4")
    assert "evaluative term" in dialog.told.text()
    assert not dialog.take.isEnabled()
    assert driver.window.settings.keys == {}


def test_a_menu_keeps_its_letter(dialog: KeysDialog, driver: Driver) -> None:
    press(driver, dialog, "memo", "Alt+E")
    assert "Edit" in dialog.told.text()
    assert not dialog.take.isEnabled()


def test_the_help_sheet_and_the_palette_say_the_new_key(driver: Driver, dialog: KeysDialog) -> None:
    press(driver, dialog, "find", "Ctrl+Shift+J")
    dialog.accept()
    driver.window.controllers.help.show_keys()
    sheet = driver.window.findChildren(HelpSheet)[-1]
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Ctrl + Shift + J" in texts
    assert "Ctrl + F" not in texts
    sheet.accept()


def test_keys_of_the_settings_hold_from_the_start(
    made: Made, open_window: Callable[..., Driver]
) -> None:
    chosen = Settings(coder="Ann", coders={"Ann": ANN.guid}, keys={"select_sentence": "Ctrl+Alt+J"})
    driver = open_window(made.project.path, chosen)
    driver.focus_text()
    driver.view.set_cursor_position(8)
    driver.key("s")
    assert driver.view.selected_text() == ""
    driver.key("j", CONTROL | Qt.KeyboardModifier.AltModifier)
    assert driver.view.selected_text() == "Nobody expects the 🇦🇿 talks to fail."


def test_the_same_key_may_be_free_in_the_tree(specs: Sequence[ActionSpec]) -> None:
    table = with_keys(specs, {})
    assert holders("Alt+Right", table["code_in"], table, ()) == []
    assert holders("Alt+Right", table["find"], table, ()) != []
    assert holders("Alt+Up", table["document_up"], table, ()) == []


def test_the_list_is_filtered_by_name_and_by_key(dialog: KeysDialog) -> None:
    dialog.line.setText("boundary")
    dialog.line.setText("end of the coding")
    shown = [item.text(0) for item in dialog.items() if not item.isHidden()]
    assert len(shown) == 4
    dialog.line.setText("ctrl+f2")
    shown = [i.text(0) for i in dialog.items() if not i.isHidden()]
    assert shown == ["Rename the document", "Rename the code"]


def test_a_key_that_comes_with_the_program_does_not_take_a_users_away(
    specs: Sequence[ActionSpec],
) -> None:
    table = with_keys(specs, {"memo": "Ctrl+F"})
    assert (table["memo"].key, table["find"].key) == ("Ctrl+F", "")
    assert conflicts(table) == {}
    assert with_keys(specs, {"code_up": "N"})["next_coding"].key == "N", "elsewhere it stays"


@pytest.mark.parametrize("width", [1280, 1000])
def test_the_help_sheet_fits_its_window_without_scrolling_sideways(
    driver: Driver, width: int
) -> None:
    driver.window.resize(width, 800)
    driver.window.controllers.help.show_keys()
    sheet = driver.window.findChildren(HelpSheet)[-1]
    sheet.resize(min(sheet.width(), width - 20), 740)
    sheet.show()
    QApplication.processEvents()
    assert sheet._area.horizontalScrollBar().maximum() == 0
    right = sheet._area.viewport().width()
    for label in sheet._body.findChildren(QLabel):
        assert label.mapTo(sheet._body, label.rect().topRight()).x() <= right
    sheet.close()
