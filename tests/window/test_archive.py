"""Replication archives in the window: what goes in, and verifying one."""

from __future__ import annotations

import zipfile
from pathlib import Path

from annotator.operations import projects
from annotator.ui.transfer.archive_form import ArchiveForm
from annotator.ui.widgets.lines_dialog import LinesDialog
from tests.making import ANN, Made
from tests.window.conftest import Driver


def test_written_and_verified(driver: Driver, made: Made, tmp_path: Path) -> None:
    made.code_words(ANN, "claim", "Nobody")
    target = tmp_path / "study.zip"
    driver.window.actions_["archive"].trigger()
    (form,) = driver.window.findChildren(ArchiveForm)
    assert not form.words.isEnabled()
    form.without.setChecked(True)
    form.words.setValue(3)
    form.queries.setPlainText("code:claim\n")
    form.tables.setPlainText("codes and documents")
    form.ok.click()
    assert "is no table" in form.problem.text()
    form.tables.setPlainText("codes × documents\ncodes x coders")
    driver.answers.target = target
    form.ok.click()
    driver.wait_for_jobs()
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
    assert "README.txt" in names
    assert not [name for name in names if name.startswith("texts/")]
    driver.answers.files = [target]
    driver.window.actions_["verify_archive"].trigger()
    driver.wait_for_jobs()
    (dialog,) = driver.window.findChildren(LinesDialog)
    for figure in ("code:claim", "codes × documents", "codes × coders"):
        assert f"{figure}: as stated" in dialog.page.toPlainText()
    dialog.close()


def test_what_is_no_archive_is_told(driver: Driver, made: Made) -> None:
    driver.answers.files = [made.project.path]
    driver.window.actions_["verify_archive"].trigger()
    driver.wait_for_jobs()
    assert "ZIP" in driver.window.notice.text


def test_a_blind_project_has_none(driver: Driver, made: Made) -> None:
    driver.window.bridge.do(projects.set_blind, True)
    driver.window.actions_["archive"].trigger()
    assert driver.window.findChildren(ArchiveForm) == []
