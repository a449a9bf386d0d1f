"""The line above the text: what to find, how, and how many hits there are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QToolButton

from annotator.operations.retrieval.search_result import Query
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, tip

_REST_MS = 150
_NARROW = 460


class FindBar(QFrame):
    """Searches while one types. Enter goes to the next hit, Shift+Enter back, Esc closes."""

    queryChanged = Signal(object)
    """The Query to look for now."""
    requestStep = Signal(bool)
    """The next hit (True) or the one before."""
    requestClose = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("findBar")
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find in all texts"))
        self.line.setAccessibleName(self.tr("Find in all texts"))
        self.case = self._toggle("Aa", self.tr("Capital letters as written"))
        self.whole = self._toggle(self.tr("Word"), self.tr("Whole words only"))
        self.accents = self._toggle("áa", self.tr("Letters with and without accents alike"))
        self.exactly = self._toggle(
            "=", self.tr("Exactly as written: quotation marks, dashes, spaces and case too")
        )
        self.expression = self._toggle(
            ".*", self.tr("Regular expression, of the text as it is written")
        )
        self.count = PlainLabel()
        self.count.setProperty("role", "muted")
        self.before = self._button("↑", self.tr("Previous hit (Shift+Enter)"))
        self.behind = self._button("↓", self.tr("Next hit (Enter)"))
        self.close_button = self._button("✕", self.tr("Close (Esc)"))
        self._lay_out()
        self._rest = Debouncer(_REST_MS, self._tell, self)
        self.line.textChanged.connect(lambda _text: self._rest.start())
        self.before.clicked.connect(lambda: self.requestStep.emit(False))
        self.behind.clicked.connect(lambda: self.requestStep.emit(True))
        self.close_button.clicked.connect(self.requestClose)
        self.restyle(theme)

    def _lay_out(self) -> None:
        words, self._beside = QHBoxLayout(), FlowLayout(0)
        words.addWidget(self.line, 1)
        for button in (self.before, self.behind):
            words.addWidget(button)
        for part in (*self._toggles(), self.count):
            self._beside.addWidget(part)
        how = QHBoxLayout()
        how.addLayout(self._beside, 1)
        how.addWidget(self.close_button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addLayout(words, 1)
        self._row.addLayout(how)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one would leave no room for words."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

    def _toggle(self, text: str, name: str) -> QToolButton:
        button = self._button(text, name)
        button.setCheckable(True)
        button.setProperty("role", "chip")
        button.toggled.connect(lambda _on: self._tell())
        return button

    def _toggles(self) -> tuple[QToolButton, ...]:
        return self.case, self.whole, self.accents, self.exactly, self.expression

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip(name))
        button.setAccessibleName(name)
        return button

    def query(self) -> Query:
        return Query(
            self.line.text(),
            match_case=self.case.isChecked(),
            whole_words=self.whole.isChecked(),
            expression=self.expression.isChecked(),
            ignore_accents=self.accents.isChecked(),
            exactly=self.exactly.isChecked(),
        )

    def _tell(self) -> None:
        self._rest.stop()
        # What is looked for as it is written leaves nothing to choose of these.
        is_expression, is_exact = self.expression.isChecked(), self.exactly.isChecked()
        self.exactly.setEnabled(not is_expression)
        self.accents.setEnabled(not is_expression and not is_exact)
        self.case.setEnabled(is_expression or not is_exact)
        self.queryChanged.emit(self.query())

    def begin(self, words: str = "") -> None:
        """Put the cursor into the line, with these words in it or those that were there."""
        if words:
            self.line.setText(words)
        self.line.setFocus()
        self.line.selectAll()

    def say(self, text: str, *, wrong: bool = False) -> None:
        """How many hits, or what is wrong."""
        self.count.setText(text)
        self.count.setToolTip(tip(text if wrong else ""))
        self.count.setProperty("role", "error" if wrong else "muted")
        self.count.style().polish(self.count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.requestClose.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line.hasFocus():
            if self._rest.isActive():
                self._tell()
            else:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.requestStep.emit(not back)
        else:
            super().keyPressEvent(event)

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        m, s = theme.space("m"), theme.space("s")
        self._row.setContentsMargins(m, s, s, s)
        self._row.setSpacing(s)
        self._beside.set_gap(s)
        self.line.setMinimumWidth(theme.px(60))
