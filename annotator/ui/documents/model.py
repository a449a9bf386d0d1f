"""The documents of the project as a list model: name, progress, number of codings."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotator.corpus.document import DocumentFacts, Progress
from annotator.corpus.messages import fill
from annotator.ui.documents.arrangement import Arrangement
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
DOCUMENT_MIME = "application/x-annotator-document"
GUID = Qt.ItemDataRole.UserRole
PROGRESS = Qt.ItemDataRole.UserRole + 1
CAPTION = Qt.ItemDataRole.UserRole + 2
COUNT = Qt.ItemDataRole.UserRole + 3
GROUP = Qt.ItemDataRole.UserRole + 4
"""The value that a group has in common, of its head; None of a document."""


class DocumentModel(QAbstractListModel):
    """The documents as the current coder sees them: in their order, or as they are arranged. A row
    is a document, or the head of a group; documents are told by their numbers in the project."""

    def __init__(self, bridge: ProjectBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.arrangement = Arrangement(bridge)

    def refresh(self, *, same_rows: bool) -> None:
        """Show what the bridge has now; `same_rows` where only progress or counts changed."""
        if same_rows and not self.arrangement.is_outdated():
            self.arrangement.take_facts()
            last = self.index(max(0, self.rowCount() - 1))
            self.dataChanged.emit(self.index(0), last)
        else:
            self.arrange()

    def arrange(self) -> None:
        """Show the documents as the arrangement says now."""
        self.beginResetModel()
        self.arrangement.update()
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        # The view asks once for each row of a long list.
        return 0 if parent.isValid() else self.arrangement.length

    def document(self, row: int) -> DocumentFacts | None:
        """The document of a row; None of the head of a group."""
        number = self.arrangement.number(row)
        return self.arrangement.all[number] if number >= 0 else None

    @property
    def number(self) -> int:
        """How many documents there are, shown or not."""
        return len(self.arrangement.all)

    def guid(self, number: int) -> str:
        """The document of a number."""
        return self.arrangement.all[number].guid

    def name(self, number: int) -> str:
        """What the document of a number is called."""
        return self.arrangement.all[number].name

    def mimeTypes(self) -> list[str]:
        return [DOCUMENT_MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        takes_drops = self.arrangement.is_by_set
        if self.document(index.row()) is None:  # keys go past the heads of groups
            none = Qt.ItemFlag.NoItemFlags
            return none | Qt.ItemFlag.ItemIsDropEnabled if takes_drops else none
        flags |= Qt.ItemFlag.ItemIsEditable
        if takes_drops:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        if self.arrangement.in_project_order or takes_drops:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        document = self.document(index.row())
        if document is None:
            return self._of_group(index.row(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return document.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{document.name}, {self._caption(document.guid)}"
            case Qt.ItemDataRole.ToolTipRole:
                about = self.tr("{0:,} characters, {1}")
                said = self._bridge.said(document.guid)
                lines = [document.name, self._caption(document.guid)]
                lines.append(about.format(document.characters, document.encoding))
                about_it = [*lines, *(f"{name}: {value}" for name, value in said.items())]
                return tip("\n".join(about_it))
        return self._own_data(document.guid, role)

    def _own_data(self, document: str, role: int) -> object:
        if role == GUID:
            return document
        if role == PROGRESS:
            return self._progress(document)
        if role == CAPTION:
            return self._caption(document)
        return self._count(document) if role == COUNT else None

    def _of_group(self, row: int, role: int) -> object:
        """What the head of a group says: its value, and how many documents have it."""
        value, number = self.arrangement.group(row)
        shown = value or self.tr("nothing said")
        if role == GROUP:
            return value
        if role == COUNT:
            return f"{number:,}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return tip(shown) if role == Qt.ItemDataRole.ToolTipRole else shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            several = self.tr("Group {0}, {1:,} documents")
            return fill(self.tr("Group {0}, 1 document") if number == 1 else several, shown, number)
        return None

    def _progress(self, document: str) -> Progress:
        coder = self._bridge.coder
        return self._bridge.progress_of(document, coder.guid if coder else "")

    def _counts(self, document: str) -> tuple[int, int]:
        """How many codings are the current coder's, and how many others'."""
        counts = self._bridge.counts.get(document, {})
        own = counts.get(self._bridge.coder.guid, 0) if self._bridge.coder else 0
        return own, sum(counts.values()) - own

    def _count(self, document: str) -> str:
        """“25”, or “25 + 3” with those of others: the same in short and in long lists."""
        own, others = self._counts(document)
        return f"{own:,} + {others:,}" if others else f"{own:,}"

    def _progress_words(self, document: str) -> str:
        match self._progress(document):
            case Progress.NOT_STARTED:
                return self.tr("not started")
            case Progress.IN_PROGRESS:
                return self.tr("in progress")
            case Progress.DONE:
                return self.tr("done")

    def _caption(self, document: str) -> str:
        caption = f"{self._progress_words(document)} · {self._count(document)}"
        caption += self.tr(" by others") if self._counts(document)[1] else ""
        given = self._bridge.assigned(document)
        return caption + (self.tr(" · yours in {0}").format(", ".join(given)) if given else "")
