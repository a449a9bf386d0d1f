"""A table before it comes in: the sheet as it is, which column is what, the first documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.errors import UserError
from annotator.exchange.records.column_types import ColumnType
from annotator.exchange.records.documents import RecordDocument, Records
from annotator.exchange.records.mapping import Becomes, Mapping
from annotator.operations.records import Look
from annotator.ui.codebook.form import Form, sentence
from annotator.ui.flow_layout import FlowLayout
from annotator.ui.plain_text import PlainLabel, field_label
from annotator.ui.records import choosing
from annotator.ui.records.models import (
    NAME,
    TYPE,
    USES,
    VALUES,
    ColumnsModel,
    PreviewModel,
    SheetModel,
)
from annotator.ui.theme import Theme
from annotator.ui.wide_combo import WideCombo

FIRST = 10
"""Documents that are shown as they will be."""


class TableDialog(Form):
    """`mapping` is what is chosen. What is shown is made of the rows that were looked at."""

    requestSheet = Signal(str)
    """Another sheet of the file is wanted."""
    requestLoad = Signal()
    requestSave = Signal()

    def __init__(self, parent: QWidget, look: Look, mapping: Mapping, theme: Theme) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Add a table"))
        self._look, self.mapping = look, mapping
        self.columns, self.documents, self.rows = ColumnsModel(), PreviewModel(), SheetModel()
        self.about = sentence("")
        self.found = sentence("")
        self.sheet, self.becomes, self.type = WideCombo(), WideCombo(), WideCombo()
        self.title = QLineEdit()
        self.list = self._view(self.columns, self.tr("Columns of the table"))
        self.preview = self._view(self.documents, self.tr("The first documents"))
        self.page = self._view(self.rows, self.tr("The table as it is"))
        self.page.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.chosen = PlainLabel()
        self.chosen.setWordWrap(True)
        self.is_text = QCheckBox(self.tr("Te&xt"))
        self.is_name = QCheckBox(self.tr("&Name"))
        self.is_key = QCheckBox(self.tr("&Key"))
        self.is_attribute = QCheckBox(self.tr("&Attribute"))
        self.left_out = QLineEdit()
        self.without_text = QCheckBox(self.tr("Leave out rows without text"))
        self._following = False
        self._lay_out()
        self._connect()
        self.show_table(look, mapping)
        self.finish(1100, 700)

    # --- parts

    def _view(self, model: ColumnsModel | PreviewModel | SheetModel, name: str) -> QTableView:
        view = QTableView()
        view.setModel(model)
        view.setAccessibleName(name)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setShowGrid(model is self.rows)
        view.verticalHeader().setVisible(model is self.rows)
        view.verticalHeader().setDefaultSectionSize(self.theme.space("row"))
        header = view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        view.setMinimumHeight(self.theme.px(110))
        return view

    def _pair(self, words: str, field: QWidget) -> QWidget:
        """A field with its label, on one line."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.space("s"))
        row.addWidget(field_label(words, field))
        row.addWidget(field)
        if isinstance(field, QComboBox):
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _lay_out(self) -> None:
        theme = self.theme
        self.column.addWidget(self.about)
        top = FlowLayout(theme.space("m"))
        self.title.setPlaceholderText(self.tr("such as Survey 2026"))
        self._sheet_row = self._pair(self.tr("Sheet"), self.sheet)
        top.addWidget(self._sheet_row)
        top.addWidget(self._pair(self.tr("Name of the table, the same for each wave"), self.title))
        top.addWidget(self._pair(self.tr("Rows become"), self.becomes))
        self.title.setMinimumWidth(theme.px(200))
        self.becomes.addItem(self.tr("documents, one each"), Becomes.DOCUMENTS)
        self.becomes.addItem(self.tr("one document"), Becomes.ONE)
        self.becomes.setMinimumContentsLength(20)
        for kind in ColumnType:
            self.type.addItem(self.columns.type_words(kind), kind)
        self.column.addLayout(top)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setMinimumHeight(theme.px(320))
        parts.addWidget(self._columns_side())
        tabs = QTabWidget()
        tabs.addTab(self.preview, self.tr("First &documents"))
        tabs.addTab(self.page, self.tr("The ta&ble as it is"))
        self.tabs = tabs
        parts.addWidget(tabs)
        parts.setSizes([theme.px(470), theme.px(560)])
        self.column.addWidget(parts, 1)
        self.column.addWidget(self.found)
        self.column.addLayout(self._bottom())

    def _columns_side(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.space("s"))
        column.addWidget(self.list, 1)
        column.addWidget(self.chosen)
        row = FlowLayout(self.theme.space("m"))
        for check in (self.is_text, self.is_name, self.is_key, self.is_attribute):
            row.addWidget(check)
        row.addWidget(self._pair(self.tr("Type"), self.type))
        column.addLayout(row)
        return box

    def _bottom(self) -> FlowLayout:
        row = FlowLayout(self.theme.space("m"))
        self.left_out.setPlaceholderText(self.tr("column: value, value; column: value"))
        self.left_out.setMinimumWidth(self.theme.px(260))
        row.addWidget(self._pair(self.tr("Leave out rows with"), self.left_out))
        row.addWidget(self.without_text)
        for text, signal in (
            (self.tr("L&oad a mapping…"), self.requestLoad),
            (self.tr("Sa&ve the mapping…"), self.requestSave),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(signal)
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.list.selectionModel().currentRowChanged.connect(lambda now, _old: self._show(now))
        self.is_text.clicked.connect(self._set_text)
        self.is_name.clicked.connect(self._set_name)
        self.is_key.clicked.connect(self._set_key)
        self.is_attribute.clicked.connect(self._set_attribute)
        self.type.activated.connect(lambda _row: self._set_attribute())
        self.becomes.activated.connect(lambda _row: self._set_rest())
        self.title.textChanged.connect(lambda _text: self._set_rest())
        self.left_out.textChanged.connect(lambda _text: self._set_rest())
        self.without_text.clicked.connect(lambda _on: self._set_rest())
        self.sheet.activated.connect(
            lambda _row: self.requestSheet.emit(str(self.sheet.currentData()))
        )

    # --- what is shown

    def show_table(self, look: Look, mapping: Mapping) -> None:
        """Show another sheet, or the same with another mapping."""
        self._look, self.mapping = look, mapping
        table = look.table
        self.sheet.clear()
        for name in table.sheets:
            self.sheet.addItem(name, name)
        self.sheet.setCurrentIndex(self.sheet.row_of(table.sheet))
        self._sheet_row.setVisible(len(table.sheets) > 1)
        self.rows.show(table.columns, look.rows)
        self.columns.show(look.columns, mapping)
        self._fit_columns()
        self._show_rest()
        first = next((one.column for one in mapping.text if one.column in table.columns), "")
        self.list.selectRow(table.columns.index(first) if first else 0)
        self._follow()

    def _fit_columns(self) -> None:
        px = self.theme.px
        header = self.list.horizontalHeader()
        for column, width in {NAME: 150, USES: 100, TYPE: 90, VALUES: 120}.items():
            header.resizeSection(column, px(width))
        header.setSectionResizeMode(TYPE, QHeaderView.ResizeMode.ResizeToContents)
        self.page.horizontalHeader().setDefaultSectionSize(px(140))

    def _show_rest(self) -> None:
        self._following = True
        self.title.setText(self.mapping.table)
        self.becomes.setCurrentIndex(self.becomes.row_of(self.mapping.becomes))
        self.left_out.setText(choosing.left_out_words(self.mapping))
        self.without_text.setChecked(self.mapping.leave_out_empty)
        self._following = False

    @property
    def _current(self) -> str:
        index = self.list.currentIndex()
        return self._look.columns[index.row()].name if index.isValid() else ""

    def _show(self, _index: QModelIndex) -> None:
        """What the chosen column is for."""
        name, mapping = self._current, self.mapping
        self.chosen.setText(name)
        attributes = dict(mapping.attributes)
        self.is_text.setChecked(name in [one.column for one in mapping.text])
        self.is_name.setChecked(name in mapping.name)
        self.is_key.setChecked(name == mapping.key)
        self.is_attribute.setChecked(name in attributes)
        own = next((one.type for one in self._look.columns if one.name == name), ColumnType.TEXT)
        self.type.setCurrentIndex(self.type.row_of(attributes.get(name, own)))
        self.type.setEnabled(name in attributes)

    def _follow(self) -> None:
        """Show what the mapping comes to now."""
        self.columns.follow(self.mapping)
        self._show(self.list.currentIndex())
        self.about.setText(self._about())
        self._preview()

    def _about(self) -> str:
        table = self._look.table
        facts = ", ".join(f"{name} {value}" for name, value in table.facts)
        said = self.tr("{0}: {1:,} columns").format(table.name, len(table.columns))
        return " ".join([f"{said}{', ' if facts else ''}{facts}.", *table.remarks])

    def _preview(self) -> None:
        """The first documents, of the rows that were looked at."""
        names = [column for column, _type in self.mapping.attributes]
        try:
            documents, said = self._first()
            self.documents.show(documents, names)
            self.found.setText(said)
            self.problem.hide()
        except UserError as error:
            self.documents.show([], names)
            self.found.setText("")
            self.refuse(str(error))
        self.preview.setColumnWidth(0, self.theme.px(150))
        self.preview.setColumnWidth(1, self.theme.px(260))
        self.ok.setText(self.tr("&Add the rows"))
        self.ok.setEnabled(self.problem.isHidden())

    def _first(self) -> tuple[list[RecordDocument], str]:
        rows = self._look.rows
        one = self.mapping.becomes is Becomes.ONE
        table = replace(self._look.table, rows=lambda: iter(rows[:FIRST] if one else rows))
        records = Records(table, self.mapping)
        if one:
            return [records.one_document()], ""
        documents = list(records.documents())
        left_out = records.tally.left_out
        reasons = ", ".join(f"{reason} {number:,}" for reason, number in left_out.items())
        words = self.tr("Left out of the first {0:,} rows: {1}.")
        said = [words.format(len(rows), reasons)] if reasons else []
        said += records.tally.sentences(self.mapping, table.place)
        return list(islice(documents, FIRST)), " ".join(said)

    # --- what is chosen

    def _change(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self._follow()

    def _set_text(self, on: bool) -> None:
        order = self._look.table.columns
        self._change(choosing.with_text(self.mapping, self._current, on, order))

    def _set_name(self, on: bool) -> None:
        order = self._look.table.columns
        self._change(choosing.with_name(self.mapping, self._current, on, order))

    def _set_key(self, on: bool) -> None:
        self._change(choosing.with_key(self.mapping, self._current, on))

    def _set_attribute(self) -> None:
        kind = ColumnType(self.type.currentData()) if self.is_attribute.isChecked() else None
        order = self._look.table.columns
        self._change(choosing.with_attribute(self.mapping, self._current, kind, order))

    def _set_rest(self) -> None:
        if self._following:
            return
        left_out, odd = choosing.left_out_of(self.left_out.text(), self._look.table.columns)
        self._change(
            replace(
                self.mapping,
                table=" ".join(self.title.text().split()),
                becomes=Becomes(self.becomes.currentData()),
                leave_out=left_out,
                leave_out_empty=self.without_text.isChecked(),
            )
        )
        if odd:
            self.refuse(self.tr("“{0}” names no column. Write column: value.").format(odd))
            self.ok.setEnabled(False)
