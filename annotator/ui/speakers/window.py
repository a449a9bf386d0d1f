"""The speakers of the study: their names, roles and attributes, in a table that is edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.operations.speakers.persons import Person
from annotator.ui.speakers.model import NAME, SpeakersModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.screen_fit import open_at

_MEASURED = 200
"""Rows by which the width of a column is found."""


class SpeakersWindow(QDialog):
    """Each change is a step of its own, made as soon as it is entered."""

    requestMerge = Signal(object)
    """This person is somebody else who is listed."""
    requestPart = Signal(object)
    """One of this person's names in the texts is somebody else's."""
    requestDocument = Signal(object)
    """One of this person's names in one document is somebody else's."""
    requestSave = Signal()
    requestLoad = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Speakers"))
        self.theme = theme
        self.model = SpeakersModel()
        self.about = sentence(self.tr("Looking who speaks …"))
        self.problem = sentence("", "error")
        self.problem.hide()
        self.table = QTableView()
        self.attribute = QLineEdit()
        self.add = QPushButton(self.tr("Add an a&ttribute"))
        self.merge = QPushButton(self.tr("&Merge into…"))
        self.part = QPushButton(self.tr("&Part a name…"))
        self.document = QPushButton(self.tr("In &one document…"))
        self.save = QPushButton(self.tr("&Save as a table…"))
        self.load = QPushButton(self.tr("Take &over a table…"))
        self._lay_out()
        self._connect()
        open_at(self, theme.px(860), theme.px(520))
        self.table.setFocus()

    def _lay_out(self) -> None:
        theme, table = self.theme, self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Speakers"))
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.space("row"))
        header = table.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.px(60))
        header.setHighlightSections(False)
        self.attribute.setPlaceholderText(self.tr("Name of a new attribute, such as age"))
        self.attribute.setAccessibleName(self.tr("Name of a new attribute"))
        self.attribute.setMinimumWidth(theme.px(220))
        row = FlowLayout(theme.space("m"))
        row.addWidget(self.attribute)
        for button in (self.add, self.merge, self.part, self.document, self.save, self.load):
            button.setAutoDefault(False)
            row.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("m"))
        column.addWidget(self.about)
        column.addWidget(table, 1)
        column.addWidget(self.problem)
        column.addLayout(row)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.table.selectionModel().currentChanged.connect(lambda _now, _old: self._enable())
        self.attribute.textChanged.connect(lambda _text: self._enable())
        self.attribute.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        for button, signal in (
            (self.merge, self.requestMerge),
            (self.part, self.requestPart),
            (self.document, self.requestDocument),
        ):
            button.clicked.connect(lambda _on=False, signal=signal: signal.emit(self.current))
        self.save.clicked.connect(self.requestSave)
        self.load.clicked.connect(self.requestLoad)
        self._enable()

    def show_persons(self, persons: Sequence[Person], *, read_only: bool) -> None:
        """Show these; the cell where one is stays the current one."""
        row, column = self.table.currentIndex().row(), self.table.currentIndex().column()
        first = not self.model.persons
        self.model.read_only = read_only
        self.model.show(persons)
        if first or column < 0:
            self._fit()
        if persons:
            row = min(max(row, 0), len(persons) - 1)
            self.table.setCurrentIndex(self.model.index(row, max(column, 0)))
        none = self.tr("Nobody is named as a speaker. Add a transcript.")
        some = self.tr("Names hold in all texts. A change is made as soon as it is entered.")
        self.about.setText(some if persons else none)
        self._enable()

    def _fit(self) -> None:
        """Room for names and roles as they are, for those to come too; the names in the texts have
        what is left."""
        header, last = self.table.horizontalHeader(), self.model.columnCount() - 1
        for column in range(last + 1):
            least = self.theme.px(70 if column >= last - 1 else 150 if column == NAME else 120)
            least = max(least, header.sectionSizeHint(column))
            wanted = self.table.sizeHintForColumn(column) + self.theme.space("l")
            header.resizeSection(column, min(max(wanted, least), self.theme.px(300)))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(last - 2, QHeaderView.ResizeMode.Stretch)

    @property
    def current(self) -> Person | None:
        """The person whose row is the current one."""
        row = self.table.currentIndex().row()
        return self.model.persons[row] if 0 <= row < len(self.model.persons) else None

    def refuse(self, fault: str) -> None:
        """Say why something can't be; nothing for an empty sentence."""
        self.problem.setText(fault)
        self.problem.setVisible(bool(fault))

    def _enable(self) -> None:
        writable, person = not self.model.read_only, self.current
        chosen = writable and person is not None
        self.add.setEnabled(writable and bool(self.attribute.text().strip()))
        self.merge.setEnabled(chosen and len(self.model.persons) > 1)
        self.part.setEnabled(chosen and person is not None and len(person.names) > 1)
        self.document.setEnabled(chosen and person is not None and bool(person.spoken_as))
        self.load.setEnabled(writable and bool(self.model.persons))
        self.save.setEnabled(bool(self.model.persons))

    def _add(self) -> None:
        name = " ".join(self.attribute.text().split())
        if not name:
            return
        column = self.model.add_attribute(name)
        self._fit()
        self.attribute.clear()
        row = max(0, self.table.currentIndex().row())
        self.table.setCurrentIndex(self.model.index(row, column))
        self.table.setFocus()
