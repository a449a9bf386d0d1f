"""Who codes: one of those who are known, or somebody new."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.team import coders


class CoderField(QComboBox):
    """A name that can be chosen or written; `people` are names by GUID, the usual one first."""

    def __init__(self, people: Mapping[str, str], usual: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for guid, name in people.items():
            self.addItem(name, guid)
        self.setCurrentText(usual or Path.home().name)
        for part in (self, *self.findChildren(QLineEdit)):  # the line has the focus
            part.setAccessibleName(tr("Who codes"))

    @property
    def name(self) -> str:
        """The name as it is written, without white space around it."""
        return " ".join(self.currentText().split())

    @property
    def guid(self) -> str | None:
        """Who that is; None for somebody new."""
        row = self.findText(self.name)
        return str(self.itemData(row)) if row >= 0 else None

    def fault(self) -> str | None:
        """Why nobody can have this name, or None."""
        try:
            coders.checked_name(self.name)
        except UserError as error:
            return str(error)
        return None
