"""Questions to the user that open a dialog of their own, in one place so that tests can answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget


class Ask:
    """Asks with Qt's dialogs. Tests hand in another object of this shape."""

    def open_files(self, parent: QWidget, title: str, filters: str) -> list[Path]:
        """Existing files; none where the user cancels."""
        names, _filter = QFileDialog.getOpenFileNames(parent, title, "", filters)
        return [Path(name) for name in names]

    def open_file(self, parent: QWidget, title: str, filters: str) -> Path | None:
        name, _filter = QFileDialog.getOpenFileName(parent, title, "", filters)
        return Path(name) if name else None

    def save_file(self, parent: QWidget, title: str, proposal: str, filters: str) -> Path | None:
        """A file to write; the dialog has asked before replacing one."""
        name, _filter = QFileDialog.getSaveFileName(parent, title, proposal, filters)
        return Path(name) if name else None

    def text(self, parent: QWidget, title: str, question: str, proposal: str = "") -> str | None:
        answer, accepted = QInputDialog.getText(parent, title, question, text=proposal)
        return answer if accepted else None

    def choice(
        self, parent: QWidget, title: str, question: str, choices: Sequence[str]
    ) -> str | None:
        answer, accepted = QInputDialog.getItem(
            parent, title, question, list(choices), editable=False
        )
        return answer if accepted else None

    def confirm(self, parent: QWidget, title: str, question: str, verb: str) -> bool:
        """Whether to go ahead; the button says what happens."""
        box = QMessageBox(QMessageBox.Icon.Question, title, question, parent=parent)
        go = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        cancel = QCoreApplication.translate("Ask", "Cancel")
        box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is go

    def decide(
        self, parent: QWidget, title: str, question: str, verbs: Sequence[str], cancel: str = ""
    ) -> str | None:
        """Which of a few ways to go, each a button, the usual one first; None for Cancel, which
        may have words of its own."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, question, parent=parent)
        role = QMessageBox.ButtonRole.ActionRole
        buttons = {box.addButton(verb, role): verb for verb in verbs}
        box.setDefaultButton(next(iter(buttons)))
        cancel = cancel or QCoreApplication.translate("Ask", "Cancel")
        box.addButton(cancel, QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return next((verb for one, verb in buttons.items() if one is box.clickedButton()), None)

    def tell(self, parent: QWidget, title: str, message: str, details: str = "") -> None:
        """Tell something that must not be missed."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, message, parent=parent)
        box.setDetailedText(details)
        box.exec()
