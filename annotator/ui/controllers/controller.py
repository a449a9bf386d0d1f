"""What every group of verbs has at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from annotator.corpus.changes import Changes

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow


class Controller(QObject):
    """A group of verbs of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.bridge = window.bridge
        self.ask = window.ask
        self.settings = window.settings

    def keep_in_step(self, dialog: QDialog, refresh: Callable[[Changes], None]) -> None:
        """Tell a window what changes while it is open; it closes with the project."""
        self.bridge.changed.connect(refresh)
        self.bridge.opened.connect(dialog.accept)

        def end(_result: int) -> None:
            # A window that is closed twice before it is gone ends once.
            dialog.finished.disconnect(end)
            self.bridge.changed.disconnect(refresh)
            self.bridge.opened.disconnect(dialog.accept)
            dialog.deleteLater()

        dialog.finished.connect(end)

    def own_alone(self) -> str:
        """In a blind project, what a form says where it counts codings; else empty."""
        if not self.bridge.blind:
            return ""
        return self.tr(
            "This project is blind: only your own work is counted here. What holds for others’"
            " work is not said."
        )

    def closed_while_blind(self) -> bool:
        """Whether others' work may not be shown; the window then says so."""
        if self.bridge.blind:
            self.window.show_page(self.window.shown_page)  # its button stays pressed
            self.window.refuse(
                self.tr(
                    "This project is blind: nobody else’s work is shown in it, so this is closed."
                    " Coder › Blind ends that."
                )
            )
        return self.bridge.blind
