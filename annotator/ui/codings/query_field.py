"""The query of the table of codings as a line, and what is to be said of it below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.corpus.query import Query
from annotator.errors import UserError
from annotator.ui.codings.query_line import QueryLine
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import PlainLabel

_REST_MS = 200


class QueryField(QWidget):
    """What is typed is read a moment later; what is clicked together elsewhere is written here."""

    queryChanged = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.query: Query | None = None
        """The last one that could be read; None, which an empty line is, is every coding."""
        self.line = QueryLine(theme)
        self.remark = PlainLabel()
        self.remark.setWordWrap(True)
        self.remark.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.line)
        self._column.addWidget(self.remark)
        self._rest = Debouncer(_REST_MS, self.read, self)
        self.line.edited.connect(self._rest.start)
        self.line.entered.connect(self.read)
        self.line.offerEnded.connect(self._show_held)
        self._held: UserError | None = None
        self.asked = ""
        """The line of that query."""

    def write(self, query: Query | None) -> None:
        """Write a query in its canonical form, and ask for it."""
        from annotator.retrieval.language import print_query  # noqa: PLC0415  (start-up)

        self.line.write("" if query is None else print_query(query))
        self._rest.stop()
        self._ask(query)

    def read(self) -> None:
        """Ask for what is typed, if it is a query."""
        from annotator.retrieval.language import QueryError, parse  # noqa: PLC0415  (start-up)

        self._rest.stop()
        line = self.line.line
        try:
            query = parse(line).query if line.strip() else None
        except QueryError as mistake:
            self.show_mistake(mistake)
        else:
            self._ask(query)

    def read_now(self) -> None:
        """The same at once if something was typed just now."""
        if self._rest.isActive():
            self.read()

    def _ask(self, query: Query | None) -> None:
        self.query, self.asked = query, self.line.line
        self.show_remark("")
        self.queryChanged.emit()

    # --- what is said below the line

    def show_remark(self, words: str) -> None:
        """On whose codings the query was answered, or nothing."""
        self._held = None
        self._say(words, "muted")
        self.line.set_mistake(0, -1)

    def show_mistake(self, mistake: UserError) -> None:
        """What is wrong with the line; where, if that is known. Of a name that is being typed, for
        which others are offered, nothing is said yet."""
        offset, length = getattr(mistake, "offset", 0), getattr(mistake, "length", -1)
        is_typed = length >= 0 and self.line.is_at_cursor(offset, length)
        self._held = mistake if is_typed and self.line.is_offering else None
        if self._held is None:
            self._say(str(mistake), "error")
            self.line.set_mistake(offset, length)

    def _show_held(self) -> None:
        """Say what is wrong still, when nothing is offered any more."""
        if self._held is not None and not self._rest.isActive():
            self.show_mistake(self._held)

    def _say(self, words: str, role: str) -> None:
        self.remark.setText(words)
        self.remark.setProperty("role", role)
        self.remark.style().unpolish(self.remark)
        self.remark.style().polish(self.remark)
        self.remark.setVisible(bool(words))

    def restyle(self, theme: Theme) -> None:
        self._column.setSpacing(theme.space("xs"))
        self.line.restyle(theme)
