"""Going to a passage of any document, from wherever it was found."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from annotator.corpus.span import Span
from annotator.ui.controllers.pages import READER, Pages
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge


class Navigator(QObject):
    """Opens documents, and shows passages and codings in the reader."""

    requestDocument = Signal(str)
    """Open this document (a GUID): make it the chosen one of the list."""

    def __init__(self, bridge: ProjectBridge, page: DocumentPage, pages: Pages) -> None:
        super().__init__(pages)
        self._bridge, self._page, self._pages = bridge, page, pages

    def has(self, document: str) -> bool:
        """Whether a document (a GUID) is one of the project now."""
        return any(facts.guid == document for facts in self._bridge.documents)

    def show_reader(self) -> None:
        """Show the reader, with the focus in the text."""
        self._pages.show_page(READER)
        self._page.reader.view.setFocus()

    def go_to(self, position: int) -> None:
        """Read the open document at a code point, with the caret there and the focus in the
        text."""
        view = self._page.reader.view
        view.set_cursor_position(position)
        view.reveal(Span(position, position + 1), force=True)
        view.setFocus()

    def open(self, document: str) -> None:
        """Open a document where it is one of the project."""
        if self.has(document):
            self.requestDocument.emit(document)

    def open_in_reader(self, document: str) -> None:
        """Show a document in the reader."""
        if self.has(document):
            self.show_reader()
            self.requestDocument.emit(document)

    def reveal(self, document: str, coding: str) -> None:
        """Show a coding in the reader."""
        if self.has(document):
            self.open_in_reader(document)
            self._page.reveal(coding)

    def show_passage(self, document: str, coding: str) -> None:
        """Show a coding of any document, with the focus in the text."""
        if self.has(document):
            self.requestDocument.emit(document)
            self._pages.show_page(READER)
            self._page.reveal(coding)
            self._page.reader.view.setFocus()

    def show_place(self, document: str, span: Span) -> None:
        """Open a document at a passage, and select it; the focus stays where it is."""
        focus = QApplication.focusWidget()
        if document != self._page.document:
            self.open(document)
        view = self._page.reader.view
        view.select(span)
        view.reveal(span)
        if self._page.selected is not None and not self._page.is_here(self._page.selected):
            self._page.select_coding(None)  # that of another place
        if focus is not None:
            focus.setFocus()
