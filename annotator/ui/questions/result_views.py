"""The ways to show what a question found: one view each, of which one is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from annotator.corpus.messages import tr
from annotator.operations.retrieval.results import Results
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PASSAGES,
    PICTURE,
    TABLE,
)
from annotator.ui.ask import Ask
from annotator.ui.pictures.picture_panel import PicturePanel
from annotator.ui.questions import results_model
from annotator.ui.questions.key_words import KeyWordsView
from annotator.ui.questions.results_view import ResultsView
from annotator.ui.questions.start import StartOfQuestions
from annotator.ui.questions.table_view import ProjectTableView
from annotator.ui.questions.word_lines import WordLinesView
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel
from annotator.ui.widgets.shown_stack import ShownStack

_LEAST = 200
"""Pixels at 100 % below which the page is rather scrolled."""


class ResultViews(ShownStack):
    """What can be asked, before anything is; then passages, a concordance of codings or of words, a
    table, a picture or key words; or that nothing was found."""

    def __init__(self, theme: Theme, ask: Ask) -> None:
        super().__init__()
        self.start = StartOfQuestions(theme)
        self.passages = ResultsView(results_model.PASSAGES, theme)
        self.concordance = ResultsView(results_model.CONCORDANCE, theme)
        self.words = WordLinesView(theme)
        self.table = ProjectTableView()
        self.picture = PicturePanel(theme, ask)
        self.key_words = KeyWordsView(theme)
        self.nothing = PlainLabel(tr("Nothing was found."))
        self.nothing.setProperty("role", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._styled = (
            self.start,
            self.passages,
            self.concordance,
            self.words,
            self.picture,
            self.key_words,
        )
        for widget in (*self._styled, self.table, self.nothing):
            self.addWidget(widget)

    def show_results(self, found: Results) -> None:
        """Show results as their view says."""
        _SHOW[found.view.shown](self, found)

    def clear(self) -> None:
        """Show nothing: it may be another's work that was seen."""
        for view in (self.passages, self.concordance):
            view.show_answer(None)
        self.words.rows.show(())
        self.key_words.rows.show(None)
        self.table.show_table(None)
        self.picture.take(None)
        self.setCurrentWidget(self.start)

    def show_passages(self, found: Results) -> None:
        self.passages.show_answer(found.answer, found.ordered, found.first)
        self.setCurrentWidget(self.passages if len(found.answer) else self.nothing)

    def show_concordance(self, found: Results) -> None:
        if found.lines is not None:
            self.words.rows.show(found.lines)
            self.setCurrentWidget(self.words if found.lines else self.nothing)
            return
        self.concordance.show_answer(found.answer, first=found.first)
        self.setCurrentWidget(self.concordance if len(found.answer) else self.nothing)

    def show_table(self, found: Results) -> None:
        self.table.show_table(found.table, found.agreement)
        self.setCurrentWidget(self.table)

    def show_picture(self, found: Results) -> None:
        self.picture.take(found.picture)
        self.setCurrentWidget(self.picture)

    def show_key_words(self, found: Results) -> None:
        self.key_words.rows.show(found.key_words)
        there = found.key_words is not None and bool(found.key_words.words)
        self.setCurrentWidget(self.key_words if there else self.nothing)

    def restyle(self, theme: Theme) -> None:
        """Dress in a theme."""
        self.setMinimumHeight(theme.px(_LEAST))
        for view in self._styled:
            view.restyle(theme)


_SHOW: dict[str, Callable[[ResultViews, Results], None]] = {
    PASSAGES: ResultViews.show_passages,
    CONCORDANCE: ResultViews.show_concordance,
    TABLE: ResultViews.show_table,
    PICTURE: ResultViews.show_picture,
    KEYWORDS: ResultViews.show_key_words,
}
