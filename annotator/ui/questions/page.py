"""The page of questions: several at a time, each in a tab of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QTabBar,
    QToolButton,
    QVBoxLayout,
)

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.messages import tr
from annotator.operations.retrieval.kept_sets import KeptSet, line_of_set
from annotator.operations.retrieval.saved_questions import QuestionView, SavedQuestion
from annotator.ui.ask import Ask
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.questions.answering import view_name
from annotator.ui.questions.kept_menu import KeptActions, kept_menu
from annotator.ui.questions.pane import QuestionPane
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.page import Page
from annotator.ui.widgets.plain_text import PlainLabel, literal, tip
from annotator.ui.widgets.shown_stack import ShownStack

_REST_MS = 300
_LONGEST = 40
_LARGE = 1.5
MOST_TABS = 12


class QuestionsPage(Page):
    """What changes in the project changes what is shown."""

    passageWanted = Signal(str, str)
    placeWanted = Signal(str, object)
    codingsWanted = Signal(object)
    keepWanted = Signal()
    """Keep the question of the open tab under a name."""
    renameWanted = Signal(object)
    """A `SavedQuestion` to give another name."""
    deleteWanted = Signal(object)
    """A `SavedQuestion` to keep no longer."""
    deleteSetWanted = Signal(object)
    """A `KeptSet` to keep no longer."""
    setWanted = Signal()
    codeWanted = Signal()
    exportWanted = Signal(str)
    """The suffix of a format to write what was found in."""
    tidyWanted = Signal()
    remembered = Signal()
    """The tabs are others, or ask something else."""
    refused = Signal(str)

    def __init__(self, bridge: ProjectBridge, run: Run, theme: Theme, ask: Ask) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("questionsPage")
        self._bridge, self._run, self._theme, self._ask = bridge, run, theme, ask
        self._saved: Sequence[SavedQuestion] = ()
        self._stale = False
        self._soon = Debouncer(_REST_MS, self._refresh, self)
        self._make_parts()
        self._lay_out()
        bridge.changed.connect(self._take)
        for signal in (bridge.opened, bridge.coderChanged):
            signal.connect(self._begin_anew)
        self.restyle(theme)

    # --- parts

    def _make_parts(self) -> None:
        self.title = PlainLabel(tr("Questions"))
        self.title.setProperty("role", "title")
        self.saved = self._menu_button(tr("Kept questions"))
        self.keep = QPushButton(tr("Keep the question…"))
        self.keep_set = QPushButton(tr("Keep as a set…"))
        self.code = QPushButton(tr("Code what was found…"))
        self.export = self._menu_button(tr("Export"))
        menu = QMenu(self.export)
        for words, suffix in ((tr("Table for Excel (.xlsx)…"), ".xlsx"), (tr("CSV…"), ".csv")):
            menu.addAction(words, lambda suffix=suffix: self.exportWanted.emit(suffix))
        menu.addAction(tr("Data for a statistics program (.csv)…"), self.tidyWanted.emit)
        self.export.setMenu(menu)
        self.tabs = QTabBar()
        self.tabs.setMovable(False)
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(tr("Questions"))
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.add = QToolButton()
        self.add.setText("+")
        self.add.setToolTip(tip(tr("Another question")))
        self.add.setAccessibleName(tr("Another question"))
        self.stack = ShownStack()
        self.keep.clicked.connect(self.keepWanted)
        self.keep_set.clicked.connect(self.setWanted)
        self.code.clicked.connect(self.codeWanted)
        self.add.clicked.connect(lambda: self.open_question("", QuestionView()))
        self.tabs.currentChanged.connect(self._show_tab)

    def _menu_button(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setProperty("role", "menu")
        return button

    def _lay_out(self) -> None:
        self._verbs = FlowLayout(self._theme.space("s"))
        for widget in (self.saved, self.keep, self.keep_set, self.code, self.export):
            self._verbs.addWidget(widget)
        head = self._head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addLayout(self._verbs, 3)
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addWidget(self.add)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addLayout(row)
        self._column.addWidget(self.stack, 1)

    # --- tabs

    @property
    def pane(self) -> QuestionPane:
        """The question of the open tab; there is always one."""
        if not self.tabs.count():
            self.open_question("", QuestionView())
        pane = self.stack.currentWidget()
        assert isinstance(pane, QuestionPane)
        return pane

    @property
    def panes(self) -> list[QuestionPane]:
        """All questions, in the order of their tabs."""
        found = (self.stack.widget(at) for at in range(self.stack.count()))
        return [pane for pane in found if isinstance(pane, QuestionPane)]

    def open_question(self, line: str, view: QuestionView, name: str = "") -> QuestionPane:
        """A tab for a question, which is shown. The oldest makes room where there are very many."""
        if self.tabs.count() >= MOST_TABS:
            self.close_tab(0)
        pane = QuestionPane(self._bridge, self._run, self._theme, self._ask)
        pane.offer()
        pane.passageWanted.connect(self.passageWanted)
        pane.placeWanted.connect(self.placeWanted)
        pane.codingsWanted.connect(self.codingsWanted)
        pane.cellWanted.connect(lambda asked, _title: self.open_question(asked, QuestionView()))
        pane.viewWanted.connect(self.open_question)
        pane.refused.connect(self.refused)
        self.stack.addWidget(pane)
        self._closable(self.tabs.addTab(""), pane)
        pane.show_question(line, view, name)
        pane.changed.connect(lambda: self._name_tab(pane))
        self._name_tab(pane)
        self.tabs.setCurrentIndex(self.tabs.count() - 1)
        pane.query.line.setFocus()
        return pane

    def _closable(self, at: int, pane: QuestionPane) -> None:
        close = QToolButton()
        close.setText("✕")
        close.setAccessibleName(tr("Close the question"))
        close.setToolTip(tip(tr("Close the question")))
        close.clicked.connect(lambda: self.close_tab(self.stack.indexOf(pane)))
        self.tabs.setTabButton(at, QTabBar.ButtonPosition.RightSide, close)

    def _name_tab(self, pane: QuestionPane) -> None:
        at = self.stack.indexOf(pane)
        words = pane.name or pane.line or view_name(pane.view) or tr("New question")
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        self.tabs.setTabText(at, literal(short))
        self.tabs.setTabToolTip(at, tip(words))
        self.remembered.emit()

    def close_tab(self, at: int) -> None:
        """Close a tab; one stays."""
        pane = self.stack.widget(at)
        if pane is None:
            return
        self.stack.removeWidget(pane)
        self.tabs.removeTab(at)
        pane.deleteLater()
        if not self.tabs.count():
            self.open_question("", QuestionView())
        self.remembered.emit()

    def _show_tab(self, at: int) -> None:
        if 0 <= at < self.stack.count():
            self.stack.setCurrentIndex(at)
            self.pane.refresh()

    def restore(self, questions: Sequence[tuple[str, QuestionView, str]]) -> None:
        """Open the questions that were open when the project was closed, each with its name."""
        for pane in self.panes:
            self.stack.removeWidget(pane)
            pane.deleteLater()
        while self.tabs.count():
            self.tabs.removeTab(0)
        for line, view, name in questions[:MOST_TABS] or [("", QuestionView(), "")]:
            self.open_question(line, view, name)
        self.tabs.setCurrentIndex(0)

    # --- kept questions

    def offer_saved(self, questions: Sequence[SavedQuestion], sets: Sequence[KeptSet]) -> None:
        """Offer the questions and the sets that the project keeps."""
        self._saved = questions
        act = KeptActions(
            open=lambda one: self.open_question(one.line, one.view, one.name),
            open_set=lambda one: self.open_question(line_of_set(one), QuestionView()),
            rename=self.renameWanted.emit,
            delete=self.deleteWanted.emit,
            delete_set=self.deleteSetWanted.emit,
        )
        self.saved.setMenu(kept_menu(self.saved, questions, sets, act))

    def rename(self, name: str, now: str) -> None:
        """A kept question has another name."""
        for pane in self.panes:
            if pane.name == name:
                pane.name = now
                self._name_tab(pane)

    def kept(self) -> SavedQuestion | None:
        """The kept question that the open tab shows; None where it is not kept."""
        name = self.pane.name
        return next((one for one in self._saved if one.name == name), None) if name else None

    # --- following the project

    def _take(self, changes: Changes) -> None:
        if changes.touched(kinds.PROJECT):  # whose work is seen may be another's now
            self._begin_anew()
            return
        for pane in self.panes:
            pane.forget()
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _begin_anew(self) -> None:
        for pane in self.panes:
            pane.forget()
            pane.clear()
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def _refresh(self) -> None:
        self._stale = False
        for pane in self.panes:
            pane.offer()
        self.pane.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and event.type() == QEvent.Type.Show:
            self._refresh()

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        # With large letters, results need the room; the button of the page says the same.
        self.title.setVisible(theme.zoom < _LARGE)
        self._head.setStretch(1, int(theme.zoom < _LARGE))
        margin = theme.space("l")
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(theme.space("m"))
        self._verbs.set_gap(theme.space("s"))
        for pane in self.panes:
            pane.restyle(theme)
