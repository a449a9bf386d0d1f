"""What is said of the documents, as a table to fill in: a row a document, a column an attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.corpus.document import DocumentFacts
from annotator.errors import UserError
from annotator.operations.documents.document_attributes import checked_name
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.plain_text import tip


class AttributesDialog(Form):
    """`changes` is what was entered otherwise than it stands in the project."""

    def __init__(
        self,
        parent: QWidget,
        documents: Sequence[DocumentFacts],
        said: Mapping[str, Mapping[str, str]],
        theme: Theme,
        current: str = "",
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Attributes of documents"))
        self._documents, self._said = list(documents), said
        self.names: list[str] = []
        self.table = QTableWidget(len(self._documents), 0)
        self.table.setAccessibleName(self.tr("Attributes of documents"))
        self.table.setTabKeyNavigation(False)
        self.table.setVerticalHeaderLabels([one.name for one in self._documents])
        self.table.verticalHeader().setDefaultSectionSize(theme.space("row"))
        side = self.table.verticalHeader()
        side.setMaximumWidth(theme.px(240))
        side.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for row, one in enumerate(self._documents):
            self.table.verticalHeaderItem(row).setToolTip(tip(one.name))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for name in sorted({name for values in said.values() for name in values}, key=str.casefold):
            self._add_column(name)
        self._make_name_row()
        self._lay_out()
        rows = [row for row, one in enumerate(self._documents) if one.guid == current]
        self.table.setCurrentCell(rows[0] if rows else 0, 0)
        self.finish(680, 460)
        (self.table if self.names else self.name).setFocus()

    # --- parts

    def _make_name_row(self) -> None:
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name of a new attribute, such as genre"))
        self.name.setAccessibleName(self.tr("Name of a new attribute"))
        self.add = QPushButton(self.tr("Add"))
        self.clear = QPushButton(self.tr("Clear the column"))
        for button in (self.add, self.clear):
            button.setAutoDefault(False)
        self.name.textChanged.connect(lambda _text: self._enable())
        self.name.installEventFilter(self)
        self.add.clicked.connect(self.add_attribute)
        self.clear.clicked.connect(self.clear_column)
        self._enable()

    def _lay_out(self) -> None:
        self.column.addWidget(sentence(self.tr("Attributes of documents"), "title"))
        words = self.tr(
            "What holds for a whole text: its genre, its speaker, the case it belongs to. An empty "
            "cell says nothing."
        )
        self.column.addWidget(sentence(words))
        self.column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(self.theme.space("m"))
        row.addWidget(self.name, 1)
        row.addWidget(self.add)
        row.addWidget(self.clear)
        self.column.addLayout(row)

    def _enable(self) -> None:
        self.add.setEnabled(bool(self.name.text().strip()))
        self.clear.setEnabled(bool(self.names))

    def _add_column(self, name: str) -> None:
        column = len(self.names)
        self.names.append(name)
        self.table.insertColumn(column)
        self.table.setHorizontalHeaderItem(column, QTableWidgetItem(name))
        for row, document in enumerate(self._documents):
            value = self._said.get(document.guid, {}).get(name, "")
            item = QTableWidgetItem(value)
            item.setToolTip(tip(value))
            self.table.setItem(row, column, item)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        wanted = self.table.sizeHintForColumn(column) + self.theme.space("xl")
        width = min(max(wanted, self.theme.px(130)), self.theme.px(280))
        header.resizeSection(column, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return in the name adds the attribute; it does not close the form."""
        if watched is not self.name or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.key() in keys:
            self.add_attribute()
            return True
        return super().eventFilter(watched, event)

    # --- verbs

    def add_attribute(self) -> None:
        """A new column; one of the name that is there already is shown."""
        try:
            name = checked_name(self.name.text())
        except UserError as error:
            self.refuse(str(error))
            return
        if name not in self.names:
            self._add_column(name)
        self.name.clear()
        self.table.setCurrentCell(max(0, self.table.currentRow()), self.names.index(name))
        self.table.setFocus()

    def clear_column(self) -> None:
        """Empty the column of the current cell."""
        column = self.table.currentColumn()
        for row in range(len(self._documents) if column >= 0 else 0):
            self._item(row, column).setText("")

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None  # every cell is made with its column
        return item

    @property
    def changes(self) -> dict[tuple[str, str], str]:
        """Document (GUID) and name to the value that is entered, where it is another one."""
        found = {}
        for row, document in enumerate(self._documents):
            for column, name in enumerate(self.names):
                value = self._item(row, column).text()
                if value != self._said.get(document.guid, {}).get(name, ""):
                    found[document.guid, name] = value
        return found
