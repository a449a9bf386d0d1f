"""Why the coders differed: asked of the case that was just settled, by one key more."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.corpus.messages import tr
from annotator.corpus.team import Cause
from annotator.operations.rules import causes
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, literal, tip

ACTIONS = {cause: f"cause_{cause.value}" for cause in causes.STATED}
"""The name of the action that says each cause."""


class CauseStrip(QWidget):
    """A question over a button for each cause. It is about the case that was just settled
    (`asked`), until it is answered or another case is gone to; then about the case in hand, where
    that is settled."""

    def __init__(self, actions: Mapping[str, QAction], theme: Theme) -> None:
        super().__init__()
        self.question = PlainLabel()
        self.question.setWordWrap(True)
        self.buttons: dict[Cause, QPushButton] = {}
        self._row = FlowLayout(0)
        for cause in causes.STATED:
            button = _button(actions[ACTIONS[cause]], cause)
            self.buttons[cause] = button
            self._row.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.question)
        self._column.addLayout(self._row)
        self._asked: tuple[str, str] | None = None
        self._in_hand: tuple[str, Cause] | None = None
        self.restyle(theme)

    # --- what it is about

    def ask(self, decision: str, what: str) -> None:
        """Ask about a case that was just settled: its decision (a GUID), and it in words."""
        self._asked = (decision, what)
        self._show()

    def dismiss(self) -> None:
        """Ask no longer about the case that was settled before."""
        self._asked = None
        self._show()

    def show_case(self, decision: str | None, cause: Cause = Cause.UNSTATED) -> None:
        """The case in hand: its decision, None where it is open, and what was said of it."""
        self._in_hand = None if decision is None else (decision, cause)
        self._show()

    @property
    def decision(self) -> str | None:
        """The decision (GUID) that an answer is about; None where nothing is asked."""
        if self._asked is not None:
            return self._asked[0]
        return self._in_hand[0] if self._in_hand is not None else None

    def _show(self) -> None:
        said = Cause.UNSTATED
        if self._asked is not None:
            words = tr("Just settled: {0}. Why did they differ?").format(self._asked[1])
        elif self._in_hand is not None:
            words, said = tr("Why did they differ?"), self._in_hand[1]
        else:
            words = tr("Settle the case, then say by one key more why they differed.")
        self.question.setText(words)
        self.question.setProperty("role", "" if self._asked is not None else "muted")
        self.question.style().polish(self.question)
        for cause, button in self.buttons.items():
            button.setEnabled(self.decision is not None)
            button.setChecked(cause is said)

    def restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.space("s"))
        self._row.set_gap(theme.space("s"))


def _button(action: QAction, cause: Cause) -> QPushButton:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    name = tr(causes.TITLES[cause])
    button = QPushButton(literal(f"{name}   {key}".rstrip()))
    button.setCheckable(True)
    button.setToolTip(tip(tr(causes.EXPLAINED[cause])))
    button.setAccessibleName(name)
    button.clicked.connect(action.trigger)
    return button
