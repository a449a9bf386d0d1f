"""A codebook file that the project has codes of: what differs, and what is taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QListWidget, QRadioButton, QWidget

from annotator.corpus.codebook_difference import Difference
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, sentence


class IncomingDialog(Form):
    """`follows` where the codebook is to become what the file says; else only what is new comes
    in."""

    def __init__(
        self, parent: QWidget, name: str, differences: Sequence[Difference], theme: Theme
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Load a codebook"))
        said = self.tr("“{0}” differs from the codebook of the project:").format(name)
        self.column.addWidget(sentence(said, "title"))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("What differs"))
        for one in differences:
            self.list.addItem(one.what)
        self.column.addWidget(self.list, 1)
        self.adding = QRadioButton(self.tr("&Add what is new, and leave the rest as it is"))
        self.following = QRadioButton(self.tr("&Make the codebook what the file says"))
        self.adding.setChecked(True)
        self.column.addWidget(self.adding)
        self.column.addWidget(self.following)
        self.column.addWidget(sentence(self.tr("Undo brings all back."), "small"))
        self.ok.setText(self.tr("Load"))
        self.finish(560, 460)

    @property
    def follows(self) -> bool:
        return self.following.isChecked()
