"""The lists of the merge window as models: a row is put into words when it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from annotator.corpus.changes import kind_words
from annotator.corpus.merge_report import MergeReport
from annotator.corpus.messages import localised, tr
from annotator.operations.merging.merge_words import (
    MergeFinding,
    MergePart,
    MergeWords,
    Worded,
    numbers,
)
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.two_lines import DETAIL

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole


def part_name(part: MergePart) -> str:
    """The heading of a part, in the language of the window."""
    return tr(part.value)


class CountsModel(QAbstractTableModel):
    """A row for each kind that a file has: how many are new, changed, deleted, and were there."""

    def __init__(self, files: Sequence[str], reports: Sequence[MergeReport]) -> None:
        super().__init__()
        self._rows = [
            (file, kind, counts)
            for file, report in zip(files, reports, strict=True)
            for kind, counts in numbers(report)
        ]
        self._header = (
            *(self.tr("File"), self.tr("What"), self.tr("New"), self.tr("Changed")),
            *(self.tr("Deleted"), self.tr("Unchanged")),
        )

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._header)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return self._header[section]
        if role == _Role.TextAlignmentRole:
            return _aligned(section)
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if role == _Role.TextAlignmentRole:
            return _aligned(index.column())
        file, kind, counts = self._rows[index.row()]
        if role == _Role.ToolTipRole and index.column() == 0:
            return file
        if role != _Role.DisplayRole:
            return None
        if index.column() == 0:
            is_first = index.row() == 0 or self._rows[index.row() - 1][0] != file
            return file if is_first else ""
        if index.column() == 1:
            return kind_words(kind)
        number = counts[index.column() - 2]
        return localised(f"{number:,}") if number else "–"


def _aligned(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column < 2 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


class FindingsModel(QAbstractListModel):
    """The findings of one part; those of `ticked` parts have a box each."""

    def __init__(self, findings: Sequence[MergeFinding], words: MergeWords, *, ticks: bool) -> None:
        super().__init__()
        self.findings = findings
        self._words = words
        self._ticks = ticks
        self._ticked: set[int] = set()
        self._worded = lru_cache(maxsize=500)(self._make)

    def _make(self, row: int) -> Worded:
        return self._words.of(self.findings[row])

    def worded(self, row: int) -> Worded:
        """A finding in words."""
        return self._worded(row)

    def forget(self) -> None:
        """Names or rows have changed: put into words anew what is seen."""
        self._worded.cache_clear()
        if self.findings:
            self.dataChanged.emit(self.index(0), self.index(len(self.findings) - 1))

    def ticked(self) -> list[MergeFinding]:
        """The findings whose box is ticked."""
        return [self.findings[row] for row in sorted(self._ticked)]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.findings)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self._ticks else flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        if role == _Role.CheckStateRole:
            is_on = index.row() in self._ticked
            state = Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
            return state if self._ticks else None
        if role not in (_Role.DisplayRole, DETAIL, _Role.AccessibleTextRole, _Role.ToolTipRole):
            return None
        worded = self._worded(index.row())
        detail = f"{worded.whose} · {worded.detail}" if worded.whose else worded.detail
        both = f"{worded.title}, {detail}"
        return {
            _Role.DisplayRole: worded.title,
            DETAIL: detail,
            _Role.ToolTipRole: tip(both),
        }.get(role, both)

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.CheckStateRole or not self._ticks:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked.add(index.row())
        else:
            self._ticked.discard(index.row())
        self.dataChanged.emit(index, index)
        return True
