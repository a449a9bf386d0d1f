"""The columns of a table, and beside the chosen one what it is for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QCheckBox, QHeaderView, QVBoxLayout, QWidget

from annotator.exchange.records.column_types import ColumnType
from annotator.exchange.records.mapping import Mapping
from annotator.operations.documents.records import Look
from annotator.ui.records import choosing
from annotator.ui.records.models import NAME, TYPE, USES, VALUES, ColumnsModel
from annotator.ui.records.parts import pair, table_view
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.wide_combo import WideCombo


class ColumnChoice(QWidget):
    """`mapping` is what is chosen; `changed` tells it."""

    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._look: Look | None = None
        self._mapping = Mapping(())
        self.model = ColumnsModel()
        self.list = table_view(self.model, self.tr("Columns of the table"), theme)
        self.chosen = PlainLabel()
        self.chosen.setWordWrap(True)
        self.is_text = QCheckBox(self.tr("Te&xt"))
        self.is_name = QCheckBox(self.tr("&Name"))
        self.is_key = QCheckBox(self.tr("&Key", "of a row"))
        self.is_attribute = QCheckBox(self.tr("&Attribute"))
        self.type = WideCombo()
        for kind in ColumnType:
            self.type.addItem(self.model.type_words(kind), kind)
        self._lay_out()
        self.list.selectionModel().currentRowChanged.connect(lambda now, _old: self._show(now))
        self.is_text.clicked.connect(self._set_text)
        self.is_name.clicked.connect(self._set_name)
        self.is_key.clicked.connect(self._set_key)
        self.is_attribute.clicked.connect(self._set_attribute)
        self.type.activated.connect(lambda _row: self._set_attribute())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space("s"))
        column.addWidget(self.list, 1)
        column.addWidget(self.chosen)
        row = FlowLayout(self._theme.space("m"))
        for check in (self.is_text, self.is_name, self.is_key, self.is_attribute):
            row.addWidget(check)
        row.addWidget(pair(self.tr("Type"), self.type, self._theme))
        column.addLayout(row)

    def show_table(self, look: Look, mapping: Mapping) -> None:
        """Show the columns of another table."""
        self._look, self._mapping = look, mapping
        self.model.show(look.columns, mapping)
        header = self.list.horizontalHeader()
        for column, width in {NAME: 130, USES: 80, TYPE: 90, VALUES: 120}.items():
            header.resizeSection(column, self._theme.px(width))
        header.setSectionResizeMode(TYPE, QHeaderView.ResizeMode.ResizeToContents)
        columns = look.table.columns
        first = next((one.column for one in mapping.text if one.column in columns), "")
        self.list.selectRow(columns.index(first) if first else 0)

    def follow(self, mapping: Mapping) -> None:
        """The columns are for something else now."""
        self._mapping = mapping
        self.model.follow(mapping)
        self._show(self.list.currentIndex())

    @property
    def _order(self) -> tuple[str, ...]:
        return () if self._look is None else self._look.table.columns

    @property
    def _current(self) -> str:
        index = self.list.currentIndex()
        return self.model.columns[index.row()].name if index.isValid() else ""

    def _show(self, _index: QModelIndex) -> None:
        """What the chosen column is for."""
        name, mapping = self._current, self._mapping
        self.chosen.setText(name)
        attributes = dict(mapping.attributes)
        self.is_text.setChecked(name in [one.column for one in mapping.text])
        self.is_name.setChecked(name in mapping.name)
        self.is_key.setChecked(name == mapping.key)
        self.is_attribute.setChecked(name in attributes)
        own = next((one.type for one in self.model.columns if one.name == name), ColumnType.TEXT)
        self.type.setCurrentIndex(self.type.row_of(attributes.get(name, own)))
        self.type.setEnabled(name in attributes)

    def _set_text(self, on: bool) -> None:
        self.changed.emit(choosing.with_text(self._mapping, self._current, on, self._order))

    def _set_name(self, on: bool) -> None:
        self.changed.emit(choosing.with_name(self._mapping, self._current, on, self._order))

    def _set_key(self, on: bool) -> None:
        self.changed.emit(choosing.with_key(self._mapping, self._current, on))

    def _set_attribute(self) -> None:
        kind = ColumnType(self.type.currentData()) if self.is_attribute.isChecked() else None
        found = choosing.with_attribute(self._mapping, self._current, kind, self._order)
        self.changed.emit(found)
