"""One code as a form: name, key, colour, place, and the texts of its codebook entry."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from annotator.corpus.codebook import Code, Codebook
from annotator.exchange.palette import COLORS
from annotator.ui.codebook.swatch import swatch
from annotator.ui.theme import Theme


class CodeDialog(QDialog):
    """Edits a copy of a code; `code()` is the result. Nothing changes until it is accepted."""

    def __init__(self, parent: QWidget, code: Code, codebook: Codebook, theme: Theme) -> None:
        super().__init__(parent)
        self._code = code
        self.setWindowTitle(self.tr("Code"))
        self.name = QLineEdit(code.name)
        self.key = QLineEdit(code.key)
        self.key.setMaxLength(1)
        self.color = self._color_box(code.color, theme)
        self.place = self._place_box(code, codebook)
        self.codable = QCheckBox(self.tr("Passages can be coded with it"))
        self.codable.setChecked(code.codable)
        self.definition = self._text_field(code.definition)
        self.use = self._text_field(code.when_to_use)
        self.avoid = self._text_field(code.when_not_to_use)
        self.examples = self._text_field("\n".join(code.examples))
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setSpacing(theme.space("m"))
        form.setContentsMargins(*[theme.space("xl")] * 4)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Key"), self.key)
        form.addRow(self.tr("C&olour"), self.color)
        form.addRow(self.tr("&Below"), self.place)
        form.addRow("", self.codable)
        form.addRow(self.tr("&Definition"), self.definition)
        form.addRow(self.tr("Use &when"), self.use)
        form.addRow(self.tr("Do no&t use when"), self.avoid)
        form.addRow(self.tr("&Examples, one a line"), self.examples)
        form.addRow(self.problem)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._check)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)
        self.resize(theme.px(560), theme.px(600))

    def _text_field(self, text: str) -> QPlainTextEdit:
        field = QPlainTextEdit(text)
        field.setTabChangesFocus(True)
        return field

    def _color_box(self, color: str, theme: Theme) -> QComboBox:
        box = QComboBox()
        for offered in dict.fromkeys((color, *COLORS)):
            box.addItem(swatch(offered, theme), offered, offered)
        return box

    def _place_box(self, code: Code, codebook: Codebook) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("(top level)"), None)
        below = {code.guid, *(child.guid for _depth, child in codebook.walk(code.guid))}
        for depth, other in codebook.walk():
            if other.guid not in below:
                box.addItem("   " * depth + other.name, other.guid)
        box.setCurrentIndex(max(0, box.findData(code.parent)))
        return box

    def _check(self) -> None:
        if self.name.text().strip():
            self.accept()
        else:
            self.refuse(self.tr("The code needs a name."))

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the entry, beside it."""
        self.problem.setText(sentence)
        self.problem.show()

    def code(self) -> Code:
        """The code as it was entered."""
        lines = self.examples.toPlainText().splitlines()
        return replace(
            self._code,
            name=self.name.text().strip(),
            key=self.key.text().strip(),
            color=self.color.currentData(),
            parent=self.place.currentData(),
            codable=self.codable.isChecked(),
            definition=self.definition.toPlainText(),
            when_to_use=self.use.toPlainText(),
            when_not_to_use=self.avoid.toPlainText(),
            examples=tuple(line for line in lines if line.strip()),
        )
