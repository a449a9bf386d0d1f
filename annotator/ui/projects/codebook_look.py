"""A look at a codebook: its codes as a tree, each with its definition below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from annotator.corpus.codebook import Codebook
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.swatch import swatch


class CodebookLook(QTreeWidget):
    """Nothing can be changed in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._definitions: list[tuple[int, QTreeWidgetItem]] = []  # with their depths in the tree
        self.setAccessibleName(self.tr("Codes of the codebook"))
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.header().sectionResized.connect(lambda *_sizes: self._make_room())

    def show_codebook(self, book: Codebook) -> None:
        """Show a codebook, closed."""
        self._definitions.clear()
        self.clear()
        parents: list[QTreeWidgetItem] = []
        for depth, code in book.walk():
            item = QTreeWidgetItem([code.name])
            item.setIcon(0, swatch(code.color, self.theme))
            item.setToolTip(0, tip(code.definition))
            if code.definition:
                definition = QTreeWidgetItem([code.definition])
                item.addChild(definition)
                self._definitions.append((depth + 1, definition))
            del parents[depth:]
            if parents:
                parents[-1].addChild(item)
            else:
                self.addTopLevelItem(item)
            parents.append(item)
        self.collapseAll()
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()  # the first width of a column is not told

    def _make_room(self) -> None:
        """Give each definition the height of all its lines: a tree wraps them but does not grow."""
        padding = self.theme.space("l")
        for depth, item in self._definitions:
            width = max(1, self.viewport().width() - self.indentation() * (depth + 1) - padding)
            flags = Qt.TextFlag.TextWordWrap
            lines = self.fontMetrics().boundingRect(0, 0, width, 0, flags, item.text(0))
            item.setSizeHint(0, QSize(width, lines.height() + padding))
