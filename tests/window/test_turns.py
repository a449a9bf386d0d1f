"""A transcript in the window: from turn to turn, some speakers alone, and turns coded at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.open_document.turn_dialogs import CodeTurnsDialog, OnlySpeakersDialog
from tests.making import Made, content, make
from tests.spoken import spoken
from tests.window.conftest import Driver

TEXT, STRUCTURE = spoken()
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def interview(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "interview.annot", text=TEXT, structure=STRUCTURE)
    yield made
    made.project.close()


@pytest.fixture
def reading(interview: Made, open_window: Callable[..., Driver]) -> Driver:
    driver = open_window(interview.project.path)
    driver.focus_text()
    return driver


def at(driver: Driver) -> str:
    return TEXT[driver.view.cursor_position() :].split()[0]


def test_keys_go_from_turn_to_turn_of_a_speaker(reading: Driver) -> None:
    QTest.keyClick(reading.view, Qt.Key.Key_Y)
    assert at(reading) == "How"  # from outside of turns, to the next of anybody
    QTest.keyClick(reading.view, Qt.Key.Key_Y)
    assert at(reading) == "And"
    QTest.keyClick(reading.view, Qt.Key.Key_Y)
    QTest.keyClick(reading.view, Qt.Key.Key_Y)
    assert at(reading) == "Good."
    assert "No further turn of Ida" in reading.window.statusBar().currentMessage()
    QTest.keyClick(reading.view, Qt.Key.Key_Y, SHIFT)
    assert at(reading) == "And"


def test_a_key_selects_the_turn_and_the_inspector_says_whose_it_is(reading: Driver) -> None:
    reading.view.set_cursor_position(TEXT.index("Eleven"))
    QTest.keyClick(reading.view, Qt.Key.Key_Q)
    assert reading.view.selected_text() == "Since the storm 🌊. Eleven years."
    assert reading.window.page.remarks_here() == ["Anna  ·  0:00:15"]
    assert reading.window.place_label.text() == "Anna  ·  0:00:15"


def test_some_speakers_alone_until_the_mode_is_left(reading: Driver) -> None:
    reading.view.set_cursor_position(TEXT.index("Eleven"))
    QTest.keyClick(reading.view, Qt.Key.Key_I)
    dialog = reading.window.findChildren(OnlySpeakersDialog)[-1]
    assert dialog.chosen == ["Anna"]
    dialog.ok.click()
    assert reading.view.looks.turns.only == {"Anna"}
    assert list(reading.window.modes.texts().values()) == ["Only Anna   ✕"]
    reading.window.modes.leave_last()
    assert not reading.view.looks.turns.greys
    QTest.keyClick(reading.view, Qt.Key.Key_I, SHIFT)
    assert reading.view.looks.turns.colored
    assert reading.window.settings.speaker_colors


def test_all_turns_of_a_speaker_are_coded_as_one_step(reading: Driver, interview: Made) -> None:
    reading.view.set_cursor_position(TEXT.index("Eleven"))
    QTest.keyClick(reading.view, Qt.Key.Key_Q, SHIFT)
    dialog = reading.window.findChildren(CodeTurnsDialog)[-1]
    assert dialog.ok.text() == "&Code 2 turns"
    dialog.ok.click()
    assert dialog.problem.text() == "Choose a code."
    dialog.codes.choose(interview.codes["claim"])
    dialog.ok.click()
    assert len(content(interview.project).codings) == 2
    reading.window.bridge.undo()
    assert not content(interview.project).codings


def test_a_text_without_speakers_is_told(driver: Driver) -> None:
    driver.focus_text()
    for key, modifier in ((Qt.Key.Key_Y, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_Q, SHIFT)):
        QTest.keyClick(driver.view, key, modifier)
        assert driver.window.statusBar().currentMessage() == "This document has no speakers."
