"""The adjudication page: cases of two coders or more one after the other, each settled by a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from annotator.corpus.identity import decision_guid
from annotator.corpus.messages import fill
from annotator.corpus.span import Span
from annotator.operations import adjudication
from annotator.operations.adjudication import CaseQueue
from annotator.operations.reliability import missing_coders
from annotator.operations.viewing import Viewer
from annotator.ui.adjudication import cause_strip
from annotator.ui.adjudication.case_filter import CaseFilter
from annotator.ui.adjudication.case_list import CaseDelegate, CaseModel, case_view
from annotator.ui.adjudication.case_panel import TAKE, CasePanel, verb_button
from annotator.ui.adjudication.coder_names import CoderNames
from annotator.ui.adjudication.side_card import SideCard
from annotator.ui.adjudication.words import AnyCase, AnyQueue, code_words, quote_words
from annotator.ui.open_document.page import code_styles, coder_styles, coding_marks
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.reader.reader import Reader
from annotator.ui.reader.styles import CoderStyle
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
        self.names = CoderNames(bridge)
        self.docket: AnyQueue | None = None
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
        self.about = PlainLabel()
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        self.case_filter = CaseFilter(theme)
        self.model = CaseModel(self.names, self.text)
        self.delegate = CaseDelegate(theme)
        self.view = case_view(self.model, self.delegate)
        self.reader = Reader(theme)
        self.reader.view.setAccessibleName(self.tr("The text with the codings of both coders"))
        self.case = CasePanel(self._bridge, theme, actions, self.names)
        self.case.installEventFilter(self)
        self.place, self.decision = self.case.place, self.case.decision
        self.causes, self.reason = self.case.causes, self.case.reason
        self.agreed = verb_button(actions["settle_agreed"], "")
        self.followed = verb_button(actions["followed"], self.tr("Who was followed"))

    @property
    def is_of_several(self) -> bool:
        """Whether cases of more than two coders are listed."""
        return isinstance(self.docket, CaseQueue)

    @property
    def cards(self) -> list[SideCard]:
        """The versions of the case in hand."""
        return self.case.cards

    def _lay_out(self, actions: dict[str, QAction]) -> None:
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
        self._top = QHBoxLayout()
        self._top.addWidget(self.about, 1)
        self._top.addWidget(self.followed)
        self._top.addWidget(self.agreed)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.case_filter)
        self._column.addLayout(self._top)
        self._column.addWidget(self.split, 1)
        self._column.addStretch(0)  # where there is nothing to settle, the words stay together
        for name in _PAGE_ACTIONS:
            actions[name].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            # Return in the line of the reason is the line's own.
            (self.view if name == "show_case" else self.split).addAction(actions[name])

    def _connect(self) -> None:
        self.case_filter.changed.connect(self.refresh)
        self.case_filter.letters.toggled.connect(self._call_by_letters)
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
        case_filter = self.case_filter
        coders = case_filter.coders()
        if not coders:
            self._take_nothing()
            return
        chosen = (case_filter.documents(), case_filter.codes(), case_filter.order())
        shown = case_filter.shown()
        at_once = sum(self._bridge.code_counts.values()) <= _AT_ONCE
        if not at_once:
            self.about.setText(self.tr("Looking…"))
        self._latest.ask(lambda: _found(viewer, coders, *chosen, shown), at_once=at_once)

    def _take_nothing(self) -> None:
        self.docket, self._goes_on = None, False
        self.model.show(None)
        for part in (self.split, self.agreed, self.followed):
            part.hide()
        self.about.setText(
            self.tr(
                "Two people must have coded the same document. Merge a colleague’s project, or"
                " switch the coder and code a text a second time."
            )
        )
        self.currentChanged.emit()

    def _take(self, docket: AnyQueue) -> None:
        """Show what was found, unless the project was closed meanwhile."""
        if self._bridge.project is None:
            return
        before = self.view.currentIndex().row()
        about = self._wanted or (self.current.about if self.current else None)
        self._wanted = None
        self.docket = docket
        self.model.show(docket)
        self.split.setVisible(bool(docket.contested))
        self.about.setText(self._summary(docket))
        self.followed.show()
        if isinstance(docket, CaseQueue):
            self.agreed.setText(self.tr("Take over what agrees…"))
            self.agreed.show()
        else:
            agreed = docket.unsettled_agreed
            self.agreed.setText(fill(self.tr("Take over the {0:,} that agree"), agreed))
            self.agreed.setVisible(bool(agreed))
        self._shown_document = None
        self._choose(self._row_of(about, before))
        if self._goes_on:
            self._goes_on = False
            self._step_on()

    def _summary(self, docket: AnyQueue) -> str:
        data = docket.data
        if self.names.by_letters:
            labels = self.names.labels()
            people = [replace(one, name=labels.get(one.guid, "?")) for one in data.coders]
            data = replace(data, coders=people)
        total = len(docket.contested)
        if isinstance(docket, CaseQueue) and not total and docket.table.size:
            return self.tr("There is no such place. Choose others above.")
        if not total:
            return self.tr(missing_coders.why_alike(data))
        said = fill(self.tr("{0:,} of {1:,} to settle."), docket.open, total)
        return f"{said} {self.tr(missing_coders.absence(data))}".rstrip()

    def _row_of(self, about: tuple[str, ...] | None, before: int) -> int:
        docket = self.docket
        if docket is None:
            return -1
        place = docket.place_of(about) if about else None
        if place is not None:
            return place
        number = len(docket.contested)
        if before < 0:  # the page has just come up: what is settled already is not in the way
            before = next((row for row in range(number) if docket.is_open_at(row)), 0)
        return min(before, number - 1)

    def text(self, document: str) -> str:
        """The text of a document (a GUID), which never changes."""
        if document not in self._texts:
            self._texts[document] = self._bridge.text(document)
        return self._texts[document]

    def _call_by_letters(self, by_letters: bool) -> None:
        """Call coders by letters, or by their names."""
        self.names.by_letters = by_letters
        self._shown_document = None
        if self.docket is not None:
            self.about.setText(self._summary(self.docket))
        self.view.viewport().update()
        self._show_case(QModelIndex(), QModelIndex())

    def ask_for(self, coders: Sequence[str], document: str, about: tuple[str, ...] | None) -> None:
        """Show where coders differ in a document, at one of the cases where it is named."""
        self._wanted = about
        self.case_filter.offer(self._bridge)
        self.case_filter.choose(coders, document)
        self.refresh()

    # --- the case in hand

    @property
    def current(self) -> AnyCase | None:
        """The case that keys act on."""
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
            place = (row + by * passed) % number
            if not to_open or self.model.is_open(place):
                self._choose(place)
                return

    def ask_cause(self) -> None:
        """Ask why the coders differed in the case in hand, which has just been settled."""
        case, docket = self.current, self.docket
        if case is not None and docket is not None:
            text = self.text(case.document.guid)
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
        place = self.docket.place_of_coding(str(coding)) if self.docket else None
        if place is not None:
            self._choose(place)

    def _show_case(self, _index: QModelIndex, _before: QModelIndex) -> None:
        case, docket = self.current, self.docket
        self.case.setVisible(case is not None)
        if case is not None and docket is not None:
            document = case.document.guid
            self._show_document(document, [coder.guid for coder in docket.data.coders])
            self.case.show_case(docket, case, self.text(document))
            spans = case.first.spans
            self.reader.view.emphasise(case.first.coding)
            self.reader.view.reveal(Span(spans[0].start, spans[-1].end), force=True)
        self.case.update()
        self.currentChanged.emit()

    def _show_document(self, document: str, people: Sequence[str]) -> None:
        if self._shown_document == document:
            return
        self._shown_document = document
        self.reader.show_document(self.text(document))
        codes, coders = code_styles(self._bridge), self._coder_styles(people)
        columns = self._bridge.coding_columns(document)
        self.reader.set_marks(coding_marks(columns, codes, coders), codes, coders)
        consensus = [c.guid for c in self._bridge.coders if c.guid not in self._bridge.people]
        self.reader.view.set_focus_filter(None, [*people, *consensus])

    def _coder_styles(self, people: Sequence[str]) -> list[CoderStyle]:
        """As the reader shows them; of two the first one's codings are filled, unless that would
        tell who is who."""
        styles = coder_styles(self._bridge, people[0] if len(people) == 2 else "")
        if not self.names.by_letters:
            return styles
        labels, order = self.names.labels(), self.names.ordered(self._bridge.people)
        place = {guid: number for number, guid in enumerate(order)}
        found = [
            CoderStyle(one.guid, labels[one.guid], short=self.names.short(one.guid))
            if one.guid in place
            else one
            for one in styles
        ]
        return sorted(found, key=lambda one: place.get(one.guid, len(place)))

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
        self._top.setSpacing(theme.space("m"))
        self.reader.set_theme(theme)
        self.case_filter.restyle(theme)
        self.case.restyle(theme)
        self._show_case(QModelIndex(), QModelIndex())


def _found(
    viewer: Viewer,
    coders: Sequence[str],
    documents: list[str] | None,
    codes: list[str] | None,
    order: adjudication.Order,
    shown: adjudication.Shown,
) -> AnyQueue:
    """The disagreements of two coders, or the cases of several."""
    if len(coders) == 2:
        return adjudication.docket(viewer, (coders[0], coders[1]), documents, codes, order)
    return adjudication.cases(viewer, coders, documents, codes, order, shown)


_PAGE_ACTIONS = (
    *TAKE,
    *("settle_own", "settle_reject", "settle_reopen"),
    *("next_case", "previous_case", "show_case"),
    *cause_strip.ACTIONS.values(),
)
