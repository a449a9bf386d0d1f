"""What can be done with rows of the table of codings: copy, filter by them, export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.corpus.messages import tr
from annotator.ui.codings.filter_bar import FilterBar
from annotator.ui.codings.table_model import CodingTableModel
from annotator.ui.codings.table_view import CodingTableView

Export = Callable[[str], None]
"""Exports what the table shows in the format of a suffix."""


def add_export(menu: QMenu, export: Export) -> None:
    """The ways in which all rows that the filter lets through go out."""
    for words, suffix in (
        (tr("Export these codings as C&SV…"), ".csv"),
        (tr("Export these codings as an &Excel workbook…"), ".xlsx"),
    ):
        menu.addAction(words, lambda suffix=suffix: export(suffix))


def bar_menu(parent: QWidget, view: CodingTableView, export: Export) -> QMenu:
    """The menu of the table as a whole."""
    menu = QMenu(parent)
    menu.addAction(tr("Select &all"), view.selectAll)
    _copy_rows(menu, view)
    menu.addSeparator()
    add_export(menu, export)
    return menu


def row_menu(
    view: CodingTableView,
    model: CodingTableModel,
    bar: FilterBar,
    index: QModelIndex,
    show: Callable[[], None],
    export: Export,
) -> QMenu:
    """The menu at a cell; `show` goes to its coding in the text."""
    menu = QMenu(view)
    menu.addAction(tr("&Show in the text"), show)
    menu.addSeparator()
    menu.addAction(tr("Copy the ce&ll"), lambda: view.copy_cell(index))
    _copy_rows(menu, view)
    menu.addAction(tr("Select &all"), view.selectAll)
    menu.addSeparator()
    row = model.codings_row(index.row())
    for words, box, guid in (
        (tr("Only this co&de"), bar.code, model.codings.code(row)),
        (tr("Only this cod&er"), bar.coder, model.codings.coder(row)),
        (tr("Only this doc&ument"), bar.document, model.codings.document(row)),
    ):
        action = menu.addAction(words, lambda box=box, guid=guid: bar.narrow(box, guid))
        action.setEnabled(bar.offers(box, guid))
    menu.addSeparator()
    add_export(menu, export)
    return menu


def _copy_rows(menu: QMenu, view: CodingTableView) -> QAction:
    action = menu.addAction(tr("&Copy the chosen rows"), view.copy_rows)
    # Told here; the key itself is the table's own.
    action.setText(f"{action.text()}\t{_copy_key()}")
    return action


def _copy_key() -> str:
    keys = QKeySequence(QKeySequence.StandardKey.Copy)
    return keys.toString(QKeySequence.SequenceFormat.NativeText)
