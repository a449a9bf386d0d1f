"""How a document looks in the list, and its name edited in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.ui.documents.model import CAPTION, COUNT, GROUP, GUID, PROGRESS
from annotator.ui.theme import Theme
from annotator.ui.widgets.elision import elided
from annotator.ui.widgets.focus_frame import paint_focus_frame
from annotator.ui.widgets.mirroring import placed
from annotator.ui.widgets.progress_mark import paint_progress
from annotator.ui.widgets.renaming import RenamingDelegate, name_editor

_Index = QModelIndex | QPersistentModelIndex


class DocumentDelegate(RenamingDelegate):
    """Name, and below it progress and counts beside a small mark; `compact` rows, for long lists,
    have the mark, the name and the number of codings in one line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.compact = False
        self._row = QRect()
        """The row that is painted now."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if self.compact:
            return QSize(10, self.theme.space("row"))
        heights = [self.theme.interface_font(s) for s in ("interface_size", "small_size")]
        return QSize(10, round(sum(f.pixelSize() * 1.35 for f in heights)) + self.theme.space("l"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, self._row = self.theme, QRect(option.rect)
        if index.data(GROUP) is not None:
            self._head(painter, option.rect, index)
            return
        painter.save()
        state, rect = option.state, option.rect
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        if self.compact:
            self._one_line(painter, rect, index)
        else:
            self._two_lines(painter, rect, index)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_frame(painter, theme, rect)
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """The head of a group: its value, and how many documents there are."""
        m = self.theme.space("m")
        painter.save()
        painter.fillRect(rect, self.theme.color("window"))
        inner = rect.adjusted(m, 0, -m, 0)
        count = str(index.data(COUNT))
        painter.setFont(self.theme.interface_font("small_size"))
        width = painter.fontMetrics().horizontalAdvance(count)
        box = QRect(inner.right() - width, inner.top(), width + 1, inner.height())
        self._line(painter, box, count, "small_size", "muted")
        name = inner.adjusted(0, 0, -width - m, 0)
        self._line(painter, name, str(index.data()), "small_size", "muted")
        painter.restore()

    def _one_line(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        m = self.theme.space("m")
        inner = self._mark(painter, rect.adjusted(m, 0, -m, 0), index)
        count = str(index.data(COUNT))
        painter.setFont(self.theme.interface_font("small_size"))
        width = painter.fontMetrics().horizontalAdvance(count)
        box = QRect(inner.right() - width, inner.top(), width + 1, inner.height())
        self._line(painter, box, count, "small_size", "muted")
        name = inner.adjusted(0, 0, -width - m, 0)
        self._name(painter, name, index)

    def _two_lines(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        space = self.theme.space
        inner = rect.adjusted(space("l"), space("s"), -space("m"), -space("s"))
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() * 11 // 20)
        lower = QRect(inner.left(), upper.bottom(), inner.width(), inner.bottom() - upper.bottom())
        self._name(painter, upper, index)
        lower = self._mark(painter, lower, index)
        self._line(painter, lower, str(index.data(CAPTION)), "small_size", "muted")

    def _mark(self, painter: QPainter, rect: QRect, index: _Index) -> QRect:
        """The mark of the progress; returns the room beside it."""
        diameter = self.theme.px(7)
        box = QRect(rect.left(), rect.center().y() - diameter // 2 + 1, diameter, diameter)
        box = placed(painter, self._row, box)
        paint_progress(painter, self.theme, index.data(PROGRESS), box)
        return rect.adjusted(diameter + self.theme.space("m"), 0, 0, 0)

    def _name(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """The name, cut so that it differs from those above and below."""
        beside = [index.sibling(index.row() + by, index.column()).data() for by in (-1, 1)]
        neighbours = [str(name) for name in beside if name is not None]
        self._line(painter, rect, str(index.data()), "interface_size", "text", neighbours)

    def _line(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        size: str,
        role: str,
        neighbours: Sequence[str] | None = None,
    ) -> None:
        painter.setFont(self.theme.interface_font(size))
        painter.setPen(self.theme.color(role))
        metrics, end = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        shown = (
            elided(metrics, text, rect.width(), neighbours)
            if neighbours is not None
            else metrics.elidedText(text, end, rect.width())
        )
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(placed(painter, self._row, rect), align, shown)

    # --- the name in place

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QLineEdit:
        return name_editor(parent, self.tr("Name of the document"))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        height = self.theme.space("row")
        rect = QRect(option.rect.left(), option.rect.top(), option.rect.width(), height)
        editor.setGeometry(rect.adjusted(self.theme.space("s"), 1, -self.theme.space("s"), -1))

    def named(self, index: _Index) -> tuple[str, str]:
        return index.data(GUID), str(index.data())
