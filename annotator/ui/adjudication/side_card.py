"""What one coder has at a contested place, with the button that takes it."""

from __future__ import annotations

import html
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.corpus.codebook import Attribute, Code, Value
from annotator.corpus.coding import Coding
from annotator.corpus.messages import tr
from annotator.corpus.span import PART_SEPARATOR, Span, Spans
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel, RichLabel, literal

_AROUND = 60
"""Characters of the text shown before and behind a passage."""


class SideCard(QFrame):
    """Coder, code, passage with the words only this coder marked, values; `action` takes it."""

    def __init__(self, action: QAction, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sideCard")
        self._theme = theme
        self.coder = PlainLabel()
        self.code, self.passage, self.values = (RichLabel() for _ in range(3))
        self.coder.setProperty("role", "heading")
        for label in (self.code, self.passage, self.values):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.values.setProperty("role", "small")
        self.button = QPushButton()
        self.button.clicked.connect(action.trigger)
        self._action = action
        content = QWidget()
        content.setObjectName("sideContent")
        self._content = QVBoxLayout(content)
        self._content.setContentsMargins(0, 0, 0, 0)
        for part in (self.code, self.passage, self.values):
            self._content.addWidget(part)
        self._content.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("sideContent")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.coder)
        self._column.addWidget(scroll, 1)
        self._column.addWidget(self.button)
        self.restyle(theme)

    def show_nothing(self, coder: str) -> None:
        """The coder marked nothing here."""
        self._head(coder)
        self.code.clear()
        self.values.clear()
        self.passage.setText(f"<i>{html.escape(tr('marked nothing here'))}</i>")
        self.button.setText(self._verb(tr("Nothing here, as {0} has it").format(coder)))

    def show_coding(
        self,
        coder: str,
        coding: Coding,
        code: Code,
        attributes: list[Attribute],
        text: str,
        other: Spans,
    ) -> None:
        """A coding beside the passage of the `other` side; what only this one has stands out."""
        self._head(coder)
        color = self._theme.code_text(code.color).name()
        self.code.setText(f'<b style="color: {color}">{html.escape(code.name)}</b>')
        self.passage.setText(self._marked(coding.spans, other, text, code))
        self.values.setText(_listed(attributes, coding))
        self.button.setText(self._verb(tr("Take {0}’s").format(coder)))

    def _head(self, coder: str) -> None:
        self.coder.setText(coder)
        self.setAccessibleName(coder)

    def _verb(self, words: str) -> str:
        key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return literal(f"{words}   {key}")

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
        self.setMinimumHeight(theme.px(170))


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


def _listed(attributes: list[Attribute], coding: Coding) -> str:
    """“polarity: negative”, a line each; none that says nothing."""
    lines = [
        f"{html.escape(attribute.name)}: <b>{html.escape(_said(value))}</b>"
        for attribute in attributes
        if (value := coding.attributes.get(attribute.guid))
    ]
    return "<br>".join(lines)


def _said(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)
