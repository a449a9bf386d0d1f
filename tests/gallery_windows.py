"""Which windows are open, and when what they do is done: for the gallery."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QThread, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotator.ui.main_window import MainWindow

Opened = TypeVar("Opened", bound=QWidget)


def opened(kind: type[Opened]) -> Opened:
    """The window of this kind that is open."""
    return next(widget for widget in shown() if isinstance(widget, kind))


def shown() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def wait(window: MainWindow) -> None:
    """Until what runs beside the window has ended; a moment of rest lets it run."""
    while window.tasks.busy:
        QTest.qWait(1)


def come_to_rest(window: MainWindow, milliseconds: int) -> None:
    """Until nothing is put off and no thread of the window runs, or for so long at most."""
    until = time.monotonic() + milliseconds / 1_000
    QTest.qWait(1)
    # Finding them costs as much as waiting does.
    timers, threads = _timers(window), window.findChildren(QThread)
    while time.monotonic() < until and _are_at_work(timers, threads):
        QTest.qWait(15)


def _are_at_work(timers: Sequence[QTimer], threads: Sequence[QThread]) -> bool:
    at_work = (timer.isActive() and timer.isSingleShot() for timer in timers if isValid(timer))
    return any(at_work) or any(one.isRunning() for one in threads if isValid(one))


def _timers(window: MainWindow) -> list[QTimer]:
    dialogs = [one for one in shown() if one is not window and not window.isAncestorOf(one)]
    return [timer for top in (window, *dialogs) for timer in top.findChildren(QTimer)]
