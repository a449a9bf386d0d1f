"""What a search of the manual found, in its list: where it stands, and the words around it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_frame import paint_focus_frame

_Index = QModelIndex | QPersistentModelIndex
EXCERPT = Qt.ItemDataRole.UserRole + 11
"""The words around what was searched for; other rows of the list have none."""


class HitDelegate(QStyledItemDelegate):
    """Rows with an excerpt break their lines; others are as lists draw them."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self.theme = view, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if index.data(EXCERPT) is None:
            return super().sizeHint(option, index)
        height = round(self._laid_out(index).size().height())
        return QSize(10, height + 2 * self.theme.space("s"))

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        if index.data(EXCERPT) is not None:
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        if index.data(EXCERPT) is None:
            return
        text = self._laid_out(index)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, self.theme.color("text"))
        painter.save()
        corner = option.rect.topLeft()
        painter.translate(corner.x() + self.theme.space("m"), corner.y() + self.theme.space("s"))
        text.documentLayout().draw(painter, context)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_focus_frame(painter, self.theme, option.rect)

    def _laid_out(self, index: _Index) -> QTextDocument:
        """The row as text of the width that the list has."""
        text = QTextDocument()
        text.setDocumentMargin(0)
        text.setDefaultFont(self.theme.interface_font("small_size"))
        lines = QTextOption()
        lines.setTextDirection(self._view.layoutDirection())
        text.setDefaultTextOption(lines)
        where, around = QTextCharFormat(), QTextCharFormat()
        where.setFontWeight(600)
        around.setForeground(self.theme.color("muted"))
        cursor = QTextCursor(text)
        cursor.insertText(str(index.data()), where)
        cursor.insertBlock()
        cursor.insertText(str(index.data(EXCERPT)), around)
        text.setTextWidth(self._view.viewport().width() - 2 * self.theme.space("m"))
        return text
