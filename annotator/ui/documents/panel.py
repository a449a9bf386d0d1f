"""The documents of the project beside the text, with a filter where there are many."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QAction

from annotator.ui.documents.arrange_button import ArrangeButton
from annotator.ui.documents.list_view import DocumentList
from annotator.ui.documents.model import GUID
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme
from annotator.ui.widgets.filter_line import FilterLine
from annotator.ui.widgets.panel import Panel

LIST_ACTIONS = (
    *("mark_done", "mark_open", "mark_unread", "-"),
    *("attributes", "memo_on_document", "rename_document", "document_up", "document_down", "-"),
    *("open_original", "save_original", "read_again", "-"),
    *("new_version", "delete_document"),
)
"""The actions in the menu of a document, by name; a dash separates."""

MANY = 10
"""Documents from which there is a filter, and a row has one line."""


class DocumentsPanel(Panel):
    """The list of documents; choosing one asks for it to be shown."""

    requestOpenDocument = Signal(str)
    requestReader = Signal()
    """The keys should go to the text: a document was double-clicked, or entered. After a click they
    stay in the list, for what is done to documents there."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        self.view = DocumentList(bridge, theme)
        self._filter = FilterLine(self.tr("Filter the documents by name or attribute"))
        super().__init__(self.tr("DOCUMENTS"), theme)
        self.model = self.view.documents
        self.filter = self._filter.line
        self._filter.wordsChanged.connect(self.view.filter)
        self._filter.entered.connect(self._prepare)
        self._filter.requestList.connect(self.view.setFocus)
        self._filter.requestFirst.connect(self._choose_first)
        self.view.selectionModel().currentChanged.connect(self._request)
        self.view.activated.connect(lambda _index: self.requestReader.emit())
        self.arrange = ArrangeButton(self.view)
        self._bar.addWidget(self.arrange)
        self._column.addWidget(self._filter)
        self.set_body(self.view)
        self.model.modelReset.connect(self._follow_number)
        self._follow_number()
        self.restyle(theme)

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Offer the actions of a document at the list, by menu and key."""
        for name in LIST_ACTIONS:
            if name in actions:
                self.view.addAction(actions[name])
            elif name == "-":
                separator = QAction(self)
                separator.setSeparator(True)
                self.view.addAction(separator)

    def _follow_number(self) -> None:
        many = self.model.number >= MANY
        self._filter.show_if(many)
        self.arrange.setVisible(many)
        if self.view.delegate.compact != many:
            self.view.delegate.compact = many
            self.view.scheduleDelayedItemsLayout()

    def _prepare(self) -> None:
        """What searching needs is made before the first letter is typed."""
        self.view.documents.arrangement.documents.prepare()

    def _request(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self.view.is_arranging and index.data(GUID) is not None:
            self.requestOpenDocument.emit(index.data(GUID))

    def _choose_first(self) -> None:
        """Open the first document that the filter shows, with the keys in the list."""
        rows = self.view.shown_rows()
        if rows:
            self.view.setFocus()
            self.select(rows[0])

    def select(self, row: int) -> None:
        """Make the document of this number the chosen one, and the only one."""
        if not self.view.choose(row):
            self.requestOpenDocument.emit(self.view.guid(row))

    def selected(self) -> list[str]:
        """The documents (GUIDs) that are selected."""
        return self.view.selected()

    def neighbour(self, by: int) -> int | None:
        """The number of the document that is `by` rows from the chosen one among those that are
        shown, None where there is none."""
        rows, now = self.view.shown_rows(), self.view.current_number()
        if now not in rows:
            return None
        place = rows.index(now) + by
        return rows[place] if 0 <= place < len(rows) else None

    def next_row(self, by: int) -> int | None:
        """The number of the document to go to from the chosen one, round the ends; None where
        nothing is shown."""
        rows, now = self.view.shown_rows(), self.view.last_number
        if not rows:
            return None
        if now in rows:
            return rows[(rows.index(now) + by) % len(rows)]
        later = [row for row in rows if row > now]
        return (later or rows)[0] if by > 0 else ([r for r in rows if r < now] or rows)[-1]

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.view.delegate.theme = theme
        self._filter.restyle(theme)
        self.view.scheduleDelayedItemsLayout()
        self.view.viewport().update()
