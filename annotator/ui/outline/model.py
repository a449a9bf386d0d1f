"""The headings of a text as rows: all of them, or those that have the typed words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.corpus.places import OutlineEntry
from annotator.corpus.structure import EMPTY, Structure
from annotator.ui.widgets.plain_text import tip

LEVEL = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractListModel):
    """A heading a row, in the order of the text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[OutlineEntry] = ()
        self._shown: Sequence[OutlineEntry] = ()
        self._starts: list[int] = []
        self._needle = ""
        self._structure = EMPTY

    def show(self, entries: Sequence[OutlineEntry], structure: Structure) -> None:
        """Another text, or none."""
        self._all, self._structure = entries, structure
        self._refresh()

    def filter(self, words: str) -> None:
        """Show only headings that have these words."""
        self._needle = words.casefold().strip()
        self._refresh()

    def _refresh(self) -> None:
        needle = self._needle
        self.beginResetModel()
        self._shown = (
            [e for e in self._all if needle in e.words.casefold()] if needle else self._all
        )
        self._starts = [entry.start for entry in self._shown]
        self.endResetModel()

    @property
    def is_empty(self) -> bool:
        """Whether the text has no heading at all, whatever is typed."""
        return not self._all

    def entry(self, row: int) -> OutlineEntry:
        """The heading of a row."""
        return self._shown[row]

    def row_at(self, position: int) -> int:
        """The row of the section that holds a code point; -1 before the first heading."""
        return bisect_right(self._starts, position) - 1

    def _words(self, entry: OutlineEntry) -> str:
        """The words of a heading, after its number where it has one."""
        item = self._structure.at(entry.start, "list-item")
        label = str(item.values.get("label", "")) if item and item.start == entry.start else ""
        return f"{label} {entry.words}" if label else entry.words

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(entry)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(self._words(entry))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.tr("{0}, level {1}").format(self._words(entry), entry.level)
            case _ if role == LEVEL:
                return entry.level
        return None
