"""Questions to the user that open a dialog of their own, in one place so that tests can answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from annotator.corpus.messages import tr
from annotator.file_names import portable
from annotator.input_files import is_there
from annotator.ui.widgets.plain_text import input_dialog, literal, message_box

_FOLDERS = "*"


class Ask:
    """Asks with Qt's dialogs. Tests hand in another object of this shape.

    A dialog for files begins where the last one for files of its kind was; the first one of a kind
    in `start`. `folders` keeps the folders by kind.
    """

    def __init__(self, folders: dict[str, str] | None = None) -> None:
        self._folders = {} if folders is None else folders
        self.start: Path | None = None
        """Where the open project is."""

    def _folder(self, filters: str) -> str:
        known = self._folders.get(_kind(filters), "")
        folder = Path(known) if known else self.start
        return str(folder) if folder is not None and is_there(folder, folder=True) else ""

    def _keep(self, filters: str, chosen: list[str]) -> list[Path]:
        paths = [Path(name) for name in chosen if name]
        if paths:
            self._folders[_kind(filters)] = str(paths[0].parent)
        return paths

    def open_files(self, parent: QWidget, title: str, filters: str) -> list[Path]:
        """Existing files; none where the user cancels."""
        start = self._folder(filters)
        names, _filter = QFileDialog.getOpenFileNames(parent, title, start, filters)
        return self._keep(filters, names)

    def open_file(self, parent: QWidget, title: str, filters: str) -> Path | None:
        """An existing file; None where the user cancels."""
        start = self._folder(filters)
        name, _filter = QFileDialog.getOpenFileName(parent, title, start, filters)
        return next(iter(self._keep(filters, [name])), None)

    def open_folder(self, parent: QWidget, title: str) -> Path | None:
        """An existing folder; None where the user cancels."""
        name = QFileDialog.getExistingDirectory(parent, title, self._folder(_FOLDERS))
        return next(iter(self._keep(_FOLDERS, [name])), None)

    def save_file(self, parent: QWidget, title: str, proposal: str, filters: str) -> Path | None:
        """A file to write; the dialog has asked before replacing one. The name that is proposed may
        hold names that people gave to things."""
        target = str(Path(self._folder(filters), portable(proposal, "annotator")))
        name, _filter = QFileDialog.getSaveFileName(parent, title, target, filters)
        return next(iter(self._keep(filters, [name])), None)

    def text(self, parent: QWidget, title: str, question: str, proposal: str = "") -> str | None:
        dialog = input_dialog(parent, title, question)
        dialog.setTextValue(proposal)
        return dialog.textValue() if dialog.exec() else None

    def choice(
        self, parent: QWidget, title: str, question: str, choices: Sequence[str]
    ) -> str | None:
        dialog = input_dialog(parent, title, question)
        dialog.setComboBoxItems(list(choices))
        dialog.setComboBoxEditable(False)
        return dialog.textValue() if dialog.exec() else None

    def confirm(self, parent: QWidget, title: str, question: str, verb: str) -> bool:
        """Whether to go ahead; the button says what happens."""
        box = message_box(QMessageBox.Icon.Question, title, question, parent)
        go = box.addButton(literal(verb), QMessageBox.ButtonRole.AcceptRole)
        cancel = tr("Cancel")
        box.addButton(literal(cancel), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is go

    def decide(
        self, parent: QWidget, title: str, question: str, verbs: Sequence[str], cancel: str = ""
    ) -> str | None:
        """Which of a few ways to go, each a button, the usual one first; None for Cancel, which
        may have words of its own."""
        box = message_box(QMessageBox.Icon.NoIcon, title, question, parent)
        role = QMessageBox.ButtonRole.ActionRole
        buttons = {box.addButton(literal(verb), role): verb for verb in verbs}
        box.setDefaultButton(next(iter(buttons)))
        cancel = cancel or tr("Cancel")
        box.addButton(literal(cancel), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return next((verb for one, verb in buttons.items() if one is box.clickedButton()), None)

    def tell(self, parent: QWidget, title: str, message: str, details: str = "") -> None:
        """Tell something that must not be missed."""
        box = message_box(QMessageBox.Icon.NoIcon, title, message, parent)
        box.setDetailedText(details)
        box.exec()


def _kind(filters: str) -> str:
    """What kind of files a dialog is for: the first pattern of its filters."""
    found = re.search(r"\*\.\w+", filters)
    return found.group() if found else "*"
