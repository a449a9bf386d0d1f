"""A button whose menu chooses some of several: coders, documents, codes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from annotator.ui.widgets.plain_text import literal, named_action


class ChoiceButton(QToolButton):
    """All are chosen until some are left out; at least `least` stay."""

    chosen = Signal()

    def __init__(self, what: str, least: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self._least = least
        self._left_out: set[str] = set()
        self._choices: list[tuple[str, str]] = []
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setProperty("role", "chip")
        self.setMenu(QMenu(self))
        self.setAccessibleName(what)
        self.offer([])

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these, as (GUID, name); what was left out stays so."""
        if list(choices) != self._choices or self.menu().isEmpty():
            self._choices = list(choices)
            self._fill()
        self._mark()

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.addAction(self.tr("All")).triggered.connect(self.choose_all)
        menu.addSeparator()
        for guid, name in self._choices:
            action = named_action(menu, literal(name))
            action.setCheckable(True)
            action.setData(guid)
            action.triggered.connect(lambda on, guid=guid: self._toggle(guid, on))

    def _mark(self) -> None:
        for action in self.menu().actions():
            if action.isCheckable():
                action.setChecked(action.data() not in self._left_out)
        chosen = self.selection()
        number = self.tr("all") if chosen is None else f"{len(chosen)}/{len(self._choices)}"
        self.setText(f"{self._what}: {number}  ▾")

    def selection(self) -> list[str] | None:
        """The chosen GUIDs; None for all."""
        known = {guid for guid, _name in self._choices}
        if not self._left_out & known:
            return None
        return [guid for guid, _name in self._choices if guid not in self._left_out]

    def choose_all(self) -> None:
        """Choose all again."""
        self._left_out.clear()
        self._mark()
        self.chosen.emit()

    def _toggle(self, guid: str, on: bool) -> None:
        left_out = self._left_out - {guid} if on else self._left_out | {guid}
        known = {known for known, _name in self._choices}
        if len(known - left_out) < self._least:
            self._mark()  # the last ones have to stay
            return
        self._left_out = left_out
        self._mark()
        self.chosen.emit()
