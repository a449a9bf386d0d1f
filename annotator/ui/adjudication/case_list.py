"""The disagreements as a list: settled or not, how the coders differ, the words in question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.corpus.messages import tr
from annotator.ui.adjudication.coder_names import CoderNames
from annotator.ui.adjudication.words import AnyCase, AnyQueue, case_at, code_words, kind_words
from annotator.ui.theme import Theme
from annotator.ui.widgets.mirroring import placed
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.two_lines import DETAIL, TwoLines

_Index = QModelIndex | QPersistentModelIndex
OPEN = Qt.ItemDataRole.UserRole
_ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole),
    *(Qt.ItemDataRole.AccessibleTextRole, OPEN, DETAIL),
)
_LONGEST = 160


class CaseModel(QAbstractListModel):
    """One row a case; the words of a row are made when it is shown."""

    def __init__(self, names: CoderNames, text_of: Callable[[str], str]) -> None:
        super().__init__()
        self._names, self._text_of = names, text_of
        self._docket: AnyQueue | None = None

    def show(self, docket: AnyQueue | None) -> None:
        """Show these."""
        self.beginResetModel()
        self._docket = docket
        self.endResetModel()

    def case(self, row: int) -> AnyCase | None:
        """The case of a row."""
        docket = self._docket
        if docket is None or not 0 <= row < len(docket.contested):
            return None
        return case_at(docket, row)

    def is_open(self, row: int) -> bool:
        """Whether the case of a row is still to be decided."""
        return self._docket is not None and self._docket.is_open_at(row)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self._docket is None else len(self._docket.contested)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        case = self.case(index.row()) if role in _ROLES else None
        if case is None or self._docket is None:
            return None
        if role == OPEN:
            return case.is_open
        if role == DETAIL:
            return self._quote(case)
        heading = f"{code_words(self._docket, case)} · {kind_words(case, self._names)}"
        match role:
            case Qt.ItemDataRole.ToolTipRole:
                return tip(f"{heading}\n{case.document.name}\n{self._quote(case)}")
            case Qt.ItemDataRole.AccessibleTextRole:
                state = tr("to settle") if case.is_open else tr("settled")
                return f"{state}: {heading}. {self._quote(case)}"
        return heading

    def _quote(self, case: AnyCase) -> str:
        text = self._text_of(case.document.guid)
        spans = case.first.spans
        return " ".join(text[spans[0].start : spans[-1].end][:_LONGEST].split())


class CaseDelegate(QStyledItemDelegate):
    """Two lines behind a mark: a ring for what is to settle, a disc with a tick for what is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines = TwoLines(theme)

    @property
    def theme(self) -> Theme:
        return self._lines.theme

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._lines.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return self._lines.sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, whole = self.theme, QRect(option.rect)
        gap = theme.px(14) + theme.space("m")
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, theme.color("accent_tint"))
        option.rect = placed(painter, whole, whole.adjusted(gap, 0, 0, 0))
        self._lines.paint(painter, option, index)
        side = theme.px(10)
        box = QRect(whole.left() + theme.space("m"), whole.center().y() - side // 2, side, side)
        box = placed(painter, whole, box)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = bool(index.data(OPEN))
        role = "accent" if is_open else "success"
        painter.setPen(QPen(theme.color(role), theme.px(1.6)))
        if not is_open:
            painter.setBrush(theme.color(role))
        painter.drawEllipse(box)
        if not is_open:
            painter.setPen(QPen(theme.color("page"), theme.px(1.6)))
            low = QPointF(box.left() + side * 0.45, box.top() + side * 0.72)
            painter.drawLine(QPointF(box.left() + side * 0.25, box.top() + side * 0.52), low)
            painter.drawLine(low, QPointF(box.left() + side * 0.78, box.top() + side * 0.32))
        painter.restore()
        option.rect = whole


def case_view(model: CaseModel, delegate: CaseDelegate) -> QListView:
    """A list of such rows."""
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.setUniformItemSizes(True)
    view.setAccessibleName(tr("Disagreements"))
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return view
