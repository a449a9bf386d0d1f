"""The list of hits: each in its line of text, made when it is shown."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.corpus.span import Span
from annotator.operations.retrieval.search_result import SearchResult
from annotator.ui.theme import Theme
from annotator.ui.widgets.focus_frame import paint_focus_frame

_Index = QModelIndex | QPersistentModelIndex
_AROUND = 90
_TEXTS_KEPT = 4
PIECES = Qt.ItemDataRole.UserRole
"""Before the hit, the hit, behind it, and the name of the document."""


class HitsModel(QAbstractListModel):
    """Rows over the arrays of a search; nothing is kept for a row."""

    def __init__(self, text_of: Callable[[str], str], name_of: Callable[[str], str]) -> None:
        super().__init__()
        self.found = SearchResult()
        self._text_of, self._name_of = text_of, name_of
        self._ends = np.zeros(0, dtype=np.int64)
        self._texts: dict[str, str] = {}

    def set_found(self, found: SearchResult) -> None:
        """Show another search."""
        self.beginResetModel()
        self.found = found
        self._ends = np.cumsum([len(hits) for hits in found.documents], dtype=np.int64)
        self._texts.clear()
        self.endResetModel()

    def place(self, row: int) -> tuple[str, Span]:
        """Document and passage of a row."""
        number = int(np.searchsorted(self._ends, row, side="right"))
        first = int(self._ends[number - 1]) if number else 0
        hits = self.found.documents[number]
        return hits.document, hits.span(row - first)

    def row_from(self, document: str | None, position: int) -> int:
        """The first row at or behind a place; of a document without hits, the first of all."""
        first = 0
        for hits, end in zip(self.found.documents, self._ends.tolist(), strict=True):
            if hits.document == document:
                return first + int(np.searchsorted(hits.starts, position))
            first = end
        return 0

    def _text(self, document: str) -> str:
        if document not in self._texts:
            while len(self._texts) >= _TEXTS_KEPT:
                del self._texts[next(iter(self._texts))]
            self._texts[document] = self._text_of(document)
        return self._texts[document]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (PIECES, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        document, span = self.place(index.row())
        text = self._text(document)
        before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
        behind = text[span.end : span.end + _AROUND].partition("\n")[0]
        hit = text[span.start : min(span.end, span.start + 2 * _AROUND)].replace("\n", " ")
        name = self._name_of(document)
        if role == PIECES:
            return before, hit, behind, name
        return f"{before}{hit}{behind} — {name}"


class HitDelegate(QStyledItemDelegate):
    """The hit in bold, always at the same place, with what stands around it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(10, self.theme.space("row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, rect, state = self.theme, QRect(option.rect), option.state
        before, hit, behind, name = index.data(PIECES)
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("accent_tint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("hover"))
        inner = rect.adjusted(theme.space("m"), 0, -theme.space("m"), 0)
        column = inner.width() // 4
        names = inner.adjusted(inner.width() - column, 0, 0, 0)
        left = inner.adjusted(0, 0, -inner.width() + column + column // 2, 0)
        muted, text = theme.color("muted"), theme.color("text")
        right = Qt.AlignmentFlag.AlignRight
        self._piece(painter, left, before, muted, right, Qt.TextElideMode.ElideLeft)
        rest = inner.adjusted(left.width(), 0, -column - theme.space("m"), 0)
        used = self._piece(painter, rest, hit, text, bold=True)
        self._piece(painter, rest.adjusted(used, 0, 0, 0), behind, muted)
        self._piece(painter, names, name, muted, right)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_frame(painter, theme, rect)
        painter.restore()

    def _piece(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        color: QColor,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        *,
        bold: bool = False,
    ) -> int:
        font = self.theme.interface_font()
        font.setBold(bold)
        painter.setFont(font)
        painter.setPen(color)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, elide, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, shown)
        return metrics.horizontalAdvance(shown)
