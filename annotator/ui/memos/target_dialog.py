"""Asks which memo a quotation goes into, or what a new memo is on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QListView, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets import plain_text
from annotator.ui.widgets.filter_line import FilterLine
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.wide_combo import WideCombo

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Target:
    """A choice: a memo that is there, or a `subject` (GUIDs; empty is the project) with the kind of
    the memo to begin. `group` is what it is listed under, `name` what it is called."""

    group: str
    name: str
    memo: str = ""
    subject: str = ""
    kind: str = ""


class _Targets(QAbstractListModel):
    """The choices of a group that have all words in their name."""

    def __init__(self, targets: Sequence[Target]) -> None:
        super().__init__()
        self._all = targets
        self.shown = targets

    def narrow(self, group: str, words: str) -> None:
        """Show what fits; no group shows all."""
        asked = words.casefold().split()
        self.beginResetModel()
        self.shown = [
            one
            for one in self._all
            if group in ("", one.group) and all(word in one.name.casefold() for word in asked)
        ]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        name = self.shown[index.row()].name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(name)
        return name if role == Qt.ItemDataRole.DisplayRole else None


class TargetDialog(Form):
    """A list of choices, by group and by words; Enter and a double click take one."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        question: str,
        targets: Sequence[Target],
        theme: Theme,
        group: str = "",
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(plain_text.title(title))
        self.column.addWidget(sentence(question, "title"))
        self.group = WideCombo()
        self.group.setAccessibleName(self.tr("What to choose from"))
        self.group.setAccessibleDescription(self.tr("What to choose from"))
        self.group.addItem(self.tr("Everything"), "")
        for name in dict.fromkeys(one.group for one in targets):
            self.group.addItem(name, name)
        self.group.setCurrentIndex(max(0, self.group.findData(group)))
        self.filter = FilterLine(self.tr("Filter by name"))
        inner = self.filter.layout()
        assert inner is not None
        inner.setContentsMargins(0, 0, 0, 0)
        self._rows = _Targets(targets)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Choices"))
        self.list.setModel(self._rows)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (self.group, self.filter):
            self.column.addWidget(widget)
        self.column.addWidget(self.list, 1)
        self.group.activated.connect(lambda _row: self._narrow())
        self.filter.wordsChanged.connect(lambda _words: self._narrow())
        self.filter.requestList.connect(self.list.setFocus)
        self.filter.requestFirst.connect(self._take)
        self.list.activated.connect(lambda _index: self._take())
        self.list.selectionModel().currentChanged.connect(lambda *_rows: self._enable())
        self.finish(560, 520)
        self._narrow()
        self.filter.line.setFocus()

    @property
    def target(self) -> Target | None:
        """What is chosen."""
        row = self.list.currentIndex().row()
        return self._rows.shown[row] if 0 <= row < len(self._rows.shown) else None

    def is_changed(self) -> bool:
        """Nothing is entered here: what is looked for can be looked for again."""
        return False

    def _narrow(self) -> None:
        self._rows.narrow(str(self.group.currentData()), self.filter.words)
        self.list.setCurrentIndex(self._rows.index(0, 0))
        self._enable()

    def _enable(self) -> None:
        self.ok.setEnabled(self.target is not None)

    def _take(self) -> None:
        if self.target is not None:
            self.try_accept()
