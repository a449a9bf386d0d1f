"""What is said of the documents, as a table to fill in: a row a document, a column an attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.corpus.attribute_types import AttributeType, ValueType
from annotator.corpus.document import DocumentFacts
from annotator.errors import UserError
from annotator.operations.documents.document_attributes import checked_name
from annotator.ui.documents.attributes_model import AttributesModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, sentence

_Index = QModelIndex | QPersistentModelIndex
_MEASURED = 200
"""Rows by which the width of a column is found."""


class _Delegate(QStyledItemDelegate):
    """Offers the values that an attribute has while one types, where they are few."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        model = index.model()
        if not isinstance(model, AttributesModel):
            return editor
        name = model.names[index.column()]
        declared = model.types.get(name)
        if declared is not None and declared.type is ValueType.CHOICE:
            return self._choice(parent, declared)
        if isinstance(editor, QLineEdit):
            completer = QCompleter(model.choices(name), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            editor.setCompleter(completer)
        return editor

    @staticmethod
    def _choice(parent: QWidget, declared: AttributeType) -> QComboBox:
        box = QComboBox(parent)
        box.addItems(["", *declared.choices])
        return box

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole)))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)


def _is_fill_key(event: QEvent) -> bool:
    kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
    return (
        isinstance(event, QKeyEvent)
        and event.type() in kinds
        and event.key() == Qt.Key.Key_D
        and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    )


class AttributesDialog(Form):
    """`changes` is what was entered otherwise than it stands in the project."""

    requestSave = Signal()
    """The attributes should be written as a table."""
    requestLoad = Signal()
    """What a table says should be taken over."""
    requestType = Signal(str)
    """The type of this attribute should be chosen."""

    def __init__(
        self,
        parent: QWidget,
        documents: Sequence[DocumentFacts],
        said: Mapping[str, Mapping[str, str]],
        theme: Theme,
        current: str = "",
        types: Mapping[str, AttributeType] | None = None,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Attributes of documents"))
        self.model = AttributesModel(documents, said, types, theme.color("error"))
        self._named_at_first = list(self.model.names)
        self.table = QTableView()
        self._set_up()
        self._make_name_row()
        self._lay_out()
        row = next((n for n, one in enumerate(documents) if one.guid == current), 0)
        self._go_to(row, 0)
        self.finish(680, 460)
        (self.table if self.names else self.name).setFocus()

    @property
    def names(self) -> list[str]:
        """The attributes, as columns stand."""
        return self.model.names

    @property
    def changes(self) -> dict[tuple[str, str], str]:
        """Document (GUID) and name to the value that is entered, where it is another one."""
        return self.model.changes()

    def fault(self) -> str | None:
        """The first value that was entered and does not fit the type of its attribute."""
        for (_document, name), value in self.changes.items():
            declared = self.model.types.get(name)
            fault = declared.fault(value) if declared is not None else None
            if fault is not None:
                return f"{name}: {fault}"
        return None

    def is_changed(self) -> bool:
        return super().is_changed() or self.names != self._named_at_first or bool(self.changes)

    # --- parts

    def _set_up(self) -> None:
        table, theme = self.table, self.theme
        table.setModel(self.model)
        table.setItemDelegate(_Delegate(table))
        table.setAccessibleName(self.tr("Attributes of documents"))
        table.setTabKeyNavigation(False)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        side, header = table.verticalHeader(), table.horizontalHeader()
        side.setDefaultSectionSize(theme.space("row"))
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setFixedWidth(theme.px(200))
        side.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header.setStretchLastSection(True)
        header.setResizeContentsPrecision(_MEASURED)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(self.names)):
            self._fit(column)
        table.installEventFilter(self)

    def _fit(self, column: int) -> None:
        wanted = self.table.sizeHintForColumn(column) + self.theme.space("xl")
        width = min(max(wanted, self.theme.px(130)), self.theme.px(280))
        self.table.horizontalHeader().resizeSection(column, width)

    def _make_name_row(self) -> None:
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name of a new attribute, such as genre"))
        self.name.setAccessibleName(self.tr("Name of a new attribute"))
        self.name.setMinimumWidth(self.theme.px(240))
        self.add = QPushButton(self.tr("Add"))
        self.clear = QPushButton(self.tr("Clear the column"))
        self.fill = QPushButton(self.tr("&Fill down"))
        self.type = QPushButton(self.tr("T&ype…"))
        self.save = QPushButton(self.tr("&Save as a table…"))
        self.load = QPushButton(self.tr("&Take over a table…"))
        for button, slot in (
            (self.add, self.add_attribute),
            (self.clear, self.clear_column),
            (self.fill, self.fill_down),
            (self.type, self._ask_type),
            (self.save, self.requestSave.emit),
            (self.load, self.requestLoad.emit),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        self.name.textChanged.connect(lambda _text: self._enable())
        self.name.installEventFilter(self)
        self._enable()

    def _lay_out(self) -> None:
        self.column.addWidget(sentence(self.tr("Attributes of documents"), "title"))
        words = self.tr(
            "What holds for a whole text: its genre, its speaker, the case it belongs to. An empty "
            "cell says nothing. Ctrl+D fills the chosen cells with the first of them, or all below."
        )
        self.column.addWidget(sentence(words))
        self.column.addWidget(self.table, 1)
        row = FlowLayout(self.theme.space("m"))
        for widget in (
            *(self.name, self.add, self.type, self.clear, self.fill),
            *(self.save, self.load),
        ):
            row.addWidget(widget)
        self.column.addLayout(row)

    def _enable(self) -> None:
        self.add.setEnabled(bool(self.name.text().strip()))
        self.clear.setEnabled(bool(self.names))
        self.fill.setEnabled(bool(self.names))
        self.type.setEnabled(bool(self.names))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return in the name adds the attribute; it does not close the form. Ctrl+D in the table
        fills down, whatever the window does with it."""
        if watched is self.table and _is_fill_key(event):
            if event.type() == QEvent.Type.KeyPress:
                self.fill_down()
            event.accept()
            return True
        if watched is not self.name or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.key() in keys:
            self.add_attribute()
            return True
        return super().eventFilter(watched, event)

    # --- verbs

    def _go_to(self, row: int, column: int) -> None:
        index = self.model.index(row, column)
        only = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.table.selectionModel().setCurrentIndex(index, only)
        self.table.scrollTo(index)

    def add_attribute(self) -> None:
        """A new column; one of the name that is there already is shown."""
        try:
            name = checked_name(self.name.text())
        except UserError as error:
            self.refuse(str(error))
            return
        if name not in self.names:
            self.model.add(name)
            self._fit(len(self.names) - 1)
        self.name.clear()
        self._enable()
        self._go_to(max(0, self.table.currentIndex().row()), self.names.index(name))
        self.table.setFocus()

    def _ask_type(self) -> None:
        column = self.table.currentIndex().column()
        if column >= 0:
            self.requestType.emit(self.names[column])

    def clear_column(self) -> None:
        """Empty the column of the current cell."""
        column = self.table.currentIndex().column()
        if column >= 0:
            self.model.fill(range(self.model.rowCount()), self.names[column], "")

    def fill_down(self) -> None:
        """The first of the chosen cells says what the others say; of one, what all below it say."""
        chosen = self.table.selectionModel().selection()
        if chosen.isEmpty():
            return
        area = chosen.first()
        last = area.bottom() if area.bottom() > area.top() else self.model.rowCount() - 1
        for column in range(area.left(), area.right() + 1):
            name = self.names[column]
            value = self.model.value(area.top(), name)
            self.model.fill(range(area.top(), last + 1), name, value)
