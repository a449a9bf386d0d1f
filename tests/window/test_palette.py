"""The quick palette: a few letters and Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.ui.actions.palette import PaletteEntry, ranked
from tests.window.conftest import Driver
from tests.window.test_road import span_of

CTRL = Qt.KeyboardModifier.ControlModifier


def type_into_palette(driver: Driver, words: str) -> None:
    driver.key("p", CTRL)
    line = driver.window.palette_.line
    driver.qtbot.waitUntil(line.hasFocus)
    driver.qtbot.keyClicks(line, words)


def test_what_begins_with_the_letters_comes_first() -> None:
    names = ("unclaimed", "a claim", "claim", "other")
    entries = [PaletteEntry(name, "", "", lambda: None) for name in names]
    assert [entry.name for entry in ranked(entries, "CLA")] == ["claim", "a claim", "unclaimed"]
    assert len(ranked(entries, "")) == 4


def test_a_code_is_found_and_codes_the_selection(driver: Driver) -> None:
    driver.view.select(span_of("talks to fail"))
    type_into_palette(driver, "eval")
    assert driver.window.palette_.names()[0] == "evaluative term"
    driver.key(Qt.Key.Key_Return, widget=driver.window.palette_.line)
    (coding,) = driver.codings()
    assert driver.window.bridge.code(coding.code).name == "evaluative term"
    assert driver.words() == ["talks to fail"]
    assert driver.view.hasFocus()
    assert not driver.window.palette_.isVisible()


def test_a_command_is_found_by_its_menu_too(driver: Driver) -> None:
    type_into_palette(driver, "select the text sent")
    driver.key(Qt.Key.Key_Return, widget=driver.window.palette_.line)
    assert driver.view.selected_text() == "Nobody expects the 🇦🇿 talks to fail."


def test_arrows_choose_and_esc_leaves(driver: Driver) -> None:
    driver.view.select(span_of("talks"))
    type_into_palette(driver, "")
    line = driver.window.palette_.line
    driver.key(Qt.Key.Key_Down, widget=line)
    assert driver.window.palette_.list.currentRow() == 1
    driver.key(Qt.Key.Key_Escape, widget=line)
    assert driver.view.hasFocus()
    assert driver.codings() == []
