"""One code as a form: its entry in the codebook, examples, rules, cues and attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QTabWidget, QWidget

from annotator.corpus.codebook import Attribute, Code, Codebook, Unit
from annotator.errors import UserError
from annotator.exchange.codebook_file import cue_fault
from annotator.operations.codebook import codes
from annotator.ui.codebook.attribute_list import AttributeList, ValueCounts
from annotator.ui.codebook.color_field import ColorField
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, lines_of, rows, sentence, text_field
from annotator.ui.widgets.wide_combo import WideCombo


class CodeDialog(Form):
    """Edits a copy of a code and its attributes; nothing changes until it is accepted."""

    def __init__(
        self,
        parent: QWidget,
        code: Code,
        codebook: Codebook,
        theme: Theme,
        counts: ValueCounts,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Code", "noun"))
        self._code, self._codebook = code, codebook
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Parts of the entry"))
        self.tabs.addTab(self._entry(), self.tr("Entry"))
        self.tabs.addTab(self._examples(), self.tr("Examples"))
        self.tabs.addTab(self._rules(), self.tr("Rules and cues"))
        self.attribute_list = AttributeList(code, codebook.attributes_of(code.guid), theme, counts)
        self.tabs.addTab(self.attribute_list, self.tr("Attributes"))
        self.column.addWidget(self.tabs, 1)
        self.finish(580, 620)
        self.name.setFocus()

    # --- the tabs

    def _entry(self) -> QWidget:
        code, page = self._code, QWidget()
        self.name = QLineEdit(code.name)
        self.key = QLineEdit(code.key)
        self.key.setMaxLength(1)
        self.color = ColorField(code.color, self.theme)
        self.place = self._place_box()
        self.codable = QCheckBox(self.tr("Passages can be coded with it"))
        self.codable.setChecked(code.codable)
        self.definition = text_field(code.definition)
        self.use = text_field(code.when_to_use)
        self.avoid = text_field(code.when_not_to_use)
        form = rows(self.theme, page)
        form.setContentsMargins(0, self.theme.space("l"), 0, 0)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Key"), self.key)
        form.addRow(self.tr("C&olour"), self.color)
        form.addRow(self.tr("&Below"), self.place)
        form.addRow("", self.codable)
        form.addRow(self.tr("&Definition"), self.definition)
        form.addRow(self.tr("Use &when"), self.use)
        form.addRow(self.tr("Do no&t use when"), self.avoid)
        return page

    def _examples(self) -> QWidget:
        page = QWidget()
        self.examples = text_field("\n".join(self._code.examples))
        self.counter_examples = text_field("\n".join(self._code.counter_examples))
        form = rows(self.theme, page)
        form.setContentsMargins(0, self.theme.space("l"), 0, 0)
        form.addRow(sentence(self.tr("One example a line.")))
        form.addRow(self.tr("&Examples"), self.examples)
        form.addRow(self.tr("&Counter-examples"), self.counter_examples)
        return page

    def _rules(self) -> QWidget:
        code, page = self._code, QWidget()
        self.unit = WideCombo()
        for unit, name in (
            (Unit.FREE, self.tr("any passage")),
            (Unit.CLAUSE, self.tr("a clause")),
            (Unit.SENTENCE, self.tr("a sentence")),
        ):
            self.unit.addItem(name, unit)
        self.unit.setCurrentIndex(self.unit.findData(code.unit))
        self.may_nest = QCheckBox(self.tr("A passage may lie in another one with this code"))
        self.may_nest.setChecked(code.may_nest)
        self.may_overlap = QCheckBox(self.tr("A passage may share words with other codes"))
        self.may_overlap.setChecked(code.may_overlap)
        self.cues = text_field("\n".join(code.cues))
        form = rows(self.theme, page)
        form.setContentsMargins(0, self.theme.space("l"), 0, 0)
        form.addRow(self.tr("A passage &is"), self.unit)
        form.addRow("", self.may_nest)
        form.addRow("", self.may_overlap)
        form.addRow(self.tr("C&ues"), self.cues)
        explained = self.tr(
            "Words that often betray the code, one cue a line. A line between slashes is a regular"
            " expression: /will (not )?be/."
        )
        form.addRow("", sentence(explained, "small"))
        return page

    def _place_box(self) -> QComboBox:
        box = WideCombo()
        box.addItem(self.tr("(top level)"), None)
        below = set(codes.with_descendants(self._codebook, self._code.guid))
        for depth, other in self._codebook.walk():
            if other.guid not in below:
                box.addItem("   " * depth + other.name, other.guid)
        box.setCurrentIndex(max(0, box.findData(self._code.parent)))
        return box

    # --- what was entered

    def fault(self) -> str | None:
        for number, cue in enumerate(lines_of(self.cues), 1):
            wrong = cue_fault(cue)
            if wrong is not None:
                self.tabs.setCurrentIndex(2)
                return self.tr("Cue {0}: {1}").format(number, wrong)
        if self.color.color() is None:
            self.tabs.setCurrentIndex(0)
            return self.tr(
                "“{0}” is no colour. Choose one, or write a name, such as orange, or digits like"
                " #56b4e9."
            ).format(self.color.box.currentText())
        try:
            codes.check(self._codebook, self.code())
        except UserError as error:
            self.tabs.setCurrentIndex(0)
            return str(error)
        return None

    def code(self) -> Code:
        """The code as it was entered."""
        return replace(
            self._code,
            name=self.name.text().strip(),
            key=self.key.text().strip(),
            color=self.color.color() or self._code.color,
            parent=self.place.currentData(),
            codable=self.codable.isChecked(),
            definition=self.definition.toPlainText(),
            when_to_use=self.use.toPlainText(),
            when_not_to_use=self.avoid.toPlainText(),
            examples=lines_of(self.examples),
            counter_examples=lines_of(self.counter_examples),
            unit=Unit(self.unit.currentData()),
            may_nest=self.may_nest.isChecked(),
            may_overlap=self.may_overlap.isChecked(),
            cues=lines_of(self.cues),
        )

    def attributes(self) -> list[Attribute]:
        """The attributes as they were entered, in their order."""
        return list(self.attribute_list.attributes)

    def mappings(self) -> Mapping[str, Mapping[str, str | None]]:
        """What becomes of old values, by attribute (GUID)."""
        return self.attribute_list.mappings
