"""Choose one code of many: a list with a filter above it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from annotator.corpus.codebook import Code, Codebook
from annotator.corpus.folding import search_key
from annotator.ui.recovery.typed_forms import PASSING
from annotator.ui.theme import Theme
from annotator.ui.widgets.swatch import swatch

GUID = Qt.ItemDataRole.UserRole


class CodePicker(QWidget):
    """The codes of a codebook by their paths, but for those in `without`."""

    chosen = Signal()
    """Another code is chosen, or none."""

    def __init__(
        self,
        codebook: Codebook,
        theme: Theme,
        without: Collection[str] = (),
        *,
        folders: bool = False,
    ) -> None:
        super().__init__()
        self._codebook = codebook
        self.filter = QLineEdit()
        self.filter.setProperty(PASSING, True)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the codes by name"))
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setTextElideMode(Qt.TextElideMode.ElideLeft)  # a path is told by its end
        self.list.setAccessibleName(self.tr("Codes"))
        self.list.setUniformItemSizes(True)
        for _depth, code in codebook.walk():
            if code.guid not in without and (code.codable or folders):
                self._add(code, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("s"))
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        self.filter.textChanged.connect(self._filter)
        self.filter.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda *_items: self.chosen.emit())

    def _add(self, code: Code, theme: Theme) -> None:
        item = QListWidgetItem(" › ".join(self._codebook.path(code.guid)), self.list)
        item.setIcon(swatch(code.color, theme))
        item.setData(GUID, code.guid)
        item.setSizeHint(QSize(10, theme.space("row")))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the filter choose in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None:
                self._step(by)
                return True
        return super().eventFilter(watched, event)

    def _step(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count() and self.list.item(row).isHidden():
            row += by
        if 0 <= row < self.list.count():
            self.list.setCurrentRow(row)

    def _filter(self, words: str) -> None:
        needle, shown = search_key(words).strip(), []
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(needle not in search_key(item.text()))
            if not item.isHidden():
                shown.append(item)
        current = self.list.currentItem()
        if len(shown) == 1:
            self.list.setCurrentItem(shown[0])
        elif current is not None and current.isHidden():
            self.list.setCurrentRow(-1)

    def choose(self, guid: str) -> None:
        """Choose a code by its GUID."""
        for row in range(self.list.count()):
            if self.list.item(row).data(GUID) == guid:
                self.list.setCurrentRow(row)

    def code(self) -> Code | None:
        """The code that is chosen."""
        item = self.list.currentItem()
        return self._codebook.by_guid[item.data(GUID)] if item is not None else None
