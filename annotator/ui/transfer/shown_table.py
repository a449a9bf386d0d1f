"""The table that is on the screen, as the rows of a file."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QAbstractItemView, QTableView, QTextEdit, QTreeView, QWidget

from annotator.operations.retrieval.sheet_files import Sheet

_INDENT = "    "


def table_in(window: QWidget, focus: QWidget | None) -> QWidget | None:
    """The table that has the focus, else the largest one that can be seen; None where there is
    none."""
    around = table_around(focus)
    if around is not None and window.isAncestorOf(around):
        return around
    kinds = (QAbstractItemView, QTextEdit)
    views = [one for kind in kinds for one in window.findChildren(kind) if _is_table(one)]
    return max(views, key=lambda one: one.width() * one.height(), default=None)


def table_around(widget: QWidget | None) -> QWidget | None:
    """The table that a widget is a part of, if it is: of one whose first columns stay in sight in a
    view of their own, the whole."""
    found = None
    while widget is not None:
        found = widget if _is_table(widget) else found
        widget = widget.parentWidget()
    return found


def _is_table(view: QWidget) -> bool:
    """Whether a view has columns with names, or is a page of words with tables in it."""
    if not view.isVisible():
        return False
    if isinstance(view, QTextEdit):
        return view.isReadOnly() and bool(_text_tables(view))
    if isinstance(view, QTableView):
        return view.model() is not None and not view.horizontalHeader().isHidden()
    if isinstance(view, QTreeView):
        model = view.model()
        return model is not None and not view.isHeaderHidden() and model.columnCount() > 1
    return False


def sheet_of(view: QWidget, title: str) -> Sheet:
    """Everything in a table that `table_in` found."""
    if isinstance(view, QTextEdit):
        return _sheet_of_words(view, title)
    assert isinstance(view, QAbstractItemView)
    return sheet_of_view(view, title)


def as_text(sheet: Sheet) -> str:
    """A table with tabs between its cells, as a spreadsheet takes it from the clipboard."""
    rows = [sheet.columns, *sheet.rows]
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)


def _text_tables(view: QTextEdit) -> list[QTextTable]:
    frames = view.document().rootFrame().childFrames()
    return [frame for frame in frames if isinstance(frame, QTextTable) and frame.columns() > 1]


def _sheet_of_words(view: QTextEdit, title: str) -> Sheet:
    """The tables of a page, one below the other, each under the line that stands above it."""
    rows: list[list[str | int | float | None]] = []
    for table in _text_tables(view):
        above = view.document().findBlock(table.firstPosition() - 2).text()
        rows += [[above], *_words_of(table)]
    width = max(map(len, rows))
    return Sheet(title, [""] * width, [row + [None] * (width - len(row)) for row in rows])


def _words_of(table: QTextTable) -> list[list[str | int | float | None]]:
    def words(row: int, column: int) -> str:
        cell = table.cellAt(row, column)
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastPosition(), cursor.MoveMode.KeepAnchor)
        return cursor.selection().toPlainText()

    return [
        [words(row, column) for column in range(table.columns())] for row in range(table.rows())
    ]


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
