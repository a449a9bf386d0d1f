"""The labels found in a transcript as a table, and beside the chosen one what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.exchange.transcripts import choosing
from annotator.exchange.transcripts.choosing import Choices, SpeakerChoice, Use
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import field_label, tip
from annotator.ui.widgets.wide_combo import WideCombo

LABEL, TURNS, BECOMES, WORDS = range(4)
_Index = QModelIndex | QPersistentModelIndex


class SpeakerModel(QAbstractTableModel):
    """A row a label: what comes of it, how often it is there, the first words after it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.choices: Choices = ()

    def show(self, choices: Choices) -> None:
        """Show these; the same labels as before keep their rows."""
        same = [one.label for one in choices] == [one.label for one in self.choices]
        if same and choices:
            self.choices = choices
            self.dataChanged.emit(self.index(0, LABEL), self.index(len(choices) - 1, WORDS))
            return
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.choices)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == TURNS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("In the file"),
                self.tr("Turns"),
                self.tr("Becomes"),
                self.tr("First words"),
            )[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (one.label, f"{one.count:,}", self.words(one), one.words)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(one.words if index.column() == WORDS else self.words(one))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == TURNS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and one.use is not Use.SPEAKER:
            return self._theme.color("muted")
        return None

    def words(self, one: SpeakerChoice) -> str:
        """What becomes of a label, in words."""
        if one.use is Use.TEXT:
            return self.tr("stays in the text")
        name = f"{one.name} ({role_words(one.role)})" if one.role else one.name
        return self.tr("{0}: left out").format(name) if one.use is Use.LEFT_OUT else name


def role_words(role: str) -> str:
    """A role as it is called in the language of the program."""
    return dict(_roles()).get(role, role)


def _roles() -> Sequence[tuple[str, str]]:
    from annotator.corpus.messages import tr  # noqa: PLC0415

    return (
        (choosing.INTERVIEWER, tr("interviewer")),
        (choosing.PARTICIPANT, tr("participant")),
    )


class SpeakerTable(QWidget):
    """`changed` tells the choices when something else is chosen."""

    changed = Signal(object)
    refused = Signal(str)
    """Why a name can't be taken; empty once one can."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.model = SpeakerModel(theme)
        self.table = QTableView()
        self.name = QLineEdit()
        self.role, self.use = WideCombo(), WideCombo()
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _old: self._follow())
        self.name.editingFinished.connect(self._set_name)
        self.role.setEditable(True)
        for role, words in (("", ""), *_roles()):
            self.role.addItem(words, role)
        self.role.activated.connect(lambda _row: self._set_role())
        edit = self.role.lineEdit()
        assert edit is not None
        edit.setAccessibleName(self.tr("Role"))
        edit.editingFinished.connect(self._set_role)
        self.use.activated.connect(lambda _row: self._set_use())

    def _lay_out(self) -> None:
        theme, table = self._theme, self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Who speaks"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.space("row"))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, width in {LABEL: 106, TURNS: 56, BECOMES: 140}.items():
            header.resizeSection(section, theme.px(width))
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(theme.px(140))
        row = FlowLayout(theme.space("m"))
        for words, field, width in (
            (self.tr("&Name"), self.name, 130),
            (self.tr("Ro&le"), self.role, 110),
            (self.tr("&Turns"), self.use, 130),
        ):
            field.setMinimumWidth(theme.px(width))
            box = QWidget()
            pair = QVBoxLayout(box)
            pair.setContentsMargins(0, 0, 0, 0)
            pair.setSpacing(theme.space("xs"))
            label = field_label("", field)
            label.setText(words)
            pair.addWidget(label)
            pair.addWidget(field)
            row.addWidget(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        column.addWidget(table, 1)
        column.addLayout(row)

    # --- what is shown

    def show_choices(self, choices: Choices) -> None:
        """Show these labels; the chosen one stays so."""
        before = self.current
        self.model.show(choices)
        if choices:
            labels = [one.label for one in choices]
            row = labels.index(before.label) if before and before.label in labels else 0
            self.table.selectRow(row)
        self._follow()

    def select(self, label: str) -> None:
        """Choose a label."""
        self.table.selectRow([one.label for one in self.model.choices].index(label))

    @property
    def current(self) -> SpeakerChoice | None:
        """The label that is chosen."""
        row = self.table.currentIndex().row()
        return self.model.choices[row] if 0 <= row < len(self.model.choices) else None

    def _follow(self) -> None:
        one = self.current
        for field in (self.name, self.role, self.use):
            field.setEnabled(one is not None)
        if one is None:
            return
        self.name.setText(one.name)
        row = self.role.findData(one.role)
        if row >= 0:
            self.role.setCurrentIndex(row)
        else:
            self.role.setEditText(one.role)
        self.use.clear()
        self.use.addItem(self.tr("come in"), Use.SPEAKER)
        self.use.addItem(self.tr("are left out"), Use.LEFT_OUT)
        if one.doubtful:
            self.use.addItem(self.tr("none: it is text"), Use.TEXT)
        self.use.setCurrentIndex(self.use.row_of(one.use))
        self.name.setEnabled(one.use is not Use.TEXT)
        self.role.setEnabled(one.use is Use.SPEAKER)

    # --- what is chosen

    def _set_name(self) -> None:
        one = self.current
        name = " ".join(self.name.text().split())
        if one is None or name == one.name:
            return
        fault = choosing.name_fault(name)
        self.refused.emit(fault)
        if not fault:
            self.changed.emit(choosing.with_name(self.model.choices, one.label, name))

    def _set_role(self) -> None:
        one = self.current
        words = " ".join(self.role.currentText().split())
        role = {shown: role for role, shown in _roles()}.get(words, words)
        if one is None or role == one.role:
            return
        fault = choosing.name_fault(role) if role else ""
        self.refused.emit(fault)
        if not fault:
            self.changed.emit(choosing.with_role(self.model.choices, one.name, role))

    def _set_use(self) -> None:
        one, use = self.current, Use(self.use.currentData())
        if one is not None and use is not one.use:
            self.changed.emit(choosing.with_use(self.model.choices, one.label, use))
