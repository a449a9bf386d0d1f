"""What the page of questions shows before anything is asked: what one can ask here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.corpus.codebook import Codebook
from annotator.corpus.messages import tr
from annotator.corpus.query import And, CodeIs, Not, Overlap, Query, Related, SameUnit, TextUnit
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    PICTURE,
    TABLE,
    QuestionView,
)
from annotator.ui.theme import Theme
from annotator.ui.widgets.elided_button import ElidedButton
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import PlainLabel


class StartOfQuestions(QWidget):
    """Examples from the project's own codebook; a click asks one."""

    asked = Signal(str)
    viewWanted = Signal(str, object)
    """A line and the `QuestionView` of its results."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = PlainLabel(tr("What do the codings say?"))
        self.title.setProperty("role", "title")
        self.about = sentence(
            tr(
                "Ask for codings by code, coder, value, document, words or place, and by how they "
                "lie to each other. The line completes names as you type. What is found can be "
                "read as passages, as a concordance, as a table and as a picture."
            )
        )
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self.title)
        self._column.addWidget(self.about)
        self._examples = QVBoxLayout()
        self._column.addLayout(self._examples)
        self._column.addStretch(3)
        self.restyle(theme)

    def offer(self, codebook: Codebook, attributes: Sequence[str], *, several: bool) -> None:
        """Examples about the codes of a codebook, and of tables and pictures that the names of
        attributes of documents, and several documents, allow."""
        for button in self.buttons:
            button.deleteLater()
        lines = examples(codebook)
        self.buttons = [self._button(line) for line in lines]
        if lines:
            self.buttons += [
                self._view_button(*one) for one in views(lines[0], attributes, several=several)
            ]
        for button in self.buttons:
            self._examples.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _view_button(self, words: str, line: str, view: QuestionView) -> QPushButton:
        button = ElidedButton(words)
        button.setProperty("role", "example")
        button.clicked.connect(lambda: self.viewWanted.emit(line, view))
        return button

    def _button(self, line: str) -> QPushButton:
        button = ElidedButton(line)
        button.setProperty("role", "example")
        button.clicked.connect(lambda: self.asked.emit(line))
        return button

    def restyle(self, theme: Theme) -> None:
        """In the distances of the theme."""
        margin = theme.space("xl")
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(theme.space("m"))
        self._examples.setSpacing(theme.space("s"))


def views(
    line: str, attributes: Sequence[str], *, several: bool
) -> list[tuple[str, str, QuestionView]]:
    """Questions in words that are answered with a concordance, a table or a picture; each with its
    line and its view."""
    words_around = tr("Which words stand around {line}?", line=line)
    table = QuestionView(shown=TABLE)
    found = [
        (words_around, line, QuestionView(shown=CONCORDANCE, sort=(1, 2, 3))),
        (tr("Which codes overlap which?"), "", replace(table, columns=("codes",))),
    ]
    if several:
        found.append((tr("Which codes are in which document?"), "", table))
    for name in attributes[:1]:
        inner = name.replace("\\", "\\\\").replace('"', '\\"')
        columns = (f'document."{inner}"',)
        of_attribute = replace(table, columns=columns, cell="words")
        found.append((tr("How often is each code, by “{name}”?", name=name), "", of_attribute))
    return [*found, (tr("Where in the texts are the codings?"), "", QuestionView(shown=PICTURE))]


def examples(codebook: Codebook) -> Sequence[str]:
    """Lines that can be asked in a project with this codebook."""
    from annotator.retrieval.language import print_query  # noqa: PLC0415  (start-up)

    codes = [code for _depth, code in codebook.walk() if code.codable]
    terms = [CodeIs(codebook.path(code.guid)) for code in codes[:3]]
    found: list[Query] = list(terms[:1])
    if len(terms) > 1:
        first, second = terms[:2]
        overlap = Related(first, Overlap.OVERLAPS, second)
        found += [
            overlap,
            And((first, Not(overlap))),
            Related(second, SameUnit(TextUnit.SENTENCE), first),
        ]
    return [print_query(query) for query in found]
