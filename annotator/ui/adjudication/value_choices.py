"""Values that those who have the same passage say differently: each is chosen by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from annotator.corpus.codebook import Value
from annotator.corpus.messages import tr
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, literal


@dataclass(frozen=True)
class ValueQuestion:
    """An attribute (a GUID and its name), and which values are said by whom, in words; the value
    None is that nothing is said."""

    attribute: str
    name: str
    answers: tuple[tuple[Value | None, str], ...]


class ValueChoices(QWidget):
    """A row of buttons for each attribute. None is chosen beforehand; what was chosen stays while
    the questions are the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._questions: tuple[ValueQuestion, ...] = ()
        self._rows: list[list[QToolButton]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.restyle(theme)

    def show_questions(self, questions: Sequence[ValueQuestion]) -> None:
        """Ask these."""
        self.setVisible(bool(questions))
        if tuple(questions) == self._questions:
            return
        self._questions = tuple(questions)
        self._rows = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for question in questions:
            self._column.addWidget(self._row(question))

    def _row(self, question: ValueQuestion) -> QWidget:
        row = QWidget()
        buttons: list[QToolButton] = []
        self._rows.append(buttons)
        flow = FlowLayout(self._theme.space("s"))
        row.setLayout(flow)
        label = PlainLabel(tr("{name}: which holds?", name=question.name))
        label.setProperty("role", "small")
        flow.addWidget(label)
        for value, who in question.answers:
            button = QToolButton()
            button.setProperty("role", "chip")
            button.setCheckable(True)
            words = value_words(value)
            button.setText(literal(tr("{value} – {coders}", value=words, coders=who)))
            button.setAccessibleName(f"{question.name}: {button.text()}")
            button.clicked.connect(lambda _on, own=button: _choose(own, buttons))
            buttons.append(button)
            flow.addWidget(button)
        return row

    def chosen(self) -> dict[str, Value | None]:
        """By attribute (GUID) the value that was chosen; without those of which none was."""
        found: dict[str, Value | None] = {}
        for question, buttons in zip(self._questions, self._rows, strict=True):
            for button, (value, _who) in zip(buttons, question.answers, strict=True):
                if button.isChecked():
                    found[question.attribute] = value
        return found

    def first_open(self) -> tuple[str, QToolButton] | None:
        """The first attribute (its name) of which nothing is chosen, with its first button."""
        for question, buttons in zip(self._questions, self._rows, strict=True):
            if not any(button.isChecked() for button in buttons):
                return question.name, buttons[0]
        return None

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self._column.setSpacing(theme.space("s"))


def _choose(own: QToolButton, buttons: Sequence[QToolButton]) -> None:
    """One alone is chosen. A group of Qt would let Tab reach only one of them."""
    for button in buttons:
        button.setChecked(button is own)


def value_words(value: Value | None) -> str:
    """A value in words; of several, with commas."""
    if not value:
        return tr("nothing said")
    return value if isinstance(value, str) else ", ".join(value)
