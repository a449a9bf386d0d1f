"""The quick palette: type a few letters of a code or a command, press Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.corpus.folding import search_key
from annotator.ui.theme import Theme
from annotator.ui.widgets.mirroring import placed

ENTRY = Qt.ItemDataRole.UserRole
_MOST = 60
_LIST_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """What can be chosen: a code (with its `color`) or a command, where it belongs, its key."""

    name: str
    where: str
    key: str
    run: Callable[[], None]
    color: str = ""


def ranked(entries: Sequence[PaletteEntry], typed: str) -> list[PaletteEntry]:
    """The entries that have every typed word, best first: name begins with it, a word of the
    name begins with it, it is somewhere. Among equals the order stays."""
    words = search_key(typed).split()
    found: list[tuple[int, int, PaletteEntry]] = []
    for number, entry in enumerate(entries):
        name = search_key(entry.name)
        whole = f"{name} {search_key(entry.where)}"
        if not all(word in whole for word in words):
            continue
        first = words[0] if words else ""
        rank = 0 if name.startswith(first) else 1 if f" {first}" in name else 2
        found.append((rank, number, entry))
    found.sort(key=lambda item: item[:2])
    return [entry for _rank, _number, entry in found[:_MOST]]


class _Delegate(QStyledItemDelegate):
    """A swatch for codes, the name, where it belongs, and its key at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: object) -> QSize:
        return QSize(10, self.theme.space("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index) -> None:  # type: ignore[no-untyped-def]
        theme, entry, rect = self.theme, index.data(ENTRY), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_tint"))
        m, side = theme.space("m"), theme.px(12)
        if entry.color:
            box = QRect(rect.left() + m, rect.center().y() - side // 2, side, side)
            painter.setPen(QPen(theme.code_line(entry.color), theme.px(1.5)))
            painter.setBrush(theme.code_tint(entry.color))
            box = placed(painter, rect, box)
            painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        inner = rect.adjusted(2 * m + side, 0, -m, 0)
        vertical = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.interface_font())
        painter.setPen(theme.color("text"))
        whole = placed(painter, rect, inner)
        painter.drawText(whole, vertical | Qt.AlignmentFlag.AlignLeft, entry.name)
        used = painter.fontMetrics().horizontalAdvance(entry.name) + m
        painter.setFont(theme.interface_font("small_size"))
        painter.setPen(theme.color("muted"))
        beside = placed(painter, rect, inner.adjusted(used, 0, 0, 0))
        painter.drawText(beside, vertical | Qt.AlignmentFlag.AlignLeft, entry.where)
        painter.drawText(whole, vertical | Qt.AlignmentFlag.AlignRight, entry.key)
        painter.restore()


class Palette(QFrame):
    """Lies over the window and goes when something is chosen, Esc is pressed or one clicks
    elsewhere."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.setObjectName("palette")
        self._entries: list[PaletteEntry] = []
        self._window = window
        self._before: QWidget | None = None
        self._delegate = _Delegate(theme)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("A code or a command"))
        self.line.setAccessibleName(self.tr("A code or a command"))
        self.list = QListWidget()
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("Codes and commands"))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.line)
        self._column.addWidget(self.list, 1)
        self.line.textChanged.connect(self._fill)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        self.restyle(theme)
        self.hide()

    def open_with(self, entries: list[PaletteEntry]) -> None:
        """Offer these."""
        window = self._window
        self._before = window.focusWidget()
        self._entries = entries
        theme = self._delegate.theme
        width = min(theme.px(560), window.width() - 2 * theme.space("xl"))
        height = min(theme.px(420), window.height() - 2 * theme.px(70))
        self.setGeometry((window.width() - width) // 2, theme.px(70), width, height)
        self.line.clear()
        self._fill("")
        self.show()
        self.raise_()
        self.line.setFocus()

    def names(self) -> list[str]:
        """What is offered for what is typed."""
        return [self.list.item(row).data(ENTRY).name for row in range(self.list.count())]

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for entry in ranked(self._entries, typed):
            item = QListWidgetItem(self.list)
            item.setData(ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.name}, {entry.where}")
        self.list.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            entry: PaletteEntry = item.data(ENTRY)
            self.leave()
            entry.run()

    def _step(self, by: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + by) % self.list.count())

    def leave(self) -> None:
        """Close, with the focus back where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentItem())
        elif key in _LIST_KEYS:
            self.list.keyPressEvent(event)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(1 if key == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def restyle(self, theme: Theme) -> None:
        self._delegate.theme = theme
        m = theme.space("m")
        self._column.setContentsMargins(m, m, m, m)
        self._column.setSpacing(m)
