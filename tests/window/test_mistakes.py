"""A mistake of the program is loud wherever it happens: a dialog with the details, and the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from annotator import app
from annotator.corpus.job import Job, JobProgress
from annotator.errors import UserError
from tests.window.conftest import Driver


class Boxes:
    """The message boxes that came up, each closed at once."""

    def __init__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.found: list[tuple[str, str]] = []
        self._meanwhile = meanwhile
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            self._timer.stop()
            self._meanwhile()
            self.found.append((box.text(), box.detailedText()))
            box.done(0)
            self._timer.start(20)

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def boxes(driver: Driver, monkeypatch: pytest.MonkeyPatch) -> Iterator[Boxes]:
    monkeypatch.setattr(sys, "excepthook", app._tell_bug)
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
    assert "ZeroDivisionError: in the background" in details
    assert "Traceback" in details
    assert "in the background" in caplog.text
    assert not jobs.busy


def test_what_the_user_can_act_on_is_a_sentence(driver: Driver, boxes: Boxes) -> None:
    def refuse() -> None:
        raise UserError("There is no room. Make some.")

    driver.window.tasks.run(refuse)
    driver.qtbot.waitUntil(lambda: driver.window.notice.text == "There is no room. Make some.")
    assert boxes.found == []


def test_one_dialog_at_a_time(driver: Driver, caplog: pytest.LogCaptureFixture) -> None:
    def again() -> None:
        error = ValueError("once more")
        app._tell_bug(ValueError, error, None)

    boxes = Boxes(again)
    app._tell_bug(ValueError, ValueError("first"), None)
    boxes.stop()
    assert [("first" in details) for _text, details in boxes.found] == [True]
    assert "once more" in caplog.text
