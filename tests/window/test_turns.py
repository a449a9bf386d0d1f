"""A transcript in the window: from turn to turn, some speakers alone, and turns coded at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.operations import documents
from annotator.ui.open_document.turn_dialogs import CodeTurnsDialog, OnlySpeakersDialog
from tests.making import Made, content, make, text_file
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
    assert not dialog.where.isVisible(), "there is one document"
    dialog.ok.click()
    reading.wait_for_jobs()
    assert len(content(interview.project).codings) == 2
    reading.window.bridge.undo()
    assert not content(interview.project).codings


def test_turns_of_many_documents_are_coded_at_once(reading: Driver, interview: Made) -> None:
    more = [text_file(f"{n}", f"{TEXT}{n}", STRUCTURE) for n in range(3)]
    reading.window.bridge.do(documents.add, [*more, text_file("nobody speaks")])
    panel = reading.window.panels.documents
    panel.select(1)
    reading.focus_text()
    QTest.keyClick(reading.view, Qt.Key.Key_Q, SHIFT)
    dialog = reading.window.findChildren(CodeTurnsDialog)[-1]
    offered = [dialog.where.itemText(row) for row in range(dialog.where.count())]
    assert offered == ["this document", "all 5 documents"]
    dialog.speakers.tick(["Anna"])
    dialog.where.setCurrentIndex(1)
    assert not dialog.ok.isEnabled()
    reading.qtbot.waitUntil(lambda: dialog.ok.text() == "&Code 8 turns")
    assert dialog.chosen == ["Anna"]
    dialog.codes.choose(interview.codes["claim"])
    dialog.ok.click()
    reading.wait_for_jobs()
    found = content(interview.project).codings
    assert len(found) == 8
    assert len({one.document for one in found}) == 4
    reading.window.bridge.undo()
    assert not content(interview.project).codings


def test_a_document_without_speakers_beside_others_with_some(
    reading: Driver, interview: Made
) -> None:
    reading.window.bridge.do(documents.add, [text_file("nobody speaks")])
    reading.window.panels.documents.select(1)
    reading.focus_text()
    QTest.keyClick(reading.view, Qt.Key.Key_Q, SHIFT)
    dialog = reading.window.findChildren(CodeTurnsDialog)[-1]
    assert [dialog.where.itemText(row) for row in range(dialog.where.count())] == [
        "all 2 documents"
    ]
    reading.qtbot.waitUntil(lambda: dialog.ok.text() == "&Code 5 turns")
    dialog.reject()


def test_a_text_without_speakers_is_told(driver: Driver) -> None:
    driver.focus_text()
    for key, modifier, said in (
        (Qt.Key.Key_Y, Qt.KeyboardModifier.NoModifier, "This document has no speakers."),
        (Qt.Key.Key_Q, SHIFT, "No document has speakers."),
    ):
        QTest.keyClick(driver.view, key, modifier)
        assert driver.window.statusBar().currentMessage() == said
