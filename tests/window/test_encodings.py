"""A guessed encoding in the window: said with a preview, and read again as the user chooses."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from annotator.ui.documents.encoding_dialog import EncodingDialog
from tests.making import ANN, Made, content
from tests.window.conftest import Driver

WORDS = "Le café est à côté. Il a été très gêné.\n"


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "odd.txt"
    path.write_bytes("“It isn’t” – so.\n".encode() + b"It isn\x92t.\n")
    return path


def dialog_of(driver: Driver) -> EncodingDialog:
    driver.wait_for_jobs()
    driver.qtbot.waitUntil(lambda: bool(driver.window.findChildren(EncodingDialog)))
    return driver.window.findChildren(EncodingDialog)[-1]


def test_a_text_with_odd_places_is_shown_with_its_candidates(
    driver: Driver, made: Made, odd: Path
) -> None:
    driver.window.controllers.adding.add([odd])
    dialog = dialog_of(driver)
    (box,) = dialog.boxes.values()
    (words,) = dialog.words.values()
    assert box.currentData() == "utf-8"
    assert "isn\ufffdt" in words.text()
    box.setCurrentIndex(box.findData("windows-1252"))
    assert "isn’t" in words.text()
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    document = content(made.project).documents[-1]
    assert (document.name, document.encoding) == ("odd.txt", "windows-1252")
    assert "It isn’t." in document.text
    made.project.undo(ANN.guid)
    assert content(made.project).documents[-1].encoding == "utf-8"


def test_a_sure_text_is_added_without_a_question(driver: Driver, tmp_path: Path) -> None:
    (tmp_path / "sure.txt").write_text(WORDS, encoding="utf-8")
    driver.window.controllers.adding.add([tmp_path / "sure.txt"])
    driver.wait_for_jobs()
    assert not driver.window.findChildren(EncodingDialog)


def test_a_document_is_read_again_later_but_not_once_it_is_coded(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    (tmp_path / "mac.txt").write_bytes(WORDS.encode("mac_roman"))
    driver.window.controllers.adding.add([tmp_path / "mac.txt"])
    dialog_of(driver).reject()
    driver.window.actions_["encoding"].trigger()
    dialog = dialog_of(driver)
    (box,) = dialog.boxes.values()
    other = box.findData("utf-8")
    box.setCurrentIndex(other)
    document = driver.window.page.document
    assert document is not None
    Made(made.project, document, made.codes).code(ANN, "claim", (0, 2))
    dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).click()
    assert "is coded" in dialog.problem.text()
    assert dialog.isVisible()
    dialog.reject()


def test_one_text_under_another_name_is_said(driver: Driver, made: Made, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(made.text, encoding="utf-8")
    driver.window.controllers.adding.add([tmp_path / "copy.txt"])
    driver.wait_for_jobs()
    assert "copy.txt has the text of talks.txt" in driver.window.statusBar().currentMessage()


def test_a_new_version_whose_encoding_is_a_guess_says_so(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    path = tmp_path / "corrected.txt"
    path.write_bytes(made.text.replace("isn’t", "is not").encode() + b"\nIt isn\x92t.")
    driver.window.controllers.history.replace(made.document, path)
    driver.wait_for_jobs()
    assert "corrected.txt was read as utf-8, which is a guess" in driver.window.notice.text


def test_a_text_that_is_imported_is_looked_at_as_one_that_is_added(
    driver: Driver, made: Made, odd: Path, tmp_path: Path
) -> None:
    (tmp_path / "copy.txt").write_text(made.text, encoding="utf-8")
    driver.window.controllers.transfer.take_in([odd, tmp_path / "copy.txt"])
    dialog = dialog_of(driver)
    assert len(dialog.boxes) == 1
    dialog.reject()
    assert "copy.txt has the text of talks.txt" in driver.window.statusBar().currentMessage()
