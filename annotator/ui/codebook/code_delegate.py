"""How a code looks in the tree, and its name edited in place."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.corpus.codebook import Code
from annotator.ui.theme import Theme
from annotator.ui.widgets.elision import elided
from annotator.ui.widgets.focus_frame import paint_focus_frame
from annotator.ui.widgets.mirroring import placed
from annotator.ui.widgets.renaming import RenamingDelegate, name_editor

_Index = QModelIndex | QPersistentModelIndex
CODE = Qt.ItemDataRole.UserRole
USED = Qt.ItemDataRole.UserRole + 1
LAST = Qt.ItemDataRole.UserRole + 2
"""When it was used last, in short words; None where that is not shown."""


class CodeDelegate(RenamingDelegate):
    """A row of the tree: a swatch in the code's colour, its name, its key as a key cap, when
    it was used last, a count.

    The name can be edited in place; the row keeps what it shows until the project says otherwise.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.shows_counts = True
        self._row = QRect()
        """The row that is painted now."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(10, self.theme.space("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, code = self.theme, index.data(CODE)
        used, last = index.data(USED), index.data(LAST)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state, rect = option.state, option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        self._row = rect
        rest = rect.adjusted(theme.space("m"), 0, -theme.space("m"), 0)
        if code.codable:
            rest = self._swatch(painter, rest, code)
        if self.shows_counts and (code.codable or used):
            rest = self._trailing(painter, rest, f"{used:,}", self.theme.px(22))
        if last:
            rest = self._trailing(painter, rest, last)
        if code.key:
            rest = self._key(painter, rest, code.key)
        painter.setFont(theme.interface_font())
        painter.setPen(theme.color("text"))
        name = elided(painter.fontMetrics(), code.name, rest.width())
        painter.drawText(placed(painter, rect, rest), Qt.AlignmentFlag.AlignVCenter, name)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_frame(painter, theme, rect)
        painter.restore()

    def _swatch(self, painter: QPainter, rect: QRect, code: Code) -> QRect:
        side = self.theme.px(12)
        box = QRect(rect.left(), rect.center().y() - side // 2, side, side)
        painter.setPen(QPen(self.theme.code_line(code.color), self.theme.px(1.5)))
        painter.setBrush(QColor(code.color))  # shades of one colour are told apart
        box = placed(painter, self._row, box)
        painter.drawRoundedRect(box, self.theme.px(3), self.theme.px(3))
        return rect.adjusted(side + self.theme.space("m"), 0, 0, 0)

    def _trailing(self, painter: QPainter, rect: QRect, words: str, least: int = 0) -> QRect:
        """Quiet words at the right end; what is left of the row."""
        painter.setFont(self.theme.interface_font("small_size"))
        painter.setPen(self.theme.color("muted"))
        width = max(least, painter.fontMetrics().horizontalAdvance(words))
        box = rect.adjusted(rect.width() - width, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(placed(painter, self._row, box), align, words)
        return rect.adjusted(0, 0, -width - self.theme.space("s"), 0)

    def _key(self, painter: QPainter, rect: QRect, key: str) -> QRect:
        side = self.theme.px(18)
        box = QRect(rect.right() - side, rect.center().y() - side // 2, side, side)
        box = placed(painter, self._row, box)
        painter.setPen(QPen(self.theme.color("border"), self.theme.px(1)))
        painter.setBrush(self.theme.color("raised"))
        painter.drawRoundedRect(box, self.theme.radius("small"), self.theme.radius("small"))
        painter.setPen(self.theme.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
        return rect.adjusted(0, 0, -side - self.theme.space("m"), 0)

    # --- the name in place

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QLineEdit:
        return name_editor(parent, self.tr("Name of the code"))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        side = self.theme.px(12) + 2 * self.theme.space("m") if index.data(CODE).codable else 0
        editor.setGeometry(option.rect.adjusted(side, 1, -self.theme.space("s"), -1))

    def named(self, index: _Index) -> tuple[str, str]:
        code = index.data(CODE)
        return code.guid, code.name
