"""Newer texts of a codebook that ships: what differs, code by code, and taking it over."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QPlainTextEdit, QWidget

from annotator.corpus.messages import tr
from annotator.operations.codebook import shipped
from annotator.operations.codebook.shipped import ShippedTexts
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.two_lines import add_row, two_line_list

_DATA = Qt.ItemDataRole.UserRole


class ShippedDialog(Form):
    """Each code that differs has a box to tick; what differs stands beside it. What was edited in
    the project is not ticked at first."""

    def __init__(self, parent: QWidget, offer: ShippedTexts, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.offer = offer
        self.setWindowTitle(tr("Newer texts of the codebook"))
        words = tr(
            "“{title}” ships with other texts than this project has. What is ticked is taken over;"
            " names, colours and keys stay as they are, and Undo takes it back. What was edited"
            " here, with the rules in it, is ticked only if you want it to go."
        )
        self.column.addWidget(sentence(words.replace("{title}", offer.title)))
        self.list = two_line_list(theme, tr("Codes that differ"))
        self.texts = QPlainTextEdit()
        self.texts.setReadOnly(True)
        self.texts.setTabChangesFocus(True)
        self.texts.setAccessibleName(tr("What differs"))
        row = QHBoxLayout()
        row.setSpacing(theme.space("l"))
        row.addWidget(self.list, 2)
        row.addWidget(self.texts, 3)
        self.column.addLayout(row, 1)
        for code, what in self._by_code().items():
            name = self._name(code)
            own = code in offer.edited
            said = tr("edited in this project: {0}") if own else "{0}"
            item = add_row(self.list, name, said.format("; ".join(what)))
            item.setToolTip(tip("\n".join(what)))
            item.setData(_DATA, code)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if own else Qt.CheckState.Checked)
        self.list.currentItemChanged.connect(lambda now, _before: self._show(now))
        self.list.setCurrentRow(0)
        self.ok.setText(tr("Take over what is ticked"))
        self.finish(820, 520)

    def _by_code(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.offer.differences:
            found.setdefault(one.code or "", []).append(one.what)
        return found

    def _name(self, code: str) -> str:
        known = self.offer.shipped.by_guid
        return known[code].name if code in known else tr("Relations")

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        code = str(item.data(_DATA))
        parts = [
            tr("{0}\n— in this project:\n{1}\n— as it ships:\n{2}").format(
                title.upper(), before or "–", after or "–"
            )
            for title, before, after in shipped.compared(self.offer, code)
        ]
        self.texts.setPlainText("\n\n".join(parts) or "\n".join(self._by_code()[code]))

    def chosen(self) -> list[str] | None:
        """The codes (GUIDs) that are ticked; None for all, relations included."""
        items = [self.list.item(row) for row in range(self.list.count())]
        ticked = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        if len(ticked) == len(items):
            return None
        return [str(item.data(_DATA)) for item in ticked if item.data(_DATA)]

    def fault(self) -> str | None:
        return tr("Tick what is to be taken over, or cancel.") if self.chosen() == [] else None
