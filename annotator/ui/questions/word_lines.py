"""A concordance of words: every place in the texts that has them, aligned on the keyword."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.operations.retrieval.concordances import Line
from annotator.ui.questions.results_model import LEFT, RIGHT, bold_font
from annotator.ui.questions.results_view import EndDelegate
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.stepwise_table import StepwiseTableView

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_DOCUMENT, _BEFORE, _KEYWORD, _AFTER = range(4)


class WordLinesModel(QAbstractTableModel):
    """One row a place, in the order of the lines."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return (tr("Document"), tr("Before"), tr("Keyword"), tr("After"))[section]
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        match role:
            case _Role.DisplayRole:
                cells = line.document, line.before, line.keyword, line.after
                return " ".join(cells[column].split())
            case _Role.ToolTipRole:
                return tip(f"{line.document}\n\n… {line.before}[{line.keyword}]{line.after} …")
            case _Role.TextAlignmentRole:
                return RIGHT if column == _BEFORE else LEFT
            case _Role.FontRole if column == _KEYWORD:
                return bold_font()
        return None


class WordLinesView(StepwiseTableView):
    """A click opens the place in the reader."""

    placeWanted = Signal(str, object)
    """A document (GUID) and the `Span` of the keyword in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rows = WordLinesModel()
        self._ends = EndDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegateForColumn(_BEFORE, self._ends)
        self.setAccessibleName(tr("Places with the words"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.horizontalHeader().setHighlightSections(False)
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        self.restyle(theme)

    def _open(self, index: QModelIndex) -> None:
        line = self.rows.lines[index.row()]
        self.placeWanted.emit(line.guid, Span(line.start, line.end))

    def _size_columns(self) -> None:
        """The words around share what the others leave."""
        room = self.viewport().width()
        fixed = min(self._theme.px(150), room // 6), min(self._theme.px(160), room // 5)
        around = max(0, room - sum(fixed)) // 2
        for column, width in enumerate((fixed[0], around, fixed[1], around)):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def restyle(self, theme: Theme) -> None:
        """In the sizes of the theme."""
        self._theme = theme
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + theme.space("m"))
        self._size_columns()
