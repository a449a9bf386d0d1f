"""Joins the printed pages to the reader: each follows the other, and shows the same codings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations.documents.printed_pages import PrintedPages
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.printed.panel import PrintedPanel
from annotator.ui.printed.view import PageMark
from annotator.ui.tasks.latest import LatestTask, Run

Load = Callable[[str], PrintedPages]
"""The printed pages of a document (a GUID). Any thread may ask. UserError where they can't be."""


class PrintedPagesController(QObject):
    """Shows the printed pages of the open document while the panel is in sight."""

    availabilityChanged = Signal()
    """The open document has printed pages, or has none."""
    closed = Signal()
    """The user closed the pages."""

    def __init__(
        self,
        page: DocumentPage,
        panel: PrintedPanel,
        has_pages: Callable[[str], bool],
        load: Load,
        run: Run,
    ) -> None:
        super().__init__(panel)
        panel.closed.connect(self.closed)
        self._page, self._panel = page, panel
        self._has_pages, self._load = has_pages, load
        self._pages: PrintedPages | None = None
        self._shown_for: str | None = None
        self._loading: LatestTask[PrintedPages | str] = LatestTask(run, self._take)
        self._locating: LatestTask[str] = LatestTask(run, self._located)
        self._wanted = False
        self._leading = False
        self._top = -1
        self.available = False
        view = page.reader.view
        page.documentChanged.connect(self._document_changed)
        view.marksChanged.connect(panel.view.marks_changed)
        view.cursorMoved.connect(self._follow_cursor)
        # Also told while another text is being put in the place of this one: looked at afterwards.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._follow_scrolling)
        view.pageMoved.connect(self._soon.start)
        panel.view.selected.connect(self._select)
        panel.view.scrolled.connect(self._follow_pages)
        panel.view.released.connect(self._give_keys_to_text)

    def set_wanted(self, wanted: bool) -> None:
        """Show the pages of documents that have some, from now on, or never."""
        self._wanted = wanted
        self._update()

    def _document_changed(self) -> None:
        document = self._page.document
        available = document is not None and self._has_pages(document)
        if available != self.available:
            self.available = available
            self.availabilityChanged.emit()
        self._update()

    def _update(self) -> None:
        document = self._page.document if self._wanted and self.available else None
        self._panel.setVisible(document is not None)
        if document == self._shown_for:
            return
        self._shown_for = document
        self._panel.show_pages(None, lambda _start, _end: ())
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self._loading.forget()
        self._locating.forget()
        if document is not None:
            self._panel.say(self.tr("Reading the pages…"))
            self._loading.ask(lambda: self._open(document))

    def _open(self, document: str) -> PrintedPages | str:
        """The pages, or the sentence that says why there are none."""
        try:
            return self._load(document)
        except UserError as error:
            return str(error)

    def _take(self, pages: PrintedPages | str) -> None:
        if isinstance(pages, str):
            self._panel.say(pages)
            return
        self._pages = pages
        self._panel.show_pages(pages, self._marks)
        self._top = -1
        self._follow_scrolling()
        self._locating.ask(lambda: self._locate(pages))

    def _locate(self, pages: PrintedPages) -> str:
        """Find the places of the words; the sentence that says why not, or nothing."""
        try:
            pages.locate()
        except UserError as error:
            return str(error)
        return ""

    def _located(self, fault: str) -> None:
        if fault:
            self._panel.say(fault)
            return
        self._panel.view.marks_changed()
        self._top = -1
        self._follow_scrolling()

    # --- the codings

    def _marks(self, start: int, end: int) -> list[PageMark]:
        """The marks that the reader shows there, with its filters."""
        painter = self._page.reader.view.painter_of_marks
        found: list[PageMark] = []
        for mark in painter.shown(start, end):
            code, coder = painter.code_style(mark.code), painter.coder_style(mark.coder)
            label = code.name if painter.is_filled(mark.coder) else f"{code.name} ({coder.name})"
            filled = painter.is_filled(mark.coder)
            found.append(PageMark(mark.start, mark.end, code.color, filled, label))
        return found

    # --- one follows the other

    def _select(self, start: int, end: int) -> None:
        view = self._page.reader.view
        with self._lead():
            if start < end:
                view.select(Span(start, end))
            else:
                view.clear_selection()
                view.set_cursor_position(start)
            if not view.is_visible(start):
                view.reveal(Span(start, max(end, start + 1)))

    def _give_keys_to_text(self) -> None:
        """The key that codes what was selected on the page is one of the text."""
        self._page.reader.view.setFocus()

    def _follow_pages(self, position: int) -> None:
        """The text begins where the pages do, after these were scrolled."""
        with self._lead():
            self._page.reader.view.scroll_to(position)

    @contextmanager
    def _lead(self) -> Iterator[None]:
        """While the pages move the text they do not follow it."""
        self._leading = True
        try:
            yield
        finally:
            self._leading = False
            self._top = self._page.reader.view.first_visible_position()

    def _follow_cursor(self, position: int) -> None:
        if self._pages is None:
            return
        self._panel.view.show_selection(self._page.reader.view.selected_span())
        if not self._panel.view.hasFocus():
            self._panel.view.reveal(position)

    def _follow_scrolling(self) -> None:
        """Also told while lines are laid out, when nothing moved that a reader could see. The caret
        is what one reads at, as long as it is in sight."""
        view = self._page.reader.view
        top = view.first_visible_position()
        if self._pages is not None and not self._leading and top != self._top:
            self._top = top
            caret = view.cursor_position()
            self._panel.view.reveal(caret if view.is_visible(caret) else top)
