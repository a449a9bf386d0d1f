"""What assistive technology chooses in a list is chosen as if one had gone there."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection
from PySide6.QtWidgets import QAbstractItemView


def follow_selection(view: QAbstractItemView) -> None:
    """Make a row that was selected alone the current one too. Mouse and keys do both; the actions
    of the accessibility tree select, and leave the current row where it was. For a view that has
    its model, and in which one row is selected at a time."""
    selection = view.selectionModel()

    def follow(_now: QItemSelection, _before: QItemSelection) -> None:
        chosen = selection.selectedIndexes()
        if chosen and not selection.isSelected(selection.currentIndex()):
            view.setCurrentIndex(chosen[0])

    selection.selectionChanged.connect(follow)
