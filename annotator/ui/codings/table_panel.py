"""The codings of the whole project below the text: filtered, sorted, and a click away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.operations.retrieval.coding_list import CodingList
from annotator.ui.codings.filter_bar import FilterBar
from annotator.ui.codings.offered_names import offer_names
from annotator.ui.codings.query_completion import QueryCompletion
from annotator.ui.codings.table_menu import bar_menu, row_menu
from annotator.ui.codings.table_model import CODE_COLUMN, CodingTableModel
from annotator.ui.codings.table_view import CodingTableView
from annotator.ui.open_document.page import DocumentPage
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.empty_hint import EmptyHint

if TYPE_CHECKING:
    from annotator.operations.retrieval.listed import ListAnswer
    from annotator.operations.retrieval.material import ProjectMaterial

_REST_MS = 300
_READ_ANEW_FROM = 500
"""Changed codings from which reading all anew is quicker than following them."""


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
        self._filtering: LatestTask[ListAnswer] = LatestTask(run, self._show)
        self._codings: CodingList | None = None
        self._material: ProjectMaterial | None = None
        self._answered = ""
        """The last line that could be answered."""
        self.bar = FilterBar(theme)
        self._completion = QueryCompletion(bridge, self.bar.query.line, run)
        self.model = CodingTableModel(bridge, self._code_color)
        self.view = CodingTableView(self.model, theme)
        self.view.setAccessibleName(self.tr("Codings of the project"))
        EmptyHint(self.view, self._none)
        self.bar.more.setMenu(bar_menu(self, self.view, self._export))
        self._size_columns()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        self._soon = Debouncer(_REST_MS, self.refresh, self)
        self.bar.queryChanged.connect(self.refresh)
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

    def _none(self) -> str:
        """What to do where no coding is listed."""
        if self._bridge.project is None or self.model.rowCount():
            return ""
        if any(self._bridge.code_counts.values()):
            return self.tr("No coding fits. Empty the fields above to see all of them.")
        return self.tr(
            "All codings of the project are listed here. Select a passage in the text and press the"
            " key of a code: that makes the first."
        )

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
        offer_names(self.bar, self._bridge)
        self._size_columns()

    # --- what is shown

    def refresh(self) -> None:
        """Find what the query asks for, in the background; a newer query overtakes it."""
        from annotator.operations.retrieval import listed  # noqa: PLC0415  (start-up)

        bridge = self._bridge
        if bridge.viewer is None or not self.is_open:
            return
        known = listed.ProjectNames(
            list(bridge.documents),
            list(bridge.coders),
            bridge.codebook,
            dict(bridge.said_of),
            bridge.attribute_types,
        )
        lines = self.bar.query.asked, self._answered
        self._filtering.ask_job(
            listed.find(bridge.viewer, known, lines, self._codings, self._material)
        )

    def _show(self, answer: ListAnswer) -> None:
        if not self.is_open:
            return
        codings, rows = answer.codings, answer.found.rows
        self._codings, self._material = codings, answer.material
        columns = self.model.columnCount()
        self.model.show(codings, rows)
        if columns != self.model.columnCount():
            self._size_columns()
        if len(rows) == len(codings):
            self.bar.count.setText(f"{len(rows):,}")
        else:
            self.bar.count.setText(f"{len(rows):,} / {len(codings):,}")
        if answer.mistake is not None:
            self.bar.query.show_mistake(answer.mistake)
        else:
            self._answered = self.bar.query.asked
            self.bar.query.show_remark(answer.found.head)
        self._follow()

    def _forget(self) -> None:
        """Another project, coder or view of others' work: begin again when it is looked at."""
        self._filtering.forget()
        self._completion.forget()
        self._codings = self._material = None
        self.model.show(CodingList(()), np.zeros(0, dtype=np.int64))
        if self.is_open:
            self._offer()
            self._soon.start()

    def _take(self, changes: Changes) -> None:
        if not self.is_open:
            return
        self._filtering.forget()  # what is still to come is of before
        self._completion.forget()
        self._material = None
        if changes.touched(kinds.PROJECT):  # whose work is seen may be another's now
            self._forget()
            return
        said = (kinds.DOCUMENT_ATTRIBUTE, kinds.ATTRIBUTE_TYPE)
        offered = (*kinds.CODEBOOK_KINDS, kinds.CODER, *said)
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
