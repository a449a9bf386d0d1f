"""The passages that a memo quotes, a row each; a click leads to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from annotator.corpus.messages import tr
from annotator.operations.memos.links import LinkedPassage, LinkState
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip

_LINK = Qt.ItemDataRole.UserRole
_LONGEST = 120
"""Characters of a passage that a row shows."""
_ROWS = 4
"""Rows that are seen at once."""


class PassageList(QListWidget):
    """Hidden where there is nothing in it. The Delete key takes a link off one's own memo."""

    requestPassage = Signal(object)
    """The `LinkedPassage` to show in the reader."""
    requestUnlink = Signal(str)
    """The link (a GUID) that is to go."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("Passages that the memo quotes"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.unlink = QAction(self.tr("&Take the link off the memo"), self)
        self.unlink.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        self.unlink.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.unlink.triggered.connect(self._unlink)
        self.addAction(self.unlink)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)
        self.hide()

    def show_passages(self, passages: Sequence[LinkedPassage], *, own: bool) -> None:
        """List these; only one's `own` lose links."""
        self.clear()
        for one in passages:
            item = QListWidgetItem(_words(one))
            item.setData(_LINK, one)
            item.setToolTip(tip(f"{one.words}\n\n{_words(one)}"))
            if one.span is None:
                item.setForeground(self._theme.color("muted"))
            self.addItem(item)
        self.unlink.setEnabled(own)
        self.setVisible(bool(passages))
        row, edge = max(self.sizeHintForRow(0), 1), 2 * self.frameWidth() + self._theme.px(6)
        self.setMinimumHeight(row + edge)
        self.setMaximumHeight(row * min(max(len(passages), 1), _ROWS) + edge)

    def _go(self, item: QListWidgetItem) -> None:
        self.requestPassage.emit(item.data(_LINK))

    def _unlink(self) -> None:
        item = self.currentItem()
        if item is not None:
            one: LinkedPassage = item.data(_LINK)
            self.requestUnlink.emit(one.guid)


def _words(one: LinkedPassage) -> str:
    """The passage with its document, and what became of it."""
    words = " ".join(one.words.split())
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1] + "…"
    said = tr("“{words}” – {document}", words=words, document=one.name)
    if one.state is LinkState.THERE:
        return said
    return tr("{quotation} – {state}", quotation=said, state=tr(one.state.value))
