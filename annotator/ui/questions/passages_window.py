"""Passages of one cell, or of two beside each other, to be read with their quotations."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QSplitter, QVBoxLayout, QWidget

from annotator.corpus.messages import number_of, tr
from annotator.operations.retrieval.questions import Answer
from annotator.ui.questions.results_model import CODE, CODER, DOCUMENT, PASSAGE
from annotator.ui.questions.results_view import ResultsView
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.screen_fit import open_at

_SIZE = 900, 520


class PassagesWindow(QDialog):
    """A click shows a passage in the reader; the window stays."""

    passageWanted = Signal(str, str)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Passages"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.views: list[ResultsView] = []
        self._theme = theme
        self._sides = QSplitter(Qt.Orientation.Horizontal)
        self._sides.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.addWidget(self._sides)
        open_at(self, theme.px(_SIZE[0]), theme.px(_SIZE[1]))

    def show_sides(self, sides: Sequence[tuple[str, Answer]]) -> None:
        """Show the passages of each side below its title."""
        columns = (CODE, CODER, PASSAGE) if len(sides) > 1 else (DOCUMENT, CODE, CODER, PASSAGE)
        for title, answer in sides:
            head = PlainLabel(f"{title}: {number_of(len(answer), 'passage')}")
            head.setProperty("role", "heading")
            head.setWordWrap(True)
            view = ResultsView(columns, self._theme, lines=3)
            view.show_answer(answer)
            view.passageWanted.connect(self.passageWanted)
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(head)
            column.addWidget(view, 1)
            self._sides.addWidget(side)
            self.views.append(view)
