"""A button whose menu adds further coders to the two that are compared."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton

from annotator.corpus.messages import plural, tr
from annotator.ui.widgets.plain_text import literal, named_action, tip


class CoderMenu(QToolButton):
    """Nobody is added until somebody is chosen; it is hidden where there is nobody else."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[tuple[str, str]] = []
        self._added: set[str] = set()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("role", "chip")
        self.setMenu(QMenu(self))
        self.setAccessibleName(tr("More coders"))
        self.setToolTip(tip(tr("Compare more than two coders at once")))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these, as (GUID, name); who was added stays so."""
        self.setVisible(bool(choices))
        if list(choices) != self._choices:
            self._choices = list(choices)
            self._fill()
        self._mark()

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.addAction(tr("All coders")).triggered.connect(self.choose_all)
        menu.addAction(tr("Only the two")).triggered.connect(lambda: self._take(()))
        menu.addSeparator()
        for guid, name in self._choices:
            action = named_action(menu, literal(name))
            action.setCheckable(True)
            action.setData(guid)
            action.triggered.connect(lambda on, guid=guid: self._toggle(guid, on))

    def _mark(self) -> None:
        for action in self.menu().actions():
            if action.isCheckable():
                action.setChecked(action.data() in self._added)
        number = len(self.selection())
        self.setText(
            plural("and {n} more ▾", "and {n} more ▾", number) if number else tr("and more… ▾")
        )

    def selection(self) -> list[str]:
        """Those who were added (GUIDs), in the order in which they are offered."""
        return [guid for guid, _name in self._choices if guid in self._added]

    def choose(self, added: Collection[str]) -> None:
        """Add these (GUIDs) and nobody else."""
        self._added = set(added)
        self._mark()

    def choose_all(self) -> None:
        """Add everybody who is offered."""
        self._take([guid for guid, _name in self._choices])

    def _take(self, added: Collection[str]) -> None:
        self.choose(added)
        self.chosen.emit()

    def _toggle(self, guid: str, on: bool) -> None:
        self._take(self._added | {guid} if on else self._added - {guid})
