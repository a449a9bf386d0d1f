"""The table of figures: the names of codes stay in sight, however far the columns are scrolled."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from annotator.ui.agreement.model import AgreementModel
from annotator.ui.theme import Theme

_LEAST_NAMES = 150
"""Pixels at 100 % that names get at least, however little room there is."""
_MOST_NAMES = 0.34
"""Share of the width that names may take where the figures need the rest."""


class FigureTable(QTableView):
    """A second view of the first column lies over the table and scrolls with its rows."""

    def __init__(self, model: AgreementModel, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self.names = QTableView(self)
        self.names.setModel(model)
        self.names.setSelectionModel(self.selectionModel())
        for view in (self, self.names):
            _prepare(view)
        self.setSortingEnabled(True)
        self._prepare_names()
        model.modelReset.connect(self._show_names_alone)
        self._show_names_alone()

    def _prepare_names(self) -> None:
        names = self.names
        names.setObjectName("frozenNames")
        names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        names.setFocusProxy(self)
        names.setAccessibleName(self.tr("Codes"))
        names.setTextElideMode(Qt.TextElideMode.ElideLeft)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.horizontalHeader().setSectionsClickable(True)
        names.horizontalHeader().setSortIndicatorShown(True)
        names.horizontalHeader().sortIndicatorChanged.connect(self._sort_by_names)
        self.horizontalHeader().sortIndicatorChanged.connect(self._show_order)
        names.activated.connect(self.activated)
        for one, other in ((self, names), (names, self)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        names.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _show_names_alone(self) -> None:
        for column in range(self.model().columnCount()):
            self.names.setColumnHidden(column, column > 0)

    def _sort_by_names(self, column: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicator(column, order)

    def _show_order(self, column: int, order: Qt.SortOrder) -> None:
        """The heading of the names shows whether they are what rows are sorted by."""
        header = self.names.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(column if column == 0 else -1, order)
        header.blockSignals(False)

    # --- room

    def fit(self) -> None:
        """Figures as wide as they need to be; the names get what is left. Where that is little
        the columns scroll, and names that are longer are cut in front."""
        columns = self.model().columnCount()
        if columns < 2:
            return
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        others = sum(header.sectionSize(column) for column in range(1, columns))
        needed = self.sizeHintForColumn(0) + self._theme.space("xl")
        width = self.viewport().width()
        most = max(self._theme.px(_LEAST_NAMES), round(width * _MOST_NAMES))
        header.resizeSection(0, max(width - others, min(needed, most)))
        self.names.horizontalHeader().resizeSection(0, header.sectionSize(0))
        self._place_names()

    def _place_names(self) -> None:
        frame = self.frameWidth()
        head = self.horizontalHeader().height()
        self.names.horizontalHeader().setFixedHeight(head)
        height = self.viewport().height() + head
        self.names.setGeometry(frame, frame, self.columnWidth(0), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_names()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Never below the names: what is chosen by keys is seen."""
        super().scrollTo(index, hint)
        hidden = self.columnWidth(0) - self.visualRect(index).left()
        if index.column() > 0 and hidden > 0:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        for view in (self, self.names):
            view.verticalHeader().setDefaultSectionSize(theme.space("row") + theme.space("s"))
        self.fit()


def _prepare(view: QTableView) -> None:
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.verticalHeader().hide()
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    header.setSortIndicatorClearable(True)
