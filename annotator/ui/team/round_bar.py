"""Below the table of a round: whether it is sealed, who codes in it now, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout

from annotator.corpus.messages import number_of, tr
from annotator.corpus.round_design import design_of
from annotator.corpus.team import Round
from annotator.operations.team import current_round, rounds
from annotator.operations.viewing import Viewer
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel


class RoundBar(QFrame):
    """A sentence and buttons; hidden for the whole project."""

    requestSeal = Signal(object)
    """The `Round` to close."""
    requestWork = Signal(object)
    """The `Round` that the current coder codes in from now on."""
    requestResults = Signal(object)
    """The `Round` whose coders are compared with the gold set, or with their first coding."""
    requestOverlap = Signal(object)
    """The `Round` of which a share of documents goes to a second coder."""

    requestMemo = Signal(object)
    """The `Round` to note something about."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._round: Round | None = None
        self.words = PlainLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        self.seal, self.work, self.overlap = QToolButton(), QToolButton(), QToolButton()
        self.seal.setText(tr("Seal the round…"))
        self.seal.setToolTip(
            tr("Close it: its codings, codebook and settings, and so its figures, are kept")
        )
        self.work.setText(tr("Code in this round"))
        self.work.setToolTip(tr("What you code from now on is of this round"))
        self.results = QToolButton()
        self.results.setText(tr("Results by coder…"))
        self.overlap.setText(tr("Hidden overlap…"))
        self.overlap.setToolTip(
            tr("A share of the documents goes to a second coder too, drawn by chance")
        )
        self.memo = QToolButton()
        self.memo.setText(tr("Memo on the round…"))
        self._row = FlowLayout(0)
        for button, signal in (
            (self.work, self.requestWork),
            (self.overlap, self.requestOverlap),
            (self.results, self.requestResults),
            (self.memo, self.requestMemo),
            (self.seal, self.requestSeal),
        ):
            button.setProperty("role", "chip")
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit(self._round))
            self._row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.words)
        self._column.addLayout(self._row)
        self.restyle(theme)

    def show_round(self, viewer: Viewer, one: Round | None, coder: str | None) -> None:
        """Say how a round stands for a coder (a GUID)."""
        self._round = one
        self.setVisible(one is not None)
        if one is None:
            return
        is_open = one.guid in {known.guid for known in current_round.choosable(viewer)}
        mine = current_round.current(viewer, coder) if coder else None
        works_here = mine is not None and mine.guid == one.guid
        self.words.setText(" ".join(_words(viewer, one, is_open=is_open, works_here=works_here)))
        self.words.setVisible(bool(self.words.text()))
        self.work.setVisible(is_open and not works_here and coder is not None)
        self.seal.setVisible(is_open and not viewer.blind)
        self.overlap.setVisible(is_open and not viewer.blind)
        design = design_of(one)
        self.results.setVisible((bool(design.gold) or design.repeat) and not viewer.blind)

    def restyle(self, theme: Theme) -> None:
        self._row.set_gap(theme.space("m"))
        self._column.setSpacing(theme.space("s"))


def _words(viewer: Viewer, one: Round, *, is_open: bool, works_here: bool) -> list[str]:
    said = []
    if not is_open:
        said.append(
            tr("Sealed: its figures stay as they were; the page Agreement says what changed since.")
        )
    elif works_here:
        said.append(tr("What you code now is of this round."))
    design = design_of(one)
    if design.unsought:
        said.append(
            tr("Agreement is not sought in this round, because {why}.", why=design.unsought)
        )
    if is_open and design.repeat:
        said.append(
            tr(
                "Its documents are coded again: what was coded in them before is not shown to their"
                " coders until the round is sealed."
            )
        )
    alone = rounds.coded_alone(viewer, one.guid)
    if alone and not design.unsought:
        said.append(
            tr(
                "Fewer than two coders are assigned to {documents}: nothing can be compared there.",
                documents=number_of(alone, "document"),
            )
        )
    return said
