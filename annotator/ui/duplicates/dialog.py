"""Groups of documents that are nearly the same: what differs, and which of them stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QSplitter, QVBoxLayout, QWidget

from annotator.corpus.messages import fill
from annotator.operations.documents.near_duplicates import Alike
from annotator.ui.history.marked import marked, section, words_view
from annotator.ui.tasks.latest import LatestTask, Run
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import Form, sentence
from annotator.ui.widgets.two_lines import add_row, two_line_list

_PLACE = Qt.ItemDataRole.UserRole
_SHOWN = 20_000
"""Characters of each text that are compared on the screen."""

Text = Callable[[str], str]
"""The text of a document (a GUID)."""


class DuplicatesDialog(Form):
    """What is ticked is left out: at first all but the first of each group. `text` runs in the
    background; documents in which somebody has coded stay in any case."""

    def __init__(
        self, parent: QWidget, groups: Sequence[Alike], text: Text, run: Run, theme: Theme
    ) -> None:
        super().__init__(parent, theme)
        self.setWindowTitle(self.tr("Nearly the same"))
        self._groups, self._text = groups, text
        self.about = sentence("", "")
        self.list = two_line_list(theme, self.tr("Documents that are nearly the same, by group"))
        self.page = words_view(theme, self.tr("What differs from the first of the group"))
        self._comparing: LatestTask[tuple[str, str]] = LatestTask(run, self._compared)
        self.finished.connect(lambda _how: self._comparing.forget())
        self._lay_out()
        self._fill()
        self.list.itemChanged.connect(lambda _item: self._sum_up())
        self.list.currentItemChanged.connect(lambda now, _old: self._show(now))
        self._sum_up()
        self.finish(980, 600)
        self.list.setCurrentRow(min(1, self.list.count() - 1))
        self.list.setFocus()

    def _lay_out(self) -> None:
        theme = self.theme
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        column.addWidget(self.list, 1)
        row = FlowLayout(theme.space("m"))
        self.all = QPushButton(self.tr("&All but the first"))
        self.none = QPushButton(self.tr("&Keep all"))
        for button, on in ((self.all, True), (self.none, False)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, on=on: self.tick_all(on))
            row.addWidget(button)
        column.addLayout(row)
        parts = QSplitter()
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(self.page)
        parts.setSizes([theme.px(380), theme.px(560)])
        parts.setMinimumHeight(theme.px(300))
        self.column.addWidget(self.about)
        self.column.addWidget(parts, 1)

    def _fill(self) -> None:
        for number, group in enumerate(self._groups):
            for place, (one, share) in enumerate(
                zip(group.documents, group.resemblance, strict=True)
            ):
                first = self.tr("the first of {0:,}").format(len(group.documents))
                like = self.tr("{0:.0%} like the first").format(share)
                item = add_row(self.list, one.name, like if place else first)
                item.setData(_PLACE, (number, place))
                flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
                item.setFlags(flags)
                item.setCheckState(Qt.CheckState.Checked if place else Qt.CheckState.Unchecked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def tick_all(self, on: bool) -> None:
        """Leave out all but the first of each group, or nothing."""
        for item in self._items():
            ticked = on and item.data(_PLACE)[1] > 0
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def left_out(self) -> list[str]:
        """The documents (GUIDs) that are ticked."""
        found = []
        for item in self._items():
            number, place = item.data(_PLACE)
            if item.checkState() == Qt.CheckState.Checked:
                found.append(self._groups[number].documents[place].guid)
        return found

    def fault(self) -> str | None:
        """Of each group one has to stay: else its words would be lost."""
        gone = set(self.left_out())
        whole = [one for one in self._groups if {d.guid for d in one.documents} <= gone]
        if not whole:
            return None
        names = self.tr("All documents like “{0}” are ticked. Keep one of them.")
        return names.format(whole[0].documents[0].name)

    def _sum_up(self) -> None:
        number = len(self.left_out())
        documents = sum(len(one.documents) for one in self._groups)
        one, several = (
            self.tr("{1:,} documents in one group. What is ticked is left out."),
            self.tr("{1:,} documents in {0:,} groups. What is ticked is left out."),
        )
        groups = len(self._groups)
        self.about.setText(fill(one if groups == 1 else several, groups, documents))
        leave = self.tr("&Leave out the document")
        several_leave = self.tr("&Leave out {0:,} documents")
        self.ok.setText(leave if number == 1 else fill(several_leave, number))
        self.ok.setEnabled(bool(number))

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        number, place = item.data(_PLACE)
        documents = self._groups[number].documents
        if not place:
            first = documents[0].guid
            self._comparing.ask(lambda: (self._text(first), self._text(first)))
            return
        one, other = documents[0].guid, documents[place].guid
        self._comparing.ask(lambda: (self._text(one), self._text(other)))

    def _compared(self, texts: tuple[str, str]) -> None:
        first, other = (text[:_SHOWN] for text in texts)
        heading = self.tr("The first of the group, and what is otherwise in this one")
        if first == other:
            heading = self.tr("The text")
        self.page.setHtml(section(heading, marked(first, other, self.theme), self.theme))

    def is_changed(self) -> bool:
        """Ticks are nothing that closing would throw away."""
        return False
