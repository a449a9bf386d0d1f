"""Beside the figures: in how many documents a coder is missing, and what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout

from annotator.corpus.messages import fill, tr
from annotator.operations.reliability import ComparisonData, missing_coders
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, literal, named_action

_MOST = 30
"""Documents that the menu lists."""


class MissingBar(QFrame):
    """A sentence with the ways out of it; hidden where nobody is missing."""

    requestDocument = Signal(str)
    """Open this document (GUID): who read it can mark it as done there."""
    requestDone = Signal(object)
    """Documents (GUIDs) that the current coder marks as done."""
    requestAllDone = Signal(object)
    """Pairs of document and coder (GUIDs): what was coded counts as done, whoever coded it."""
    requestUnfinished = Signal()
    """What was coded and is not marked as done shall be counted."""
    requestTeam = Signal()
    requestAssigned = Signal()
    """Documents assigned to a coder shall count as coded."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.words = PlainLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.assigned, self.done, self.team = QToolButton(), QToolButton(), QToolButton()
        self.coded, self.unfinished = QToolButton(), QToolButton()
        self.coded.setToolTip(
            tr(
                "Each coder counts as done with each document in which they coded. It stands in the"
                " history and can be undone."
            )
        )
        self.coded.clicked.connect(lambda: self.requestAllDone.emit(self._unfinished))
        self.unfinished.setText(tr("Count unfinished work"))
        self.unfinished.clicked.connect(self.requestUnfinished)
        self._unfinished: list[tuple[str, str]] = []
        self.assigned.setText(tr("Count assigned documents as coded"))
        self.assigned.clicked.connect(self.requestAssigned)
        self.team.setText(tr("Who is how far…"))
        self.team.setToolTip(tr("The page Team: documents by coders, with their progress"))
        self.team.clicked.connect(self.requestTeam)
        self.done.setToolTip(tr("Open a document to look at it, or mark all of them as done"))
        self.done.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.done.setMenu(QMenu(self))
        self._row = FlowLayout(0)
        for button in (self.coded, self.done, self.unfinished, self.assigned, self.team):
            button.setProperty("role", "chip")
            self._row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.words)
        self._column.addLayout(self._row)
        self.restyle(theme)
        self.hide()

    def show_missing(self, data: ComparisonData, coder: str | None) -> None:
        """Say who is missing; `coder` is the GUID of the current one, who can mark documents."""
        found, said = missing_coders.missing(data), missing_coders.words(data)
        self.words.setText(tr(" ".join(said)))
        self.assigned.setVisible(bool(found.assigned) and not data.selection.finished)
        self._unfinished = list(data.unfinished)
        self.coded.setVisible(bool(self._unfinished))
        self.coded.setText(fill(tr("Mark what was coded as done ({0:,})"), len(self._unfinished)))
        self.unfinished.setVisible(bool(self._unfinished) and data.by_marks)
        mine = [document for document, who in found.pairs if who == coder]
        names = {one.guid: one.name for one in data.documents}
        self._offer({guid: names[guid] for guid in mine})
        self.setVisible(bool(said))

    def _offer(self, mine: Mapping[str, str]) -> None:
        """The current coder's documents, to be opened one by one or marked at once."""
        menu = self.done.menu()
        menu.clear()
        self.done.setVisible(bool(mine))
        self.done.setText(fill(tr("Mark mine as done ({0:,})  ▾"), len(mine)))
        every = menu.addAction(fill(tr("Mark all {0:,} as done"), len(mine)))
        every.triggered.connect(lambda: self.requestDone.emit(list(mine)))
        menu.addSeparator()
        for guid, name in list(mine.items())[:_MOST]:
            action = named_action(menu, tr("Open {0}").format(literal(name)))
            action.triggered.connect(lambda _on=False, guid=guid: self.requestDocument.emit(guid))

    def restyle(self, theme: Theme) -> None:
        self._row.set_gap(theme.space("m"))
        self._column.setSpacing(theme.space("s"))
