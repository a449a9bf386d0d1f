"""The codings at the caret: code, coder, passage, memos; the selected one can be changed here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus import changes as kinds
from annotator.corpus.changes import Changes
from annotator.corpus.coding import Memo
from annotator.operations import memos
from annotator.ui.document_codings import Entry
from annotator.ui.document_page import DocumentPage
from annotator.ui.panel import Panel
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme

_LONGEST = 400
_MOST = 12


class MemoField(QPlainTextEdit):
    """A memo being written; it is kept when the focus leaves the field, or with Ctrl+Enter."""

    written = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._kept = text
        self.setPlaceholderText(self.tr("Memo …"))
        self.setAccessibleName(self.tr("Memo"))
        self.setTabChangesFocus(True)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        leaving = event.type() == QEvent.Type.FocusOut
        if leaving and self.toPlainText().strip() != self._kept:
            self._kept = self.toPlainText().strip()
            self.written.emit(self._kept)
        return super().eventFilter(watched, event)


class CodingCard(QFrame):
    """One coding; a click makes it the selected one."""

    requestSelect = Signal(str)
    requestDelete = Signal(str)
    requestMemo = Signal(str, str)

    def __init__(
        self,
        entry: Entry,
        page: DocumentPage,
        coder: str,
        notes: list[tuple[str, str]],
        theme: Theme,
        *,
        selected: bool,
        own_memo: str | None,
    ) -> None:
        super().__init__()
        self._guid = entry.guid
        code = page.code(entry)
        self.setObjectName("selectedCard" if selected else "card")
        line = theme.code_line(code.color).name()
        ground = theme.color("raised" if selected else "panel").name()
        border = theme.color("strong_border" if selected else "border").name()
        self.setStyleSheet(
            f"#card, #selectedCard {{ background: {ground}; border: 1px solid {border};"
            f" border-left: {theme.px(4)}px solid {line};"
            f" border-radius: {theme.radius('small')}px; }}"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("m")] * 4)
        column.setSpacing(theme.space("s"))
        column.addLayout(self._head(code.name, theme.code_text(code.color).name(), coder, own_memo))
        text = " ".join(page.passage(entry).split())
        shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        column.addWidget(_wrapped(f"“{shown}”", "passage"))
        for writer, note in notes:
            column.addWidget(_wrapped(f"{writer}: {note}", "small"))
        self.memo: MemoField | None = None
        if own_memo is not None and selected:
            self.memo = MemoField(own_memo)
            self.memo.setFixedHeight(theme.px(64))
            self.memo.written.connect(lambda text: self.requestMemo.emit(self._guid, text))
            column.addWidget(self.memo)
        elif own_memo:
            column.addWidget(_wrapped(own_memo, "small"))

    def _head(self, code: str, color: str, coder: str, own_memo: str | None) -> QHBoxLayout:
        row = QHBoxLayout()
        name = _wrapped(code, "")
        name.setStyleSheet(f"color: {color}; font-weight: 600;")
        row.addWidget(name, 1)
        who = QLabel(coder)
        who.setProperty("role", "small")
        row.addWidget(who)
        if own_memo is not None:
            button = QToolButton()
            button.setText("✕")
            button.setToolTip(self.tr("Delete this coding (Del)"))
            button.setAccessibleName(self.tr("Delete this coding"))
            button.clicked.connect(lambda: self.requestDelete.emit(self._guid))
            row.addWidget(button)
        return row

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.requestSelect.emit(self._guid)
        event.accept()


class InspectorPanel(Panel):
    """Cards of the codings at the caret, the selected one first in weight."""

    requestDelete = Signal(str)

    def __init__(self, bridge: ProjectBridge, page: DocumentPage, theme: Theme) -> None:
        self._area = QScrollArea()
        self._shown: list[object] = []
        self.cards: list[CodingCard] = []
        super().__init__(self.tr("CODINGS HERE"), theme)
        # A key press that codes changes several things; the cards are made once, after it.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.rebuild)
        self._bridge = bridge
        self._page = page
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Codings at the cursor"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.set_body(self._area)
        page.selectedCodingChanged.connect(self.refresh)
        page.documentChanged.connect(self.refresh)
        page.reader.view.selectionSpanChanged.connect(lambda _span: self.refresh())
        bridge.changed.connect(self._take)
        bridge.coderChanged.connect(self._soon.start)
        self.rebuild()

    def _take(self, changes: Changes) -> None:
        if any(changes.touched(kind) for kind in (kinds.MEMO, kinds.CODE, kinds.CODING)):
            self._soon.start()

    def refresh(self) -> None:
        """Show what is at the caret, unless that is shown already."""
        selected = self._page.selected
        now = [selected.guid if selected else None, *(e.guid for e in self._page.codings_here())]
        if now != self._shown:
            self._soon.start()

    def rebuild(self) -> None:
        """Make the cards anew."""
        self._soon.stop()
        here = self._page.codings_here()[:_MOST]
        selected = self._page.selected
        self._shown = [selected.guid if selected else None, *(entry.guid for entry in here)]
        self.cards = self._make_cards(here, selected)
        body = QWidget()
        body.setObjectName("panel")
        column = QVBoxLayout(body)
        m = self.theme.space("m")
        column.setContentsMargins(m, 0, m, m)
        column.setSpacing(m)
        for card in self.cards:
            column.addWidget(card)
        if not here:
            column.addWidget(_wrapped(self._hint(), "muted"))
        column.addStretch(1)
        before = self._area.takeWidget()
        if before is not None:
            before.deleteLater()  # not at once: a card of it may be handling the event
        self._area.setWidget(body)

    def _hint(self) -> str:
        if self._page.document is None:
            return self.tr("Open a document to code it.")
        return self.tr("No coding at the cursor. Select a passage and press the key of a code.")

    def _make_cards(self, here: list[Entry], selected: Entry | None) -> list[CodingCard]:
        by_subject: dict[str, list[Memo]] = {}
        for memo in self._bridge.memos([entry.guid for entry in here]) if here else ():
            by_subject.setdefault(memo.subject, []).append(memo)
        labels = self._bridge.coder_labels()
        me = self._bridge.coder.guid if self._bridge.coder else ""
        cards = []
        for entry in here:
            notes = by_subject.get(entry.guid, [])
            own = next((memo.text for memo in notes if memo.coder == me), "")
            card = CodingCard(
                entry,
                self._page,
                labels.get(entry.coder, ""),
                [(labels.get(m.coder, ""), m.text) for m in notes if m.coder != me],
                self.theme,
                selected=entry == selected,
                own_memo=own if entry.coder == me else None,
            )
            card.requestSelect.connect(self._page.select_coding)
            card.requestDelete.connect(self.requestDelete)
            card.requestMemo.connect(self._write)
            cards.append(card)
        return cards

    def _write(self, guid: str, text: str) -> None:
        if self._bridge.project is not None:
            self._bridge.do(memos.write, guid, text)

    def edit_memo(self) -> None:
        """Put the cursor into the memo of the selected coding."""
        if self._soon.isActive():
            self.rebuild()
        for card in self.cards:
            if card.memo is not None:
                card.memo.setFocus()

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        if hasattr(self, "_page"):
            self.rebuild()


def _wrapped(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
