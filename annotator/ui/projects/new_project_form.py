"""What a new project begins with: one of the codebooks, with a look at it, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from annotator.corpus.codebook import Codebook
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.swatch import swatch

_NAME = Qt.ItemDataRole.UserRole


class NewProjectForm(Form):
    """The codebooks on the left, the codes of the chosen one on the right.

    `names` are those of the codebooks, the usual one first; `load` reads one by name.
    """

    def __init__(
        self,
        parent: QWidget,
        names: Sequence[str],
        load: Callable[[str], Codebook],
        theme: Theme,
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("New project"))
        self._load = load
        self._books: dict[str, Codebook] = {}
        self._definitions: list[tuple[int, QTreeWidgetItem]] = []  # with their depths in the tree
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Codebooks"))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Codes of the codebook"))
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
        self.tree.header().sectionResized.connect(lambda *_sizes: self._make_room())
        self.about = sentence("")
        self.column.addWidget(sentence(self.tr("Which codebook does the project begin with?"), ""))
        row = QHBoxLayout()
        row.setSpacing(theme.space("l"))
        row.addWidget(self.list, 2)
        row.addWidget(self.tree, 3)
        self.column.addLayout(row, 1)
        self.column.addWidget(self.about)
        for name in names:
            self._offer(self._book(name).name or name, name)
        self._offer(self.tr("None: I add codes myself"), "")
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.list.setCurrentRow(0)
        self.ok.setText(self.tr("Choose where to save…"))
        self.finish(720, 460)
        self.list.setFocus()

    def _offer(self, words: str, name: str) -> None:
        item = QListWidgetItem(words)
        item.setData(_NAME, name)
        self.list.addItem(item)

    def _book(self, name: str) -> Codebook:
        if name not in self._books:
            self._books[name] = self._load(name) if name else Codebook()
        return self._books[name]

    @property
    def codebook(self) -> Codebook:
        """The codebook that is chosen; an empty one for none."""
        item = self.list.currentItem()
        return self._book(str(item.data(_NAME)) if item is not None else "")

    def _show(self) -> None:
        book = self.codebook
        self._definitions.clear()
        self.tree.clear()
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
                self.tree.addTopLevelItem(item)
            parents.append(item)
        self.tree.collapseAll()
        self._make_room()
        number = len(book.codes)
        self.about.setText(
            self.tr("{0} codes. Open one to read its definition; all of it can be changed.").format(
                number
            )
            if number
            else self.tr("The project begins without codes. Ctrl+K adds one.")
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()  # the first width of a column is not told

    def _make_room(self) -> None:
        """Give each definition the height of all its lines: a tree wraps them but does not grow."""
        tree, padding = self.tree, self.theme.space("l")
        for depth, item in self._definitions:
            width = max(1, tree.viewport().width() - tree.indentation() * (depth + 1) - padding)
            flags = Qt.TextFlag.TextWordWrap
            lines = tree.fontMetrics().boundingRect(0, 0, width, 0, flags, item.text(0))
            item.setSizeHint(0, QSize(width, lines.height() + padding))
