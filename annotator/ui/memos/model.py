"""The memos as a table, of which those that fit the filter are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.corpus.messages import day, tr
from annotator.operations.codings.memo_list import ListedMemo
from annotator.operations.memos.choosing import MemoFilter, kind_words
from annotator.operations.memos.preview import in_one_line
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = 5
_SHOWN = 200
"""Characters of a text that a row shows at most."""


class MemosModel(QAbstractTableModel):
    """A row a memo, the latest first."""

    def __init__(self) -> None:
        super().__init__()
        self.all: Sequence[ListedMemo] = ()
        self.shown: Sequence[ListedMemo] = ()
        self.filter = MemoFilter()

    def set_memos(self, memos: Sequence[ListedMemo]) -> None:
        """List these."""
        self.all = memos
        self.set_filter(self.filter)

    def set_filter(self, wanted: MemoFilter) -> None:
        """Show what fits."""
        self.beginResetModel()
        self.filter = wanted
        self.shown = [one for one in self.all if wanted.takes(one)]
        self.endResetModel()

    def row_of(self, guid: str) -> int:
        """The row of a memo; -1 where it is not shown."""
        return next((n for n, one in enumerate(self.shown) if one.memo.guid == guid), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Date"),
                self.tr("Written on"),
                self.tr("Memo"),
                self.tr("Kind"),
                self.tr("Coder"),
            )[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.words(index.row(), index.column()))
        return None

    def words(self, row: int, column: int) -> str:
        """What a cell says."""
        one = self.shown[row]
        memo = one.memo
        about = tr(one.about.value)
        return (
            day(memo.created.astimezone()),
            f"{about}: {one.subject}" if one.subject else about,
            in_one_line(memo.text, _SHOWN),
            kind_words(memo.kind),
            one.writer,
        )[column]
