"""Keys of the main window that work in the dialogs over it too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.ui.actions.action_set import ActionSet


class DialogKeys(QObject):
    """Nothing of the main window's keys reaches a dialog: it gets those that are added here when it
    first has the focus."""

    met = Signal(QDialog)
    """A dialog over the window has the focus for the first time."""

    def __init__(self, window: QWidget, actions: ActionSet) -> None:
        super().__init__(window)
        self._window, self._actions = window, actions
        self._added: dict[str, Callable[[], object]] = {}
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def add(self, name: str, run: Callable[[], object]) -> None:
        """In dialogs the key of the action of this name calls `run`."""
        self._added[name] = run

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and self._is_over_window(dialog) and not _has_keys(dialog):
            for name, run in self._added.items():
                shortcut = QShortcut(self._actions[name].shortcut(), dialog)
                shortcut.setObjectName(_NAME)
                shortcut.activated.connect(lambda run=run: run())
            self.met.emit(dialog)

    def _is_over_window(self, dialog: QDialog) -> bool:
        above = dialog.parentWidget()
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is not None


_NAME = "key of the main window"


def _has_keys(dialog: QDialog) -> bool:
    only_here = Qt.FindChildOption.FindDirectChildrenOnly
    return dialog.findChild(QShortcut, _NAME, only_here) is not None
