"""What is made of Qt's messages, and what a start without a screen says."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from annotator.ui.process.qt_messages import STATUS_NO_SCREEN, MessageHandler, no_screen

CHECKOUT = Path(__file__).resolve().parents[2]
WARNING, FATAL = QtMsgType.QtWarningMsg, QtMsgType.QtFatalMsg
CONTEXT = QMessageLogContext()
GIVEN_UP = "This application failed to start because no Qt platform plugin could be initialized."


@pytest.fixture
def handler(caplog: pytest.LogCaptureFixture) -> MessageHandler:
    made = MessageHandler(lambda _status: None)
    made.release()
    return made


def test_what_the_platform_without_a_screen_says_of_sizes_is_left_out(
    handler: MessageHandler, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    handler.hear(WARNING, CONTEXT, "This plugin does not support propagateSizeHints()")
    handler.hear(WARNING, CONTEXT, "QPainter::begin: Paint device returned engine == 0")
    assert capsys.readouterr().err == "QPainter::begin: Paint device returned engine == 0\n"
    assert [(r.levelno, r.name) for r in caplog.records] == [(logging.WARNING, "annotator.qt")]


def test_other_fatal_messages_are_kept(
    handler: MessageHandler, capsys: pytest.CaptureFixture[str]
) -> None:
    handler.hear(FATAL, CONTEXT, "out of memory")
    assert capsys.readouterr().err == "out of memory\n"


def test_a_platform_that_is_given_up_on_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    handler = MessageHandler(ended.append)
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    handler.hear(FATAL, CONTEXT, GIVEN_UP)
    assert ended == [STATUS_NO_SCREEN]
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("There is no display")


@pytest.mark.parametrize(
    ("reasons", "environment", "sentence"),
    [
        (["could not connect to display "], {}, "There is no display"),
        (["could not connect to display :7"], {"DISPLAY": ":7"}, "The display :7"),
        (["could not connect to display "], {"WAYLAND_DISPLAY": "w-9"}, "The display w-9"),
        (
            ['Could not find the Qt platform plugin "foo" in ""'],
            {"QT_QPA_PLATFORM": "foo", "DISPLAY": ":7"},
            "QT_QPA_PLATFORM names “foo”",
        ),
        (
            ['Could not load the Qt platform plugin "xcb" in "" even though it was found.'],
            {"DISPLAY": ":7"},
            "This system lacks a library",
        ),
    ],
)
def test_the_sentence_names_the_reason(
    reasons: list[str], environment: dict[str, str], sentence: str
) -> None:
    assert no_screen(reasons, environment).startswith(sentence)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_the_program_without_a_display_ends_with_a_sentence() -> None:
    """Qt would abort, with its own advice to install it anew."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    result = subprocess.run(
        [sys.executable, "-m", "annotator"],
        env={name: value for name, value in os.environ.items() if name not in screens},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == STATUS_NO_SCREEN
    assert len(result.stderr.splitlines()) == 1
    assert "There is no display" in result.stderr
