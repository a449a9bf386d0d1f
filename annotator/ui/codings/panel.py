"""The codings of the open document as a table: where, what, by whom; a click goes there."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from annotator.ui.document_codings import Entry
from annotator.ui.document_page import DocumentPage
from annotator.ui.panel import Panel
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_LONGEST = 120


class CodingsModel(QAbstractTableModel):
    """One row a coding, in the order of the text; cells are made when they are shown."""

    PASSAGE, CODE, CODER = range(3)

    def __init__(self, bridge: ProjectBridge, page: DocumentPage, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._page = page
        self._labels: dict[str, str] = {}
        self._shown = 0
        self.theme = theme
        page.codingsReset.connect(self._reset)
        page.codingAdded.connect(self._added)
        page.codingRemoved.connect(self._removed)
        self._reset()

    def _reset(self) -> None:
        self.beginResetModel()
        self._labels = self._bridge.coder_labels()
        self._shown = len(self._page.codings.entries)
        self.endResetModel()

    def _added(self, row: int) -> None:
        self.beginInsertRows(QModelIndex(), row, row)
        self._labels = self._bridge.coder_labels()
        self._shown += 1
        self.endInsertRows()

    def _removed(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        self._shown -= 1
        self.endRemoveRows()

    def refresh(self) -> None:
        """Names or colours have changed; the rows are the same."""
        self._labels = self._bridge.coder_labels()
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(self._shown - 1, 2))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._shown

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Passage"), self.tr("Code"), self.tr("Coder"))[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._page.codings.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._word(entry, index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == self.CODE:
            return QColor(self.theme.code_text(self._page.code(entry).color))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == self.PASSAGE:
            return self._page.passage(entry)
        return None

    def _word(self, entry: Entry, column: int) -> str:
        if column == self.PASSAGE:
            return " ".join(self._page.passage(entry)[:_LONGEST].split())
        if column == self.CODE:
            return self._page.code(entry).name
        return self._labels.get(entry.coder, "")


class CodingsPanel(Panel):
    """The table of codings, with a sentence in its place where there is none yet."""

    requestReveal = Signal(str)

    def __init__(self, bridge: ProjectBridge, page: DocumentPage, theme: Theme) -> None:
        self.view = QTableView()
        super().__init__(self.tr("CODINGS OF THIS DOCUMENT"), theme)
        self._page = page
        self.model = CodingsModel(bridge, page, theme)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Codings of this document"))
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._empty = _sentence(
            self.tr("Nothing is coded yet. Select a passage, then press the key of a code.")
        )
        self.set_body(self.view)
        self._column.addWidget(self._empty)
        self.view.clicked.connect(self._request)
        self.view.activated.connect(self._request)
        page.selectedCodingChanged.connect(self._follow)
        for change in (self.model.modelReset, self.model.rowsInserted, self.model.rowsRemoved):
            change.connect(self._say_if_empty)
        self._say_if_empty()
        self.restyle(theme)

    def _request(self, index: QModelIndex) -> None:
        self.requestReveal.emit(self._page.codings.entries[index.row()].guid)

    def _follow(self) -> None:
        selected = self._page.selected
        if selected is None:
            self.view.clearSelection()
            return
        row = self._page.codings.row(selected.guid)
        if row < self.model.rowCount() and row != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(row, 0))
        self.view.selectRow(row)

    def _say_if_empty(self) -> None:
        empty = self.model.rowCount() == 0
        self._empty.setVisible(empty)
        self.view.setVisible(not empty)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.view.verticalHeader().setDefaultSectionSize(theme.space("row"))
        self.view.setColumnWidth(CodingsModel.CODE, theme.px(104))
        self.view.setColumnWidth(CodingsModel.CODER, theme.px(72))
        if hasattr(self, "model"):
            self.model.theme = theme
            self.model.refresh()
            self._empty.setContentsMargins(*[theme.space("l")] * 4)


def _sentence(text: str) -> QWidget:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label
