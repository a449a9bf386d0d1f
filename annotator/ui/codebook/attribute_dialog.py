"""One attribute of a code as a form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from annotator.corpus.codebook import YES_NO_VALUES, Attribute, AttributeKind, Level
from annotator.corpus.messages import tr
from annotator.ui.codebook.mapping_dialog import Mapped, MappingDialog
from annotator.ui.codebook.value_table import ValueTable
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, rows, sentence, text_field
from annotator.ui.widgets.wide_combo import WideCombo

_CLOSED = (AttributeKind.CHOICE, AttributeKind.CHOICES)


def kind_name(kind: AttributeKind) -> str:
    """What a kind of attributes is called on the screen."""
    names = {
        AttributeKind.CHOICE: tr("one of a list"),
        AttributeKind.CHOICES: tr("several of a list"),
        AttributeKind.TEXT: tr("text"),
        AttributeKind.NUMBER: tr("number"),
        AttributeKind.YES_NO: tr("yes or no"),
        AttributeKind.ENTITY: tr("who or what (a name)"),
    }
    return names[kind]


def unfit(attribute: Attribute, counts: Mapping[str, int]) -> dict[str, int]:
    """Of values in use, those that the attribute can't hold as it is now."""
    several = attribute.kind is AttributeKind.CHOICES
    return {
        value: number
        for value, number in counts.items()
        if attribute.fault((value,) if several else value) is not None
    }


class AttributeDialog(Form):
    """Edits a copy; `attribute()` is the result, `mapping` what old values become."""

    def __init__(
        self,
        parent: QWidget,
        attribute: Attribute,
        others: Collection[str],
        counts: Mapping[str, int],
        theme: Theme,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Attribute"))
        self._attribute, self._others, self._counts = attribute, others, counts
        self.mapping: Mapped = {}
        self.name = QLineEdit(attribute.name)
        self.kind = QComboBox()
        for kind in AttributeKind:
            self.kind.addItem(kind_name(kind), kind)
        self.kind.setCurrentIndex(self.kind.findData(attribute.kind))
        self.definition = text_field(attribute.definition, 3, theme)
        self.values = ValueTable(attribute.choices, counts, theme)
        self.ordinal = QCheckBox(self.tr("The values stand in order (ordinal)"))
        self.ordinal.setChecked(attribute.level is Level.ORDINAL)
        self.required = QCheckBox(self.tr("Every coding should say it"))
        self.required.setChecked(attribute.required)
        self.default = WideCombo()
        self.default.setEditable(True)
        self.default.setMinimumWidth(theme.px(220))
        self.default.setCurrentText(attribute.default)
        line = self.default.lineEdit()
        assert line is not None, "the box can be edited"
        line.setAccessibleName(self.tr("Default"))
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.values.changed.connect(self._offer_defaults)
        self._show_kind()
        self.finish(600, 560)

    def _lay_out(self) -> None:
        form = rows(self.theme)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Kind"), self.kind)
        form.addRow(self.tr("&Definition"), self.definition)
        self._values_label = sentence(self.tr("Values"), "")
        form.addRow(self._values_label, self.values)
        form.addRow("", self.ordinal)
        form.addRow("", self.required)
        form.addRow(self.tr("De&fault"), self.default)
        said = self.tr("What a coding says that says nothing; may stay empty.")
        form.addRow("", sentence(said, "small"))
        self.column.addLayout(form, 1)

    def _show_kind(self) -> None:
        closed = self.kind.currentData() in _CLOSED
        self.values.setVisible(closed)
        self._values_label.setVisible(closed)
        self.ordinal.setVisible(self.kind.currentData() is AttributeKind.CHOICE)
        self._offer_defaults()

    def _offer_defaults(self) -> None:
        kind, now = AttributeKind(self.kind.currentData()), self.default.currentText()
        offered: list[str] = []
        if kind in _CLOSED:
            offered = [choice.name for choice in self.values.choices()]
        elif kind is AttributeKind.YES_NO:
            offered = list(YES_NO_VALUES)
        self.default.clear()
        self.default.addItems(["", *offered])
        self.default.setCurrentText(now)

    # --- what was entered

    def attribute(self) -> Attribute:
        """The attribute as it was entered."""
        kind = AttributeKind(self.kind.currentData())
        return replace(
            self._attribute,
            name=self.name.text().strip(),
            kind=kind,
            definition=self.definition.toPlainText(),
            choices=self.values.choices() if kind in _CLOSED else (),
            required=self.required.isChecked(),
            default=self.default.currentText().strip(),
            level=self._level(kind),
        )

    def _level(self, kind: AttributeKind) -> Level:
        if kind is AttributeKind.CHOICE and self.ordinal.isChecked():
            return Level.ORDINAL
        stated = self._attribute.level
        return Level.UNSTATED if stated is Level.ORDINAL else stated

    def fault(self) -> str | None:
        attribute = self.attribute()
        if not attribute.name:
            return self.tr("The attribute needs a name.")
        if attribute.name in self._others:
            return self.tr("The code has an attribute “{0}” already.").format(attribute.name)
        if attribute.default and unfit(attribute, {attribute.default: 1}):
            return self.tr("“{0}” can't be the default: it is no value of this kind.").format(
                attribute.default
            )
        return self._fault_of_values(attribute)

    def _fault_of_values(self, attribute: Attribute) -> str | None:
        names = [choice.name for choice in attribute.choices]
        keys = [choice.key for choice in attribute.choices if choice.key]
        if attribute.kind in _CLOSED and not names:
            return self.tr("A list needs values: write the first one into the table.")
        if len(set(names)) < len(names):
            return self.tr("Two values have one name.")
        if len(set(keys)) < len(keys):
            return self.tr("Two values have one key.")
        return None

    def try_accept(self) -> None:
        """Values in use that have no place any more: ask first what they become."""
        fault = self.fault()
        if fault is not None:
            self.refuse(fault)
            return
        lost = unfit(self.attribute(), self._counts)
        if not lost:
            self.accept()
            return
        renamed = self.values.renamed()
        dialog = MappingDialog(self, self.attribute(), lost, renamed, self.theme)
        dialog.accepted.connect(lambda: self._accept_with(dialog.mapping()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _accept_with(self, mapping: Mapped) -> None:
        self.mapping = mapping
        self.accept()
