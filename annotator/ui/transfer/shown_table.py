"""The table that is on the screen, as the rows of a file."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTreeView, QWidget

from annotator.operations.retrieval.sheet_files import Sheet

_INDENT = "    "


def table_in(window: QWidget, focus: QWidget | None) -> QAbstractItemView | None:
    """The table that has the focus, else the largest one that can be seen; None where there is
    none."""
    views = [one for one in window.findChildren(QAbstractItemView) if _is_table(one)]
    at = focus
    while at is not None:
        if at in views and isinstance(at, QAbstractItemView):
            return at
        at = at.parentWidget()
    return max(views, key=lambda one: one.width() * one.height(), default=None)


def _is_table(view: QAbstractItemView) -> bool:
    """Whether a view has columns with names."""
    if not view.isVisible() or view.model() is None:
        return False
    if isinstance(view, QTableView):
        return not view.horizontalHeader().isHidden()
    return (
        isinstance(view, QTreeView) and not view.isHeaderHidden() and view.model().columnCount() > 1
    )


def sheet_of_view(view: QAbstractItemView, title: str) -> Sheet:
    """Every row of a view in the order that it shows, with the columns that are not hidden; what
    stands below another row is indented. Numbers are numbers where the view has them as such."""
    model = view.model()
    columns = [column for column in range(model.columnCount()) if not _is_hidden(view, column)]
    if isinstance(view, QTableView):
        header = view.horizontalHeader()
        columns.sort(key=header.visualIndex)
    names = [_name(model, column) for column in columns]
    rows = _rows(model, columns, QModelIndex(), 0)
    side = _side(view, len(rows))
    if side:
        return Sheet(
            title, ["", *names], [[one, *row] for one, row in zip(side, rows, strict=True)]
        )
    return Sheet(title, names, rows)


def _is_hidden(view: QAbstractItemView, column: int) -> bool:
    return isinstance(view, QTableView | QTreeView) and view.isColumnHidden(column)


def _name(model: QAbstractItemModel, column: int) -> str:
    return str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def _side(view: QAbstractItemView, rows: int) -> list[str]:
    """What stands beside the rows; nothing where it is their numbers alone."""
    if not isinstance(view, QTableView) or view.verticalHeader().isHidden():
        return []
    model = view.model()
    said = [str(model.headerData(row, Qt.Orientation.Vertical) or "") for row in range(rows)]
    return [] if said == [str(number) for number in range(1, rows + 1)] else said


def _rows(
    model: QAbstractItemModel, columns: list[int], parent: QModelIndex, depth: int
) -> list[list[str | int | float | None]]:
    while model.canFetchMore(parent):
        model.fetchMore(parent)
    found = []
    for row in range(model.rowCount(parent)):
        cells = [_cell(model.index(row, column, parent)) for column in columns]
        if depth and cells:
            cells[0] = f"{_INDENT * depth}{cells[0]}"
        found.append(cells)
        found += _rows(model, columns, model.index(row, 0, parent), depth + 1)
    return found


def _cell(index: QModelIndex) -> str | int | float | None:
    for role in (Qt.ItemDataRole.EditRole, Qt.ItemDataRole.DisplayRole):
        said = index.data(role)
        if isinstance(said, int | float) and not isinstance(said, bool):
            return said
    said = index.data(Qt.ItemDataRole.DisplayRole)
    return None if said is None else str(said)
