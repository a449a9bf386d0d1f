"""The codebook written as a table and taken in again, in the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from annotator.corpus.codebook import Codebook
from annotator.operations.codebook import code_sets, codes
from annotator.ui.codebook.comparison_window import ComparisonWindow
from annotator.ui.codebook.incoming_dialog import IncomingDialog
from annotator.ui.codebook.versions_window import VersionsWindow
from tests.making import Made
from tests.window.conftest import Driver
from tests.window.test_codebook import code, press, top, undo


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_goes_out_and_comes_back(
    driver: Driver, made: Made, tmp_path: Path, suffix: str
) -> None:
    bridge = driver.window.bridge
    bridge.do(code_sets.create, "Said", [made.codes["claim"]])
    before = bridge.codebook
    driver.answers.target = tmp_path / f"book{suffix}"
    driver.window.actions_["save_codebook"].trigger()
    driver.wait_for_jobs()
    book = codes.load(str(driver.answers.target))
    assert [one.guid for one in book.codes] == [one.guid for _depth, one in before.walk()]
    assert [one.name for one in book.sets] == ["Said"]
    driver.window.controllers.codebook.load_file(driver.answers.target)
    assert bridge.codebook == before, "nothing differs, so nothing is asked"
    bridge.do(codes.edit, replace(code(driver, "claim"), definition="Otherwise"))
    bridge.do(codes.add, codes.new_code("mine", "#000000"))
    driver.window.controllers.codebook.load_file(driver.answers.target)
    dialog = top(IncomingDialog)
    told = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert told == ["Code “claim” changed: definition", "Code “mine” deleted"]
    press(driver, dialog)
    assert code(driver, "claim").definition == "Otherwise", "only what is new"
    driver.window.controllers.codebook.load_file(driver.answers.target)
    dialog = top(IncomingDialog)
    dialog.following.setChecked(True)
    press(driver, dialog)
    assert code(driver, "claim").definition == before.by_guid[made.codes["claim"]].definition
    assert "mine" not in [one.name for one in bridge.codebook.codes]
    undo(driver)
    assert "mine" in [one.name for one in bridge.codebook.codes]


def test_a_table_of_other_codes_is_added(driver: Driver, tmp_path: Path) -> None:
    number = len(driver.window.bridge.codebook.codes)
    path = tmp_path / "hand.csv"
    path.write_text("name,in,color\nspeech,,red\nquote,speech,\n", encoding="utf-8")
    driver.window.controllers.codebook.load_file(path)
    assert len(driver.window.bridge.codebook.codes) == number + 2
    assert code(driver, "quote").parent == code(driver, "speech").guid
    path.write_text("what\n", encoding="utf-8")
    driver.window.controllers.codebook.load_file(path)
    assert "no column “name”" in driver.window.notice.text
    undo(driver)
    assert isinstance(driver.window.bridge.codebook, Codebook)
    assert len(driver.window.bridge.codebook.codes) == number


def test_two_versions_stand_side_by_side(driver: Driver) -> None:
    bridge = driver.window.bridge
    claim = code(driver, "claim")
    bridge.do(codes.edit, replace(claim, definition="What <b>is</b> said to be so."))
    bridge.do(codes.edit, replace(claim, definition="What <b>is</b> held to be so."))
    bridge.do(codes.add, codes.new_code("extra", "#000000"))
    driver.window.actions_["versions"].trigger()
    versions = top(VersionsWindow)
    versions.versions.setCurrentRow(2)
    versions.beside.click()
    window = top(ComparisonWindow)
    assert (window.before.currentData(), window.after.currentData()) == (2, None)
    text = window.view.toPlainText()
    assert "definition: What <b>is</b> said to be so." in text, "no markup"
    assert "definition: What <b>is</b> held to be so." in text
    assert "extra  – added" in text
    assert window.words.text().startswith("2 of ")
    window.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "What <b>is</b> [−said−][+held+] to be so." in copied
    window.differing.setChecked(False)
    assert "prediction" in window.view.toPlainText()
    bridge.do(codes.edit, replace(code(driver, "extra"), name="another"))
    assert "another  – added" in window.view.toPlainText(), "it follows"
    window.choose(2, 2)
    assert window.words.text() == "The two versions say the same."
    assert not window.copy.isEnabled()
    window.close()
    versions.close()
