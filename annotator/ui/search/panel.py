"""Finding in all texts, around the reader: the bar above it and the hits below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QSplitter, QVBoxLayout, QWidget

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.job import Job
from annotator.errors import UserError
from annotator.operations.projects import ProjectFile
from annotator.operations.retrieval.search_result import Query, SearchResult
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.search.bar import FindBar
from annotator.ui.search.code_all import CodeAll
from annotator.ui.search.hits import HitDelegate, HitsModel
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme


class SearchPanel(QWidget):
    """Holds the reader. A search runs in the background; a newer one overtakes it."""

    requestPlace = Signal(str, object)
    """Show this passage (a Span) of this document (a GUID)."""
    said = Signal(str)

    def __init__(self, bridge: ProjectBridge, page: DocumentPage, run: Run, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._page, self._run = bridge, page, run
        self._searching: LatestTask[SearchResult | UserError] = LatestTask(run, self._show)
        self.bar = FindBar(theme)
        self.model = HitsModel(bridge.text, self._name)
        self._delegate = HitDelegate(theme)
        self.list = QListView()
        self.code_all = CodeAll(theme)
        self._recount = Debouncer(300, self._preview, self)
        self._lay_out()
        self.bar.queryChanged.connect(self.search)
        self.bar.requestStep.connect(self.step)
        self.bar.requestClose.connect(self.close_search)
        self.list.clicked.connect(self._go_and_read)
        self.list.activated.connect(self._go_and_read)
        self.code_all.codeChosen.connect(lambda _code: self._preview())
        self.code_all.requestCodeAll.connect(self._code_all)
        bridge.changed.connect(self._take)
        bridge.opened.connect(self.close_search)
        page.documentChanged.connect(self._mark_hits)

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(self.tr("Hits"))
        self.results = QWidget()
        below = QVBoxLayout(self.results)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.list, 1)
        below.addWidget(self.code_all)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self._page.reader)
        self.splitter.addWidget(self.results)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([600, 220])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.splitter, 1)
        self.bar.hide()
        self.results.hide()

    def add_below(self, widget: QWidget) -> None:
        """Put something else below the reader."""
        self.splitter.addWidget(widget)
        self.splitter.setSizes([600, 220, 260])

    # --- open and close

    def begin(self) -> None:
        """Open the bar; a short selection is what to look for. The texts are made ready while the
        words are typed."""
        project = self._bridge.project
        if project is not None and not self.is_open:
            self._run(lambda: _prepare(project))
        words = self._page.reader.view.selected_text()
        self.code_all.set_codes([c for _d, c in self._bridge.codebook.walk() if c.codable])
        self.bar.show()
        self.bar.begin(words if len(words) < 80 and "\n" not in words else "")

    def close_search(self) -> None:
        """Close the bar and forget the hits."""
        was_open = not self.bar.isHidden()
        self._searching.forget()
        self.bar.hide()
        self._show(SearchResult())
        if was_open:
            self._page.reader.view.setFocus()

    @property
    def is_open(self) -> bool:
        return not self.bar.isHidden()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_open:
            self.close_search()
        else:
            super().keyPressEvent(event)

    # --- searching

    def search(self, query: Query) -> None:
        """Look for this from now on."""
        project = self._bridge.project
        if not query.words or project is None:
            self._searching.forget()
            self._show(SearchResult())
            self.bar.say("")
            return
        if not len(self.model.found):
            self.bar.say("…")
        self._searching.ask_job(_found(project, query))

    def _show(self, result: SearchResult | UserError) -> None:
        found = result if isinstance(result, SearchResult) else SearchResult()
        self.model.set_found(found)
        if isinstance(result, UserError):
            self.bar.say(str(result), wrong=True)
        else:
            self._say_count()
        self.results.setVisible(len(found) > 0 and self.is_open)
        self._mark_hits()
        self._preview()

    def _say_count(self) -> None:
        found = self.model.found
        if not len(found):
            asked = bool(self.bar.line.text())
            self.bar.say(self.tr("nothing found") if asked else "")
            return
        row = self.list.currentIndex().row()
        at = f"{row + 1:,} / " if row >= 0 else ""
        more = "+" if found.cut else ""
        number = len(found.documents)
        one, several = self.tr("{0}{1:,}{2} in one text"), self.tr("{0}{1:,}{2} in {3:,} texts")
        where = one if number == 1 else several
        self.bar.say(where.format(at, len(found), more, number))

    def _name(self, guid: str) -> str:
        return next((d.name for d in self._bridge.documents if d.guid == guid), "")

    def _mark_hits(self) -> None:
        """Show in the reader and its overview what was found in the open document."""
        here = [hits for hits in self.model.found.documents if hits.document == self._page.document]
        self._page.reader.set_hits(*((here[0].starts, here[0].ends) if here else ((), ())))

    # --- hits

    def step(self, forward: bool = True) -> None:
        """The next hit from where the reader is, or the one before; round the end."""
        number = len(self.model.found)
        if not number:
            return
        view, current = self._page.reader.view, self.list.currentIndex().row()
        span = view.selected_span()
        here = (self._page.document, span)
        if current >= 0 and self.model.place(current) == here:
            row = current + (1 if forward else -1)
        else:
            position = span.start if span else view.cursor_position()
            row = self.model.row_from(self._page.document, position) - (not forward)
        self._go(row % number)

    def _go(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))
        self.list.scrollTo(self.model.index(row))
        self.requestPlace.emit(*self.model.place(row))
        self._say_count()

    def _go_and_read(self, index: QModelIndex) -> None:
        self._go(index.row())
        self._page.reader.view.setFocus()

    # --- coding all

    def _preview(self) -> None:
        project, coder, code = self._bridge.project, self._bridge.coder, self.code_all.code()
        if project is None or coder is None or not code or not len(self.model.found):
            self.code_all.show_preview(None)
            return
        from annotator.operations.retrieval import search  # noqa: PLC0415  (start-up)

        self.code_all.show_preview(search.preview(project, coder.guid, code, self.model.found))

    def _code_all(self, code: str) -> None:
        from annotator.operations.retrieval import search  # noqa: PLC0415  (start-up)

        if self._bridge.do(search.code_all, code, self.model.found) is not None:
            self.said.emit(self.tr("Coded. Ctrl+Z takes all of them back."))

    def _take(self, changes: Changes) -> None:
        if not self.is_open:
            return
        if changes.touched(kinds.CODE):
            self.code_all.set_codes([c for _d, c in self._bridge.codebook.walk() if c.codable])
        if changes.touched(kinds.DOCUMENT):
            self.search(self.bar.query())
        elif changes.touched(kinds.CODING) and self.code_all.code():
            self._recount.start()  # reads all codings: not within a key press

    def restyle(self, theme: Theme) -> None:
        self._delegate.theme = theme
        self.bar.restyle(theme)
        self.code_all.restyle(theme)


def _prepare(project: ProjectFile) -> None:
    """Make the texts ready for a search."""
    from annotator.operations.retrieval import search  # noqa: PLC0415  (start-up)

    search.prepare(project)


def _found(project: ProjectFile, query: Query) -> Job[SearchResult | UserError]:
    """What is found, or why it can't be looked for."""
    from annotator.operations.retrieval import search  # noqa: PLC0415  (start-up)

    try:
        return (yield from search.find(project, query))
    except UserError as error:
        return error
