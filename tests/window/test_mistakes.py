"""A mistake of the program is loud wherever it happens: a dialog with the details, and the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from annotator import app, paths
from annotator.corpus.job import Job, JobProgress
from annotator.errors import UserError
from annotator.ui.process import bug_report
from annotator.ui.process.bug_dialog import BugDialog
from tests.window.conftest import Driver


class Boxes:
    """The message boxes that came up, each closed at once."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.found: list[tuple[str, str]] = []
        self.more: list[str] = []
        self._meanwhile = meanwhile
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, BugDialog):
            self._timer.stop()
            self._meanwhile()
            self.found.append((box.text.text(), box.report))
            self.more.append(box.others.text())
            box.done(0)
            self._timer.start(20)

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def boxes(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> Iterator[Boxes]:
    monkeypatch.setattr(sys, "excepthook", app._tell_bug)
    monkeypatch.setattr(app, "_told", set())
    boxes = Boxes()
    yield boxes
    boxes.stop()


def work() -> Job[None]:
    yield JobProgress(0, 1, "Working")
    raise ZeroDivisionError("in the background")


def fail() -> None:
    raise ZeroDivisionError("in the background")


@pytest.mark.parametrize("how", ["job", "quiet task"])
def test_a_mistake_in_the_background_is_shown_and_logged(
    driver: Driver, boxes: Boxes, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    jobs = driver.window.tasks
    with caplog.at_level(logging.CRITICAL):
        if how == "job":
            jobs.start("Working", work(), lambda _result: None)
        else:
            jobs.run(fail)
        driver.qtbot.waitUntil(lambda: bool(boxes.found), timeout=5_000)
    ((text, details),) = boxes.found
    assert "A mistake in the program" in text
    assert "ZeroDivisionError" in details
    assert "test_mistakes.py, line" in details
    assert "in the background" not in details, "it may have been a name"
    assert "in the background" in caplog.text
    assert not jobs.busy


def test_what_the_user_can_act_on_is_a_sentence(driver: Driver, boxes: Boxes) -> None:
    def refuse() -> None:
        raise UserError("There is no room. Make some.")

    driver.window.tasks.run(refuse)
    driver.qtbot.waitUntil(lambda: driver.window.notice.text == "There is no room. Make some.")
    assert boxes.found == []


@pytest.fixture
def untold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_told", set())


@pytest.mark.usefixtures("untold")
def test_one_dialog_at_a_time(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    def again() -> None:
        app._tell_bug(ValueError, raised(ValueError("once more")), None)

    boxes = Boxes(again)
    app._tell_bug(KeyError, KeyError("first"), None)
    boxes.stop()
    assert [("KeyError" in details) for _text, details in boxes.found] == [True]
    assert boxes.more == ["Meanwhile 1 more was written to the log."]
    assert "once more" in caplog.text


@pytest.mark.usefixtures("untold")
def test_the_same_mistake_is_told_once_and_the_window_goes_on(driver: Driver) -> None:
    boxes = Boxes()
    for _ in range(3):
        app._tell_bug(ZeroDivisionError, raised(ZeroDivisionError("division by zero")), None)
    boxes.stop()
    assert len(boxes.found) == 1
    assert "once more" in driver.window.statusBar().currentMessage()


def raised(error: Exception) -> Exception:
    """The error with its trace, as it is where it is caught."""
    try:
        fail_on("Ahmet said: never", error)
    except type(error) as caught:
        return caught
    raise AssertionError


def fail_on(passage: str, error: Exception) -> None:
    local = f"“{passage}” of Aylin"
    assert local
    raise error


class _OddError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("no words")


@pytest.mark.parametrize(
    "error",
    [
        ValueError("could not convert string to float: 'Ahmet said: never'"),
        KeyError("Ahmet said: never"),
        UnicodeEncodeError("utf-8", "Ahmet said: never", 0, 1, "Ahmet said: never"),
        OSError(2, "No such file", "/home/aylin/Ahmet said: never.annot"),
        AttributeError("'NoneType' object has no attribute 'Ahmet said: never'"),
        _OddError("Ahmet said: never"),
    ],
)
def test_a_report_holds_no_word_of_the_project(error: Exception) -> None:
    try:
        try:
            fail_on("Ahmet said: never", error)
        except Exception as first:
            raise RuntimeError(f"while coding {error!r}") from first
    except RuntimeError as found:
        report = bug_report.report(found)
    for word in ("Ahmet", "never", "Aylin", "aylin", "home"):
        assert word not in report, report
    assert "RuntimeError" in report
    assert type(error).__name__ in report
    assert "tests/window/test_mistakes.py" in report or "test_mistakes.py, line" in report
    assert "fail_on" in report


def test_what_names_nothing_but_code_is_told() -> None:
    error = raised(AttributeError("'NoneType' object has no attribute 'guid'"))
    assert "AttributeError: 'NoneType' object has no attribute 'guid'" in bug_report.report(error)


def test_the_report_is_folded_copied_and_saved(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = BugDialog(bug_report.report(raised(KeyError("x"))))
    driver.qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.details.isVisible()
    dialog.fold.click()
    assert dialog.details.isVisible()
    dialog.copy()
    assert QApplication.clipboard().text() == dialog.report
    dialog.save(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == dialog.report
    dialog.save(tmp_path / "no folder" / "report.txt")
    assert "can’t be written" in dialog.about.text()
    opened: list[str] = []
    paths.log_folder().mkdir(parents=True, exist_ok=True)

    def opening(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", opening)
    dialog.open_log()
    assert opened == [str(paths.log_folder())]
