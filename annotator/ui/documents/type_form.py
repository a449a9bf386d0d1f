"""A form: what the values of an attribute of documents are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.messages import tr
from annotator.ui.documents.attributes_model import TYPE_WORDS
from annotator.ui.records.parts import pair
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.wide_combo import WideCombo


class AttributeTypeForm(Form):
    """`wanted` is what is entered. Values that are there are offered as choices."""

    def __init__(
        self, parent: QWidget, theme: Theme, declared: AttributeType, values: Sequence[str]
    ) -> None:
        super().__init__(parent, theme)
        self._name = declared.name
        self.setWindowTitle(tr("Type of “{name}”", name=declared.name))
        self.type = WideCombo()
        for one, words in TYPE_WORDS.items():
            self.type.addItem(tr(words), one.value)
        self.type.setCurrentIndex(self.type.row_of(declared.type.value))
        self.choices = QPlainTextEdit("\n".join(declared.choices or values))
        self.choices.setAccessibleName(tr("Choices, a line each"))
        self.choices.setTabChangesFocus(True)
        self.definition = QLineEdit(declared.definition)
        about = tr(
            "Numbers are written as 12 or 3.5, days as 2026-11-30. What is entered or taken over "
            "later has to fit."
        )
        self.column.addWidget(sentence(about))
        self.column.addWidget(pair(tr("Values are"), self.type, theme))
        self._title = sentence(tr("Choices, a line each"), "")
        self.column.addWidget(self._title)
        self.column.addWidget(self.choices, 1)
        self.column.addWidget(pair(tr("What it says of a document"), self.definition, theme))
        self.type.currentIndexChanged.connect(self._follow)
        self._follow()
        self.finish(460, 420)
        self.type.setFocus()

    def _follow(self) -> None:
        is_choice = self.type.currentData() == ValueType.CHOICE.value
        self._title.setEnabled(is_choice)
        self.choices.setEnabled(is_choice)

    @property
    def wanted(self) -> AttributeType:
        """The type as it is entered."""
        kind = ValueType(self.type.currentData())
        lines = (" ".join(line.split()) for line in self.choices.toPlainText().splitlines())
        choices = tuple(dict.fromkeys(filter(None, lines))) if kind is ValueType.CHOICE else ()
        definition = " ".join(self.definition.text().split())
        return AttributeType(self._name, kind, choices, definition)
