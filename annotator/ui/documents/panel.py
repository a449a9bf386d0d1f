"""The documents of the project: name, how far the current coder is, how many codings there are."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.corpus.document import Progress
from annotator.ui.focus_frame import paint_focus_frame
from annotator.ui.panel import Panel
from annotator.ui.plain_text import tip
from annotator.ui.progress_mark import paint_progress
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
GUID = Qt.ItemDataRole.UserRole
PROGRESS = Qt.ItemDataRole.UserRole + 1
CAPTION = Qt.ItemDataRole.UserRole + 2


class DocumentModel(QAbstractListModel):
    """The documents in their order, as the current coder sees them."""

    def __init__(self, bridge: ProjectBridge) -> None:
        super().__init__()
        self._bridge = bridge

    def refresh(self, *, same_rows: bool) -> None:
        """Show what the bridge has now; `same_rows` where only progress or counts changed."""
        if same_rows:
            last = self.index(max(0, self.rowCount() - 1))
            self.dataChanged.emit(self.index(0), last)
        else:
            self.beginResetModel()
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._bridge.documents)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        document = self._bridge.documents[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return document.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{document.name}, {self._caption(document.guid)}"
            case Qt.ItemDataRole.ToolTipRole:
                about = self.tr("{0:,} characters, {1}")
                said = self._bridge.said_of.get(document.guid, {})
                lines = [document.name, self._caption(document.guid)]
                lines.append(about.format(document.characters, document.encoding))
                return tip(
                    "\n".join([*lines, *(f"{name}: {value}" for name, value in said.items())])
                )
        own = {GUID: lambda guid: guid, PROGRESS: self._progress, CAPTION: self._caption}
        return own[role](document.guid) if role in own else None

    def _progress(self, document: str) -> Progress:
        coder = self._bridge.coder
        return self._bridge.progress_of(document, coder.guid if coder else "")

    def _caption(self, document: str) -> str:
        words = {
            Progress.NOT_STARTED: self.tr("not started"),
            Progress.IN_PROGRESS: self.tr("in progress"),
            Progress.DONE: self.tr("done"),
        }
        counts = self._bridge.counts.get(document, {})
        own = counts.get(self._bridge.coder.guid, 0) if self._bridge.coder else 0
        others = sum(counts.values()) - own
        caption = f"{words[self._progress(document)]} · {own}"
        caption += self.tr(" + {0} by others").format(others) if others else ""
        given = self._bridge.assigned(document)
        return caption + (self.tr(" · yours in {0}").format(", ".join(given)) if given else "")


class DocumentDelegate(QStyledItemDelegate):
    """Two lines: the name, and below it progress and counts beside a small mark."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heights = [self.theme.interface_font(s) for s in ("interface_size", "small_size")]
        return QSize(10, round(sum(f.pixelSize() * 1.35 for f in heights)) + self.theme.space("l"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self.theme
        painter.save()
        state, rect = option.state, option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        inner = rect.adjusted(
            theme.space("l"), theme.space("s"), -theme.space("m"), -theme.space("s")
        )
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() * 11 // 20)
        lower = QRect(inner.left(), upper.bottom(), inner.width(), inner.bottom() - upper.bottom())
        self._line(painter, upper, str(index.data()), "interface_size", "text")
        diameter = theme.px(7)
        box = QRect(lower.left(), lower.center().y() - diameter // 2 + 1, diameter, diameter)
        paint_progress(painter, theme, index.data(PROGRESS), box)
        lower.adjust(diameter + theme.space("m"), 0, 0, 0)
        self._line(painter, lower, str(index.data(CAPTION)), "small_size", "muted")
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_frame(painter, theme, rect)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, text: str, size: str, role: str) -> None:
        painter.setFont(self.theme.interface_font(size))
        painter.setPen(self.theme.color(role))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class DocumentsPanel(Panel):
    """The list of documents; choosing one asks for it to be shown."""

    requestOpenDocument = Signal(str)

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        self.view = QListView()
        self._delegate = DocumentDelegate(theme)
        super().__init__(self.tr("DOCUMENTS"), theme)
        self.model = DocumentModel(bridge)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("Documents"))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.view.selectionModel().currentChanged.connect(self._request)
        self.set_body(self.view)

    def _request(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.requestOpenDocument.emit(index.data(GUID))

    def select(self, row: int) -> None:
        """Make the document at `row` the chosen one."""
        self.view.setCurrentIndex(self.model.index(row))

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._delegate.theme = theme
        self.view.viewport().update()
