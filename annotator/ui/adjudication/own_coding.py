"""The consensus as a coding of its own: neither coder's, written down by the adjudicator."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from annotator.corpus.codebook import Codebook, Value
from annotator.corpus.coding import Coding
from annotator.corpus.messages import quoted, tr
from annotator.corpus.span import Spans, passage
from annotator.ui.inspector.attribute_field import AttributeField
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.preserve_focus import preserve_focus
from annotator.ui.widgets.wide_combo import WideCombo


class OwnCodingForm(Form):
    """Code and values of the consensus; `spans` are its passage, chosen in the text before."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        codebook: Codebook,
        model: Coding,
        spans: Spans,
        text: str,
        names: Callable[[str], list[str]],
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(tr("Settle on another coding"))
        self.spans = spans
        self.values: dict[str, Value] = dict(model.attributes)
        self._codebook, self._names = codebook, names
        self.code = WideCombo()
        self.code.setAccessibleName(tr("Code", context="noun"))
        for depth, code in codebook.walk():
            if code.codable:
                self.code.addItem("    " * depth + code.name, code.guid)
        self.code.setCurrentIndex(self.code.findData(model.code))
        quote = PlainLabel(quoted(" ".join(passage(text, spans).split())))
        quote.setWordWrap(True)
        hint = PlainLabel(
            tr("For another passage, close this, select it in the text, and come back.")
        )
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        rows = QFormLayout()
        rows.addRow(tr("Code", context="noun"), self.code)
        rows.addRow(tr("Passage"), quote)
        rows.addRow("", hint)
        self.column.addLayout(rows)
        self._fields = QVBoxLayout()
        self.column.addLayout(self._fields)
        self.code.currentIndexChanged.connect(lambda _index: self._show_fields())
        self._show_fields()
        self.column.addStretch(1)
        self.finish(520)

    def chosen_code(self) -> str:
        """The GUID of the code."""
        return str(self.code.currentData())

    def chosen_values(self) -> dict[str, Value]:
        """The values of the attributes that the code has."""
        own = {a.guid for a in self._codebook.attributes_of(self.chosen_code())}
        return {guid: value for guid, value in self.values.items() if guid in own}

    def _show_fields(self) -> None:
        while (item := self._fields.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for attribute in self._codebook.attributes_of(self.chosen_code()):
            value = self.values.get(attribute.guid)
            field = AttributeField(attribute, value, self.theme, self._names)
            field.valueSet.connect(lambda new, guid=attribute.guid: self._set(guid, new))
            self._fields.addWidget(field)

    def _set(self, attribute: str, value: Value | None) -> None:
        if value:
            self.values[attribute] = value
        else:
            self.values.pop(attribute, None)
        field = self.sender()
        if isinstance(field, AttributeField) and not hasattr(field, "line"):
            with preserve_focus(self):
                self._show_fields()  # chips show which one is chosen
