"""Documents by coders: how far everybody is, or who codes what, a cell each."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.corpus.document import Progress
from annotator.corpus.messages import fill
from annotator.operations.team.rounds import ProgressCell, TeamOverview
from annotator.ui.theme import Theme
from annotator.ui.widgets.mirroring import placed
from annotator.ui.widgets.plain_text import tip
from annotator.ui.widgets.progress_mark import paint_progress

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
CELL, IDLE = _Role.UserRole, _Role.UserRole + 1


class Mode(enum.Enum):
    """What the cells show."""

    PROGRESS = "progress"
    ASSIGNMENT = "assignment"


class ProgressTableModel(QAbstractTableModel):
    """A row a document, a column a coder; in the last column, how many coders are done."""

    requestAssign = Signal(object)
    """The pairs (document, coder) that are to be assigned, all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.mode = Mode.PROGRESS
        self.overview = TeamOverview([], [], {})
        self.given: set[tuple[str, str]] = set()
        self._labels: Mapping[str, str] = {}
        self._numbers = Counter[str]()

    def show(self, overview: TeamOverview, labels: Mapping[str, str], mode: Mode) -> None:
        """Show this; the cells that are the same stay where they are."""
        same = (overview.documents, overview.coders, mode) == (
            *(self.overview.documents, self.overview.coders),
            self.mode,
        )
        if not same:
            self.beginResetModel()
        self.overview, self.mode, self._labels = overview, mode, labels
        self.given = {pair for pair, cell in overview.cells.items() if cell.assigned}
        self._numbers = Counter(guid for pair in self.given for guid in pair)
        if not same:
            self.endResetModel()
        elif self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.overview.documents)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.overview.coders) + 1

    def pair(self, index: _Index) -> tuple[str, str] | None:
        """Document and coder (GUIDs) of a cell; None in the column of the sums."""
        if not index.isValid() or index.column() >= len(self.overview.coders):
            return None
        document = self.overview.documents[index.row()]
        return document.guid, self.overview.coders[index.column()].guid

    # --- what is shown

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if role == _Role.ToolTipRole:
            return tip(self._heading(section, orientation))
        return self._heading(section, orientation) if role == _Role.DisplayRole else None

    def _heading(self, section: int, orientation: Qt.Orientation) -> str:
        if orientation == Qt.Orientation.Vertical:
            return self.overview.documents[section].name
        if section >= len(self.overview.coders):
            return self.tr("Coders") if self.mode is Mode.ASSIGNMENT else self.tr("Done")
        coder = self.overview.coders[section].guid
        return f"{self._labels.get(coder, '')}\n{self._sum(coder)}"

    def _sum(self, coder: str) -> str:
        if self.mode is Mode.ASSIGNMENT:
            return fill(self.tr("{0:,} assigned"), self._numbers[coder])
        counts = self.overview.of_coder(coder)
        return fill(self.tr("{0:,} of {1:,} done"), counts[Progress.DONE], sum(counts.values()))

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        pair = self.pair(index)
        if pair is None:
            centre = Qt.AlignmentFlag.AlignCenter
            return {
                _Role.DisplayRole: self._row_sum(index),
                _Role.TextAlignmentRole: centre,
            }.get(_Role(role))
        cell = self.overview.cells[pair]
        if role == CELL:
            return cell
        if role == IDLE:
            begun = cell.codings or cell.progress is not Progress.NOT_STARTED
            return bool(self.given) and not cell.assigned and not begun
        if role in (_Role.AccessibleTextRole, _Role.ToolTipRole):
            words = self._words(index, cell)
            return tip(words) if role == _Role.ToolTipRole else words
        if role == _Role.CheckStateRole and self.mode is Mode.ASSIGNMENT:
            return Qt.CheckState.Checked if cell.assigned else Qt.CheckState.Unchecked
        return None

    def _row_sum(self, index: _Index) -> str:
        document = self.overview.documents[index.row()].guid
        if self.mode is Mode.ASSIGNMENT:
            return f"{self._numbers[document]:,}"
        counts = self.overview.of_document(document)
        return fill(self.tr("{0:,} of {1:,}"), counts[Progress.DONE], sum(counts.values()))

    def _words(self, index: _Index, cell: ProgressCell) -> str:
        said = {
            Progress.NOT_STARTED: self.tr("not begun"),
            Progress.IN_PROGRESS: self.tr("in progress"),
            Progress.DONE: self.tr("done"),
        }[cell.progress]
        if self.mode is Mode.ASSIGNMENT:
            said = self.tr("assigned") if cell.assigned else self.tr("not assigned")
        name = self.overview.documents[index.row()].name
        who = self._labels.get(self.overview.coders[index.column()].guid, "")
        return fill(self.tr("{0}, {1}: {2}, {3:,} codings"), name, who, said, cell.codings)

    # --- what is changed

    def toggle(self, index: _Index) -> None:
        """Assign a document to a coder, or take it from them."""
        pair = self.pair(index)
        if pair is not None and self.mode is Mode.ASSIGNMENT:
            self.requestAssign.emit(self.given ^ {pair})

    def toggle_column(self, column: int) -> None:
        """Assign all documents to a coder, or none where all are."""
        if column >= len(self.overview.coders) or self.mode is not Mode.ASSIGNMENT:
            return
        coder = self.overview.coders[column].guid
        whole = {(document.guid, coder) for document in self.overview.documents}
        self.requestAssign.emit(self.given - whole if whole <= self.given else self.given | whole)


