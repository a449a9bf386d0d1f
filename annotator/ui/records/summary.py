"""What came in of a table, what was there already, and what the table says otherwise."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from annotator.corpus.messages import fill, tr
from annotator.operations.documents.records import Summary
from annotator.ui.theme import Theme
from annotator.ui.widgets.lines_dialog import LinesDialog


def short_words(summary: Summary) -> str:
    """One sentence for each: came in, there already, otherwise."""
    one = summary.added == 1
    said = [
        tr("One document came in.") if one else fill(tr("{0:,} documents came in."), summary.added)
    ]
    if summary.known:
        said.append(fill(tr("There already: {0:,}."), summary.known))
    if summary.changed_count:
        said.append(fill(tr("Otherwise in the table: {0:,}."), summary.changed_count))
    return " ".join(said)


def is_worth_telling(summary: Summary) -> bool:
    """Whether there is more to say than how many came in."""
    return bool(summary.changed or summary.left_out or summary.remarks or summary.absent)


def lines(summary: Summary) -> list[str]:
    """All of it."""
    found = list(summary.remarks)
    for reason, number in summary.left_out.items():
        found.append(fill(tr("Rows left out ({0}): {1:,}"), reason, number))
    if summary.absent:
        words = tr("Documents of this table whose rows are not in the file, which stay: {0:,}")
        found.append(words.format(summary.absent))
    if summary.changed:
        found.append(
            tr("Otherwise in the table. The project stays as it is unless you take it over:")
        )
    for one in summary.changed:
        found.append(f"  {one.name}")
        if one.text:
            found.append("    " + tr("another text"))
        for name, was, now in one.attributes:
            found.append("    " + tr("{0}: “{1}” here, “{2}” in the table").format(name, was, now))
    return found


class TableSummary(LinesDialog):
    """The lines of a summary, to read and to copy."""

    requestChanges = Signal()
    """What the table says otherwise should be taken over, by choice."""

    def __init__(self, parent: QWidget, summary: Summary, theme: Theme) -> None:
        title = tr("Table added")
        super().__init__(parent, title, short_words(summary), lines(summary), theme)
        self.take_over = QPushButton(tr("&Take over…"))
        self.take_over.setAutoDefault(False)
        self.take_over.clicked.connect(self.requestChanges)
        buttons = self.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)
        buttons.addButton(self.take_over, QDialogButtonBox.ButtonRole.ActionRole)
        self.take_over.setVisible(bool(summary.changed))  # being added shows it
