"""Opening what is no sound project, in the window: what was open stays open."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations import projects
from annotator.operations.projects import files
from annotator.ui.projects.new_project_form import NewProjectForm
from tests.making import BEN, make
from tests.storage.test_faulty_files import FAULTS, damaged
from tests.storage.test_journals import crash
from tests.window.conftest import Driver


def test_faulty_projects_are_refused_and_the_open_one_stays(driver: Driver, tmp_path: Path) -> None:
    window = driver.window
    open_before = window.bridge.project
    assert open_before is not None
    driver.answers.decide = lambda *_asked: None  # type: ignore[method-assign]
    for number, (what, statement) in enumerate(FAULTS.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        window.messages.dismiss()
        window.controllers.projects.open_project(damaged(folder, statement))
        assert window.bridge.project is open_before, what
        assert window.notice.isVisible() and "backup" in window.notice.text, what
        assert window.bridge.documents, what
        window.bridge.reload_if_changed()


def test_a_journal_that_was_set_aside_is_told(driver: Driver, tmp_path: Path) -> None:
    other = make(tmp_path / "other.annot", BEN, text="A text of some length. " * 3_000)
    backup = tmp_path / "backup.annot"
    other.project.copy_to(backup)
    other.project.close()
    crash(other.project.path)
    other.project.path.write_bytes(backup.read_bytes())
    driver.window.controllers.projects.open_project(other.project.path)
    project = driver.window.bridge.project
    assert project is not None and project.path == other.project.path
    assert "set aside" in driver.window.notice.text


def test_a_backup_that_can_not_be_made_is_told(
    driver: Driver, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(files, "backup_folder", lambda: tmp_path / "file" / "backups")
    other = make(tmp_path / "other.annot", BEN)
    other.project.close()
    driver.window.controllers.projects.open_project(other.project.path)
    qtbot.waitUntil(lambda: "could be made" in driver.window.notice.text, timeout=10_000)


def test_a_name_too_long_is_told(driver: Driver, tmp_path: Path) -> None:
    driver.answers.target = tmp_path / ("Ж" * 140 + ".annot")
    before = driver.window.bridge.project
    driver.window.controllers.projects.new_project()
    form = driver.window.findChild(NewProjectForm)
    assert form is not None
    form.place.name.setText("Ж" * 140)
    form.place.folder.setText(str(tmp_path))
    form.ok.click()
    assert "too long" in form.problem.text()
    assert driver.window.bridge.project is before
    form.reject()
    driver.window.controllers.projects.save_copy()
    assert "too long" in driver.window.notice.text


def test_a_project_replaced_under_the_window_takes_no_coding(
    driver: Driver, tmp_path: Path
) -> None:
    project = driver.window.bridge.project
    assert project is not None
    other = make(tmp_path / "other.annot", BEN, text="Another text.")
    other.project.close()
    project.path.write_bytes(other.project.path.read_bytes())
    assert driver.window.bridge.do(projects.rename, "New") is None
    assert "replaced" in driver.window.notice.text
    connection = sqlite3.connect(project.path)
    assert connection.execute("SELECT name FROM project").fetchone() != ("New",)
    connection.close()
