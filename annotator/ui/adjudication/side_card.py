"""What some coders have at a contested place, with the button that takes it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from annotator.corpus.codebook import Attribute, Code, Value
from annotator.corpus.messages import tr
from annotator.corpus.span import PART_SEPARATOR, Span, Spans
from annotator.ui.adjudication.focus_area import FocusArea
from annotator.ui.adjudication.value_choices import ValueChoices, ValueQuestion, value_words
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, RichLabel, literal

_AROUND = 60
"""Characters of the text shown before and behind a passage."""


@dataclass(frozen=True)
class CardContent:
    """What a card shows: who has it (`heading`), how many of how many (`count`), and what. `code`
    is None where they have nothing, which `note` may explain. common: the parts that everybody else
    has as well; what is not in them stands out. said: values by attribute (GUID); apart: attributes
    of which they say different things."""

    heading: str
    count: str
    verb: str
    code: Code | None = None
    spans: Spans = ()
    text: str = ""
    common: Spans = ()
    attributes: Sequence[Attribute] = ()
    said: Mapping[str, Value] = field(default_factory=dict)
    apart: Sequence[ValueQuestion] = ()
    note: str = ""


class SideCard(QFrame):
    """Coders, code, passage with the words that not all marked, values; `action` takes it, or
    `taken` says that it is taken where there are more cards than actions."""

    taken = Signal()

    def __init__(self, action: QAction | None, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sideCard")
        self._theme = theme
        self.coder, self.count = PlainLabel(), PlainLabel()
        self.code, self.passage, self.values = (RichLabel() for _ in range(3))
        self.coder.setProperty("role", "heading")
        self.coder.setWordWrap(True)
        self.count.setProperty("role", "small")
        for label in (self.code, self.passage, self.values):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.values.setProperty("role", "small")
        self.choices = ValueChoices(theme)
        self.button = QPushButton()
        self.button.clicked.connect(action.trigger if action is not None else self.taken.emit)
        self._action = action
        content = QWidget()
        content.setObjectName("sideContent")
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(0, 0, 0, 0)
        # In the part that scrolls: many names take many lines.
        for part in (self.coder, self.count, self.code, self.passage, self.values, self.choices):
            self._content.addWidget(part)
        self._content.addStretch(1)
        scroll = FocusArea()
        scroll.setObjectName("sideContent")
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        self._column = QVBoxLayout(self)
        self._column.addWidget(scroll, 1)
        self._column.addWidget(self.button)
        self.restyle(theme)

    def show_content(self, content: CardContent) -> None:
        """Show this."""
        self.coder.setText(content.heading)
        self.count.setText(content.count)
        self.count.setVisible(bool(content.count))
        self.setAccessibleName(", ".join(filter(None, (content.heading, content.count))))
        self.button.setText(self._verb(content.verb))
        self.choices.show_questions(content.apart)
        self.values.setText(_listed(content.attributes, content.said))
        self.values.setVisible(bool(self.values.text()))
        code = content.code
        self.code.setVisible(code is not None)
        if code is None:
            self.passage.setText(f"<i>{html.escape(tr('marked nothing here'))}</i>")
            self.values.setText(html.escape(content.note))
            self.values.setVisible(bool(content.note))
            return
        color = self._theme.code_text(code.color).name()
        self.code.setText(f'<b style="color: {color}">{html.escape(code.name)}</b>')
        self.passage.setText(self._marked(content.spans, content.common, content.text, code))

    def ask(self) -> bool:
        """Go to the first value that is still to be chosen; False where there is none."""
        still = self.choices.first_open()
        if still is not None:
            still[1].setFocus()
        return still is not None

    def _verb(self, words: str) -> str:
        key = ""
        if self._action is not None:
            key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return literal(f"{words}   {key}".rstrip())

    def _marked(self, spans: Spans, other: Spans, text: str, code: Code) -> str:
        theme = self._theme
        shared = f"background: {theme.code_tint(code.color).name()}"
        own = f"background: {theme.code_emphasis(code.color).name()}; text-decoration: underline"
        muted = f"color: {theme.color('muted').name()}"
        parts = [
            "".join(
                _styled(text[piece.start : piece.end], shared if is_shared else own)
                for piece, is_shared in _pieces(span, other)
            )
            for span in spans
        ]
        before = _styled(_before(text, spans[0].start), muted)
        behind = _styled(_behind(text, spans[-1].end), muted)
        return before + PART_SEPARATOR.join(parts) + behind

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        self._column.setContentsMargins(*[theme.space("l")] * 4)
        self._column.setSpacing(theme.space("s"))
        self._content.setSpacing(theme.space("s"))
        self.choices.restyle(theme)
        self.setMinimumSize(theme.px(220), theme.px(190))


def _pieces(span: Span, other: Spans) -> list[tuple[Span, bool]]:
    """A span cut where the other's parts begin and end, and whether each piece is in them."""
    cuts = {span.start, span.end}
    cuts |= {c for s in other for c in (s.start, s.end) if span.start < c < span.end}
    pieces = [Span(a, b) for a, b in pairwise(sorted(cuts))]
    return [(piece, any(s.covers(piece) for s in other)) for piece in pieces]


def _before(text: str, position: int) -> str:
    """The words of the line before a position, as far as there is room."""
    begin = max(0, position - _AROUND)
    words = text[begin:position]
    if "\n" in words or begin == 0:
        return words.rpartition("\n")[2]
    return "… " + words.partition(" ")[2]


def _behind(text: str, position: int) -> str:
    """The words of the line behind a position, as far as there is room."""
    words = text[position : position + _AROUND]
    if "\n" in words or position + _AROUND >= len(text):
        return words.partition("\n")[0]
    return words.rpartition(" ")[0] + " …"


def _styled(words: str, style: str) -> str:
    shown = html.escape(words).replace("\n", "<br>")
    return f'<span style="{style}">{shown}</span>'


def _listed(attributes: Sequence[Attribute], said: Mapping[str, Value]) -> str:
    """“polarity: negative”, a line each; none that says nothing."""
    lines = [
        f"{html.escape(attribute.name)}: <b>{html.escape(value_words(value))}</b>"
        for attribute in attributes
        if (value := said.get(attribute.guid))
    ]
    return "<br>".join(lines)
