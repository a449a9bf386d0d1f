"""Asks below which code others are to stand."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.corpus.codebook import Codebook
from annotator.ui.codebook.code_picker import CodePicker
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, sentence


class PlaceDialog(Form):
    """`target` is the GUID of the code that is chosen, None for the top level."""

    def __init__(
        self,
        parent: QWidget,
        question: str,
        codebook: Codebook,
        theme: Theme,
        doomed: Collection[str],
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Move codes"))
        self.column.addWidget(sentence(question, "title"))
        self.top = QCheckBox(self.tr("To the &top level"))
        self.column.addWidget(self.top)
        self.picker = CodePicker(codebook, theme, doomed, folders=True)
        self.column.addWidget(self.picker, 1)
        self.top.toggled.connect(self._enable)
        self.picker.chosen.connect(self._enable)
        self.ok.setText(self.tr("Move"))
        self._enable()
        self.finish(520, 520)
        self.picker.filter.setFocus()

    def _enable(self) -> None:
        self.picker.setEnabled(not self.top.isChecked())
        self.ok.setEnabled(self.top.isChecked() or self.picker.code() is not None)

    @property
    def target(self) -> str | None:
        code = None if self.top.isChecked() else self.picker.code()
        return code.guid if code is not None else None
