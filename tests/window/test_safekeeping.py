"""Backups, the repair of damaged projects, and encrypted hand-outs, as a user meets them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotator import settings as preferences
from annotator.corpus.job import finish
from annotator.operations import projects
from annotator.operations.team import encrypted_handout
from annotator.ui.preferences import help_controller
from annotator.ui.safekeeping.backups_window import BackupsWindow
from annotator.ui.safekeeping.pass_phrase_form import NewPassPhraseForm, PassPhraseForm
from annotator.ui.widgets.lines_dialog import LinesDialog
from tests import quick_encryption
from tests.making import ANN, Made
from tests.soak.repairs import PAGE, stored
from tests.window.conftest import Driver

WORDS = "bata-kilo-mune-tofa"


def top(kind: type) -> object:
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


def backups_of(driver: Driver) -> BackupsWindow:
    driver.window.controllers.safekeeping.show_backups()
    window = top(BackupsWindow)
    assert isinstance(window, BackupsWindow)
    return window


def test_backups_are_listed_compared_restored_and_deleted(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    driver.qtbot.waitUntil(lambda: driver.window.tasks.stop(50))
    made.code_words(ANN, "claim", "Nobody")
    os.utime(made.project.path)
    project = driver.window.bridge.project
    assert project is not None
    assert projects.back_up(project) is not None
    window = backups_of(driver)
    driver.qtbot.waitUntil(lambda: window.list.count() == 2)
    window.list.setCurrentRow(1)
    driver.qtbot.waitUntil(lambda: "1 coding added" in window.differences.text())
    assert window.list.item(1).text() == window.heading.text()
    driver.answers.target = tmp_path / "restored.annot"
    driver.answers.words = "Stay here"
    said: list[str] = []
    window.said.connect(said.append)
    driver.answers.decide = lambda *_arguments: None  # type: ignore[method-assign]
    window.restore_button.click()
    driver.qtbot.waitUntil(lambda: bool(said))
    assert [kind for kind, _guid in stored(tmp_path / "restored.annot") if kind == "coding"] == []
    assert len(stored(made.project.path)) == len(stored(tmp_path / "restored.annot")) + 1
    driver.answers.target = made.project.path
    window.restore_button.click()
    driver.qtbot.waitUntil(lambda: "open project itself" in window.problem.text())
    window.delete_button.click()
    driver.qtbot.waitUntil(lambda: window.list.count() == 1)
    window.close()


def test_a_damaged_file_is_repaired_from_the_refusal_on(
    driver: Driver, made: Made, tmp_path: Path
) -> None:
    made.code_words(ANN, "claim", "Nobody")
    damaged = tmp_path / "damaged.annot"
    data = bytearray(made.project.path.read_bytes())
    data[PAGE : 2 * PAGE] = os.urandom(PAGE)
    damaged.write_bytes(data)
    driver.answers.target = tmp_path / "repaired.annot"
    driver.answers.words = "Save what can be read…"
    driver.window.controllers.safekeeping.repair_file(damaged)
    driver.wait_for_jobs()
    driver.qtbot.waitUntil(lambda: any(isinstance(w, LinesDialog) for w in visible()))
    dialog = top(LinesDialog)
    assert isinstance(dialog, LinesDialog)
    assert "1 coding" in dialog.lines()
    driver.answers.target = tmp_path / "list.txt"
    buttons = {one.text(): one for one in dialog.buttons.buttons()}
    buttons["&Save the list…"].click()
    assert (tmp_path / "list.txt").read_text(encoding="utf-8").strip() == dialog.lines().strip()
    buttons["&Open the new project"].click()
    project = driver.window.bridge.project
    assert project is not None and project.path.name == "repaired.annot"
    assert driver.words() == ["Nobody"]
    assert damaged.read_bytes() == bytes(data)


def visible() -> Sequence[object]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def test_a_project_is_handed_out_encrypted_and_opened_again(
    driver: Driver, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_encryption.use(monkeypatch)
    made.code_words(ANN, "claim", "Nobody")
    driver.answers.target = tmp_path / "project.annot.age"
    driver.window.controllers.safekeeping.hand_out()
    form = top(NewPassPhraseForm)
    assert isinstance(form, NewPassPhraseForm)
    form.first.setText("short")
    form.try_accept()
    assert "At least eight" in form.problem.text()
    form.first.setText("password12")
    assert "Weak" in form.about.text()
    form.second.setText("passwort12")
    form.try_accept()
    assert "not the same" in form.problem.text()
    assert form.first.echoMode() is QLineEdit.EchoMode.Password
    form.propose.click()
    words = form.pass_phrase
    assert "Good" in form.about.text()
    assert form.first.echoMode() is QLineEdit.EchoMode.Normal
    form.try_accept()
    driver.qtbot.waitUntil((tmp_path / "project.annot.age").exists, timeout=60_000)
    driver.wait_for_jobs()
    assert b"Nobody" not in (tmp_path / "project.annot.age").read_bytes()
    assert words not in preferences.settings_file().read_text(encoding="utf-8")

    driver.answers.target = tmp_path / "opened.annot"
    driver.window.controllers.projects.open_project(tmp_path / "project.annot.age")
    asked = top(PassPhraseForm)
    assert isinstance(asked, PassPhraseForm)
    asked.first.setText(words)
    asked.try_accept()
    driver.qtbot.waitUntil((tmp_path / "opened.annot").exists, timeout=60_000)
    driver.wait_for_jobs()
    project = driver.window.bridge.project
    assert project is not None and project.path.name == "opened.annot"
    assert driver.words() == ["Nobody"]


def test_a_wrong_pass_phrase_is_told_and_nothing_is_written(
    driver: Driver, made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_encryption.use(monkeypatch)
    encrypted, target = tmp_path / "p.annot.age", tmp_path / "opened.annot"
    finish(encrypted_handout.hand_out(made.project, encrypted, WORDS))
    driver.answers.target = target
    driver.window.controllers.safekeeping.take_out(encrypted)
    asked = top(PassPhraseForm)
    assert isinstance(asked, PassPhraseForm)
    asked.try_accept()
    assert asked.isVisible(), "nothing was typed"
    asked.first.setText(WORDS + "x")
    asked.try_accept()
    driver.qtbot.waitUntil(
        lambda: "pass phrase does not open" in driver.window.notice.text, timeout=60_000
    )
    assert not target.exists()


def test_looking_for_a_new_version_opens_the_page_alone(
    driver: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def show(page: str) -> bool:
        opened.append(page)
        return True

    monkeypatch.setattr(help_controller, "show_page", show)
    asked: list[str] = []

    def confirm(_parent: object, _title: str, question: str, _verb: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    driver.answers.confirm = confirm  # type: ignore[method-assign, assignment]
    driver.window.controllers.help.look()
    assert opened == [] and "contacts no server" in asked[0]
    driver.window.controllers.help.look()
    assert opened == [help_controller.VERSIONS_PAGE]
