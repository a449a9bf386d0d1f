"""The window of the memos: a list with its filter, and the memo that is read or written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.messages import tr
from annotator.operations.codings.memo_list import KINDS, About, ListedMemo
from annotator.operations.memos.choosing import MemoFilter, kind_words
from annotator.ui.inspector.card import MemoField
from annotator.ui.memos.model import MemosModel
from annotator.ui.theme import Theme
from annotator.ui.widgets.flow_layout import FlowLayout
from annotator.ui.widgets.form import sentence
from annotator.ui.widgets.plain_text import set_markdown, tip
from annotator.ui.widgets.screen_fit import open_at

_READ, _WRITE = range(2)


class MemosWindow(QDialog):
    """One's own memos are written in it; those of others are read, with their Markdown shown."""

    requestRewrite = Signal(str, str, str)
    """A memo (GUID) is to have this text and kind."""
    requestGo = Signal(object)
    requestEntry = Signal(str)
    """A new entry of the journal."""
    requestSave = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Memos"))
        self.theme = theme
        self.me = ""
        self._drafting = False
        self._shown = ""
        self.model = MemosModel()
        self.words = QLineEdit()
        self.about, self.kind, self.writer = QComboBox(), QComboBox(), QComboBox()
        self.table = QTableView()
        self.told = sentence("")
        self.own_kind = QComboBox()
        self.reader = QTextBrowser()
        self.field = MemoField("")
        self.sides = QStackedWidget()
        self.go = QPushButton(self.tr("&Go to it"))
        self.entry = QPushButton(self.tr("New &entry of the journal"))
        self.save = QPushButton(self.tr("&Save as Markdown…"))
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
        self._dress_table()
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
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.space("m"))
        side.addWidget(self.own_kind, 0, Qt.AlignmentFlag.AlignLeft)
        side.addWidget(self.sides, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(below)
        parts.setSizes([theme.px(330), theme.px(200)])
        buttons = FlowLayout(theme.space("m"))
        for button in (self.go, self.entry, self.save):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space("xl")] * 4)
        column.setSpacing(theme.space("m"))
        column.addLayout(row)
        column.addWidget(self.told)
        column.addWidget(parts, 1)
        column.addLayout(buttons)

    def _dress_table(self) -> None:
        theme, table = self.theme, self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Memos"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.space("row"))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(theme.px(90))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((100, 0, 0, 90, 110)):
            header.resizeSection(column, theme.px(width))
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

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
        self.field.unchanged.connect(self._end_draft)
        self.save.clicked.connect(self.requestSave)

    # --- the list

    def show_memos(self, memos: Sequence[ListedMemo], me: str, *, read_only: bool) -> None:
        """List these; `me` (a GUID) may change their own. The current one stays current."""
        self.me = "" if read_only else me
        self.entry.setEnabled(bool(self.me))
        kept = self.current.memo.guid if self.current is not None else ""
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
        if self.field.hasFocus() and (self._drafting or shown == self._shown):
            return  # what is being typed stays, whatever came in meanwhile
        self._drafting = False
        if not self.model.all:
            self.told.setText(
                self.tr(
                    "No memos yet. M writes one on the coding or the document that is open; an"
                    " entry of the journal is about the whole project."
                )
            )
        elif one is None:
            self.told.setText(self.tr("No memo fits the filter."))
        else:
            self.told.setText("")
        self.told.setVisible(one is None)
        own = one is not None and bool(self.me) and one.memo.coder == self.me
        self.own_kind.setVisible(own)
        self.sides.setCurrentIndex(_WRITE if own else _READ)
        self.go.setEnabled(one is not None and bool(one.document))
        self.save.setEnabled(bool(self.model.shown))
        text = one.memo.text if one is not None else ""
        self.field.show_text(text)
        set_markdown(self.reader.document(), text)
        if one is not None:
            kinds = dict.fromkeys([*KINDS, *([one.memo.kind] if one.memo.kind else [])])
            self._fill(self.own_kind, self.tr("No kind"), [(kind_words(k), k) for k in kinds])
            self.own_kind.setCurrentIndex(max(0, self.own_kind.findData(one.memo.kind)))

    def _end_draft(self) -> None:
        """Show what was there before an entry was begun that says nothing."""
        if self._drafting and not self.field.hasFocus():
            self._show()

    def _rewrite(self) -> None:
        if self._drafting:
            self._drafting = False
            self.requestEntry.emit(self.field.toPlainText().strip())
        elif self.current is not None:
            text, kind = self.field.toPlainText().strip(), str(self.own_kind.currentData() or "")
            self.requestRewrite.emit(self.current.memo.guid, text, kind)

    def _go(self) -> None:
        if self.current is not None and self.current.document:
            self.requestGo.emit(self.current)

    def begin_entry(self) -> None:
        """Write a new entry of the journal; it is one once it says something."""
        self._drafting = True
        self.told.hide()
        self.own_kind.hide()
        self.sides.setCurrentIndex(_WRITE)
        self.field.show_text("")
        self.field.setPlaceholderText(self.tr("Entry of the journal …"))
        self.field.setFocus()
