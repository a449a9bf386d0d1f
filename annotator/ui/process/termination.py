"""The system asks the program to end (SIGTERM, SIGHUP): everything is saved, then it ends.

Whatever dialog stands open, and without a question: nobody may be there to answer. What is typed in
forms is kept for the next start.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

from annotator.ui.main_window import MainWindow

# Imported at the start: when the program is ended, its files may have been replaced by others.
from annotator.ui.recovery.typed_forms import typed_forms

_log = logging.getLogger(__name__)
_LONGEST_JOB_MS = 3_000


class Termination(QObject):
    """Hears the signals while Qt's event loop runs, in nested ones of dialogs too.

    Python handles a signal only once it runs code again, which an idle event loop does not: the
    signal's number arrives on a socket that Qt watches (see `signal.set_wakeup_fd`).
    """

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        super().__init__(application)
        self._application, self._window = application, window
        self._ours, theirs = socket.socketpair()
        self._theirs = theirs
        for end in (self._ours, theirs):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._heard)
        self._asked = False
        signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True

    def _heard(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._ours.recv(64)
        if self._asked:
            self._end()

    def _end(self) -> None:
        """Save what is being typed, close the project, and end; a job that does not stop within
        seconds is given up, and its transaction with it."""
        window = self._window
        window.asks_before_closing = False
        window.finish_editing()
        # Before the project is closed, and its forms with it.
        window.bridge.unsaved.keep_forms(typed_forms())
        window.remember()
        stopped = window.tasks.stop(_LONGEST_JOB_MS)
        window.bridge.close()
        _log.info("ended by a signal")
        if not stopped:
            logging.shutdown()
            os._exit(0)
        self._application.exit(0)
