"""Rows that the next wave of a table has otherwise: which of them are taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QWidget

from annotator.corpus.messages import fill, tr
from annotator.operations.documents.record_rows import Changed
from annotator.operations.documents.table_changes import TakenOver
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.two_lines import add_row, two_line_list


class ChangesDialog(Form):
    """A row a document, ticked at first; below its name what is otherwise."""

    def __init__(self, parent: QWidget, changed: Sequence[Changed], theme: Theme) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Take over what the table says"))
        self._changed = changed
        self.list = two_line_list(theme, self.tr("Documents that the table has otherwise"))
        words = self.tr(
            "Attributes become what the table says. Another text becomes a new version of the"
            " document: codings move with it where their passage is the same, and the others wait"
            " to be settled."
        )
        self.column.addWidget(sentence(words))
        for one in changed:
            item = add_row(self.list, one.name, _detail(one))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
        self.list.setMinimumHeight(theme.px(200))
        self.column.addWidget(self.list, 1)
        row = FlowLayout(theme.space("m"))
        for text, on in ((self.tr("Tick &all"), True), (self.tr("Tick &none"), False)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, on=on: self.tick_all(on))
            row.addWidget(button)
        self.column.addLayout(row)
        self.list.itemChanged.connect(lambda _item: self._sum_up())
        self._sum_up()
        self.finish(620, 460)
        self.list.setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def tick_all(self, on: bool) -> None:
        """Take over everything, or nothing."""
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def chosen(self) -> list[Changed]:
        """The rows that are ticked."""
        ticked = Qt.CheckState.Checked
        pairs = zip(self._changed, self._items(), strict=True)
        return [one for one, item in pairs if item.checkState() == ticked]

    def _sum_up(self) -> None:
        number = len(self.chosen())
        one, several = self.tr("&Take over one row"), self.tr("&Take over {0:,} rows")
        self.ok.setText(one if number == 1 else fill(several, number))
        self.ok.setEnabled(bool(number))

    def is_changed(self) -> bool:
        """Ticks are nothing that closing would throw away."""
        return False


def _detail(one: Changed) -> str:
    said = [tr("another text")] if one.text else []
    words = tr("{0}: “{1}” here, “{2}” in the table")
    said += [words.format(*values) for values in one.attributes]
    return "; ".join(said)


def words_of(found: TakenOver) -> str:
    """What taking over came to, for the status line."""
    said = [fill(tr("Values set: {0:,}. Texts replaced: {1:,}."), found.values, found.texts)]
    if found.unsettled:
        said.append(fill(tr("Codings to settle: {0:,}."), found.unsettled))
    return " ".join(said)
