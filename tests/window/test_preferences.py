"""The page of preferences in the window: found by typing, holding at once, kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from annotator import paths
from annotator.settings import Settings, load
from annotator.ui.motion import Motion, apply_motion
from annotator.ui.preferences.fields import (
    ChoiceField,
    CoderColorsField,
    NumberField,
    PatternField,
    SwitchField,
)
from annotator.ui.preferences.window import PreferencesWindow
from annotator.ui.widgets.menu import Menu
from tests.making import ANN, Made
from tests.window.conftest import Driver


@pytest.fixture
def page(driver: Driver) -> Iterator[PreferencesWindow]:
    driver.key(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    found = driver.window.findChildren(PreferencesWindow)
    assert found, "Ctrl+, opens it"
    yield found[-1]
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_motion(application, Motion.FULL)


def shown(page: PreferencesWindow) -> set[str]:
    return {name for name, row in page.rows.items() if row.isVisible()}


def test_rows_are_found_by_what_they_say(page: PreferencesWindow, driver: Driver) -> None:
    everything = shown(page)
    assert page.search.hasFocus()
    driver.qtbot.keyClicks(page.search, "black on white")
    assert shown(page) == {"theme"}
    page.search.setText("brackets margin")
    assert shown(page) == {"margin"}
    page.search.setText("quxq")
    assert shown(page) == set()
    assert page.nothing.isVisible()
    driver.qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert shown(page) == everything
    driver.qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_a_theme_holds_at_once_and_is_kept(page: PreferencesWindow, driver: Driver) -> None:
    field = page.rows["theme"].field
    assert isinstance(field, ChoiceField)
    field.box.activated.emit(field.box.findData("contrast-dark"))
    assert driver.window.theme.name == "contrast-dark"
    assert driver.view.theme.name == "contrast-dark"
    assert load().theme == "contrast-dark"
    default = page.rows["theme"].default
    assert default is not None
    assert default.isEnabled()
    default.click()
    assert load().theme == "system"
    assert not default.isEnabled()
    assert field.box.currentData() == "system"


def test_letters_and_lines_change_while_one_looks(page: PreferencesWindow, driver: Driver) -> None:
    for name, value in (("zoom", 125), ("line_height", 200), ("reader_scale", 150)):
        field = page.rows[name].field
        assert isinstance(field, NumberField)
        field.box.setValue(value)
        assert getattr(driver.window.settings, name) == value
    assert driver.window.theme.zoom == 1.25
    assert driver.view.scale == pytest.approx(1.5)
    margin = page.rows["margin"].field
    assert isinstance(margin, SwitchField)
    margin.box.click()
    assert not driver.window.reader.margin.isVisibleTo(driver.window.reader)


def test_cues_and_motion_have_their_effect(page: PreferencesWindow, driver: Driver) -> None:
    cues = page.rows["cues"].field
    assert isinstance(cues, SwitchField)
    cues.box.click()
    assert driver.window.settings.cues
    assert driver.window.actions_["cues"].isChecked()
    motion = page.rows["motion"].field
    assert isinstance(motion, ChoiceField)
    motion.box.activated.emit(motion.box.findData("reduced"))
    assert QApplication.cursorFlashTime() == 0


def test_a_pattern_has_an_example_and_a_wrong_one_is_told(
    page: PreferencesWindow, driver: Driver
) -> None:
    field = page.rows["citation"].field
    assert isinstance(field, PatternField)
    field.line.setText("“…” ({document}, p. {page}")
    driver.qtbot.keyClicks(field.line, ")")  # Qt types no quotation marks
    assert field.example.text() == "Example: “we had no choice” (Interview 3, p. 12)"
    assert driver.window.settings.citation == "“…” ({document}, p. {page})"
    driver.qtbot.keyClicks(field.line, " {nobody}")
    assert "nobody" in field.example.text()
    assert "{nobody}" not in driver.window.settings.citation, "what was right stays"


def test_brackets_take_the_colours_of_coders(page: PreferencesWindow, driver: Driver) -> None:
    field = page.rows["margin_colors"].field
    assert isinstance(field, ChoiceField)
    assert {style.color for style in driver.view.coder_styles} == {""}
    field.box.activated.emit(field.box.findData("coder"))
    colors = {style.guid: style.color for style in driver.view.coder_styles}
    assert all(colors.values())
    coders = page.rows["coder_colors"].field
    assert isinstance(coders, CoderColorsField)
    button = coders.buttons[ANN.guid]
    button.click()
    driver.window.controllers.preferences._color(ANN.guid, "#112233")
    assert {s.guid: s.color for s in driver.view.coder_styles}[ANN.guid] == "#112233"
    assert load().coder_colors == {ANN.guid: "#112233"}
    driver.window.grab()
    for menu in driver.window.findChildren(Menu):
        menu.close()
    field.box.activated.emit(field.box.findData("code"))
    assert {style.color for style in driver.view.coder_styles} == {""}


def test_what_is_kept_here_can_be_forgotten(page: PreferencesWindow, driver: Driver) -> None:
    settings = driver.window.settings
    settings.recent = ["/a/b.annot"]
    settings.folders["*.txt"] = "/a"
    settings.questions["x"] = ["claim"]
    log = paths.log_folder() / "annotator.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text("something\n", encoding="utf-8")
    older = log.with_name("annotator.log.1")
    older.write_text("earlier\n", encoding="utf-8")
    for name in ("recent", "traces", "log"):
        page.rows[name].button.click()
        assert page.rows[name].done.isVisible()
    assert load().recent == []
    assert load().folders == {}
    assert load().questions == {}
    assert log.read_text(encoding="utf-8") == ""
    assert not older.exists()


def test_a_log_that_cannot_be_cleared_is_told(
    page: PreferencesWindow, driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = paths.log_folder() / "annotator.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.mkdir()  # nothing that can be written
    logging.getLogger("annotator").setLevel(logging.CRITICAL)
    try:
        page.rows["log"].button.click()
    finally:
        logging.getLogger("annotator").setLevel(logging.NOTSET)
    assert "log" in driver.window.notice.text
    assert not page.rows["log"].done.isVisible()


def test_the_page_opens_without_a_project(open_window: Callable[..., Driver]) -> None:
    driver = open_window(settings=Settings(coder="Ann", coders={"Ann": ANN.guid}))
    driver.window.controllers.preferences.show_window()
    (page,) = driver.window.findChildren(PreferencesWindow)
    field = page.rows["coder_colors"].field
    assert isinstance(field, CoderColorsField)
    assert field.buttons == {}
    page.rows["keys"].findChildren(QPushButton)[0].click()
    page.close()


def test_chosen_colours_are_there_at_the_next_start(
    made: Made, home: Path, open_window: Callable[..., Driver]
) -> None:
    settings = Settings(
        coder="Ann",
        coders={"Ann": ANN.guid},
        margin_colors="coder",
        coder_colors={ANN.guid: "#445566"},
    )
    driver = open_window(made.project.path, settings)
    assert {s.guid: s.color for s in driver.view.coder_styles}[ANN.guid] == "#445566"
