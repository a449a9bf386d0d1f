"""A line in which a query is typed: coloured, and completed as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QPlainTextEdit

from annotator.ui.reader.code_points import PositionMap
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.retrieval.language import Suggestion
    from annotator.ui.codings.query_highlighter import QueryHighlighter

_EXAMPLE = 'code:claim and text:"harbour"'
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class QueryLine(QPlainTextEdit):
    """One line. What it is completed with is asked for by a signal and offered later, so that no
    key press waits for it."""

    requestCompletion = Signal(str, int)
    """The line and the cursor in it (code points), for `offer`."""
    edited = Signal()
    entered = Signal()
    offerEnded = Signal()
    """Names are not offered any more."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._highlighter: QueryHighlighter | None = None
        self._suggestions: Sequence[Suggestion] = ()
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setWidget(self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.activated.connect(self._insert)
        self._popup().installEventFilter(self)
        self.setPlaceholderText(self.tr("Query, such as {0}").format(_EXAMPLE))
        self.setAccessibleName(self.tr("Query"))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self._known = ""
        self.textChanged.connect(self._follow)

    @property
    def line(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def write(self, line: str) -> None:
        """Put a line in the place of what is there; undo brings that back."""
        if line != self.line:
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(line)

    # --- completion

    def _popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None
        return popup

    @property
    def is_offering(self) -> bool:
        """Whether names are offered at the cursor."""
        return self._popup().isVisible()

    def is_at_cursor(self, offset: int, length: int) -> bool:
        """Whether the cursor is in or at these code points."""
        return offset <= self._cursor() <= offset + length

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Hide:
            self.offerEnded.emit()
        return super().eventFilter(watched, event)

    def offer(self, line: str, cursor: int, suggestions: Sequence[Suggestion]) -> None:
        """What may stand at the cursor, below it; nothing where one has typed on."""
        if (line, cursor) != (self.line, self._cursor()):
            return
        written = {line[one.offset : cursor] for one in suggestions}
        self._suggestions = [] if {one.text for one in suggestions} <= written else suggestions
        popup = self._popup()
        if not self._suggestions or not self.hasFocus():
            popup.hide()
            return
        self._names.setStringList([one.text for one in self._suggestions])
        rect = self.cursorRect()
        bar = popup.verticalScrollBar().sizeHint().width()
        rect.setWidth(popup.sizeHintForColumn(0) + bar + self._theme.px(24))
        self._completer.complete(rect)

    def _cursor(self) -> int:
        """The cursor in code points."""
        units = self.line.encode("utf-16-le")[: 2 * self.textCursor().position()]
        return len(units.decode("utf-16-le", "replace"))

    def _insert(self, name: str) -> None:
        suggestion = next(one for one in self._suggestions if one.text == name)
        cursor, units = self.textCursor(), PositionMap(self.line).to_widget
        cursor.setPosition(units(suggestion.offset), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(suggestion.text)
        self.setTextCursor(cursor)
        if suggestion.text.endswith((":", ".")):
            self._ask()

    def _ask(self) -> None:
        self.requestCompletion.emit(self.line, self._cursor())

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the line. While names are offered, the keys that choose are the list's."""
        is_offering = self.is_offering
        if is_offering and event.key() in (*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            event.ignore()
            if event.key() in _ENTER and not self._popup().currentIndex().isValid():
                self._popup().hide()
                event.accept()
                self.entered.emit()
            return
        if event.key() in _ENTER:
            self.entered.emit()
            return
        control = Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and event.modifiers() == control:
            self._ask()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        before = self.line
        super().keyPressEvent(event)
        if self.line != before:
            self._ask_or_hide()
        elif is_offering:
            self._popup().hide()

    def _ask_or_hide(self) -> None:
        """Nothing is offered behind a space or a closed name, as one may be through."""
        before = self.line[: self._cursor()]
        if before and (before[-1].isalnum() or before[-1] in ':."-_'):
            self._ask()
        else:
            self._popup().hide()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes one line."""
        plain = QMimeData()
        plain.setText(" ".join(source.text().split()))
        super().insertFromMimeData(plain)

    # --- looks

    def _follow(self) -> None:
        """Qt tells of new colours as of new text."""
        if self.line != self._known:
            self._known = self.line
            self._colour()
            self.edited.emit()

    def _colour(self) -> None:
        if self._highlighter is None:
            # Not needed to start.
            from annotator.ui.codings.query_highlighter import QueryHighlighter  # noqa: PLC0415

            self._highlighter = QueryHighlighter(self.document(), self._theme)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What colours the line is there before the first key."""
        self._colour()
        super().focusInEvent(event)

    def set_mistake(self, offset: int, length: int) -> None:
        """A wave under these code points, the last one where they are behind the line; none for a
        length below 0."""
        if self._highlighter is not None:
            start = min(offset, max(0, len(self.line) - 1))
            end = max(start + 1, offset + length) if length >= 0 else start
            self._highlighter.set_mistake(start, end)

    def restyle(self, theme: Theme) -> None:
        """In the colours and the size of the theme."""
        self._theme = theme
        if self._highlighter is not None:
            self._highlighter.set_theme(theme)
        # As high as a field of one line: its height, its padding and its border.
        self.setFixedHeight(max(theme.px(18), self.fontMetrics().height() + 4) + theme.px(10))
