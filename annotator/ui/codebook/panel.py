"""The codebook as a tree: colour, name, key, and how often each code was used."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from annotator.corpus.codebook import Code
from annotator.ui.panel import Panel
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
CODE = Qt.ItemDataRole.UserRole
USED = Qt.ItemDataRole.UserRole + 1


class CodeDelegate(QStyledItemDelegate):
    """A row of the tree: a swatch in the code's colour, its name, its key as a key cap, a count."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(10, self.theme.space("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, code = self.theme, index.data(CODE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state, rect = option.state, option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        rest = rect.adjusted(theme.space("s"), 0, -theme.space("m"), 0)
        if code.codable:
            rest = self._swatch(painter, rest, code)
        rest = self._count(painter, rest, index.data(USED))
        if code.key:
            rest = self._key(painter, rest, code.key)
        painter.setFont(theme.interface_font())
        painter.setPen(theme.color("text"))
        name = painter.fontMetrics().elidedText(
            code.name, Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, name)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("accent"), 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        painter.restore()

    def _swatch(self, painter: QPainter, rect: QRect, code: Code) -> QRect:
        side = self.theme.px(12)
        box = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        painter.setPen(QPen(self.theme.code_line(code.color), self.theme.px(1.5)))
        painter.setBrush(self.theme.code_tint(code.color))
        painter.drawRoundedRect(box, self.theme.px(3), self.theme.px(3))
        return rect.adjusted(side + self.theme.space("m"), 0, 0, 0)

    def _count(self, painter: QPainter, rect: QRect, used: int) -> QRect:
        painter.setFont(self.theme.interface_font("small_size"))
        painter.setPen(self.theme.color("muted"))
        width = max(self.theme.px(22), painter.fontMetrics().horizontalAdvance(f"{used:,}"))
        box = rect.adjusted(rect.width() - width, 0, 0, 0)
        if used:
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box, align, f"{used:,}")
        return rect.adjusted(0, 0, -width - self.theme.space("s"), 0)

    def _key(self, painter: QPainter, rect: QRect, key: str) -> QRect:
        side = self.theme.px(18)
        box = QRect(rect.right() - side, rect.center().y() - side // 2, side, side)
        painter.setPen(QPen(self.theme.color("border"), self.theme.px(1)))
        painter.setBrush(self.theme.color("raised"))
        painter.drawRoundedRect(box, self.theme.radius("small"), self.theme.radius("small"))
        painter.setPen(self.theme.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        return rect.adjusted(0, 0, -side - self.theme.space("m"), 0)


class CodebookPanel(Panel):
    """The codes; a double click or Enter asks to code the selected passage."""

    requestCode = Signal(str)
    """GUID of the code to use for what is selected in the reader."""
    currentCodeChanged = Signal()

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        self.tree = QTreeWidget()
        self._delegate = CodeDelegate(theme)
        super().__init__(self.tr("CODES"), theme)
        self._bridge = bridge
        self.tree.setHeaderHidden(True)
        self.tree.setItemDelegate(self._delegate)
        self.tree.setMouseTracking(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(self.tr("Codes"))
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.tree.itemActivated.connect(self._request)
        self.tree.currentItemChanged.connect(lambda *_items: self.currentCodeChanged.emit())
        self.set_body(self.tree)

    def refresh(self) -> None:
        """Show the codebook as it is now; the chosen and the closed codes stay so."""
        chosen, closed = self.current_code(), set(self._closed())
        self.tree.blockSignals(True)
        self.tree.clear()
        items: dict[str | None, QTreeWidgetItem] = {None: self.tree.invisibleRootItem()}
        book = self._bridge.codebook
        parents: list[str | None] = [None]
        for depth, code in book.walk():
            del parents[depth + 1 :]
            item = QTreeWidgetItem(items[parents[depth]])
            item.setText(0, code.name)
            item.setData(0, CODE, code)
            item.setData(0, USED, self._bridge.code_counts.get(code.guid, 0))
            item.setToolTip(0, code.definition)
            item.setExpanded(code.guid not in closed)
            items[code.guid] = item
            parents.append(code.guid)
        if chosen is not None and chosen.guid in items:
            self.tree.setCurrentItem(items[chosen.guid])
        flat = not any(code.parent for code in book.codes)
        self.tree.setRootIsDecorated(not flat)
        self.tree.blockSignals(False)
        self.currentCodeChanged.emit()

    def refresh_counts(self) -> None:
        """Show how often each code is used now."""
        for item in self._items():
            item.setData(0, USED, self._bridge.code_counts.get(item.data(0, CODE).guid, 0))

    def _items(self) -> list[QTreeWidgetItem]:
        return self.tree.findItems("", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)

    def _closed(self) -> list[str]:
        return [
            item.data(0, CODE).guid
            for item in self._items()
            if item.childCount() and not item.isExpanded()
        ]

    def current_code(self) -> Code | None:
        """The code that is chosen in the tree."""
        item = self.tree.currentItem()
        code: Code | None = item.data(0, CODE) if item is not None else None
        return code

    def _request(self, item: QTreeWidgetItem, _column: int) -> None:
        self.requestCode.emit(item.data(0, CODE).guid)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self._delegate.theme = theme
        self.tree.setIndentation(theme.space("l") + theme.space("s"))
        self.tree.viewport().update()
