"""One question: its line, how its results are shown, and the results."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.drawing import Passages
from annotator.corpus.messages import gettext_noop, tr
from annotator.errors import UserError
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.results import Results
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PASSAGES,
    PICTURE,
    TABLE,
    QuestionView,
)
from annotator.retrieval.keyness import KeyWord
from annotator.retrieval.language import print_query
from annotator.ui.ask import Ask
from annotator.ui.codings.filter_bar import FilterBar
from annotator.ui.codings.offered_names import offer_names
from annotator.ui.codings.query_completion import QueryCompletion
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.questions.answering import caught, head_of
from annotator.ui.questions.busy_line import BusyLine
from annotator.ui.questions.options import Options
from annotator.ui.questions.result_views import ResultViews
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel

_SHOWN: Final = (
    (PASSAGES, gettext_noop("Passages")),
    (CONCORDANCE, gettext_noop("Concordance")),
    (TABLE, gettext_noop("Table")),
    (PICTURE, gettext_noop("Picture")),
    (KEYWORDS, gettext_noop("Key words")),
)


class QuestionPane(QWidget):
    """Answers while one types, beside the window's thread; a newer question overtakes an older."""

    passageWanted = Signal(str, str)
    """Document and coding (GUIDs) to show in the reader."""
    cellWanted = Signal(str, str)
    """A line of the query language, and what to call it, for a pane of its own."""
    viewWanted = Signal(str, object)
    """A line and the `QuestionView` of its results, for a pane of its own."""
    codingsWanted = Signal(object)
    """Lists of codings (GUIDs), each with a title, to be read beside each other."""
    placeWanted = Signal(str, object)
    """Document (GUID) and `Span` to show in the reader."""
    changed = Signal()
    """The question or its view is another."""
    refused = Signal(str)

    def __init__(self, bridge: ProjectBridge, run: Run, theme: Theme, ask: Ask) -> None:
        super().__init__()
        self._bridge, self._theme = bridge, theme
        self.view = QuestionView()
        self.name = ""
        """Under which it is kept; empty where it is not."""
        self.found: Results | None = None
        self._material: ProjectMaterial | None = None
        self.busy = BusyLine(theme)
        self._finding: LatestTask[Results | UserError] = LatestTask(run, self._show, self.busy.tell)
        self.bar = FilterBar(theme, on_analysis_set=True)
        self.query = self.bar.query
        self._completion = QueryCompletion(bridge, self.query.line, run)
        for button in (self.bar.more, self.bar.close_button):
            button.hide()
        self.options = Options(theme)
        self.head = PlainLabel()
        self.head.setWordWrap(True)
        self.head.setProperty("role", "muted")
        self.views = ResultViews(theme, ask)
        self._make_modes()
        self._lay_out()
        self._connect()
        self.restyle(theme)

    # --- parts

    def _make_modes(self) -> None:
        self._mode_buttons: dict[str, QToolButton] = {}
        for name, title in _SHOWN:
            button = QToolButton()
            button.setText(tr(title))
            button.setCheckable(True)
            button.setProperty("role", "chip")
            # Not a group of buttons: of that, the Tab key would reach the chosen one alone.
            button.clicked.connect(lambda _checked, name=name: self.show_as(name))
            self._mode_buttons[name] = button
        self.beside = QPushButton(tr("Read side by side"))
        self.beside.setToolTip(
            tr("The passages of two chosen cells, rows or columns, beside each other")
        )
        self.beside.clicked.connect(self.views.table.read_beside)

    def _lay_out(self) -> None:
        self._bar = QHBoxLayout()
        for button in self._mode_buttons.values():
            self._bar.addWidget(button)
        self._bar.addStretch(1)
        self._bar.addWidget(self.beside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.bar)
        self._column.addLayout(self._bar)
        self._column.addWidget(self.options)
        self._column.addWidget(self.busy)
        self._column.addWidget(self.head)
        self._column.addWidget(self.views, 1)

    def _connect(self) -> None:
        self.query.queryChanged.connect(self._asked)
        self.options.changed.connect(self._asked)
        self.busy.stopped.connect(self._finding.forget)
        self.busy.askedAgain.connect(self.refresh)
        views = self.views
        views.start.asked.connect(self.ask)
        views.start.viewWanted.connect(self.show_question)
        for view in (views.passages, views.concordance):
            view.passageWanted.connect(self.passageWanted)
        views.words.placeWanted.connect(self.placeWanted)
        views.key_words.wordWanted.connect(self._open_word)
        views.table.lineWanted.connect(self.cellWanted)
        views.table.codingsWanted.connect(self.codingsWanted)
        views.table.cellsChosen.connect(self._offer_cells)
        views.picture.passagesWanted.connect(self._open_mark)
        views.picture.refused.connect(self.refused)

    # --- the question

    @property
    def line(self) -> str:
        """What is asked now."""
        return self.query.asked.strip()

    def ask(self, line: str) -> None:
        """Ask a line, with the keys in it."""
        self.query.line.write(line)
        self.query.read()
        self.query.line.setFocus()

    def show_question(self, line: str, view: QuestionView, name: str = "") -> None:
        """Ask a line with a view."""
        self.name, self.view = name, view
        self.options.show_view(view)
        self.query.line.write(line)
        self.query.read()
        self._follow_view()

    def show_as(self, shown: str) -> None:
        """Show the results as passages, concordance, table or picture."""
        self.view = replace(self.view, shown=shown)
        self._follow_view()
        self._asked()

    def _follow_view(self) -> None:
        self.options.show_view(self.view)
        self.options.setVisible(self.view.shown != PASSAGES)
        for name, button in self._mode_buttons.items():
            button.setChecked(name == self.view.shown)
        self._offer_cells()

    def _asked(self) -> None:
        self.view = self.options.take(self.view)
        self.changed.emit()
        self.refresh()

    def offer(self) -> None:
        """Names and attributes of the project as it is now."""
        bridge = self._bridge
        said = {name for names in bridge.said_of.values() for name in names}
        own = dict.fromkeys(attribute.name for attribute in bridge.codebook.attributes)
        self.options.offer(sorted(said, key=str.casefold), list(own))
        offer_names(self.bar, bridge)
        several = len(bridge.documents) > 1
        self.views.start.offer(bridge.codebook, sorted(said, key=str.casefold), several=several)

    def forget(self) -> None:
        """What was loaded is of before."""
        self._finding.forget()
        self.busy.hide()
        self._completion.forget()
        self._material = None

    def clear(self) -> None:
        """Show nothing: it may be another's work that was seen."""
        self.found = None
        self.views.clear()

    def refresh(self) -> None:
        """Find what is asked, in the background."""
        self.busy.hide()
        viewer = self._bridge.viewer
        if viewer is None:
            return
        has_words = self.view.shown == CONCORDANCE and bool(self.view.words)
        if not self.line and not has_words and self.view.shown in (PASSAGES, CONCORDANCE):
            self._finding.forget()
            self.found = None
            self.head.setText("")
            self.bar.count.setText("")
            self.views.setCurrentWidget(self.views.start)
            return
        order = self.views.passages.rows.order
        self._finding.ask_job(caught(viewer, self.line, self.view, self._material, order))

    def _show(self, found: Results | UserError) -> None:
        self.busy.hide()
        if isinstance(found, UserError):
            self.query.show_mistake(found)
            return
        self.found, self._material = found, found.material
        self.query.show_remark("")
        self.head.setText(" ".join(head_of(found)))
        self.bar.count.setText(f"{len(found.answer):,}" if self.line else "")
        self.views.show_results(found)
        self._offer_cells()

    # --- from cells and marks to passages

    def _open_mark(self, passages: Passages) -> None:
        if passages.line:
            self.cellWanted.emit(passages.line, "")
        else:
            self.codingsWanted.emit([(tr("Passages"), passages.codings)])

    def _open_word(self, word: KeyWord) -> None:
        """The passages that have a key word, or where they need not, all places with it."""
        found = self.found.key_words if self.found is not None else None
        query = found.query_of(word) if found is not None and word.count else None
        if query is not None:
            self.cellWanted.emit(print_query(query), word.word)
        else:
            self.viewWanted.emit("", QuestionView(shown=CONCORDANCE, words=word.word))

    def _offer_cells(self) -> None:
        is_table = self.view.shown == TABLE
        self.beside.setVisible(is_table)
        self.beside.setEnabled(is_table and self.views.table.has_two())

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self._theme = theme
        self._column.setSpacing(theme.space("s"))
        self._bar.setSpacing(theme.space("s"))
        for part in (self.bar, self.options, self.views, self.busy):
            part.restyle(theme)
