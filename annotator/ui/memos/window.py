"""The window of the memos: a list with its filter, and the memo that is read or written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.messages import tr
from annotator.corpus.span import Span
from annotator.operations.codings.memo_list import JOURNAL, KINDS, About, ListedMemo
from annotator.operations.memos.choosing import MemoFilter, kind_words
from annotator.operations.memos.links import LinkedPassage
from annotator.ui.inspector.card import MemoField
from annotator.ui.memos.draft import Draft
from annotator.ui.memos.memo_table import MemoTable
from annotator.ui.memos.model import MemosModel
from annotator.ui.memos.passage_drop import PassageDrop
from annotator.ui.memos.passage_list import PassageList
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import set_markdown, tip
from annotator.ui.widgets.screen_fit import FRAME, open_at
from annotator.ui.widgets.wide_combo import WideCombo

_READ, _WRITE = range(2)


class MemosWindow(QDialog):
    """One's own memos are written in it; those of others are read, with their Markdown shown."""

    requestRewrite = Signal(str, str, str)
    """A memo (GUID) is to have this text and kind."""
    requestGo = Signal(object)
    requestBegin = Signal(str, str, str)
    """A new memo on a subject (a GUID; empty is the project), of a kind, with this text."""
    requestNew = Signal()
    """What a new memo is on is to be asked."""
    requestSave = Signal()
    requestPassage = Signal(object)
    """The `LinkedPassage` to show in the reader."""
    requestUnlink = Signal(str)
    """The link (a GUID) to take off its memo."""
    requestQuote = Signal(str, str, object)
    """A memo is to quote a Span of a document (GUIDs): it was dropped there."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Memos"))
        self.theme = theme
        self.me = ""
        self._draft: Draft | None = None
        self._shown = ""
        self._wanted = ""
        self._passages: Mapping[str, Sequence[LinkedPassage]] = {}
        self.model = MemosModel()
        self.words = QLineEdit()
        self.about, self.kind, self.writer = WideCombo(), QComboBox(), WideCombo()
        self.table = MemoTable(self.model, theme)
        self.told = sentence("")
        self.own_kind = QComboBox()
        self.reader = QTextBrowser()
        self.field = MemoField("")
        self.sides = QStackedWidget()
        self.passages = PassageList(theme)
        self.new = QPushButton(self.tr("&New memo…"))
        self.go = QPushButton(self.tr("&Go to it"))
        self.entry = QPushButton(self.tr("New &entry of the journal"))
        self.save = QPushButton(self.tr("&Save as a document…"))
        self._lay_out()
        self._connect()
        open_at(self, theme.px(960), theme.px(620))
        self.table.setFocus()

    def _lay_out(self) -> None:
        theme = self.theme
        self.words.setPlaceholderText(self.tr("Words"))
        self.words.setMinimumWidth(theme.px(200))
        row = FlowLayout(theme.space("m"))
        row.addWidget(self.words)
        for box, name in (
            (self.about, self.tr("What memos are on")),
            (self.kind, self.tr("Kind of memo")),
            (self.writer, self.tr("Who wrote them")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(tip(name))
            row.addWidget(box)
        self.words.setAccessibleName(self.tr("Words"))
        for box in (self.about, self.kind, self.writer, self.own_kind):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.own_kind.setAccessibleName(self.tr("Kind"))
        self.own_kind.setToolTip(self.tr("Kind"))
        self.reader.setAccessibleName(self.tr("Memo"))
        self.reader.setOpenLinks(False)
        self.sides.addWidget(self.reader)
        self.sides.addWidget(self.field)
        below = QWidget()
        side = QVBoxLayout(below)
        side.setContentsMargins(0, theme.space("m"), 0, 0)
        side.setSpacing(theme.space("m"))
        side.addWidget(self.told)
        side.addWidget(self.own_kind, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self.sides, 1)
        side.addWidget(self.passages)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(below)
        parts.setSizes([theme.px(290), theme.px(260)])
        buttons = FlowLayout(theme.space("m"))
        for button in (self.new, self.entry, self.go, self.save):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("m"))
        column.addLayout(row)
        column.addWidget(parts, 1)
        column.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No lower than all of it needs at this width, where rows of controls may have broken."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            room = self.screen().availableGeometry().height() - FRAME.height()
            self.setMinimumHeight(min(layout.minimumHeightForWidth(self.width()), room))

    def _connect(self) -> None:
        self.words.textChanged.connect(lambda _words: self._filter())
        for box in (self.about, self.kind, self.writer):
            box.activated.connect(lambda _row: self._filter())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _old: self._show())
        self.table.activated.connect(lambda _index: self._go())
        self.field.written.connect(lambda _text: self._rewrite())
        self.own_kind.activated.connect(lambda _row: self._rewrite())
        self.go.clicked.connect(self._go)
        self.entry.clicked.connect(self.begin_entry)
        self.new.clicked.connect(self.requestNew)
        self.field.unchanged.connect(self._end_draft)
        self.passages.requestPassage.connect(self.requestPassage)
        self.passages.requestUnlink.connect(self.requestUnlink)
        self.drop = PassageDrop(self.table, (self.field, self.reader))
        self.drop.dropped.connect(self._drop)
        self.save.clicked.connect(self.requestSave)

    # --- the list

    def show_memos(
        self,
        memos: Sequence[ListedMemo],
        me: str,
        *,
        read_only: bool,
        passages: Mapping[str, Sequence[LinkedPassage]] = MappingProxyType({}),
    ) -> None:
        """List these, with the passages that they quote; `me` (a GUID) may change their own. The
        current one stays current."""
        self.me = "" if read_only else me
        self._passages = passages
        for button in (self.entry, self.new):
            button.setEnabled(bool(self.me))
        kept = self.current.memo.guid if self.current is not None else ""
        if any(one.memo.guid == self._wanted for one in memos):
            kept, self._wanted = self._wanted, ""
        self._fill(self.about, self.tr("On anything"), [(tr(one), one.value) for one in About])
        kinds = dict.fromkeys([*KINDS, *(one.memo.kind for one in memos if one.memo.kind)])
        self._fill(self.kind, self.tr("Any kind"), [(kind_words(one), one) for one in kinds])
        writers = sorted({one.writer for one in memos})
        self._fill(self.writer, self.tr("Anybody"), [(one, one) for one in writers])
        self.model.set_memos(memos)
        self._choose(kept)

    def done(self, result: int) -> None:
        """Write what is being typed before the window closes."""
        self.field.clearFocus()
        super().done(result)

    def _fill(self, box: QComboBox, every: str, choices: Sequence[tuple[str, str]]) -> None:
        chosen = box.currentData()
        box.clear()
        box.addItem(every, "")
        for words, value in choices:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _filter(self) -> None:
        kept = self.current.memo.guid if self.current is not None else ""
        chosen = [str(box.currentData() or "") for box in (self.about, self.kind, self.writer)]
        self.model.set_filter(MemoFilter(self.words.text(), *chosen))
        self._choose(kept)

    def choose(self, guid: str) -> None:
        """Make a memo the current one, now or once it is listed; what hides it is asked no more."""
        if self.model.row_of(guid) >= 0:
            self._choose(guid)
            return
        self._wanted = guid
        if any(one.memo.guid == guid for one in self.model.all):
            self._wanted = ""
            self._ask_for_all()
            self._choose(guid)

    def _ask_for_all(self) -> None:
        self.words.clear()
        for box in (self.about, self.kind, self.writer):
            box.setCurrentIndex(0)
        self._filter()

    def _choose(self, guid: str) -> None:
        row = max(0, self.model.row_of(guid))
        if self.model.shown:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._show()

    @property
    def current(self) -> ListedMemo | None:
        """The memo whose row is the current one."""
        row = self.table.currentIndex().row()
        return self.model.shown[row] if 0 <= row < len(self.model.shown) else None

    # --- the memo

    def _show(self) -> None:
        one = self.current
        shown, self._shown = self._shown, one.memo.guid if one is not None else ""
        if self.field.hasFocus() and (self._draft is not None or shown == self._shown):
            if one is not None and self._draft is None:
                self._show_passages(one)
            return  # what is being typed stays, whatever came in meanwhile
        self._draft = None
        self.told.setText("" if one is not None else self._nothing())
        self.told.setVisible(one is None)
        own = self._is_own(one)
        self.own_kind.setVisible(own)
        self.sides.setCurrentIndex(_WRITE if own else _READ)
        self.go.setEnabled(one is not None and bool(one.document))
        self.save.setEnabled(bool(self.model.shown))
        text = one.memo.text if one is not None else ""
        self.field.show_text(text)
        self.field.setPlaceholderText(self.tr("Memo …"))
        set_markdown(self.reader.document(), text)
        self._show_passages(one)
        if one is not None:
            self._show_kind(one.memo.kind)

    def _nothing(self) -> str:
        """Why no memo is shown."""
        if self.model.all:
            return self.tr("No memo fits the filter.")
        return self.tr(
            "No memos yet. M writes one on the coding or the document that is open; New memo begins"
            " one on anything else, and an entry of the journal is about the whole project."
        )

    def _is_own(self, one: ListedMemo | None) -> bool:
        return one is not None and bool(self.me) and one.memo.coder == self.me

    def _show_passages(self, one: ListedMemo | None) -> None:
        found = self._passages.get(one.memo.guid, ()) if one is not None else ()
        self.passages.show_passages(found, own=self._is_own(one))

    def _show_kind(self, kind: str) -> None:
        kinds = dict.fromkeys([*KINDS, *([kind] if kind else [])])
        self._fill(self.own_kind, self.tr("No kind"), [(kind_words(k), k) for k in kinds])
        self.own_kind.setCurrentIndex(max(0, self.own_kind.findData(kind)))

    def _end_draft(self) -> None:
        """Show what was there before a memo was begun that says nothing. While its kind is chosen,
        it is begun still."""
        choosing = self.own_kind.hasFocus() or self.own_kind.view().hasFocus()
        if self._draft is not None and not self.field.hasFocus() and not choosing:
            self._show()

    def _rewrite(self) -> None:
        text, kind = self.field.toPlainText().strip(), str(self.own_kind.currentData() or "")
        draft = self._draft
        if draft is not None:
            if text:
                self._draft = None
                self.requestBegin.emit(draft.subject, draft.kind or kind, text)
        elif self.current is not None:
            self.requestRewrite.emit(self.current.memo.guid, text, kind)

    def _go(self) -> None:
        if self.current is not None and self.current.document:
            self.requestGo.emit(self.current)

    def _drop(self, row: int, document: str, span: Span) -> None:
        """A passage was dropped on a row, or (-1) on the memo that is shown."""
        one = self.model.shown[row] if 0 <= row < len(self.model.shown) else self.current
        if one is not None and self._draft is None:
            self._choose(one.memo.guid)
            self.requestQuote.emit(one.memo.guid, document, span)

    def begin_entry(self) -> None:
        """Write a new entry of the journal; it is one once it says something."""
        self.begin(Draft("", self.tr("New entry of the journal"), JOURNAL))

    def begin(self, draft: Draft) -> None:
        """Write a new memo; it is one once it says something."""
        self.field.clearFocus()  # what is being typed is written
        self._draft = draft
        self.table.clearSelection()  # what is written belongs to none that is listed
        self.told.setText(draft.words)
        self.told.setVisible(draft.kind != JOURNAL)  # the field says that itself
        self._show_kind(draft.kind)
        self.own_kind.setVisible(not draft.kind)
        self.passages.show_passages((), own=False)
        self.go.setEnabled(False)
        self.sides.setCurrentIndex(_WRITE)
        self.field.show_text("")
        entry = self.tr("Entry of the journal …")
        self.field.setPlaceholderText(entry if draft.kind == JOURNAL else self.tr("Memo …"))
        self.field.setFocus()
