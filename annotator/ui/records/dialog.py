"""A table before it comes in: the sheet as it is, which column is what, the first documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QWidget,
)

from annotator.corpus.messages import fill
from annotator.errors import UserError
from annotator.exchange.records.documents import RecordDocument, Records
from annotator.exchange.records.mapping import Becomes, Mapping
from annotator.operations.documents.records import Look
from annotator.ui.records import choosing
from annotator.ui.records.column_choice import ColumnChoice
from annotator.ui.records.models import PreviewModel, SheetModel
from annotator.ui.records.parts import pair, table_view
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.wide_combo import WideCombo

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
        self.documents, self.rows = PreviewModel(), SheetModel()
        self.about = sentence("")
        self.found = sentence("")
        self.sheet, self.becomes = WideCombo(), WideCombo()
        self.title = QLineEdit()
        self.choice = ColumnChoice(theme)
        self.preview = table_view(self.documents, self.tr("The first documents"), theme)
        name = self.tr("The table as it is")
        self.page = table_view(self.rows, name, theme, is_sheet=True)
        self.left_out = QLineEdit()
        self.without_text = QCheckBox(self.tr("Leave out rows without text"))
        self._following = False
        self._lay_out()
        self._connect()
        self.show_table(look, mapping)
        self.finish(1100, 700)

    # --- parts

    def _lay_out(self) -> None:
        theme = self.theme
        self.column.addWidget(self.about)
        top = FlowLayout(theme.space("m"))
        self.title.setPlaceholderText(self.tr("such as Survey 2026"))
        self._sheet_row = pair(self.tr("Sheet"), self.sheet, theme)
        top.addWidget(self._sheet_row)
        name = self.tr("Name of the table, the same for each wave")
        top.addWidget(pair(name, self.title, theme))
        top.addWidget(pair(self.tr("Rows become"), self.becomes, theme))
        self.title.setMinimumWidth(theme.px(200))
        self.becomes.addItem(self.tr("documents, one each"), Becomes.DOCUMENTS)
        self.becomes.addItem(self.tr("one document"), Becomes.ONE)
        self.becomes.setMinimumContentsLength(20)
        self.column.addLayout(top)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setMinimumHeight(theme.px(320))
        parts.addWidget(self.choice)
        tabs = QTabWidget()
        tabs.setAccessibleName(self.tr("The documents, or the table as it is"))
        tabs.tabBar().setAccessibleName(tabs.accessibleName())
        tabs.addTab(self.preview, self.tr("First &documents"))
        tabs.addTab(self.page, self.tr("The ta&ble as it is"))
        self.tabs = tabs
        parts.addWidget(tabs)
        parts.setSizes([theme.px(470), theme.px(560)])
        self.column.addWidget(parts, 1)
        self.column.addWidget(self.found)
        self.column.addLayout(self._bottom())

    def _bottom(self) -> FlowLayout:
        row = FlowLayout(self.theme.space("m"))
        self.left_out.setPlaceholderText(self.tr("column: value, value; column: value"))
        self.left_out.setMinimumWidth(self.theme.px(260))
        row.addWidget(pair(self.tr("Leave out rows with"), self.left_out, self.theme))
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
        self.choice.changed.connect(self._change)
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
        self.page.horizontalHeader().setDefaultSectionSize(self.theme.px(140))
        self._show_rest()
        self.choice.show_table(look, mapping)
        self._follow()

    def _show_rest(self) -> None:
        self._following = True
        self.title.setText(self.mapping.table)
        self.becomes.setCurrentIndex(self.becomes.row_of(self.mapping.becomes))
        self.left_out.setText(choosing.left_out_words(self.mapping))
        self.without_text.setChecked(self.mapping.leave_out_empty)
        self._following = False

    def _follow(self) -> None:
        """Show what the mapping comes to now."""
        self.choice.follow(self.mapping)
        self.about.setText(self._about())
        self._preview()

    def _about(self) -> str:
        table = self._look.table
        facts = ", ".join(f"{name} {value}" for name, value in table.facts)
        said = fill(self.tr("{0}: {1:,} columns"), table.name, len(table.columns))
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
