"""The codings of the whole project below the text: filtered, sorted, and a click away."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.codebook import Codebook
from annotator.corpus.job import Job
from annotator.operations.codings import coding_values
from annotator.operations.retrieval import coding_list
from annotator.operations.retrieval.coding_list import CodingList, Filter, Ints
from annotator.operations.viewing import Viewer
from annotator.ui.codings.filter_bar import FilterBar
from annotator.ui.codings.table_menu import bar_menu, row_menu
from annotator.ui.codings.table_model import CODE_COLUMN, CodingTableModel
from annotator.ui.codings.table_view import CodingTableView
from annotator.ui.inspector.attribute_field import choices_of
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme

_REST_MS = 300
_READ_ANEW_FROM = 500
"""Changed codings from which reading all anew is quicker than following them."""
_SHOWN_KINDS = (
    *(kinds.CODING, kinds.ATTRIBUTE_VALUE, kinds.CODE, kinds.DOCUMENT, kinds.CODER),
    kinds.DOCUMENT_ATTRIBUTE,
)
_MOST_VALUES = 40
"""Values of an attribute of documents up to which each is offered as a filter."""


class CodingTablePanel(QWidget):
    """Reads the codings when it is opened, beside the window, and follows what changes."""

    requestPassage = Signal(str, str, bool)
    """Document and coding (GUIDs) to show; True where the reader should have the keys then."""
    closed = Signal()
    requestExport = Signal(str, object)
    """The suffix of a format, and the codings (a list of GUIDs) to write in it."""
    said = Signal(str)

    def __init__(self, bridge: ProjectBridge, page: DocumentPage, run: Run, theme: Theme) -> None:
        super().__init__()
        self._bridge, self._page = bridge, page
        self._theme = theme
        self._filtering: LatestTask[tuple[CodingList, Ints]] = LatestTask(run, self._show)
        self._codings: CodingList | None = None
        self.bar = FilterBar(theme)
        self.model = CodingTableModel(bridge, self._code_color)
        self.view = CodingTableView(self.model, theme)
        self.view.setAccessibleName(self.tr("Codings of the project"))
        self.bar.more.setMenu(bar_menu(self, self.view, self._export))
        self._size_columns()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        self._soon = Debouncer(_REST_MS, self.refresh, self)
        self.bar.filterChanged.connect(lambda _filter: self.refresh())
        self.bar.requestClose.connect(self.close_table)
        self.view.clicked.connect(self._clicked)
        self.view.requestMenu.connect(self._open_menu)
        self.view.copied.connect(self._tell_copied)
        self.view.activated.connect(lambda index: self._go(index, read=True))
        bridge.changed.connect(self._take)
        bridge.opened.connect(self._forget)
        bridge.coderChanged.connect(self._forget)
        page.selectedCodingChanged.connect(self._follow)
        page.filterChanged.connect(self._filter_like_text)
        self.hide()

    def _size_columns(self) -> None:
        theme = self._theme
        self.view.restyle(theme)
        wanted = {1: 220, 2: 120, 3: 170, 4: 200, 5: 150}
        wanted |= dict.fromkeys(range(len(wanted) + 1, self.model.columnCount()), 100)
        self.view.setColumnHidden(3, not self._bridge.codebook.attributes)
        self.view.setColumnHidden(4, len(self._bridge.documents) < 2)
        # The passage keeps two fifths, however large the letters are.
        room = self.view.viewport().width() * 3 // 5
        shown = {c: width for c, width in wanted.items() if not self.view.isColumnHidden(c)}
        for column, width in shown.items():
            share = room * width // sum(shown.values())
            self.view.setColumnWidth(column, min(theme.px(width), max(share, theme.px(60))))

    def _code_color(self, color: str) -> QColor:
        return self._theme.code_text(color)

    # --- open and close

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    def open_table(self) -> None:
        """Show the table, with the keys in it."""
        self.show()
        self._offer()
        if self._page.focus_code or self._page.focus_coder:
            self._choose_like_text()
        self.refresh()
        self.bar.line.setFocus()

    def _filter_like_text(self) -> None:
        """What is filtered in the text is filtered here."""
        if self.is_open:
            self._choose_like_text()

    def _choose_like_text(self) -> None:
        code, coder = self._page.focus_code, self._page.focus_coder
        self.bar.choose(code=code or "", coder=coder or "")

    def close_table(self) -> None:
        """Hide it, and forget the list."""
        if self.is_open:
            self.hide()
            self._forget()
            self.closed.emit()

    def _offer(self) -> None:
        bridge = self._bridge
        book = bridge.codebook
        self.bar.offer(
            [(d.name, d.guid) for d in bridge.documents] if len(bridge.documents) > 1 else [],
            [(code.name, code.guid) for _depth, code in book.walk() if code.codable],
            [(name, guid) for guid, name in bridge.coder_labels().items()],
            _values(book),
            _said(bridge.said_of),
        )
        self._size_columns()

    # --- what is shown

    def refresh(self) -> None:
        """Find what the filter lets through, in the background; a newer filter overtakes it."""
        viewer = self._bridge.viewer
        if viewer is None or not self.is_open:
            return
        wanted, codings = self.bar.filter(), self._codings
        documents = [document.guid for document in self._bridge.documents]
        said_of = dict(self._bridge.said_of)
        self._filtering.ask_job(self._look(viewer, codings, documents, wanted, said_of))

    def _look(
        self,
        viewer: Viewer,
        codings: CodingList | None,
        documents: list[str],
        wanted: Filter,
        said_of: Mapping[str, Mapping[str, str]],
    ) -> Job[tuple[CodingList, Ints]]:
        if codings is None:
            codings = yield from coding_list.load(documents, self._bridge.coding_columns)

        def with_value(attribute: str, value: str) -> set[str]:
            return coding_values.codings_with(viewer, attribute, value)

        text_of = self._bridge.text
        rows = yield from coding_list.rows(codings, wanted, with_value, text_of, said_of)
        return codings, rows

    def _show(self, found: tuple[CodingList, Ints]) -> None:
        if not self.is_open:
            return
        codings, rows = found
        self._codings = codings
        columns = self.model.columnCount()
        self.model.show(codings, rows)
        if columns != self.model.columnCount():
            self._size_columns()
        if len(rows) == len(codings):
            self.bar.count.setText(f"{len(rows):,}")
        else:
            self.bar.count.setText(f"{len(rows):,} / {len(codings):,}")
        self._follow()

    def _forget(self) -> None:
        """Another project, coder or view of others' work: begin again when it is looked at."""
        self._filtering.forget()
        self._codings = None
        self.model.show(CodingList(()), np.zeros(0, dtype=np.int64))
        if self.is_open:
            self._offer()
            self._soon.start()

    def _take(self, changes: Changes) -> None:
        if not self.is_open:
            return
        if changes.touched(kinds.PROJECT):  # whose work is seen may be another's now
            self._forget()
            return
        offered = (*kinds.CODEBOOK_KINDS, kinds.CODER, kinds.DOCUMENT_ATTRIBUTE)
        if any(changes.touched(kind) for kind in offered):
            self._offer()
        if changes.touched(kinds.DOCUMENT):
            self._offer()
            self._codings = None
        touched = changes.touched(kinds.CODING)
        if self._codings is None or len(touched) > _READ_ANEW_FROM:
            self._codings = None
        elif touched:
            self._codings = self._codings.replaced(touched, self._bridge.codings(list(touched)))
        if any(changes.touched(kind) for kind in _SHOWN_KINDS):
            self._soon.start()

    # --- copy, filter by a row, export

    def _open_menu(self, place: QPoint, index: QModelIndex) -> None:
        def show() -> None:
            self._go(index, read=True)

        menu = row_menu(self.view, self.model, self.bar, index, show, self._export)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _tell_copied(self, rows: int) -> None:
        words = self.tr("Copied 1 row.") if rows == 1 else self.tr("Copied {0:,} rows.")
        self.said.emit(words.format(rows))

    def _export(self, suffix: str) -> None:
        self.requestExport.emit(suffix, self.model.shown())

    # --- going there

    def _clicked(self, index: QModelIndex) -> None:
        """A click goes to the coding; one that adds to the chosen rows does not."""
        if len(self.view.chosen_rows()) < 2:
            self._go(index, read=False)

    def _go(self, index: QModelIndex, *, read: bool) -> None:
        row = index.row()
        self.requestPassage.emit(self.model.document(row), self.model.guid(row), read)

    def _follow(self) -> None:
        """The row of the selected coding is marked, without scrolling away from the mouse."""
        selected = self._page.selected
        row = self.model.row_of(selected.guid) if selected is not None and self.is_open else None
        if row is None:
            self.view.clearSelection()
        elif row != self.view.currentIndex().row() or not self.view.selectionModel().hasSelection():
            # It alone, also while Shift or Ctrl is held, with which Qt's own would keep others.
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            whole = QItemSelectionModel.SelectionFlag.Rows
            index = self.model.index(row, CODE_COLUMN)
            self.view.selectionModel().setCurrentIndex(index, only | whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_table()
        else:
            super().keyPressEvent(event)

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self.bar.restyle(theme)
        self._size_columns()


def _values(book: Codebook) -> list[tuple[str, object]]:
    """Every attribute, and every value of the closed ones: (attribute, value), "" for any."""
    found: list[tuple[str, object]] = []
    for _depth, code in book.walk():
        for attribute in book.attributes_of(code.guid):
            name = f"{code.name}: {attribute.name}"
            found.append((name, (attribute.guid, "")))
            values = choices_of(attribute)
            found += [(f"{name} = {c.name}", (attribute.guid, c.name)) for c in values]
    return found


def _said(said_of: Mapping[str, Mapping[str, str]]) -> list[tuple[str, object]]:
    """Every attribute of documents, and its values where they are few: (name, value)."""
    values: dict[str, set[str]] = {}
    for said in said_of.values():
        for name, value in said.items():
            values.setdefault(name, set()).add(value)
    found: list[tuple[str, object]] = []
    for name in sorted(values, key=lambda one: (one.casefold(), one)):
        found.append((name, (name, "")))
        if len(values[name]) <= _MOST_VALUES:
            found += [(f"{name} = {value}", (name, value)) for value in sorted(values[name])]
    return found
