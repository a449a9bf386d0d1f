"""What a new project begins with: one of the codebooks, with a look at it, or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
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
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Codebooks"))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Codes of the codebook"))
        self.tree.setHeaderHidden(True)
        self.tree.setWordWrap(True)
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
        self.tree.clear()
        parents: list[QTreeWidgetItem] = []
        for depth, code in book.walk():
            item = QTreeWidgetItem([code.name])
            item.setIcon(0, swatch(code.color, self.theme))
            item.setToolTip(0, tip(code.definition))
            if code.definition:
                item.addChild(QTreeWidgetItem([code.definition]))
            del parents[depth:]
            if parents:
                parents[-1].addChild(item)
            else:
                self.tree.addTopLevelItem(item)
            parents.append(item)
        self.tree.collapseAll()
        number = len(book.codes)
        self.about.setText(
            self.tr("{0} codes. Open one to read its definition; all of it can be changed.").format(
                number
            )
            if number
            else self.tr("The project begins without codes. Ctrl+K adds one.")
        )
