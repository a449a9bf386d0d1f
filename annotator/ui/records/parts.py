"""What the parts of the dialog have in common."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QTableView, QWidget

from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import field_label


def table_view(
    model: QAbstractTableModel, name: str, theme: Theme, *, is_sheet: bool = False
) -> QTableView:
    """A view of rows; of a sheet, of cells with their lines."""
    view = QTableView()
    view.setModel(model)
    view.setAccessibleName(name)
    behaviour = QAbstractItemView.SelectionBehavior
    view.setSelectionBehavior(behaviour.SelectItems if is_sheet else behaviour.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setShowGrid(is_sheet)
    view.verticalHeader().setVisible(is_sheet)
    view.verticalHeader().setDefaultSectionSize(theme.space("row"))
    header = view.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setStretchLastSection(True)
    view.setMinimumHeight(theme.px(110))
    return view


def pair(words: str, field: QWidget, theme: Theme) -> QWidget:
    """A field with its label, on one line."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space("s"))
    row.addWidget(field_label(words, field))
    row.addWidget(field)
    if isinstance(field, QComboBox):
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box
