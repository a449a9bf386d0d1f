"""What came in of a table, what was there already, and what the table says otherwise."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

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
        found.append(tr("Otherwise in the table. The project stays as it is:"))
    for one in summary.changed:
        found.append(f"  {one.name}")
        if one.text:
            found.append("    " + tr("another text"))
        for name, was, now in one.attributes:
            found.append("    " + tr("{0}: “{1}” here, “{2}” in the table").format(name, was, now))
    return found


class TableSummary(LinesDialog):
    """The lines of a summary, to read and to copy."""

    def __init__(self, parent: QWidget, summary: Summary, theme: Theme) -> None:
        title = tr("Table added")
        super().__init__(parent, title, short_words(summary), lines(summary), theme)
