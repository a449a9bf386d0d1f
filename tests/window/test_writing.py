"""Documents in the window, and a quotation with its source on the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from annotator.ui.transfer.writing_form import WritingForm
from tests.making import ANN, Made
from tests.window.conftest import Driver

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _select(driver: Driver, made: Made, words: str) -> None:
    start = made.text.index(words)
    driver.focus_text()
    driver.drag(start, start + len(words))


def test_quotations_are_written_and_the_choices_kept(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    made.code_words(ANN, "claim", "Nobody")
    driver.window.actions_["write_document"].trigger()
    (form,) = driver.window.findChildren(WritingForm)
    assert not form.citation.isEnabled()
    form.what.setCurrentIndex(1)
    form.format.setCurrentIndex(3)
    form.citation.setText("({document})")
    form.ok.click()
    assert "quotation stands" in form.problem.text()
    form.citation.setText("“…”, in {document}")
    driver.answers.target = tmp_path / "out.md"
    form.ok.click()
    driver.wait_for_jobs()
    assert "“Nobody”, in talks.txt" in (tmp_path / "out.md").read_text()
    driver.window.actions_["write_document"].trigger()
    again = driver.window.findChildren(WritingForm)[-1]
    assert again.what.currentData() == "quotations"
    assert again.citation.text() == "“…”, in {document}"
    again.close()


def test_a_passage_is_copied_with_its_source_by_one_key(driver: Driver, made: Made) -> None:
    made.code_words(ANN, "claim", "Nobody")
    _select(driver, made, "expects")
    driver.key("c", KEYS)
    assert QGuiApplication.clipboard().text() == "“expects” (talks.txt)"


def test_the_pattern_is_a_preference(driver: Driver, made: Made) -> None:
    driver.answers.words = "{document}: …"
    driver.window.actions_["citation"].trigger()
    _select(driver, made, "expects")
    driver.window.actions_["copy_quotation"].trigger()
    assert QGuiApplication.clipboard().text() == "talks.txt: expects"
    driver.answers.words = "{title}: …"
    driver.window.actions_["citation"].trigger()
    assert "{title}" in driver.window.notice.text
