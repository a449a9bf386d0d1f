"""The team page: rounds on the left; of the chosen one, the progress or who codes what."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QTableView,
    QToolButton,
    QVBoxLayout,
)

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.document import Progress
from annotator.corpus.messages import fill
from annotator.corpus.team import Round
from annotator.operations.team import rounds
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.team.progress_table import MatrixDelegate, Mode, ProgressTableModel
from annotator.ui.team.round_bar import RoundBar
from annotator.ui.team.round_form import purpose_name
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.page import Page
from annotator.ui.widgets.plain_text import PlainLabel, tip

_DATA = Qt.ItemDataRole.UserRole
_PAUSE = 150
_SHOWN_KINDS = (
    *(kinds.STATUS, kinds.ROUND, kinds.ASSIGNMENT, kinds.DOCUMENT, kinds.CODER),
    *(kinds.SEAL, kinds.STUDY_ENTRY),
)


class TeamPage(Page):
    """What is asked for goes out as signals; what the project then has is shown at once."""

    requestDocument = Signal(str)
    """The document (a GUID) to open."""
    requestAdd = Signal()
    requestEdit = Signal(object)
    """The `Round` to edit."""
    requestDelete = Signal(object)
    requestOrder = Signal(object)
    """The GUIDs of the rounds in their new order."""
    requestAssign = Signal(str, object)
    """A round (GUID), and all pairs (document, coder) of it."""
    requestEvenly = Signal(object)
    """A `Round` whose documents are to be shared out."""
    requestCoder = Signal()
    requestHandOut = Signal(object)
    """The `Round` of a copy for a coder, or None."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("teamPage")
        self._bridge, self._theme = bridge, theme
        self._soon = Debouncer(_PAUSE, self.refresh, self)
        self._make_parts(theme)
        self._lay_out()
        self._connect()
        self.restyle(theme)

    # --- parts

    def _make_parts(self, theme: Theme) -> None:
        self.title = PlainLabel(self.tr("Team"))
        self.title.setProperty("role", "title")
        self.about, self.legend = PlainLabel(), PlainLabel()
        for label in (self.about, self.legend):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        self.rounds = QListWidget()
        self.rounds.setAccessibleName(self.tr("Rounds"))
        self.add, self.edit, self.delete = QToolButton(), QToolButton(), QToolButton()
        self.up, self.down = QToolButton(), QToolButton()
        for tool, text, name in (
            (self.add, "+", self.tr("Add a round…")),
            (self.edit, self.tr("Edit…"), self.tr("Edit the round…")),
            (self.delete, self.tr("Delete"), self.tr("Delete the round")),
            (self.up, "↑", self.tr("Earlier")),
            (self.down, "↓", self.tr("Later")),
        ):
            tool.setText(text)
            tool.setToolTip(tip(name))
            tool.setAccessibleName(name)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.tr("Progress"))
        self.tabs.addTab(self.tr("Who codes what"))
        self.model = ProgressTableModel()
        self.delegate = MatrixDelegate(theme)
        self.view = _table(self.model, self.delegate)
        self.view.setAccessibleName(self.tr("Documents by coders"))
        self.view.installEventFilter(self)
        self.empty = PlainLabel()
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.everything = QPushButton(self.tr("Everything to everybody"))
        self.nothing = QPushButton(self.tr("Nothing"))
        self.evenly = QPushButton(self.tr("Share out evenly…"))
        self.coder = QPushButton(self.tr("Add a coder…"))
        self.copy = QPushButton(self.tr("Copy for a coder…"))
        self.bar = RoundBar(theme)

    def _lay_out(self) -> None:
        self._verbs = QHBoxLayout()
        for tool in (self.add, self.edit, self.delete, self.up, self.down):
            self._verbs.addWidget(tool)
        self._verbs.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.rounds, 1)
        left.addLayout(self._verbs)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        self._helpers = FlowLayout(self._theme.space("m"))
        for button in (self.everything, self.nothing, self.evenly, self.coder, self.copy):
            self._helpers.addWidget(button)
        right = QVBoxLayout()
        for widget in (self.about, self.tabs):
            right.addWidget(widget)
        right.addWidget(self.stack, 1)
        right.addWidget(self.legend)
        right.addWidget(self.bar)
        right.addLayout(self._helpers)
        self._middle = QHBoxLayout()
        self._middle.addLayout(left)
        self._middle.addLayout(right, 1)
        self._left, self._right = left, right
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addLayout(self._middle, 1)

    def _connect(self) -> None:
        self.rounds.currentItemChanged.connect(lambda *_items: self._show())
        self.rounds.itemActivated.connect(lambda _item: self._edit())
        self.tabs.currentChanged.connect(lambda _tab: self._show())
        self.view.clicked.connect(self._use)
        self.view.horizontalHeader().sectionClicked.connect(self.model.toggle_column)
        self.model.requestAssign.connect(self._assign)
        self.add.clicked.connect(self.requestAdd)
        self.edit.clicked.connect(self._edit)
        self.delete.clicked.connect(lambda: self.requestDelete.emit(self.round))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.everything.clicked.connect(lambda: self._assign(set(self.model.overview.cells)))
        self.nothing.clicked.connect(lambda: self._assign(set()))
        self.evenly.clicked.connect(lambda: self.requestEvenly.emit(self.round))
        self.coder.clicked.connect(self.requestCoder)
        self.copy.clicked.connect(lambda: self.requestHandOut.emit(self.round))
        self._bridge.changed.connect(self._follow)
        self._bridge.countsChanged.connect(self._follow_soon)
        self._bridge.coderChanged.connect(self._follow_soon)

    # --- keeping in step

    def _follow(self, changes: Changes) -> None:
        if not self.isVisible():
            return
        if any(changes.touched(kind) for kind in (kinds.ROUND, kinds.ASSIGNMENT)):
            self.refresh()  # it was asked for here
        elif any(changes.touched(kind) for kind in _SHOWN_KINDS):
            self._soon.start()

    def _follow_soon(self) -> None:
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show what the project has now."""
        self._soon.stop()
        viewer = self._bridge.viewer
        if viewer is None:
            return
        chosen, found = self.round, [one for one, _given in rounds.listed(viewer)]
        wanted = [None, *found]
        if [self._round_at(row) for row in range(self.rounds.count())] != wanted:
            self.rounds.blockSignals(True)
            self.rounds.clear()
            for one in wanted:
                text = self.tr("The whole project") if one is None else one.name
                QListWidgetItem(text, self.rounds).setData(_DATA, one)
            guids = [one.guid if one else None for one in wanted]
            guid = chosen.guid if chosen else None
            self.rounds.setCurrentRow(guids.index(guid) if guid in guids else 0)
            self.rounds.blockSignals(False)
        self._show()

    def _round_at(self, row: int) -> Round | None:
        found: Round | None = self.rounds.item(row).data(_DATA)
        return found

    @property
    def round(self) -> Round | None:
        """The chosen round; None for the whole project."""
        row = self.rounds.currentRow()
        return self._round_at(row) if row >= 0 else None

    def choose(self, name: str) -> None:
        """Choose a round by its name."""
        found = self.rounds.findItems(name, Qt.MatchFlag.MatchExactly)
        self.rounds.setCurrentItem(found[0])

    @property
    def mode(self) -> Mode:
        """What the cells show."""
        assigning = self.tabs.currentIndex() == 1 and self.round is not None
        return Mode.ASSIGNMENT if assigning else Mode.PROGRESS

    def _show(self) -> None:
        viewer, one = self._bridge.viewer, self.round
        if viewer is None:
            return
        self.tabs.setTabEnabled(1, one is not None)
        if one is None:
            self.tabs.setCurrentIndex(0)
        mode = self.mode
        overview = rounds.overview(viewer, one.guid if one and mode is Mode.PROGRESS else None)
        if one is not None and mode is Mode.ASSIGNMENT:
            overview = rounds.assigning(viewer, overview, one.guid)
        if self._bridge.blind:
            me = self._bridge.coder
            overview = overview.of({me.guid} if me else set())
        self.model.show(overview, self._bridge.coder_labels(), mode)
        self._say(one, overview)
        coder = self._bridge.coder
        self.bar.show_round(viewer, one, coder.guid if coder else None)
        self._enable(one, mode)
        self._fit()

    def _say(self, one: Round | None, overview: rounds.TeamOverview) -> None:
        self.about.setText(self._about(one, overview))
        there = bool(overview.documents and overview.coders)
        self.stack.setCurrentIndex(0 if there else 1)
        self.empty.setText(
            self.tr("Nothing is assigned in this round yet. “Who codes what” is where to begin.")
            if one is not None and self.mode is Mode.PROGRESS
            else self.tr(
                "Who has coded what is told here, once there are documents and people who code."
                " Project › Add documents adds the first; + below the list adds a round."
            )
        )
        self.legend.setText(
            self.tr("A click or Space ticks; a click on a name ticks the whole column.")
            if self.mode is Mode.ASSIGNMENT
            else self.tr(
                "○ not begun   ◐ in progress   ● done   – not assigned. The number counts codings."
                " A click opens the document."
            )
        )

    def _about(self, one: Round | None, overview: rounds.TeamOverview) -> str:
        said = []
        if one is not None:
            said = [purpose_name(one.purpose)]
            said += [self.tr("blind")] if one.blind else []
            said += [self.tr("cues locked")] if one.cues_locked else []
        if self.mode is Mode.PROGRESS:
            counts = overview.all()
            done, number = counts[Progress.DONE], sum(counts.values())
            said.append(fill(self.tr("{0:,} of {1:,} done"), done, number))
        text = " · ".join(said)
        if self._bridge.blind:
            blind = self.tr("This project is blind: only your own work is shown.")
            text = f"{text}. {blind}" if text else blind
        return text

    def _enable(self, one: Round | None, mode: Mode) -> None:
        row, last = self.rounds.currentRow(), self.rounds.count() - 1
        for tool in (self.edit, self.delete):
            tool.setEnabled(one is not None)
        self.up.setEnabled(one is not None and row > 1)
        self.down.setEnabled(one is not None and row < last)
        for button in (self.everything, self.nothing, self.evenly, self.coder):
            button.setVisible(mode is Mode.ASSIGNMENT)
            button.setEnabled(not self._bridge.blind)

    # --- verbs

    def _edit(self) -> None:
        if self.round is not None:
            self.requestEdit.emit(self.round)

    def _move(self, by: int) -> None:
        row = self.rounds.currentRow() - 1
        guids = [one.guid for at in range(1, self.rounds.count()) if (one := self._round_at(at))]
        guids[row], guids[row + by] = guids[row + by], guids[row]
        self.requestOrder.emit(guids)

    def _assign(self, pairs: set[tuple[str, str]]) -> None:
        if self.round is not None and not self._bridge.blind:
            self.requestAssign.emit(self.round.guid, pairs)

    def _use(self, index: QModelIndex) -> None:
        """A click on a cell: ticks, or opens the document."""
        if self.mode is Mode.ASSIGNMENT:
            self.model.toggle(index)
        elif index.isValid():
            self.requestDocument.emit(self.model.overview.documents[index.row()].guid)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and Return do in the table what a click does."""
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() not in keys or event.modifiers():
            return False
        self._use(self.view.currentIndex())
        return True

    # --- looks

    def _fit(self) -> None:
        """Columns as wide as their names need, the names of documents up to a third of the page."""
        header = self.view.horizontalHeader()
        header.resizeSections(QHeaderView.ResizeMode.ResizeToContents)
        least = self._theme.px(90)
        for column in range(self.model.columnCount()):
            header.resizeSection(column, max(least, header.sectionSize(column)))
        self.view.verticalHeader().setMaximumWidth(max(least, self.width() // 3))

    def restyle(self, theme: Theme) -> None:
        self._theme = self.delegate.theme = theme
        xl = theme.space("xl")
        self._column.setContentsMargins(2 * xl, xl, 2 * xl, xl)
        self._column.setSpacing(theme.space("l"))
        self._middle.setSpacing(xl)
        for layout in (self._left, self._right):
            layout.setSpacing(theme.space("m"))
        self._verbs.setSpacing(theme.space("xs"))
        self.rounds.setFixedWidth(theme.px(210))
        row = theme.space("row") + theme.space("s")
        self.view.verticalHeader().setDefaultSectionSize(row)
        self._fit()


def _table(model: ProgressTableModel, delegate: MatrixDelegate) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.setCornerButtonEnabled(False)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setResizeContentsPrecision(0)  # what is seen: all rows are alike
    view.verticalHeader().setHighlightSections(False)
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    view.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
    return view
