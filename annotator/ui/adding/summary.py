"""What came in, what did not and why: told in the status line, and where there is more to say in a
window from which it can be copied."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.corpus.messages import fill, tr
from annotator.operations.documents.adding import Summary
from annotator.ui.theme import Theme
from annotator.ui.widgets.lines_dialog import LinesDialog


def short_words(summary: Summary) -> str:
    """One sentence for each: came in, there already, can't be read."""
    number = len(summary.added)
    known, refused = len(summary.outcomes) - number, len(summary.refused)
    said = [
        tr("One document came in.") if number == 1 else fill(tr("{0:,} documents came in."), number)
    ]
    if known:
        one, several = (
            tr("One was there already."),
            tr("{0:,} were there already."),
        )
        said.append((one if known == 1 else several).format(known))
    if refused:
        one, several = tr("One file could not be read."), tr("{0:,} files could not be read.")
        said.append((one if refused == 1 else several).format(refused))
    return " ".join(said)


def lines(summary: Summary) -> list[str]:
    """All of it, a line for each document and file."""
    found: list[str] = []
    if summary.refused:
        found.append(tr("Could not be read:"))
        found += [f"  {one.file_name}: {one.reason}" for one in summary.refused]
    known = [(file, one) for file, one in summary.outcomes if one.known]
    if known:
        found.append(tr("There already:"))
        as_ = tr("{0}, as {1}")
        found += [
            f"  {file if file == one.name else as_.format(file, one.name)}" for file, one in known
        ]
    if summary.added:
        found.append(tr("Came in:"))
    for file, one in summary.outcomes:
        if one.known:
            continue
        said = f"  {file}" if file == one.name else f"  {file}: {one.name}"
        if one.same_text:
            said += " " + tr("(the text of {0} once more)").format(", ".join(one.same_text))
        found.append(said)
        origin = one.text.origin
        for what, where in origin.remarks if origin is not None else ():
            found.append(f"    {where}: {tr(what)}" if where else f"    {tr(what)}")
    return found


class SummaryWindow(LinesDialog):
    """The lines of a summary, to read and to copy."""

    def __init__(self, parent: QWidget, summary: Summary, theme: Theme) -> None:
        title = tr("Documents added")
        super().__init__(parent, title, short_words(summary), lines(summary), theme)
