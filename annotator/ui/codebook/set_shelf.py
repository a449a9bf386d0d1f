"""The sets of codes below the tree: codes are dropped on them, and a click shows one alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem

from annotator.corpus.codebook import CodeSet
from annotator.ui.codebook.code_tree import CODE_MIME
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip

_GUID = Qt.ItemDataRole.UserRole
_MOST_ROWS = 5
"""More sets than these are scrolled to."""


class SetShelf(QListWidget):
    """A row for each set with the number of its codes; hidden where there is none."""

    requestInto = Signal(str, list)
    """Codes (GUIDs) are to be put into a set (a GUID)."""
    setChosen = Signal(object)
    """GUID of the set to show alone, or None for all codes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: str | None = None
        self.setAccessibleName(self.tr("Sets of codes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.hide()

    def show_sets(self, sets: Sequence[CodeSet], chosen: str | None) -> None:
        """Show these sets; `chosen` is the one that is shown alone."""
        self._shown = chosen
        self.clear()
        for one in sets:
            item = QListWidgetItem(f"{one.name}  ({len(one.codes):,})", self)
            item.setData(_GUID, one.guid)
            item.setToolTip(tip(self.tr("Drop codes here to put them into “{0}”").format(one.name)))
            font = item.font()
            font.setBold(one.guid == chosen)
            item.setFont(font)
        self.setVisible(bool(sets))
        self._fit()

    def _choose(self, item: QListWidgetItem) -> None:
        guid = item.data(_GUID)
        self.setChosen.emit(None if guid == self._shown else guid)

    # --- drops

    def mimeTypes(self) -> list[str]:
        return [CODE_MIME]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(CODE_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        over = self.itemAt(event.position().toPoint())
        self.setCurrentRow(-1 if over is None else self.row(over))
        if over is not None and event.mimeData().hasFormat(CODE_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        over = self.itemAt(event.position().toPoint())
        if over is None or not event.mimeData().hasFormat(CODE_MIME):
            event.ignore()
            return
        guids = bytes(event.mimeData().data(CODE_MIME).data()).decode().split()
        event.acceptProposedAction()
        self.requestInto.emit(over.data(_GUID), guids)

    # --- its size

    def _fit(self) -> None:
        rows = min(self.count(), _MOST_ROWS)
        self.setFixedHeight(rows * self._row_height() + 2 * self._theme.space("s"))

    def _row_height(self) -> int:
        return max(self._theme.space("row"), self.sizeHintForRow(0))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height())

    def restyle(self, theme: Theme) -> None:
        self._theme = theme
        if self.count():
            self._fit()
