"""What an imported file says otherwise than the project: both versions, and the file's to take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from annotator.corpus.merge_report import Conflict
from annotator.operations.merging.merge_words import MergeFinding, MergeWords
from annotator.ui.merging.models import FindingsModel
from annotator.ui.merging.versions import side_by_side
from annotator.ui.theme import Theme
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.two_lines import TwoLines


class DifferencesView(QWidget):
    """The list of them, and the chosen one side by side."""

    requestOther = Signal(object)
    """The `Conflict` whose other version is wanted."""

    def __init__(self, found: Sequence[MergeFinding], words: MergeWords, theme: Theme) -> None:
        super().__init__()
        self._words, self._theme = words, theme
        self.model = FindingsModel(found, words, ticks=False)
        self.list = QListView()
        self.detail = QTextBrowser()
        self.take = QPushButton(self.tr("&Take theirs"))
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(lambda now, _old: self._show(now))
        self.take.clicked.connect(self._take)
        self.list.setCurrentIndex(self.model.index(0))

    def _lay_out(self) -> None:
        theme = self._theme
        delegate = TwoLines(theme)
        delegate.setParent(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(delegate)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Changed in the file"))
        self.detail.setFrameShape(QFrame.Shape.NoFrame)
        self.detail.setTabChangesFocus(True)
        self.detail.setOpenLinks(False)
        self.detail.setAccessibleName(self.tr("Both versions"))
        self.take.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.space("m"), 0, 0)
        column.setSpacing(theme.space("m"))
        column.addWidget(
            sentence(
                self.tr(
                    "These are different in the file. The versions here were kept; what you take"
                    " from the file can be undone."
                )
            )
        )
        column.addWidget(self.list, 3)
        column.addWidget(self.detail, 2)
        column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    def _conflict(self, index: QModelIndex) -> Conflict | None:
        subject = self.model.findings[index.row()].subject if index.isValid() else None
        return subject if isinstance(subject, Conflict) else None

    def _show(self, index: QModelIndex) -> None:
        conflict = self._conflict(index)
        if conflict is None:
            return
        heads = (self.tr("Here"), self.tr("In the file"))
        page = side_by_side(self.model.worded(index.row()), heads, self._theme)
        taken = self._words.is_other(conflict)
        if taken:
            page += f"<p>{self.tr('The version of the file is in place now.')}</p>"
        self.take.setEnabled(not taken)
        self.detail.setHtml(page)

    def _take(self) -> None:
        conflict = self._conflict(self.list.currentIndex())
        if conflict is not None:
            self.requestOther.emit(conflict)
            self.refresh()

    def refresh(self) -> None:
        """The project has changed: what is shown follows."""
        self._show(self.list.currentIndex())

    def lines(self) -> list[str]:
        """All of it as text."""
        worded = [self.model.worded(row) for row in range(self.model.rowCount())]
        return [f"- {one.title}: {one.detail}" for one in worded]
