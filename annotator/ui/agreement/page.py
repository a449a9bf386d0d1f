"""The agreement page: what is compared, the table, pictures, remarks, disagreements; kept live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
)

from annotator.corpus.document import Progress
from annotator.corpus.messages import fill, tr
from annotator.corpus.team import Round
from annotator.operations import documents, sealing, team_agreement
from annotator.operations.reliability import (
    Comparison,
    disagreements,
    drift,
    measure_registry,
    missing_coders,
)
from annotator.operations.reliability.drift import DriftPeriod
from annotator.operations.reliability.measure_result import MeasureResult
from annotator.operations.sealing import VersionFigures
from annotator.operations.viewing import Viewer
from annotator.ui.agreement.bar_delegate import BarDelegate
from annotator.ui.agreement.choices import Choices
from annotator.ui.agreement.disagreement_list import DisagreementList
from annotator.ui.agreement.figure_table import FigureTable
from annotator.ui.agreement.levels_page import LevelsPage
from annotator.ui.agreement.missing_bar import MissingBar
from annotator.ui.agreement.model import AgreementModel
from annotator.ui.agreement.picture_page import (
    CONFUSION,
    DRIFT,
    INTERVALS,
    PAIRS,
    ROUNDS,
    VERSIONS,
    PicturePage,
)
from annotator.ui.agreement.remarks import Remarks
from annotator.ui.ask import Ask
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask
from annotator.ui.theme import Theme
from annotator.ui.widgets.page import Page
from annotator.ui.widgets.plain_text import PlainLabel, tip

_AT_ONCE = 3_000
"""Codings up to which the figures are there before the eye misses them; more leave the thread."""
_PAUSE = 250
"""Milliseconds without a change after which the figures are computed again."""
TABLE, REMARKS, BY_ROUND, LEVELS, BY_VERSION, OVER_TIME = 0, 4, 5, 6, 7, 8
KINDS = {
    1: INTERVALS,
    2: PAIRS,
    3: CONFUSION,
    BY_ROUND: ROUNDS,
    BY_VERSION: VERSIONS,
    OVER_TIME: DRIFT,
}
"""The tabs, by their place."""


@dataclass(frozen=True)
class Figures:
    """What the page shows: the comparison, further measures of it, and that of each round."""

    comparison: Comparison
    more: list[MeasureResult]
    by_round: list[tuple[Round, Comparison]]
    compared: team_agreement.Compared
    by_version: list[VersionFigures]
    periods: list[DriftPeriod]


class AgreementPage(Page):
    """`run` does a task beside the window's thread; `ask` asks where a picture shall go."""

    requestPassage = Signal(str, str)
    """Document and coding (GUIDs): show it in the reader."""
    requestSettling = Signal(object)
    """A Disagreement: settle it."""
    requestDocument = Signal(str)
    """Show this document (GUID) in the reader."""
    requestTeam = Signal()
    """Show how far everybody is."""
    refused = Signal(str)

    def __init__(
        self,
        bridge: ProjectBridge,
        theme: Theme,
        ask: Ask | None = None,
        run: Callable[[Callable[[], object]], None] | None = None,
    ) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("agreementPage")
        self._bridge, self._theme = bridge, theme
        self._drift: list[str] = []
        self._run = run or (lambda task: task())
        self._latest = LatestTask(self._run, self._take)
        self._soon = Debouncer(_PAUSE, self.refresh, self)
        self.model = AgreementModel(theme)
        self._make_parts(theme, ask or Ask())
        self._lay_out()
        self._connect()
        self.restyle(theme)

    # --- parts

    def _make_parts(self, theme: Theme, ask: Ask) -> None:
        self.title = PlainLabel(self.tr("Agreement"))
        self.title.setProperty("role", "title")
        self.about, self.explanation = PlainLabel(), PlainLabel()
        for label in (self.about, self.explanation):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.choices = Choices(theme)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)  # where there is no room, names are cut instead
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        for name in (
            self.tr("Figures"),
            self.tr("Intervals"),
            self.tr("Pairs"),
            self.tr("Confusion"),
            self.tr("Remarks"),
            self.tr("Rounds"),
            self.tr("Where, which, value"),
            self.tr("Versions"),
            self.tr("Drift"),
        ):
            self.tabs.setTabToolTip(self.tabs.addTab(name), tip(name))
        self.view = FigureTable(self.model, theme)
        self.view.setAccessibleName(self.tr("Agreement by code"))
        self.bars = BarDelegate(theme)
        self.view.setItemDelegate(self.bars)
        self.missing = MissingBar(theme)
        self.pictures = PicturePage(theme, ask)
        self.remarks = Remarks(theme, self._run)
        self.levels = LevelsPage(theme, self._run)
        self.list = DisagreementList()

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for page in (self.view, self.pictures, self.remarks, self.levels):
            self.stack.addWidget(page)
        self._column = QVBoxLayout(self)
        for widget in (self.title, self.about, self.choices, self.missing, self.tabs):
            self._column.addWidget(widget)
        self._column.addWidget(self.stack, 3)
        self._column.addWidget(self.explanation)
        self._column.addWidget(self.list, 2)

    def _connect(self) -> None:
        self.choices.changed.connect(self.refresh)
        self.tabs.currentChanged.connect(lambda _tab: self._show_tab())
        self.view.selectionModel().currentChanged.connect(
            lambda index, _before: self._explain(index)
        )
        self.view.activated.connect(self.list_disagreements)
        self.list.requestPassage.connect(self.requestPassage)
        self.list.requestSettling.connect(self.requestSettling)
        self.pictures.refused.connect(self.refused)
        self.missing.requestAssigned.connect(self.choices.count_assigned)
        self.missing.requestDocument.connect(self.requestDocument)
        self.missing.requestDone.connect(self._mark_done)
        self.missing.requestAllDone.connect(self._mark_coded_as_done)
        self.missing.requestUnfinished.connect(self.choices.count_unfinished)
        self.missing.requestTeam.connect(self.requestTeam)

    def _mark_done(self, guids: list[str]) -> None:
        self._bridge.do(documents.set_progress_of_all, guids, Progress.DONE)

    def _mark_coded_as_done(self, pairs: list[tuple[str, str]]) -> None:
        self._bridge.do(documents.mark_done, pairs)

    # --- figures

    def refresh_soon(self) -> None:
        """Compute again once the changes pause."""
        self._soon.start()

    def refresh(self) -> None:
        """Compute what is chosen as it stands now: at once, or beside the window."""
        self._soon.stop()
        viewer = self._bridge.viewer
        if viewer is None:
            return
        self.choices.offer(self._bridge)
        few = sum(self._bridge.code_counts.values()) <= _AT_ONCE
        at_once = few and not self.choices.measures.names()
        if not at_once:
            self.about.setText(self.tr("Computing…"))
        self._latest.ask(self._task(viewer), at_once=at_once)

    def _task(self, viewer: Viewer) -> Callable[[], Figures]:
        """What is to be computed for the choices as they are now."""
        chosen, whole = self.choices.selection(), self.choices.selection_of_all_rounds()
        settings, has_rounds = self.choices.settings(), self.choices.has_rounds
        names = self.choices.measures.names()

        def compute() -> Figures:
            found = team_agreement.compared(viewer, chosen, settings)
            comparison = found.comparison
            more = measure_registry.measure(comparison.data, names) if comparison.compared else []
            plain = replace(settings, pairs=False, confusion=False)
            by_round = team_agreement.by_round(viewer, whole, plain) if has_rounds else []
            versions = sealing.by_version(viewer, chosen.codes) if has_rounds else []
            periods = drift.drift(viewer, comparison.data)
            return Figures(comparison, more, by_round, found, versions, periods)

        return compute

    def _take(self, figures: Figures) -> None:
        """Show figures, unless the project was closed meanwhile."""
        comparison = figures.comparison
        if self._bridge.project is None:
            return
        labels = self._bridge.coder_labels()
        if any(coder.guid not in labels for coder in comparison.coders):
            return  # of a project that is closed
        current = self.view.currentIndex()
        place = (current.row(), current.column())
        self.model.show(comparison, labels, figures.more)
        self.about.setText(f"{self._about(comparison)} {_seal_words(figures.compared)}".strip())
        comparable = bool(comparison.compared)
        for part in (self.tabs, self.stack):
            part.setVisible(comparable)
        top = Qt.AlignmentFlag(0) if comparable else Qt.AlignmentFlag.AlignTop
        self._column.setAlignment(top)
        self._explain(QModelIndex())
        self.list.hide()
        self.pictures.take(
            comparison, labels, figures.by_round, figures.by_version, figures.periods
        )
        self._drift = drift.words(figures.periods)
        self.levels.take(self._bridge.look(), comparison.data)
        self.tabs.setTabVisible(BY_VERSION, bool(figures.by_version))
        self.tabs.setTabVisible(OVER_TIME, bool(figures.periods))
        self.tabs.setTabVisible(BY_ROUND, self.choices.has_rounds)
        self.remarks.show_remarks(comparison, self._bridge.look())
        coder = self._bridge.coder
        self.missing.show_missing(comparison.data, coder.guid if coder else None)
        self._show_tab()
        if place[0] >= 0:
            self.view.setCurrentIndex(self.model.index(*place))
        self.view.fit()

    def _about(self, comparison: Comparison) -> str:
        if not comparison.compared:
            return self.tr(
                "Two coders must have worked on the same document: coded in it, or marked it as"
                " done. Switch the coder and code the text a second time, or merge a colleague’s"
                " project."
            )
        labels = self._bridge.coder_labels()
        people = ", ".join(labels[coder.guid] for coder in comparison.coders)
        number, chosen = len(comparison.compared), len(comparison.documents)
        if number == 1:
            where = comparison.compared[0].name
        elif number == chosen:
            where = fill(self.tr("all {0:,} documents"), number)
        else:
            where = fill(self.tr("{0:,} of {1:,} documents"), number, chosen)
        said = self.tr("{0}, in {1}.").format(people, where)
        idle = self._idle(comparison)
        if idle:
            names = ", ".join(labels[guid] for guid in idle)
            said += self.tr(
                " Left out, with no coding and no document marked as done: {0}."
            ).format(names)
        return said

    def _idle(self, comparison: Comparison) -> list[str]:
        """The people (GUIDs) who were not left out by choice and have nothing to compare."""
        chosen = comparison.data.selection.coders
        there = {coder.guid for coder in comparison.coders}
        wanted = self._bridge.people if chosen is None else chosen
        return [guid for guid in self._bridge.people if guid in wanted and guid not in there]

    # --- disagreements

    def list_disagreements(self, index: QModelIndex) -> None:
        """List what stands behind the figure, or the number, in a cell."""
        comparison, project = self.model.comparison, self._bridge.project
        if comparison is None or project is None or not index.isValid():
            return
        code = self.model.row_of(index).code
        found = disagreements.disagreements(comparison.data, code)
        what = str(self.model.index(index.row(), 0).data())
        self.list.show_found(
            what,
            found,
            disagreements.quotes(project, found[:500]),
            [path[-1] for path in comparison.paths],
            self._bridge.coder_labels(),
            missing_coders.why_alike(comparison.data, code),
        )

    def _explain(self, index: QModelIndex) -> None:
        """What the figure in a cell means; without one, how to ask."""
        hint = self.tr(
            "Choose a figure to see what it means and what it was computed from; Enter or a"
            " double-click lists the disagreements behind it."
        )
        self.explanation.setText(self.model.explanation(index) or hint)

    def _show_tab(self) -> None:
        tab = self.tabs.currentIndex()
        pages = {TABLE: self.view, REMARKS: self.remarks, LEVELS: self.levels}
        self.stack.setCurrentWidget(pages.get(tab, self.pictures))
        comparison = self.model.comparison
        comparable = comparison is not None and bool(comparison.compared)
        self.explanation.setVisible(tab in (TABLE, OVER_TIME) and comparable)
        if tab == OVER_TIME:
            self.explanation.setText(" ".join(self._drift))
        elif tab == TABLE:
            self._explain(self.view.currentIndex())
        elif tab == REMARKS:
            self.remarks.compute()
        elif tab == LEVELS:
            self.levels.compute()
        if tab != TABLE:
            self.list.hide()
        if tab in KINDS:
            self.pictures.show_kind(KINDS[tab])

    # --- looks

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.view.fit)  # the width is known once the page is laid out

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.fit()

    def restyle(self, theme: Theme) -> None:
        self._theme = self.model.theme = self.bars.theme = theme
        xl = theme.space("xl")
        self._column.setContentsMargins(2 * xl, xl, 2 * xl, xl)
        self._column.setSpacing(theme.space("l"))
        for part in (
            *(self.choices, self.missing, self.view, self.pictures, self.remarks),
            self.levels,
        ):
            part.restyle(theme)


def _seal_words(found: team_agreement.Compared) -> str:
    """That the figures are of a seal, and what was changed since."""
    if found.sealed is None or found.since is None:
        return ""
    sealed = tr("Sealed on {date}.", date=found.sealed.at.date().isoformat())
    return f"{sealed} {found.since.words}"
