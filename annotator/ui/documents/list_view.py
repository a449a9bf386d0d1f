"""The list of documents: filtered, searched by typing, put in order by drag and drop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from annotator.ui.documents.delegate import DocumentDelegate
from annotator.ui.documents.model import DOCUMENT_MIME, GUID, DocumentModel
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.renaming import rename_by_key
from annotator.ui.widgets.type_ahead import TypeAhead

_Position = QAbstractItemView.DropIndicatorPosition


class DocumentList(QListView):
    """Nothing moves by itself: a drop asks, and the next list of documents shows it."""

    requestMove = Signal(str, object)
    """GUID of a document, and of the one before which it goes (None: last)."""
    requestRename = Signal(str, str)

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__()
        self.documents = DocumentModel(bridge)
        self.delegate = DocumentDelegate(theme)
        self._type_ahead = TypeAhead()
        self._needle = ""
        self.setModel(self.documents)
        self.setItemDelegate(self.delegate)
        # The list is filled anew by what the name changes, so the editor must be gone by then.
        self.delegate.nameEntered.connect(self.requestRename, Qt.ConnectionType.QueuedConnection)
        self.documents.modelReset.connect(self._hide_rows)
        self.documents.dataChanged.connect(self._filter_again)
        self.setAccessibleName(self.tr("Documents"))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    # --- filter and search

    def filter(self, words: str) -> None:
        """Show only the documents that have these words in their name or attributes."""
        self._needle = words.casefold().strip()
        self._hide_rows()

    def _filter_again(self) -> None:
        """What is said of a document may have changed."""
        if self._needle:
            self._hide_rows()

    def _hide_rows(self) -> None:
        for row in range(self.documents.rowCount()):
            hidden = bool(self._needle) and not self.documents.fits(row, self._needle)
            if self.isRowHidden(row) != hidden:
                self.setRowHidden(row, hidden)

    def shown_rows(self) -> list[int]:
        """The rows that the filter lets through."""
        return [r for r in range(self.documents.rowCount()) if not self.isRowHidden(r)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current document stays in sight, as when the outline takes some of the room."""
        current = self.currentIndex()
        was_seen = self.visualRect(current).intersects(QRect(QPoint(), event.oldSize()))
        super().resizeEvent(event)
        if was_seen:
            self.scrollTo(current)

    def event(self, event: QEvent) -> bool:
        return rename_by_key(self, event) or super().event(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt's own knows the beginnings of names alone, in which names of one list are alike."""
        rows = self.shown_rows()
        names = [str(self.documents.index(row).data()) for row in rows]
        now = self.currentIndex().row()
        found = self._type_ahead.row(search, names, rows.index(now) if now in rows else -1)
        if found is not None:
            self.choose(rows[found])

    def choose(self, row: int) -> None:
        """Make the document at `row` the current one, and the only one that is selected. Qt's own
        would add it to those selected before while Ctrl is held, as for Ctrl+PgDown it is."""
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.documents.index(row), only)

    def selected(self) -> list[str]:
        """The documents (GUIDs) that are selected, in their order, as far as they are shown."""
        rows = {index.row() for index in self.selectedIndexes()}
        return [self.guid(row) for row in self.shown_rows() if row in rows]

    def rename_current(self) -> None:
        """Open the name of the current document for editing, in place."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    # --- drag and drop

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(DOCUMENT_MIME, str(indexes[0].data(GUID)).encode())
        return data

    def startDrag(self, _actions: Qt.DropAction) -> None:
        # Qt's own would remove the dragged row from the model afterwards.
        index = self.currentIndex()
        if index.isValid():
            drag = QDrag(self)
            drag.setMimeData(self.mimeData([index]))
            drag.setPixmap(self.viewport().grab(self.visualRect(index)))
            drag.exec(Qt.DropAction.MoveAction)

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(DOCUMENT_MIME):
            event.ignore()
            return
        guid = bytes(event.mimeData().data(DOCUMENT_MIME).data()).decode()
        before = self._drop_place(self.indexAt(event.position().toPoint()))
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        event.acceptProposedAction()
        if before != guid:
            self.requestMove.emit(guid, before)

    def _drop_place(self, index: QModelIndex) -> str | None:
        """The document before which a drop at this index goes."""
        if not index.isValid():
            return None
        below = self.dropIndicatorPosition() == _Position.BelowItem
        row = index.row() + below
        return self.guid(row) if row < self.documents.rowCount() else None

    def guid(self, row: int) -> str:
        """The document of a row."""
        return str(self.documents.index(row).data(GUID))
