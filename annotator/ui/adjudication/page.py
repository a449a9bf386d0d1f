"""The adjudication page: two coders' disagreements one after the other, each settled by a key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
)

from annotator.corpus.coding import Coding
from annotator.corpus.identity import decision_guid
from annotator.corpus.messages import fill
from annotator.corpus.span import Span
from annotator.operations import adjudication
from annotator.operations.adjudication import AdjudicationCase, AdjudicationQueue
from annotator.operations.reliability import missing_coders
from annotator.operations.reliability.disagreements import Disagreement
from annotator.ui.adjudication import cause_strip
from annotator.ui.adjudication.case_filter import CaseFilter
from annotator.ui.adjudication.case_list import CaseDelegate, CaseModel, case_view
from annotator.ui.adjudication.side_card import SideCard
from annotator.ui.adjudication.words import code_words, decision_words, quote_words
from annotator.ui.open_document.page import code_styles, coder_styles, coding_marks
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.reader.reader import Reader
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.page import Page
from annotator.ui.widgets.plain_text import PlainLabel

_AT_ONCE = 3_000
"""Codings up to which the list is there before the eye misses it; more leave the thread."""
_PAUSE = 200


class AdjudicationPage(Page):
    """What is decided goes through `requestDecision`; `run` does a task beside the window's thread.

    `actions` are those of the table by name; the page gives their keys a place to work.
    """

    requestPassage = Signal(str, str)
    """Document and coding (GUIDs): show it in the reader."""
    currentChanged = Signal()

    def __init__(
        self,
        bridge: ProjectBridge,
        theme: Theme,
        actions: dict[str, QAction],
        run: Run,
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("adjudicationPage")
        self._bridge, self._theme = bridge, theme
        self._latest = LatestTask(run, self._take)
        self._shown_document: str | None = None
        self._wanted: tuple[str, ...] | None = None
        self._painted: tuple[str, ...] | None = None
        self._goes_on = False
        self.docket: AdjudicationQueue | None = None
        self._texts: dict[str, str] = {}
        self._soon = Debouncer(_PAUSE, self.refresh, self)
        self._make_parts(theme, actions)
        self._lay_out(actions)
        self._connect()
        self.restyle(theme)

    # --- parts

    def _make_parts(self, theme: Theme, actions: dict[str, QAction]) -> None:
        self.title = PlainLabel(self.tr("Adjudication"))
        self.title.setProperty("role", "title")
        self.about, self.place, self.decision = PlainLabel(), PlainLabel(), PlainLabel()
        for label in (self.about, self.place, self.decision):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.case_filter = CaseFilter(theme)
        self.model = CaseModel()
        self.delegate = CaseDelegate(theme)
        self.view = case_view(self.model, self.delegate)
        self.reader = Reader(theme)
        self.reader.view.setAccessibleName(self.tr("The text with the codings of both coders"))
        self.cards = tuple(SideCard(actions[name], theme) for name in ("take_first", "take_second"))
        self.causes = cause_strip.CauseStrip(actions, theme)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why? (kept with the decision; needed to reject)"))
        self.reason.setAccessibleName(self.tr("Reason"))

    def _button(self, action: QAction, words: str) -> QPushButton:
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button = QPushButton(f"{words}   {key}".rstrip())
        button.clicked.connect(action.trigger)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _lay_out(self, actions: dict[str, QAction]) -> None:
        self.verbs = QHBoxLayout()
        self.verbs.addWidget(self.reason, 1)
        for name, words in (
            ("settle_own", self.tr("Another…")),
            ("settle_reject", self.tr("Reject")),
            ("settle_reopen", self.tr("Take back")),
        ):
            self.verbs.addWidget(self._button(actions[name], words))
        both = QHBoxLayout()
        for card in self.cards:
            both.addWidget(card, 1)
        self.case = QFrame()
        self.case.installEventFilter(self)
        self._case_column = QVBoxLayout(self.case)
        self._case_column.setContentsMargins(0, 0, 0, 0)
        self._case_column.addWidget(self.place)
        self._case_column.addLayout(both, 1)
        self._case_column.addWidget(self.decision)
        self._case_column.addLayout(self.verbs)
        self._case_column.addWidget(self.causes)
        self._both = both
        self.right = right = QSplitter(Qt.Orientation.Vertical)
        right.addWidget(self.reader)
        right.addWidget(self.case)
        right.setStretchFactor(0, 1)
        right.setChildrenCollapsible(False)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.view)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setChildrenCollapsible(False)
        self.agreed = self._button(actions["settle_agreed"], "")
        top = QHBoxLayout()
        top.addWidget(self.about, 1)
        top.addWidget(self.agreed)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.case_filter)
        self._column.addLayout(top)
        self._column.addWidget(self.split, 1)
        self._column.addStretch(0)  # where there is nothing to settle, the words stay together
        for name in _PAGE_ACTIONS:
            actions[name].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # Return in the line of the reason is the line's own.
            (self.view if name == "show_case" else self.split).addAction(actions[name])

    def _connect(self) -> None:
        self.case_filter.changed.connect(self.refresh)
        self.view.selectionModel().currentChanged.connect(self._show_case)
        self.view.pressed.connect(lambda _index: self.causes.dismiss())
        self.reader.codingClicked.connect(self._choose_by_coding)

    # --- what there is to settle

    def refresh_soon(self) -> None:
        """Look again once the changes pause."""
        self._soon.start()

    def refresh(self) -> None:
        """List the disagreements as they stand now: at once, or beside the window."""
        self._soon.stop()
        viewer = self._bridge.viewer
        if viewer is None:
            return
        self.case_filter.offer(self._bridge)
        pair = self.case_filter.pair()
        if pair is None:
            self._take_nothing()
            return
        case_filter = self.case_filter
        chosen = (case_filter.documents(), case_filter.codes(), case_filter.order())
        at_once = sum(self._bridge.code_counts.values()) <= _AT_ONCE
        if not at_once:
            self.about.setText(self.tr("Looking…"))
        self._latest.ask(lambda: adjudication.docket(viewer, pair, *chosen), at_once=at_once)

    def _take_nothing(self) -> None:
        self.docket, self._goes_on = None, False
        self.model.show(None, {})
        self.split.hide()
        self.agreed.hide()
        self.about.setText(
            self.tr(
                "Two people must have coded the same document. Merge a colleague’s project, or"
                " switch the coder and code a text a second time."
            )
        )
        self.currentChanged.emit()

    def _take(self, docket: AdjudicationQueue) -> None:
        """Show what was found, unless the project was closed meanwhile."""
        if self._bridge.project is None:
            return
        before = self.view.currentIndex().row()
        about = self._wanted or (self.current.about if self.current else None)
        self._wanted = None
        self.docket = docket
        documents = dict.fromkeys(c.disagreement.document.guid for c in docket.contested)
        known = self._texts
        self._texts = {d: known.get(d) or self._bridge.text(d) for d in documents}
        self.model.show(docket, self._texts)
        self.split.setVisible(bool(docket.contested))
        self.about.setText(self._summary(docket))
        agreed = docket.unsettled_agreed
        self.agreed.setText(fill(self.tr("Take over the {0:,} that agree"), agreed))
        self.agreed.setVisible(bool(agreed))
        self._shown_document = None
        self._choose(self._row_of(about, before))
        if self._goes_on:
            self._goes_on = False
            self._step_on()

    def _summary(self, docket: AdjudicationQueue) -> str:
        total = len(docket.contested)
        if not total:
            return self.tr(missing_coders.why_alike(docket.data))
        said = fill(self.tr("{0:,} of {1:,} to settle."), docket.open, total)
        return f"{said} {self.tr(missing_coders.absence(docket.data))}".rstrip()

    def _row_of(self, about: tuple[str, ...] | None, before: int) -> int:
        cases = self.docket.contested if self.docket else []
        for row, case in enumerate(cases):
            if case.about == about:
                return row
        if before < 0:  # the page has just come up: what is settled already is not in the way
            before = next((row for row, case in enumerate(cases) if case.is_open), 0)
        return min(before, len(cases) - 1)

    def ask_for(self, coders: Sequence[str], document: str, about: tuple[str, ...] | None) -> None:
        """Show the disagreements of two coders in a document, at one of them where it is named."""
        self._wanted = about
        self.case_filter.offer(self._bridge)
        self.case_filter.choose(coders, document)
        self.refresh()

    # --- the case in hand

    @property
    def current(self) -> AdjudicationCase | None:
        """The disagreement that keys act on."""
        return self.model.case(self.view.currentIndex().row())

    @property
    def is_seen(self) -> bool:
        """Whether the case in hand has been painted since it came up, and is not about to be left:
        what a key decides is what the eyes are on."""
        case = self.current
        return case is not None and case.about == self._painted and not self._goes_on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.case and event.type() == QEvent.Type.Paint:
            case = self.current
            self._painted = case.about if case is not None else None
        return super().eventFilter(watched, event)

    def step(self, by: int, *, to_open: bool = False) -> None:
        """Go to the next (1) or previous (-1) disagreement, or to the next that is to settle."""
        if not to_open:
            self.causes.dismiss()
        number = self.model.rowCount()
        row = self.view.currentIndex().row()
        for passed in range(1, number + 1):
            case = self.model.case((row + by * passed) % number)
            if case is not None and (case.is_open or not to_open):
                self._choose((row + by * passed) % number)
                return

    def ask_cause(self) -> None:
        """Ask why the coders differed in the case in hand, which has just been settled."""
        case, docket = self.current, self.docket
        if case is not None and docket is not None:
            text = self._texts.get(case.disagreement.document.guid, "")
            what = f"{code_words(docket, case)}, {quote_words(case, text)}"
            self.causes.ask(decision_guid(case.about), what)

    def go_on(self) -> None:
        """After a decision, go on to what is to settle next, as soon as that is known."""
        self.reason.clear()
        self._goes_on = True
        self.refresh()

    def _step_on(self) -> None:
        case = self.current
        if case is not None and not case.is_open:
            self.step(1, to_open=True)

    def _choose(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row, 0))
        self._show_case(self.view.currentIndex(), QModelIndex())

    def _choose_by_coding(self, coding: object) -> None:
        cases = self.docket.contested if self.docket else []
        for row, case in enumerate(cases):
            if coding in case.about:
                self._choose(row)
                return

    def _show_case(self, _index: QModelIndex, _before: QModelIndex) -> None:
        case, docket = self.current, self.docket
        self.case.setVisible(case is not None)
        if case is not None and docket is not None:
            found = case.disagreement
            self._show_document(found)
            self.place.setText(self.tr("In {0}").format(found.document.name))
            for number, card in enumerate(self.cards):
                self._fill(card, docket, found, number)
            names = self._bridge.coder_labels()
            said = decision_words(docket, case, names)
            self.decision.setText(said)
            self.decision.setVisible(bool(said))
            decided = None if case.is_open else case.decision
            if decided is None:
                self.causes.show_case(None)
            else:
                self.causes.show_case(decided.guid, decided.cause)
            spans = found.first.spans
            self.reader.view.emphasise(found.first.coding)
            self.reader.view.reveal(Span(spans[0].start, spans[-1].end), force=True)
        self.case.update()
        self.currentChanged.emit()

    def _fill(
        self, card: SideCard, docket: AdjudicationQueue, found: Disagreement, number: int
    ) -> None:
        side, other = found.sides[number], found.sides[1 - number]
        name = self._bridge.coder_labels().get(found.coders[number].guid, "?")
        coding: Coding | None = docket.codings.get(side.coding) if side else None
        if coding is None:
            card.show_nothing(name)
            return
        code = self._bridge.code(coding.code)
        attributes = self._bridge.codebook.attributes_of(coding.code)
        text = self._texts[found.document.guid]
        # Nothing to compare with: the whole passage is shown as it is.
        beside = other.spans if other else coding.spans
        card.show_coding(name, coding, code, attributes, text, beside)

    def _show_document(self, found: Disagreement) -> None:
        document = found.document.guid
        if self._shown_document == document:
            return
        self._shown_document = document
        self.reader.show_document(self._texts[document])
        first, second = (coder.guid for coder in found.coders)
        codes, coders = code_styles(self._bridge), coder_styles(self._bridge, first)
        columns = self._bridge.coding_columns(document)
        self.reader.set_marks(coding_marks(columns, codes, coders), codes, coders)
        consensus = [c.guid for c in self._bridge.coders if c.guid not in self._bridge.people]
        self.reader.view.set_focus_filter(None, [first, second, *consensus])

    # --- looks

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        width, height = self.split.width(), self.split.height()
        self.split.setSizes([width * 3 // 10, width * 7 // 10])
        self.right.setSizes([height * 11 // 20, height * 9 // 20])

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self.delegate.theme = theme
        xl = theme.space("xl")
        self._column.setContentsMargins(xl, xl, xl, xl)
        self._column.setSpacing(theme.space("l"))
        self._both.setSpacing(theme.space("l"))
        self._case_column.setSpacing(theme.space("m"))
        self.verbs.setSpacing(theme.space("m"))
        self.reader.set_theme(theme)
        self.case_filter.restyle(theme)
        self.causes.restyle(theme)
        for card in self.cards:
            card.restyle(theme)
        self._show_case(QModelIndex(), QModelIndex())


_PAGE_ACTIONS = (
    *("take_first", "take_second", "settle_own", "settle_reject", "settle_reopen"),
    *("next_case", "previous_case", "show_case"),
    *cause_strip.ACTIONS.values(),
)