class MatrixDelegate(QStyledItemDelegate):
    """Progress as a ring, a half disc, a disc with the number of codings; an assignment as a box
    with a tick; a cell that is nobody's task as a short line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self.theme.px(90), self.theme.space("row") + self.theme.space("s"))

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        cell = index.data(CELL)
        if cell is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(_Role.CheckStateRole) is None:
            self._progress(painter, option.rect, cell, idle=bool(index.data(IDLE)))
        else:
            self._box(painter, option.rect, ticked=cell.assigned)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(self.theme.color("accent"), self.theme.px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _progress(self, painter: QPainter, rect: QRect, cell: ProgressCell, *, idle: bool) -> None:
        theme = self.theme
        if idle:
            painter.setPen(QPen(theme.color("faint"), theme.px(1.2)))
            middle, half = rect.center(), theme.px(4)
            painter.drawLine(middle - QPoint(half, 0), middle + QPoint(half, 0))
            return
        size, gap = theme.px(12), theme.space("m")
        left, top = rect.center().x() - size - gap // 2, rect.center().y() - size // 2
        mark = placed(painter, rect, QRect(left, top, size, size))
        paint_progress(painter, theme, cell.progress, mark)
        painter.setFont(theme.interface_font("small_size"))
        painter.setPen(theme.color("text" if cell.codings else "muted"))
        number = QRect(left + size + gap, rect.top(), rect.right() - left - size, rect.height())
        number = placed(painter, rect, number)
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, f"{cell.codings:,}")

    def _box(self, painter: QPainter, rect: QRect, *, ticked: bool) -> None:
        theme = self.theme
        size = theme.px(16)
        box = QRect(0, 0, size, size)
        box.moveCenter(rect.center())
        painter.setPen(QPen(theme.color("accent" if ticked else "strong_border"), theme.px(1.2)))
        painter.setBrush(theme.color("accent" if ticked else "raised"))
        radius = theme.radius("small")
        painter.drawRoundedRect(box, radius, radius)
        if ticked:
            painter.setPen(QPen(theme.color("accent_text"), theme.px(2)))
            x, y, unit = box.left(), box.top(), size / 16
            painter.drawPolyline(
                [QPoint(round(x + a * unit), round(y + b * unit)) for a, b in _TICK]
            )


_TICK = ((4, 8), (7, 11), (12, 5))
