"""Which document is open: chosen in the list, the next one, the last one of the day before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from annotator.ui.actions.spec import ActionSpec, Needs
from annotator.ui.controllers.controller import Controller
from annotator.ui.controllers.services import Services
from annotator.ui.documents.panel import DocumentsPanel
from annotator.ui.open_document.layouts import DocumentLayouts


class DocumentSelectionController(Controller):
    """Keeps the list of documents and the open document in step. A document comes back as it was
    left; where the open one goes, the nearest is opened."""

    nameChanged = Signal(str)
    """The name of the open document; empty for none."""

    def __init__(self, services: Services, panel: DocumentsPanel, layouts: DocumentLayouts) -> None:
        super().__init__(services)
        self._panel, self._layouts = panel, layouts
        self._deleted: str | None = None
        """The document (GUID) that was open when it was deleted."""
        panel.requestOpenDocument.connect(self._show)
        panel.requestReader.connect(self.reader_view.setFocus)
        self.navigator.requestDocument.connect(self._select)

    def actions(self) -> Sequence[ActionSpec]:
        return (
            ActionSpec(
                "next_document",
                "Next &document",
                self.next_document,
                key="Ctrl+PgDown",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec(
                "previous_document",
                "Pre&vious document",
                self.previous_document,
                key="Ctrl+PgUp",
                needs=Needs.DOCUMENT,
                repeats=True,
            ),
            ActionSpec("reader", "&Reader", self.navigator.show_reader, key="F2"),
        )

    def next_document(self) -> None:
        self._step(1)

    def previous_document(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        row = self._panel.next_row(by)
        if row is not None:
            self._panel.select(row)

    def _select(self, document: str) -> None:
        self._panel.select(self._guids().index(document))

    def _guids(self) -> list[str]:
        return [document.guid for document in self.bridge.documents]

    def _show(self, guid: str) -> None:
        page = self.document_page
        if guid == page.document:
            return
        self._layouts.keep()
        page.show(guid)
        self._layouts.restore()
        self._tell_name()
        if not self._panel.view.hasFocus():  # whoever goes through the list by keys stays in it
            self.reader_view.setFocus()

    def _tell_name(self) -> None:
        open_ = self.document_page.document
        documents = self.bridge.documents
        self.nameChanged.emit(next((one.name for one in documents if one.guid == open_), ""))

    def forget_deleted(self) -> None:
        """Another project is open: what was deleted in the one before does not come back here."""
        self._deleted = None

    def show_last(self, project: Path) -> None:
        """Open the document that was read last, where it was left; else the first."""
        guids = self._guids()
        last = self.settings.last_documents.get(str(project.absolute()))
        if guids:
            self._panel.select(guids.index(last) if last in guids else 0)

    def documents_changed(self) -> None:
        """Keep the open document where it is still there, else open the nearest; one that was open
        when it went, and is back, is opened again."""
        row, guids = self._panel.view.current_number(), self._guids()
        self._panel.model.refresh(same_rows=False)
        open_ = self.document_page.document
        if self._deleted in guids:
            open_, self._deleted = self._deleted, None
        elif open_ is not None and open_ not in guids:
            self._deleted = open_
        if open_ in guids:
            self._panel.select(guids.index(open_))
        elif guids:
            self._panel.select(min(max(row, 0), len(guids) - 1))
        else:
            self.document_page.show(None)
        self._tell_name()

    def keep_place(self) -> None:
        """Remember which document is read, and where in it."""
        self._layouts.keep()
        project, document = self.bridge.project, self.document_page.document
        if project is not None and document is not None:
            self.settings.keep_document(project.path, document)
