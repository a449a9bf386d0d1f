"""Tick some of many: a heading with a box for all of them, a filter, and a box each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.folding import search_key
from annotator.corpus.messages import fill
from annotator.ui.recovery.typed_forms import PASSING
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip

_GUID = Qt.ItemDataRole.UserRole
_FILTER_FROM = 12
"""A list as long as this has a filter; a shorter one is seen at a glance."""
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """Something to tick: its GUID, its name, and perhaps a picture."""

    guid: str
    name: str
    icon: QIcon | None = None


class Checklist(QWidget):
    """All are ticked at first. The box in the heading ticks or unticks what the filter shows."""

    changed = Signal()

    def __init__(self, what: str, choices: Sequence[ChecklistItem], theme: Theme) -> None:
        super().__init__()
        self._what = what
        self.all = QCheckBox()
        self.all.setTristate(True)
        self.filter = QLineEdit()
        self.filter.setProperty(PASSING, True)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter: {0}").format(what))
        self.filter.setClearButtonEnabled(True)
        self.filter.setVisible(len(choices) >= _FILTER_FROM)
        self.list = QListWidget()
        self.list.setAccessibleName(what)
        self.list.setUniformItemSizes(True)
        self._add(choices, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        for widget in (self.all, self.filter, self.list):
            column.addWidget(widget)
        self.all.clicked.connect(self._tick_shown)
        self.filter.textChanged.connect(self._filter)
        self.list.itemChanged.connect(lambda _item: self._mark())
        self._mark()

    def offer(self, choices: Sequence[ChecklistItem], theme: Theme) -> None:
        """Others to tick: those that were ticked stay so, where there are any of them."""
        before = self.chosen()
        self.list.blockSignals(True)
        self.list.clear()
        self._add(choices, theme)
        self.list.blockSignals(False)
        self.filter.setVisible(len(choices) >= _FILTER_FROM)
        self._filter(self.filter.text())
        kept = {one.guid for one in choices}.intersection(before or ())
        if kept:
            self.tick(kept)
        else:
            self._mark()

    def _add(self, choices: Sequence[ChecklistItem], theme: Theme) -> None:
        for choice in choices:
            item = QListWidgetItem(choice.name, self.list)
            item.setToolTip(tip(choice.name))
            item.setData(_GUID, choice.guid)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ON)
            item.setSizeHint(QSize(10, theme.space("row")))
            if choice.icon is not None:
                item.setIcon(choice.icon)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def chosen(self) -> list[str] | None:
        """The GUIDs that are ticked; None where all are."""
        items = self._items()
        ticked = [str(item.data(_GUID)) for item in items if item.checkState() == _ON]
        return None if len(ticked) == len(items) else ticked

    def tick(self, guids: Collection[str]) -> None:
        """Tick these and no others."""
        self.list.blockSignals(True)
        for item in self._items():
            item.setCheckState(_ON if item.data(_GUID) in guids else _OFF)
        self.list.blockSignals(False)
        self._mark()

    def _mark(self) -> None:
        items = self._items()
        number = sum(item.checkState() == _ON for item in items)
        state = _ON if number == len(items) else _OFF if not number else None
        self.all.setCheckState(Qt.CheckState.PartiallyChecked if state is None else state)
        count = fill(self.tr("{0:,} of {1:,}"), number, len(items))
        text = f"{self._what} ({count})" if number != len(items) else f"{self._what} ({number:,})"
        self.all.setText(text)
        self.changed.emit()

    def _tick_shown(self) -> None:
        shown = [item for item in self._items() if not item.isHidden()]
        state = _OFF if all(item.checkState() == _ON for item in shown) else _ON
        self.list.blockSignals(True)
        for item in shown:
            item.setCheckState(state)
        self.list.blockSignals(False)
        self._mark()

    def _filter(self, words: str) -> None:
        needle = search_key(words).strip()
        for item in self._items():
            item.setHidden(needle not in search_key(item.text()))
