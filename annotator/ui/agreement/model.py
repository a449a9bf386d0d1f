"""The agreement table: one row a code; its figures with their intervals, then what they rest on
and how often each coder used the code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from annotator.agreement import Figure, Interval, Row, RowIntervals
from annotator.corpus.number_words import figure_words, typeset
from annotator.operations.reliability import Comparison
from annotator.operations.reliability.catalogue import is_percent
from annotator.operations.reliability.interval_words import basis_words, carried
from annotator.ui.agreement.words import SHOWN, explanation, heading
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
FIGURE_ROLE = Qt.ItemDataRole.UserRole
INTERVAL_ROLE = Qt.ItemDataRole.UserRole + 1
MEASURES = SHOWN


@dataclass(frozen=True)
class _Line:
    """A row as it is shown; the last one, of all codes, stays last however rows are sorted."""

    name: str
    row: Row
    spread: RowIntervals | None


class AgreementModel(QAbstractTableModel):
    """The rows of a comparison; the last one is all codes together."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.comparison: Comparison | None = None
        self._labels: list[str] = []
        self._lines: list[_Line] = []
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show(self, comparison: Comparison, labels: dict[str, str]) -> None:
        """Show another comparison; `labels` are the coders' names by GUID."""
        self.beginResetModel()
        self.comparison = comparison
        self._labels = [labels[coder.guid] for coder in comparison.coders]
        panel = comparison.interval_table
        spread = [*panel.rows, panel.overall] if panel else [None] * (len(comparison.codes) + 1)
        names = [*(" > ".join(path) for path in comparison.paths), self.tr("All codes")]
        rows = [*comparison.table.rows, comparison.table.overall]
        self._lines = [_Line(*line) for line in zip(names, rows, spread, strict=True)]
        self._arrange()
        self.endResetModel()

    @property
    def unit(self) -> str:
        """What is counted, in the plural."""
        return self.comparison.table.unit if self.comparison else "characters"

    @property
    def first_figure(self) -> int:
        """The column of the first figure; figures come before counts, so that they are seen."""
        return 1

    @property
    def first_count(self) -> int:
        """The column of the first coder's number of codings."""
        return self.first_figure + len(MEASURES) + len(self._carried)

    @property
    def _carried(self) -> list[str]:
        """The heading of the column of what intervals rest on, where there are intervals."""
        panel = self.comparison.interval_table if self.comparison else None
        if panel is None:
            return []
        documents, paragraphs = self.tr("Documents (effective)"), self.tr("Paragraphs (effective)")
        return [documents if panel.kind == "document" else paragraphs]

    def row_of(self, index: _Index) -> Row:
        """The row behind a cell."""
        return self._lines[index.row()].row

    # --- what Qt asks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.first_count + len(self._labels)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and section >= self.first_count:
            said = self.tr("Codings of {0}")
            return tip(said.format(self._labels[section - self.first_count]))
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        figures = [heading(name, self.unit) for name in MEASURES]
        return (self.tr("Code"), *figures, *self._carried, *self._labels)[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(index)
            case Qt.ItemDataRole.TextAlignmentRole if index.column():
                return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            case Qt.ItemDataRole.FontRole if index.row() == len(self._lines) - 1:
                font = self.theme.interface_font()
                font.setWeight(QFont.Weight.DemiBold)
                return font
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._cell(index)} {self.explanation(index)}".strip()
        own: Callable[[_Index], object] | None = {
            Qt.ItemDataRole.ToolTipRole: lambda one: tip(self._tip(one)),
            FIGURE_ROLE: self.figure,
            INTERVAL_ROLE: self.interval,
        }.get(role)
        return own(index) if own else None

    def figure(self, index: _Index) -> Figure | None:
        """The figure in a cell; None in the columns of names and counts."""
        number = self._measure(index)
        if number is None:
            return None
        found: Figure = getattr(self._lines[index.row()].row, MEASURES[number])
        return found

    def interval(self, index: _Index) -> Interval | None:
        """The interval of the figure in a cell."""
        number = self._measure(index)
        spread = None if number is None else self._lines[index.row()].spread
        if number is None or spread is None:
            return None
        found: Interval = getattr(spread, MEASURES[number])
        return found

    def _measure(self, index: _Index) -> int | None:
        """The place of a cell's figure in MEASURES; None in other columns."""
        number = index.column() - self.first_figure
        return number if index.isValid() and 0 <= number < len(MEASURES) else None

    def _cell(self, index: _Index) -> str:
        line, measure = self._lines[index.row()], self._measure(index)
        if index.column() == 0:
            return line.name
        if measure is not None:
            name = MEASURES[measure]
            value = getattr(line.row, name).value
            if value is None:
                return "–"
            return typeset(figure_words(value, in_percent=is_percent(name)))
        if index.column() < self.first_count:
            return carried(line.spread) if line.spread else ""
        number = line.row.codings[index.column() - self.first_count]
        return "–" if number is None else f"{number:,}"

    def _tip(self, index: _Index) -> str:
        """The whole name, or what a cell means."""
        if index.column() == 0:
            return self._lines[index.row()].name
        return self.explanation(index)

    def explanation(self, index: _Index) -> str:
        """What a figure is and what it was computed from."""
        figure = self.figure(index)
        if figure is None:
            return self._count_words(index)
        name = MEASURES[index.column() - self.first_figure]
        return typeset(explanation(name, figure, self.interval(index), self.unit))

    def _count_words(self, index: _Index) -> str:
        spread = self._lines[index.row()].spread if index.isValid() else None
        if spread is None or index.column() != self.first_figure + len(MEASURES):
            return ""
        return self.tr(basis_words(spread))

    # --- order

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order of the codebook. What is undefined comes last."""
        self.beginResetModel()
        self._sorted = (column, order)
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        column, order = self._sorted
        if not self._lines:
            return
        *lines, overall = self._lines
        down = order == Qt.SortOrder.DescendingOrder
        if column < 0 or column >= self.columnCount():
            lines.sort(key=lambda line: line.row.code or 0)
        elif column == 0:
            lines.sort(key=lambda line: line.name.casefold(), reverse=down)
        else:
            value = self._value_in(column)
            there = [line for line in lines if value(line) is not None]
            there.sort(key=lambda line: value(line) or 0.0, reverse=down)
            lines = there + [line for line in lines if value(line) is None]
        self._lines = [*lines, overall]

    def _value_in(self, column: int) -> Callable[[_Line], float | None]:
        if column >= self.first_count:
            return lambda line: line.row.codings[column - self.first_count]
        if column >= self.first_figure + len(MEASURES):
            return lambda line: line.spread.alpha_character.basis.effective if line.spread else None
        name = MEASURES[column - self.first_figure]
        return lambda line: getattr(line.row, name).value
