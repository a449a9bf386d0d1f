"""The steps of the history as rows: a page of them at a time comes out of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from annotator.corpus.trail import StepFacts, step_title
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_PAGE = 100
_MOST_PAGES = 20
WHEN, WHO, WHAT, CHANGES = range(4)


class HistoryModel(QAbstractTableModel):
    """Knows the numbers of all steps, and the facts of those that were looked at last."""

    def __init__(self, facts: Callable[[Sequence[int]], list[StepFacts]]) -> None:
        super().__init__()
        self._facts = facts
        self._steps: list[int] = []
        self._labels: Mapping[str, str] = {}
        self._pages: dict[int, list[StepFacts]] = {}

    def show(self, steps: list[int], labels: Mapping[str, str]) -> None:
        """Show these steps; `labels` are coders' names by GUID."""
        self.beginResetModel()
        self._steps, self._labels = steps, labels
        self._pages.clear()
        self.endResetModel()

    def step(self, row: int) -> StepFacts:
        """The facts of a row. IndexError where there is none."""
        page, place = divmod(row, _PAGE)
        if page not in self._pages:
            while len(self._pages) >= _MOST_PAGES:
                del self._pages[next(iter(self._pages))]
            numbers = self._steps[page * _PAGE : (page + 1) * _PAGE]
            self._pages[page] = self._facts(numbers)
        return self._pages[page][place]

    def row_of(self, step: int) -> int | None:
        """Where a step stands, by its number."""
        return self._steps.index(step) if step in self._steps else None

    def who(self, row: int) -> str:
        coder = self.step(row).coder
        return self._labels.get(coder, coder[:8])

    # --- what Qt asks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._steps)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        names = (self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Changes"))
        return names[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._words(index))
        return self._words(index) if role == Qt.ItemDataRole.DisplayRole else None

    def _words(self, index: _Index) -> str:
        step = self.step(index.row())
        match index.column():
            case 0:
                return when(step)
            case 1:
                return self.who(index.row())
            case 2:
                return step_title(step.label, step.kind)
        return f"{step.changes:,}"


def when(step: StepFacts) -> str:
    """The time of a step as the language of the window writes it."""
    moment = QDateTime.fromMSecsSinceEpoch(round(step.at.timestamp() * 1000))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == CHANGES else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
