"""Who speaks is looked at and changed before a transcript comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QTextLayout

from annotator.ui.adding.dialog import AddDialog
from annotator.ui.adding.speakers_dialog import SpeakersDialog
from annotator.ui.adding.turn_highlighter import TurnHighlighter
from tests.making import Made, content
from tests.window.conftest import Driver

TALK = (
    "I: Hallo?\nAnna Berg: Ja.\nI: So.\nAnna Berg: Gut.\nI: Hm.\nAnna berg: Ja.\n"
    "I: Und dann?\nAnna Berg: Nein.\nI: Gut.\nTim: Ich auch.\n"
)


@pytest.fixture
def adding(driver: Driver, tmp_path: Path) -> AddDialog:
    """A text that looks like a transcript is looked at, though it is a single plain one."""
    path = tmp_path / "talk.txt"
    path.write_text(TALK, encoding="utf-8")
    driver.window.controllers.adding.add([path])
    driver.wait_for_jobs()
    driver.qtbot.waitUntil(lambda: bool(driver.window.findChildren(AddDialog)))
    return driver.window.findChildren(AddDialog)[-1]


def speakers_of(driver: Driver, adding: AddDialog) -> SpeakersDialog:
    adding.options.speakers.click()
    dialog = adding.findChildren(SpeakersDialog)[-1]
    driver.qtbot.waitUntil(lambda: bool(dialog.speakers.model.choices))
    return dialog


def coloured(dialog: SpeakersDialog) -> set[str]:
    """The words of the sample that have a colour of their own."""
    found = set()
    block = dialog.sample.document().begin()
    while block.isValid():
        for one in block.layout().formats():
            assert isinstance(one, QTextLayout.FormatRange)
            found.add(block.text()[one.start : one.start + one.length])
        block = block.next()
    return found


def test_a_text_comes_in_as_a_transcript_as_its_speakers_are_chosen(
    driver: Driver, adding: AddDialog, made: Made
) -> None:
    assert adding.options.speakers.text() == "Read it as a t&ranscript…"
    dialog = speakers_of(driver, adding)
    assert isinstance(dialog.findChild(TurnHighlighter), TurnHighlighter)
    assert {"I", "Anna Berg", ": "} <= coloured(dialog)
    assert dialog.about.text() == "2 speakers, 8 turns. Turns begin as in: Anna: words"
    assert dialog.alike.text() == "“Anna berg” and “Anna Berg” may be two spellings of one name."
    dialog.one_person.click()
    assert dialog.alike.isHidden()
    assert dialog.about.text().startswith("2 speakers, 9 turns")
    dialog.speakers.select("I")
    dialog.speakers.role.setEditText("interviewer")
    edit = dialog.speakers.role.lineEdit()
    assert edit is not None
    edit.editingFinished.emit()
    dialog.speakers.name.setText("Ida")
    dialog.speakers.name.editingFinished.emit()
    dialog.ok.click()
    driver.qtbot.waitUntil(
        lambda: adding.ok.isEnabled() and "I: Hallo" not in adding.preview.text.text
    )
    assert adding.options.speakers.text() == "Spea&kers…"
    adding.ok.click()
    driver.wait_for_jobs()
    driver.qtbot.waitUntil(lambda: "Hallo" in driver.window.page.text)
    turns = driver.window.page.structure.of_kind("turn")
    assert [one.values["speaker"] for one in turns][:3] == ["Ida", "Anna Berg", "Ida"]
    assert turns[0].values["role"] == "interviewer"
    assert content(made.project).documents[-1].text.startswith("Hallo?\nJa.\n")


def test_a_pattern_is_a_sentence_until_it_can_be_used(driver: Driver, adding: AddDialog) -> None:
    dialog = speakers_of(driver, adding)
    dialog.pattern.setText("(?P<speaker>I")
    dialog.look_again()
    driver.qtbot.waitUntil(lambda: "can't be read" in dialog.problem.text())
    assert not dialog.ok.isEnabled()
    dialog.pattern.setText("^(?P<speaker>I): ")
    dialog.look_again()
    driver.qtbot.waitUntil(dialog.ok.isEnabled)
    assert [one.label for one in dialog.speakers.model.choices] == ["I"]
    assert dialog.chosen.options == {"pattern": "^(?P<speaker>I): "}


def test_what_is_chosen_is_shown_when_it_is_looked_at_again(
    driver: Driver, adding: AddDialog
) -> None:
    dialog = speakers_of(driver, adding)
    dialog.speakers.select("Anna Berg")
    dialog.speakers.use.setCurrentIndex(1)
    dialog.speakers.use.activated.emit(1)
    dialog.speakers.name.setText("A; B")
    dialog.speakers.name.editingFinished.emit()
    assert "neither" in dialog.problem.text()
    dialog.two_persons.click()
    assert dialog.alike.isHidden()
    dialog.ok.click()
    driver.qtbot.waitUntil(adding.ok.isEnabled)
    assert "Gut.\nIch" not in adding.preview.text.text
    again = speakers_of(driver, adding)
    model = again.speakers.model
    shown = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert shown[:2] == ["I", "Anna Berg: left out"]
    again.reject()
