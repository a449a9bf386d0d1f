"""The table in which memos are listed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from annotator.ui.memos.model import MemosModel
from annotator.ui.theme import Theme


class MemoTable(QTableView):
    """A row a memo; what it is on and what it says take the room that there is."""

    def __init__(self, model: MemosModel, theme: Theme) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(self.tr("Memos"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.space("row"))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.px(90))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((100, 0, 0, 90, 110)):
            header.resizeSection(column, theme.px(width))
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
