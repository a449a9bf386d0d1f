"""The line above the table of codings: what of them is wanted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
)

from annotator.corpus.query import (
    All,
    AnyCoder,
    AtLeast,
    CodeIs,
    CoderIs,
    DocumentIs,
    DocumentValueIs,
    OfConsensus,
    Query,
    TextHas,
    ValueIs,
    Words,
)
from annotator.ui.codings.query_building import query_of, replaced, terms_of, words_of
from annotator.ui.codings.query_field import QueryField
from annotator.ui.codings.query_terms import Choice
from annotator.ui.tasks.debouncer import Debouncer
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.plain_text import PlainLabel, tip
from annotator.ui.widgets.wide_combo import WideCombo

_REST_MS = 200
_ROOM_OF_LINE, _ROOM_OF_LIST = 180, 156
"""Pixels at 100 % that the words and each list want beside each other."""
_KINDS: Sequence[tuple[type, ...]] = (
    (DocumentIs,),
    (CodeIs,),
    (CoderIs, AnyCoder, OfConsensus, AtLeast, All),
    (ValueIs,),
    (DocumentValueIs,),
)
"""What a query says of documents, codes, coders, values and attributes of documents."""


class FilterBar(QFrame):
    """One query, as a line that is typed, and as words and lists that are chosen from. Each shows
    what the query says of its own; what none of them can say is in the line."""

    queryChanged = Signal()
    requestClose = Signal()

    def __init__(self, theme: Theme, *, on_analysis_set: bool = False) -> None:
        """on_analysis_set: what is clicked together is a question, asked of the analysis set as a
        line is that names no coder, and what is deleted stays in it; else it is a filter, of all
        coders, from which that is taken."""
        super().__init__()
        self._on_analysis_set = on_analysis_set
        self.setObjectName("filterBar")
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Words in the passage"))
        self.line.setAccessibleName(self.tr("Words in the passage"))
        self.line.setClearButtonEnabled(True)
        self.query = QueryField(theme)
        self._offered: dict[QComboBox, dict[Query, object]] = {}
        self.document = self._list(self.tr("All documents"), self.tr("Document"))
        self.code = self._list(self.tr("All codes"), self.tr("Code", "noun"))
        self.coder = self._list(self.tr("All coders"), self.tr("Coder"))
        self.attribute = self._list(self.tr("All values"), self.tr("Attribute and value"))
        self.said = self._list(self.tr("All attributes"), self.tr("Attribute of the document"))
        self.count = PlainLabel()
        self.count.setProperty("role", "muted")
        self.more = QToolButton()
        self.more.setText("⋯")
        self.more.setToolTip(self.tr("Copy and export"))
        self.more.setAccessibleName(self.more.toolTip())
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        close = self.close_button = QToolButton()
        close.setText("✕")
        close.setToolTip(self.tr("Close (Esc)"))
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(self.requestClose)
        words, self._flow = QHBoxLayout(), FlowLayout(0)
        words.addWidget(self.line, 1)
        words.addWidget(self.count)
        words.addWidget(self.more)
        words.addWidget(close)
        for box in self._lists():
            self._flow.addWidget(box)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(self._flow)
        self._row.addLayout(words, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        self._column.addWidget(self.query)
        self.query.queryChanged.connect(self._show_query)
        self.query.queryChanged.connect(self.queryChanged)
        self._rest = Debouncer(_REST_MS, self._take_words, self)
        self.line.textChanged.connect(lambda _text: self._rest.start())
        self.restyle(theme)

    def _lists(self) -> tuple[WideCombo, ...]:
        return self.document, self.code, self.coder, self.attribute, self.said

    def _list(self, everything: str, name: str) -> WideCombo:
        box = WideCombo()
        box.addItem(everything, None)
        box.setPlaceholderText(self.tr("As in the query"))
        self._offered[box] = {}
        box.setAccessibleName(name)
        box.setToolTip(tip(name))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        box.currentIndexChanged.connect(lambda _row: self._take(box))
        return box

    def offer(
        self,
        *,
        documents: Sequence[Choice],
        codes: Sequence[Choice],
        coders: Sequence[Choice],
        attributes: Sequence[Choice],
        said: Sequence[Choice],
    ) -> None:
        """Offer these; what was chosen stays chosen where it is still there, under its new name
        where it has one. `said` are attributes of documents and their values."""
        now: dict[Query, Query | None] = {}
        offered = (documents, codes, coders, attributes, said)
        for box, choices in zip(self._lists(), offered, strict=True):
            terms = {one.key: one.term for one in choices}
            for old, key in self._offered[box].items():
                now[old] = terms.get(key, old if self._on_analysis_set else None)
            self._offered[box] = {term: key for key, term in terms.items()}
            self._fill(box, choices)
        asked = terms_of(self.query.query)
        kept = [term for one in asked if (term := now.get(one, one)) is not None]
        if kept == asked:
            self._show_query()
        else:
            self.query.write(query_of(kept))

    def _fill(self, box: WideCombo, choices: Sequence[Choice]) -> None:
        box.blockSignals(True)
        while box.count() > 1:
            box.removeItem(1)
        if box is self.coder:
            box.setItemData(0, AnyCoder() if len(choices) > 1 else None)
            if len(choices) > 1:
                box.addItem(self.tr("Analysis set"), All())
        for choice in choices:
            box.addItem(choice.name, choice.term)
        box.blockSignals(False)
        box.setVisible(bool(choices))

    # --- from the lists to the query

    def offers(self, box: WideCombo, key: str) -> bool:
        """Whether a list offers a document, code or coder (a GUID)."""
        return key in self._offered[box].values()

    def choose(self, *, document: str = "", code: str = "", coder: str = "") -> None:
        """Filter by these (GUIDs), and by nothing else."""
        query: Query | None = None
        for box, key in ((self.document, document), (self.code, code), (self.coder, coder)):
            if key and (term := self._term(box, key)) is not None:
                query = self._replaced(query, self._said_in(box, query), term)
        self.query.write(query)

    def narrow(self, box: WideCombo, key: str) -> None:
        """Filter by one thing more, a GUID that one of the lists offers."""
        box.setCurrentIndex(max(0, box.row_of(self._term(box, key))))

    def _term(self, box: WideCombo, key: str) -> Query | None:
        return next((term for term, own in self._offered[box].items() if own == key), None)

    def _take(self, box: WideCombo) -> None:
        """The query says what was chosen in the place of what it said of the same."""
        chosen: Query | None = box.currentData()
        if box.currentIndex() >= 0:
            if self._rest.isActive():
                self._take_words()
            self.query.read_now()
            query = self.query.query
            self.query.write(self._replaced(query, self._said_in(box, query), chosen))

    def _take_words(self) -> None:
        self._rest.stop()
        words = " ".join(self.line.text().split())
        self.query.read_now()
        query = self.query.query
        old = [term for term in terms_of(query) if words_of(term)]
        new = TextHas(Words(words, exactly=True)) if words else None
        self.query.write(self._replaced(query, old, new))

    def _replaced(
        self, query: Query | None, old: Sequence[Query], new: Query | None
    ) -> Query | None:
        several = self.coder.itemData(0) is not None and not self._on_analysis_set
        speaks = isinstance(new, _KINDS[self._lists().index(self.coder)])
        return replaced(query, old, new, several_coders=several and not speaks)

    # --- from the query to the lists

    def _said_in(self, box: WideCombo, query: Query | None) -> list[Query]:
        kinds = _KINDS[self._lists().index(box)]
        return [term for term in terms_of(query) if isinstance(term, kinds)]

    def _show_query(self) -> None:
        query = self.query.query
        for box in self._lists():
            own = self._said_in(box, query)
            wanted = own[0] if own else box.itemData(0)
            if box is self.coder and query is not None and not own:
                wanted = All() if box.itemData(0) is not None else None
            row = box.row_of(wanted) if len(own) < 2 else -1
            box.blockSignals(True)
            box.setCurrentIndex(row if row >= 0 and box.itemData(row) == wanted else -1)
            box.blockSignals(False)
        words = [said for term in terms_of(query) if (said := words_of(term))]
        shown = words[0] if len(words) == 1 else ""
        is_typing = self._rest.isActive()
        if not is_typing and " ".join(self.line.text().split()) != shown:
            self.line.blockSignals(True)
            self.line.setText(shown)
            self.line.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.requestClose.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one would leave no room for words."""
        super().resizeEvent(event)
        shown = sum(not box.isHidden() for box in self._lists())
        narrow = self.width() < self._theme.px(_ROOM_OF_LINE + shown * _ROOM_OF_LIST)
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)

        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As high as its lines are at this width: a splitter does not ask by itself."""
        least = super().minimumSizeHint()
        return QSize(least.width(), self._column.totalMinimumHeightForWidth(self.width()))

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        m, s = theme.space("m"), theme.space("s")
        self._column.setContentsMargins(m, s, s, s)
        for layout in (self._row, self._column):
            layout.setSpacing(s)
        self.query.restyle(theme)
        self._flow.set_gap(s)
