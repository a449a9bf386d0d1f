"""Split a code: some of its codings get a new one, by what they say or one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.corpus.codebook import Attribute, AttributeKind, Code
from annotator.operations.retrieval.passages import Passage
from annotator.ui.codebook.merge_dialog import by_whom
from annotator.ui.theme import Theme
from annotator.ui.widgets.counted import counted
from annotator.ui.widgets.form import Form, rows, sentence
from annotator.ui.widgets.two_lines import add_row, two_line_list
from annotator.ui.widgets.wide_combo import WideCombo

_CODINGS = Qt.ItemDataRole.UserRole
_LONGEST = 160
Values = Callable[[Attribute], Mapping[str, list[str]]]
"""By value of an attribute, the codings (GUIDs) that say it."""


class SplitDialog(Form):
    """`name` is that of the new code, `codings` are those that it gets."""

    def __init__(
        self,
        parent: QWidget,
        code: Code,
        attributes: Sequence[Attribute],
        passages: Sequence[Passage],
        values: Values,
        theme: Theme,
        labels: Mapping[str, str],
    ) -> None:
        super().__init__(parent, theme)
        self._code, self._passages, self._values, self._labels = code, passages, values, labels
        self._coder_of = {entry.coding.guid: entry.coding.coder for entry in passages}
        self.setWindowTitle(self.tr("Split a code"))
        self.column.addWidget(
            sentence(self.tr("Split a new code off “{0}”").format(code.name), "title")
        )
        self.name = QLineEdit()
        self.by = WideCombo()
        for attribute in attributes:
            if attribute.kind in (AttributeKind.CHOICE, AttributeKind.YES_NO):
                self.by.addItem(
                    self.tr("by what they say in “{0}”").format(attribute.name), attribute
                )
        self.by.addItem(self.tr("one by one"), None)
        self.list = two_line_list(theme, self.tr("What the new code gets"))
        form = rows(theme)
        form.addRow(self.tr("&New code"), self.name)
        form.addRow(self.tr("&Choose codings"), self.by)
        self.column.addLayout(form)
        self.column.addWidget(self.list, 1)
        self.words = sentence("")
        self.column.addWidget(self.words)
        self.ok.setText(self.tr("Split"))
        self.by.currentIndexChanged.connect(self._fill)
        self.list.itemChanged.connect(lambda _item: self._tell())
        self.name.textChanged.connect(lambda _text: self._tell())
        self._fill()
        self.finish(580, 580)

    def _fill(self) -> None:
        """Show the values of an attribute, or the codings, each to be ticked."""
        self.list.blockSignals(True)
        self.list.clear()
        attribute: Attribute | None = self.by.currentData()
        if attribute is None:
            for entry in self._passages:
                words = " ".join(entry.words[:_LONGEST].split())
                who = self._labels.get(entry.coding.coder, "?")
                self._add(words, f"{entry.document} · {who}", [entry.coding.guid])
        else:
            for value, codings in self._values(attribute).items():
                self._add(value, counted(len(codings)), codings)
        self.list.blockSignals(False)
        self._tell()

    def _add(self, text: str, detail: str, codings: list[str]) -> None:
        item = add_row(self.list, text, detail)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
        item.setData(_CODINGS, codings)

    @property
    def codings(self) -> list[str]:
        ticked = (self.list.item(row) for row in range(self.list.count()))
        return [
            guid
            for item in ticked
            if item.checkState() == Qt.CheckState.Checked
            for guid in item.data(_CODINGS)
        ]

    def _tell(self) -> None:
        codings, name = self.codings, self.name.text().strip()
        self.ok.setEnabled(bool(codings and name))
        whose = by_whom(Counter(self._coder_of[guid] for guid in codings), self._labels)
        rest = len(self._passages) - len(codings)
        if not codings:
            self.words.setText(self.tr("Choose what the new code gets."))
            return
        self.words.setText(
            self.tr(
                "{0} ({1}) get “{2}”, which has the same attributes, and keep what is said about"
                " them. {3} stay with “{4}”."
            ).format(counted(len(codings)), whose, name or "…", counted(rest), self._code.name)
        )

    def new_name(self) -> str:
        """The name of the new code."""
        return self.name.text().strip()
