"""Names and what stands for them, as a table: one fills in the pseudonyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.operations.transfer.name_finding import FoundName
from annotator.ui.widgets.plain_text import tip

NAME, PSEUDONYM, KIND, COUNT = range(4)
_Index = QModelIndex | QPersistentModelIndex


class PseudonymsModel(QAbstractTableModel):
    """Only names with a pseudonym are replaced; the others may stay."""

    entered = Signal()
    """Another pseudonym."""

    def __init__(self, found: Sequence[FoundName]) -> None:
        super().__init__()
        self.names = list(found)
        self.pseudonyms: dict[str, str] = {}

    def add(self, name: str) -> int:
        """One more name, first in the list; one that is there is only found. Its row."""
        for row, one in enumerate(self.names):
            if one.name.casefold() == name.casefold():
                return row
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.names.insert(0, FoundName(name, "own", 0, ""))
        self.endInsertRows()
        return 0

    def take_list(self, names: Mapping[str, str]) -> None:
        """The pseudonyms of a list; names that were not found come with them."""
        self.beginResetModel()
        known = {one.name for one in self.names}
        new = [FoundName(name, "own", 0, "") for name in names if name not in known]
        self.names = [*new, *self.names]
        self.pseudonyms.update(names)
        self.endResetModel()
        self.entered.emit()

    def chosen(self) -> dict[str, str]:
        """The names with their pseudonyms, as they stand in the list."""
        return {
            one.name: self.pseudonyms[one.name]
            for one in self.names
            if self.pseudonyms.get(one.name)
        }

    # --- Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Could be a name"),
                self.tr("Pseudonym"),
                self.tr("Found as"),
                self.tr("Times"),
            )[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == PSEUDONYM else flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.names[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._words(one)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(one.context or one.name)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == COUNT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, one: FoundName) -> tuple[str, str, str, str]:
        kinds = {
            "speaker": self.tr("speaker"),
            "e-mail": self.tr("e-mail address"),
            "telephone": self.tr("telephone number"),
            "date": self.tr("date"),
            "capitals": self.tr("words with capitals"),
            "own": self.tr("entered here"),
        }
        count = f"{one.count:,}" if one.count else ""
        kind = kinds.get(one.kind, one.kind)
        return one.name, self.pseudonyms.get(one.name, ""), kind, count

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or index.column() != PSEUDONYM:
            return False
        self.pseudonyms[self.names[index.row()].name] = " ".join(str(value).split())
        self.dataChanged.emit(index, index)
        self.entered.emit()
        return True
