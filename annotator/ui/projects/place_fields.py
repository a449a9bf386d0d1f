"""Where a project's file is to lie: its name, and the folder."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.file_names import FORBIDDEN, is_device
from annotator.input_files import is_there
from annotator.operations import projects
from annotator.operations.projects import SUFFIX
from annotator.settings import Settings
from annotator.ui.ask import Ask
from annotator.ui.projects.home_paths import shown_folder
from annotator.ui.widgets.plain_text import PlainLabel

_KIND = f"*{SUFFIX}"
"""How the folder of project files is kept (see `Ask`)."""


class PlaceFields:
    """Two fields of a form. Nothing is ever replaced: another name is asked for instead."""

    def __init__(self, form: QWidget, ask: Ask, settings: Settings, name: str) -> None:
        self._form, self._ask, self._settings = form, ask, settings
        self.name = QLineEdit(name)
        self.folder = QLineEdit(shown_folder(usual_folder(settings)))
        self.choose = QPushButton(tr("Choose a folder…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._choose)

    def add_to(self, rows: QFormLayout, words: str) -> None:
        """Add them to a form; `words` label the name."""
        name_label = PlainLabel(words)
        name_label.setBuddy(self.name)
        rows.addRow(name_label, self.name)
        line = QHBoxLayout()
        line.addWidget(self.folder, 1)
        line.addWidget(self.choose)
        label = PlainLabel(tr("F&older"))
        label.setBuddy(self.folder)
        rows.addRow(label, line)
        self.name.setAccessibleName(words.replace("&", ""))
        self.folder.setAccessibleName(tr("Folder"))

    @property
    def path(self) -> Path:
        """The file as the fields say."""
        name = self.name.text().strip().removesuffix(SUFFIX)
        folder = os.path.expanduser(self.folder.text().strip())  # noqa: PTH111  (`~x` may be nobody)
        return Path(folder) / f"{name}{SUFFIX}"

    def fault(self) -> str | None:
        """Why no file can be made there, or None."""
        name = self.name.text().strip().removesuffix(SUFFIX)
        if not name:
            return tr("Give it a name.")
        if any(letter in name for letter in FORBIDDEN) or not name.isprintable():
            return tr("A file name can't have any of these: / \\ : * ? \" < > |")
        if is_device(name):
            return tr("Windows keeps this name for itself. Choose another.")
        try:
            projects.refuse_existing(self.path, overwrite=False)
        except UserError as error:
            return str(error)
        return None

    def keep(self) -> None:
        """Begin in this folder the next time."""
        self._settings.folders[_KIND] = str(self.path.parent)

    def _choose(self) -> None:
        folder = self._ask.open_folder(self._form, tr("Choose a folder"))
        if folder is not None:
            self.folder.setText(shown_folder(folder))


def usual_folder(settings: Settings) -> Path:
    """Where the last project was made or opened, else the user's documents."""
    kept = settings.folders.get(_KIND, "")
    if kept and is_there(Path(kept), folder=True):
        return Path(kept)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(documents) if documents else Path.home()
    return folder if is_there(folder, folder=True) else Path.home()
