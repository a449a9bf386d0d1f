"""The list of what is left to do on the coder's codings, in all documents; a row leads there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.changes import Changes
from annotator.operations.codings.coding_issues import CodingIssue
from annotator.operations.retrieval.passages import Passage
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.counted import counted
from annotator.ui.widgets.form import sentence, widen_for_bold
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.screen_fit import open_at
from annotator.ui.widgets.two_lines import add_row, two_line_list

_DATA = Qt.ItemDataRole.UserRole
_REST_MS = 500


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An open point with its words, the name of its code, and its broken rules in words."""

    point: CodingIssue
    passage: Passage
    code: str
    rules: list[str]


class CodingIssuesWindow(QDialog):
    """Stays open beside the text; what has been done goes off the list. `ask` looks for what there
    is in the background, and hands it to `show_points`."""

    requestReveal = Signal(str, str)
    """Document and coding (GUIDs) to go to."""

    def __init__(self, parent: QWidget, ask: Callable[[], None], theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("To complete"))
        self._ask = ask
        self._found: Sequence[IssueRow] = ()
        self.heading = sentence(self.tr("Looking …"))
        self.missing = QCheckBox(self.tr("Missing values"))
        self.rules = QCheckBox(self.tr("Rules of codes"))
        self.list = two_line_list(theme, self.tr("Codings on which something is left to do"))
        self.list.itemClicked.connect(self._reveal)
        self.list.itemActivated.connect(self._reveal)
        row = QHBoxLayout()
        row.setSpacing(theme.space("l"))
        row.addWidget(self.heading, 1)
        for box in (self.missing, self.rules):
            box.setChecked(True)
            box.toggled.connect(lambda _on: self._show())
            row.addWidget(box)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        widen_for_bold(buttons.button(QDialogButtonBox.StandardButton.Close), theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("l"))
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        open_at(self, theme.px(640), theme.px(480))
        self._soon = Debouncer(_REST_MS, self.refresh, self)
        self.list.setFocus()
        self.refresh()

    def refresh(self) -> None:
        """Ask for everything again, in the background."""
        self._ask()

    def project_changed(self, _changes: Changes) -> None:
        """Something was done, perhaps on one of them: look again when the coder rests."""
        self._soon.start()

    def show_points(self, found: Sequence[IssueRow]) -> None:
        """Show these; the row where the coder is stays the current one."""
        self._found = found
        self._show()

    def _show(self) -> None:
        row = self.list.currentRow()
        self.list.clear()
        for entry in self._found:
            words = self._words(entry)
            if words:
                detail = f"{entry.code} · {entry.passage.document} · {' '.join(words)}"
                item = add_row(self.list, entry.passage.words, detail)
                item.setToolTip(tip(detail))
                coding = entry.point.coding
                item.setData(_DATA, (coding.document, coding.guid))
        number = self.list.count()
        if number:
            self.list.setCurrentRow(min(max(row, 0), number - 1))
        none = self.tr("Nothing is left to do on your codings.")
        some = self.tr("{0} of yours, where something is left to do:")
        self.heading.setText(some.format(counted(number)) if number else none)

    def _words(self, entry: IssueRow) -> list[str]:
        words = []
        if self.missing.isChecked() and entry.point.missing:
            words.append(self.tr("Missing: {0}.").format(", ".join(entry.point.missing)))
        if self.rules.isChecked():
            words += entry.rules
        return words

    def _reveal(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.requestReveal.emit(*item.data(_DATA))
