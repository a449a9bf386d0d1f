"""In which sets the chosen documents, or codes, are, and the sets themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from annotator.corpus.codebook import CodeSet
from annotator.corpus.document import DocumentSet
from annotator.corpus.messages import fill
from annotator.ui.records.parts import pair
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.two_lines import add_row, two_line_list

_GUID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


AnySet = DocumentSet | CodeSet


class SetsDialog(Form):
    """A box a set: ticked where all of the documents are in it, partly where some are. What it says
    is of documents; `CodeSetsDialog` says it of codes."""

    requestRename = Signal(object)
    requestDelete = Signal(object)
    """The set that is chosen."""

    def __init__(
        self,
        parent: QWidget,
        sets: Sequence[AnySet],
        members: Collection[str],
        named: str,
        theme: Theme,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.title())
        self._sets, self._members = list(sets), set(members)
        self.about = sentence(self.are_in(named, len(self._members)), "")
        self.list: QListWidget = two_line_list(theme, self.title())
        self.list.setMinimumHeight(theme.px(160))
        self.new = QLineEdit()
        self.new.setPlaceholderText(self.example())
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

    # --- what it says

    def title(self) -> str:
        """What the sets are."""
        return self.tr("Sets of documents")

    def are_in(self, named: str, number: int) -> str:
        """What the boxes are about: one that is named, or a number of them."""
        if number == 1:
            return self.tr("“{0}” is in:").format(named)
        return fill(self.tr("{0:,} documents are in:"), number)

    def holds(self, number: int) -> str:
        """So many of them, in words."""
        return self.tr("1 document") if number == 1 else fill(self.tr("{0:,} documents"), number)

    def example(self) -> str:
        """A name that a set could have."""
        return self.tr("such as Pilot study")

    # --- what it shows

    def show_sets(self, sets: Sequence[AnySet]) -> None:
        """Show the sets as they are now; ticks are those of the project."""
        self._sets = list(sets)
        self.list.clear()
        for one in sets:
            inside = self._members.intersection(one.members)
            item = add_row(self.list, one.name, self.holds(len(one.members)))
            item.setData(_GUID, one.guid)
            if not self._members:
                continue
            some = bool(inside) and len(inside) < len(self._members)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.PartiallyChecked if some else _ON if inside else _OFF)
        self.list.setCurrentRow(0 if sets else -1)
        self._enable()

    @property
    def current(self) -> AnySet | None:
        """The set whose row is the current one."""
        row = self.list.currentRow()
        return self._sets[row] if 0 <= row < len(self._sets) else None

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def chosen(self) -> tuple[list[str], list[str]]:
        """The sets (GUIDs) into which all of the documents go, and those out of which they go."""
        if not self._members:
            return [], []
        ticked = [str(i.data(_GUID)) for i in self._items() if i.checkState() == _ON]
        clear = [str(i.data(_GUID)) for i in self._items() if i.checkState() == _OFF]
        return ticked, clear

    def _enable(self) -> None:
        for button in (self.rename, self.delete):
            button.setEnabled(self.current is not None)

    def is_changed(self) -> bool:
        return bool(self.new.text().strip())
