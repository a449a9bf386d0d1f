"""In which sets the chosen documents are, and the sets themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from annotator.corpus.document import DocumentSet
from annotator.corpus.messages import fill
from annotator.ui.records.parts import pair
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.two_lines import add_row, two_line_list

_GUID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class SetsDialog(Form):
    """A box a set: ticked where all of the documents are in it, partly where some are."""

    requestRename = Signal(object)
    requestDelete = Signal(object)
    """The `DocumentSet` that is chosen."""

    def __init__(
        self,
        parent: QWidget,
        sets: Sequence[DocumentSet],
        documents: Collection[str],
        named: str,
        theme: Theme,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Sets of documents"))
        self._sets, self._documents = list(sets), set(documents)
        one, several = self.tr("“{0}” is in:"), self.tr("{0:,} documents are in:")
        number = len(self._documents)
        self.about = sentence(one.format(named) if number == 1 else fill(several, number), "")
        self.list: QListWidget = two_line_list(theme, self.tr("Sets of documents"))
        self.list.setMinimumHeight(theme.px(160))
        self.new = QLineEdit()
        self.new.setPlaceholderText(self.tr("such as Pilot study"))
        self.new.setMinimumWidth(theme.px(240))
        self.rename = QPushButton(self.tr("&Rename…"))
        self.delete = QPushButton(self.tr("&Delete the set"))
        row = FlowLayout(theme.space("m"))
        for button, signal in (
            (self.rename, self.requestRename),
            (self.delete, self.requestDelete),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit(self.current))
            row.addWidget(button)
        self.column.addWidget(self.about)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row)
        self.column.addWidget(pair(self.tr("And in a new set"), self.new, theme))
        self.show_sets(sets)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self._enable()
        self.finish(460)
        self.list.setFocus()

    def show_sets(self, sets: Sequence[DocumentSet]) -> None:
        """Show the sets as they are now; ticks are those of the project."""
        self._sets = list(sets)
        self.list.clear()
        for one in sets:
            inside = self._documents.intersection(one.documents)
            words = fill(self.tr("{0:,} documents"), len(one.documents))
            item = add_row(self.list, one.name, words)
            item.setData(_GUID, one.guid)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
            some = bool(inside) and len(inside) < len(self._documents)
            item.setFlags(flags)
            item.setCheckState(Qt.CheckState.PartiallyChecked if some else _ON if inside else _OFF)
        self.list.setCurrentRow(0 if sets else -1)
        self._enable()

    @property
    def current(self) -> DocumentSet | None:
        """The set whose row is the current one."""
        row = self.list.currentRow()
        return self._sets[row] if 0 <= row < len(self._sets) else None

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def chosen(self) -> tuple[list[str], list[str]]:
        """The sets (GUIDs) into which all of the documents go, and those out of which they go."""
        ticked = [str(i.data(_GUID)) for i in self._items() if i.checkState() == _ON]
        clear = [str(i.data(_GUID)) for i in self._items() if i.checkState() == _OFF]
        return ticked, clear

    def _enable(self) -> None:
        for button in (self.rename, self.delete):
            button.setEnabled(self.current is not None)

    def is_changed(self) -> bool:
        return bool(self.new.text().strip())
