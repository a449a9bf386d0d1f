"""The list of documents: filtered, searched by typing, put in order by drag and drop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QDropEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from annotator.ui.documents.delegate import DocumentDelegate
from annotator.ui.documents.model import DOCUMENT_MIME, GROUP, GUID, DocumentModel
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.renaming import rename_by_key
from annotator.ui.widgets.type_ahead import TypeAhead

_BATCH = 2_000
"""Rows that are laid out together."""
_Position = QAbstractItemView.DropIndicatorPosition


class DocumentList(QListView):
    """Nothing moves by itself: a drop asks, and the next list of documents shows it."""

    requestMove = Signal(str, object)
    """GUID of a document, and of the one before which it goes (None: last)."""
    requestRename = Signal(str, str)
    requestPutIntoSets = Signal(object, object)
    """GUIDs of documents, and of the sets into which they go."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__()
        self.documents = DocumentModel(bridge)
        self.delegate = DocumentDelegate(theme)
        self._type_ahead = TypeAhead()
        self._current = -1
        self.is_arranging = False
        """Whether the current document becomes current again, which is no news."""
        self.setModel(self.documents)
        self.setItemDelegate(self.delegate)
        # The list is filled anew by what the name changes, so the editor must be gone by then.
        self.delegate.nameEntered.connect(self.requestRename, Qt.ConnectionType.QueuedConnection)
        self.selectionModel().currentChanged.connect(self._keep_current)
        # Later: a click selects a row first, and makes it the current one then.
        queued = Qt.ConnectionType.QueuedConnection
        self.selectionModel().selectionChanged.connect(self._follow_selection, queued)
        self.setAccessibleName(self.tr("Documents"))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        # A list of 100,000 is shown at once, and what is out of sight is laid out between events.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    # --- filter, order and groups

    def filter(self, words: str) -> None:
        """Show only the documents that have these words in their name or attributes."""
        self.documents.arrangement.words = words.strip()
        self.arrange()

    def arrange(self) -> None:
        """Show the documents as the arrangement says now; the current one stays so, and is so again
        when it comes back into sight."""
        self.is_arranging = True
        self.documents.arrange()
        self._show_current()
        self.is_arranging = False

    def _show_current(self) -> None:
        row = self.documents.arrangement.row(self._current)
        if row is not None:
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.documents.index(row), only)
            self.scrollTo(self.documents.index(row))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the head of a group closes the group, or opens it."""
        index = self.indexAt(event.position().toPoint())
        group = index.data(GROUP) if index.isValid() else None
        if group is None:
            super().mousePressEvent(event)
            return
        self.documents.arrangement.toggle(str(group))
        self.arrange()

    def shown_rows(self) -> list[int]:
        """The documents that are shown (their numbers), from above."""
        return self.documents.arrangement.shown()

    @property
    def last_number(self) -> int:
        """The number of the document that is current, or was before it went out of sight."""
        return self._current

    def current_number(self) -> int:
        """The number of the current document; -1 where none is, or it is not shown."""
        index = self.currentIndex()
        return self.documents.arrangement.number(index.row()) if index.isValid() else -1

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
        names = [self.documents.name(row) for row in rows]
        now = self.current_number()
        found = self._type_ahead.row(search, names, rows.index(now) if now in rows else -1)
        if found is not None:
            self.choose(rows[found])

    def choose(self, number: int) -> bool:
        """Make a document the current one, and the only one that is selected; False where it is not
        shown. Qt's own would add it to those selected before while Ctrl is held, as for Ctrl+PgDown
        it is."""
        self._current = number
        row = self.documents.arrangement.row(number)
        if row is not None:
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.documents.index(row), only)
        return row is not None

    def selected(self) -> list[str]:
        """The documents (GUIDs) that are selected, in their order, as far as they are shown."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        found = (self.documents.document(row) for row in rows)
        return [one.guid for one in found if one is not None]

    def rename_current(self) -> None:
        """Open the name of the current document for editing, in place."""
        index = self.currentIndex()
        if index.isValid():
            self.scrollTo(index)
            self.edit(index)

    def _follow_selection(self, chosen: QItemSelection, _before: QItemSelection) -> None:
        """The row that assistive technology selects, which can make none the current one, becomes
        that: its document is opened. What else is selected stays so, as with Ctrl and a click."""
        rows = chosen.indexes()
        selection = self.selectionModel()
        if len(rows) == 1 and rows[0].isValid() and selection.isSelected(rows[0]):
            selection.setCurrentIndex(rows[0], QItemSelectionModel.SelectionFlag.NoUpdate)

    def _keep_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self.is_arranging:
            self._current = self.documents.arrangement.number(index.row())

    # --- drag and drop

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        guids = [str(index.data(GUID)) for index in indexes if index.data(GUID) is not None]
        data.setData(DOCUMENT_MIME, "\n".join(guids).encode())
        return data

    def startDrag(self, _actions: Qt.DropAction) -> None:
        # Qt's own would remove the dragged row from the model afterwards.
        index = self.currentIndex()
        if index.isValid():
            drag = QDrag(self)
            is_by_set = self.documents.arrangement.is_by_set
            drag.setMimeData(self.mimeData(self.selectedIndexes() if is_by_set else [index]))
            drag.setPixmap(self.viewport().grab(self.visualRect(index)))
            drag.exec(Qt.DropAction.MoveAction)

    def dropEvent(self, event: QDropEvent) -> None:
        if not event.mimeData().hasFormat(DOCUMENT_MIME):
            event.ignore()
            return
        guids = bytes(event.mimeData().data(DOCUMENT_MIME).data()).decode().split("\n")
        index = self.indexAt(event.position().toPoint())
        before = self._drop_place(index)
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        event.acceptProposedAction()
        arrangement = self.documents.arrangement
        if arrangement.is_by_set:
            sets = arrangement.sets_at(index.row()) if index.isValid() else []
            if sets:
                self.requestPutIntoSets.emit(guids, sets)
        elif before != guids[0]:
            self.requestMove.emit(guids[0], before)

    def _drop_place(self, index: QModelIndex) -> str | None:
        """The document before which a drop at this index goes."""
        if not index.isValid():
            return None
        below = self.dropIndicatorPosition() == _Position.BelowItem
        number = self.documents.arrangement.number(index.row()) + below
        return self.guid(number) if number < self.documents.number else None

    def guid(self, number: int) -> str:
        """The document of a number."""
        return self.documents.guid(number)
