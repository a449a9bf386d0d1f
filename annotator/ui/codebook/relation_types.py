"""The types of relations of the codebook: a list with its verbs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.codebook import Codebook, RelationType
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.screen_fit import open_at
from annotator.ui.widgets.two_lines import add_row, two_line_list


class RelationTypesDialog(QDialog):
    """Asks for changes by signals; `show_types` is called with every new codebook."""

    requestAdd = Signal()
    requestEdit = Signal(object)
    """The RelationType to edit."""
    requestDelete = Signal(object)

    def __init__(self, parent: QWidget, codebook: Codebook, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Relations"))
        self.types: list[RelationType] = []
        self.list = two_line_list(theme, self.tr("Types of relations"))
        self.list.itemActivated.connect(lambda _item: self._edit())
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("l"))
        column.addWidget(sentence(self.tr("Types of relations"), "title"))
        column.addWidget(
            sentence(self.tr("What may lead from one coding to another, and between which codes."))
        )
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.space("m"))
        self.add = self._button(self.tr("Add…"), self.requestAdd.emit)
        self.edit = self._button(self.tr("Edit…"), self._edit)
        self.delete = self._button(self.tr("Delete"), self._delete)
        close = self._button(self.tr("Close"), self.accept)
        for button in (self.add, self.edit, self.delete):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
        open_at(self, theme.px(560), theme.px(420))
        self.show_types(codebook)

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: slot())
        return button

    def show_types(self, codebook: Codebook) -> None:
        """Show the types of a codebook; the chosen row stays."""
        row = max(0, self.list.currentRow())
        self.list.clear()
        self.types = sorted(codebook.relation_types, key=lambda kind: kind.position)
        for kind in self.types:
            key = f" ({kind.key})" if kind.key else ""
            add_row(self.list, kind.name + key, self._words(kind, codebook))
        self.list.setCurrentRow(min(row, len(self.types) - 1))
        self._enable()

    def _words(self, kind: RelationType, codebook: Codebook) -> str:
        def names(guids: tuple[str, ...]) -> str:
            found = [codebook.by_guid[guid].name for guid in guids if guid in codebook.by_guid]
            return ", ".join(found) or self.tr("any code")

        return f"{names(kind.sources)} → {names(kind.targets)}"

    def _chosen(self) -> RelationType | None:
        row = self.list.currentRow()
        return self.types[row] if 0 <= row < len(self.types) else None

    def _enable(self) -> None:
        for button in (self.edit, self.delete):
            button.setEnabled(self._chosen() is not None)

    def _edit(self) -> None:
        if (kind := self._chosen()) is not None:
            self.requestEdit.emit(kind)

    def _delete(self) -> None:
        if (kind := self._chosen()) is not None:
            self.requestDelete.emit(kind)
