"""What Qt has to say: to standard error and the log, less what nobody can do anything about.

Qt ends the program with `abort` where there is no screen. What it says before is the reason; the
user is told it in one sentence instead.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger("annotator.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
# The platform without a screen says it of each window that is shown; it has no sizes to hint at.
_NEEDLESS = "This plugin does not support propagateSizeHints()"
_NO_PLATFORM = "no Qt platform plugin could be initialized"
STATUS_NO_SCREEN = 2


class MessageHandler:
    """Qt's message handler. Until `release`, messages about the platform are held back: should Qt
    give up on it, they are the reason, and else what it fell back from."""

    def __init__(self, end: Callable[[int], object] = os._exit) -> None:
        self._end = end
        self._held: list[tuple[QtMsgType, str]] | None = []

    def install(self) -> None:
        """Hear of everything that Qt says from now on."""
        qInstallMessageHandler(self.hear)

    def release(self) -> None:
        """Tell what was held back: the application is there."""
        held, self._held = self._held or [], None
        for kind, text in held:
            _tell(kind, text)

    def hear(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """One message. After a fatal one Qt would abort."""
        if text.endswith(_NEEDLESS):
            return
        if kind is QtMsgType.QtFatalMsg and _NO_PLATFORM in text:
            _write(no_screen([text for _kind, text in self._held or []], dict(os.environ)))
            self._end(STATUS_NO_SCREEN)
        elif self._held is not None and (context.category or "").startswith("qt.qpa"):
            self._held.append((kind, text))
        else:
            _tell(kind, text)


def no_screen(reasons: list[str], environment: dict[str, str]) -> str:
    """Why there is no window, and what to do, from what Qt said of its platforms."""
    wanted = environment.get("QT_QPA_PLATFORM")
    display = environment.get("WAYLAND_DISPLAY") or environment.get("DISPLAY")
    if any("Could not find the Qt platform plugin" in reason for reason in reasons):
        return (
            f"QT_QPA_PLATFORM names “{wanted}”, a platform that is not part of Annotator."
            " Start it without that variable."
        )
    if display and any("could not connect to display" in reason for reason in reasons):
        return (
            f"The display {display} can’t be reached, so there is no window. Start Annotator in a"
            " session that has it; commands such as “annotator demo” need no display."
        )
    if display:  # the platform was not even loaded
        return (
            "This system lacks a library that a window needs. From a checkout, “python3"
            " packaging/run.py” names all that is missing; the package for Debian installs it."
        )
    return (
        "There is no display for Annotator’s window. Start it in a desktop session; commands such"
        " as “annotator demo” or “annotator info PROJECT” need none."
    )


def _tell(kind: QtMsgType, text: str) -> None:
    _write(text)
    if _log.hasHandlers():  # without any, Python would write it to standard error once more
        _log.log(_LEVELS[kind], "%s", text)


def _write(text: str) -> None:
    if sys.stderr is not None:  # a program without a console has none, on Windows
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
