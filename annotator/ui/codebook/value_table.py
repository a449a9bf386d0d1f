"""The closed list of an attribute as a table: name, key and definition of each value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.codebook import Choice
from annotator.ui.recovery.typed_forms import EDITED
from annotator.ui.theme import Theme
from annotator.ui.widgets.counted import counted
from annotator.ui.widgets.plain_text import tip

_WAS = Qt.ItemDataRole.UserRole


class ValueTable(QWidget):
    """The last row is always empty: what is written there is a new value."""

    changed = Signal()

    def __init__(self, choices: Sequence[Choice], counts: Mapping[str, int], theme: Theme) -> None:
        super().__init__()
        self._counts = counts
        self.table = QTableWidget(0, 3)
        self._set_up(theme)
        for choice in choices:
            self._add(choice, choice.name)
        self._add(Choice(""))
        self.table.itemChanged.connect(self._edited)
        self._lay_out(theme)
        for key, slot in (
            ("Alt+Up", lambda: self.move_by(-1)),
            ("Alt+Down", lambda: self.move_by(1)),
            ("Del", self.remove),
        ):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def _set_up(self, theme: Theme) -> None:
        table = self.table
        table.setAccessibleName(self.tr("Values"))
        table.setHorizontalHeaderLabels([self.tr("Value"), self.tr("Key"), self.tr("Definition")])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.space("row"))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, theme.px(150))
        table.setColumnWidth(1, theme.px(50))

    def _lay_out(self, theme: Theme) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.space("m"))
        for text, slot in (
            (self.tr("Add"), self.add),
            (self.tr("Remove"), self.remove),
            (self.tr("Up"), lambda: self.move_by(-1)),
            (self.tr("Down"), lambda: self.move_by(1)),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def add(self) -> None:
        """Write a new value, in the empty row."""
        name = self._item(self.table.rowCount() - 1, 0)
        self.table.setCurrentItem(name)
        self.table.editItem(name)

    def _add(self, choice: Choice, was: str = "") -> None:
        row = self.table.rowCount()
        self.table.blockSignals(True)
        self.table.insertRow(row)
        for column, text in enumerate((choice.name, choice.key, choice.definition)):
            self.table.setItem(row, column, QTableWidgetItem(text))
        name = self._item(row, 0)
        name.setData(_WAS, was)
        if self._counts.get(was):
            name.setToolTip(tip(counted(self._counts[was])))
        self.table.blockSignals(False)

    def _edited(self, item: QTableWidgetItem) -> None:
        self.table.setProperty(EDITED, True)
        if item.row() == self.table.rowCount() - 1 and item.text().strip():
            self._add(Choice(""))
        self.changed.emit()

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None  # `_add` fills every cell
        return item

    def _cell(self, row: int, column: int) -> str:
        return self._item(row, column).text().strip()

    # --- what was entered

    def choices(self) -> tuple[Choice, ...]:
        """The values as they were entered; rows without a name are none."""
        return tuple(
            Choice(self._cell(row, 0), self._cell(row, 1)[:1], self._cell(row, 2))
            for row in range(self.table.rowCount())
            if self._cell(row, 0)
        )

    def renamed(self) -> dict[str, str]:
        """Values whose row got another name: the old name to the new one."""
        found = {}
        for row in range(self.table.rowCount()):
            was, now = self._item(row, 0).data(_WAS), self._cell(row, 0)
            if was and now and was != now:
                found[was] = now
        return found

    # --- verbs

    def remove(self) -> None:
        """Take the chosen value out of the list."""
        row = self.table.currentRow()
        if 0 <= row < self.table.rowCount() - 1:
            self.table.removeRow(row)
            self.changed.emit()

    def move_by(self, by: int) -> None:
        """Put the chosen value higher (-1) or lower (1)."""
        table, row, column = self.table, self.table.currentRow(), self.table.currentColumn()
        last = table.rowCount() - 2
        if 0 <= row <= last and 0 <= row + by <= last:
            table.blockSignals(True)
            for cell in range(3):
                one, other = table.takeItem(row, cell), table.takeItem(row + by, cell)
                table.setItem(row, cell, other)
                table.setItem(row + by, cell, one)
            table.blockSignals(False)
            table.setCurrentCell(row + by, column)
            self.changed.emit()
