"""The agreement table: one row a code; its figures with their intervals, then what they rest on
and how often each coder used the code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from annotator.agreement import FIGURES, Figure, Interval, Row, RowIntervals
from annotator.corpus.messages import tr
from annotator.corpus.number_words import figure_words, typeset
from annotator.operations.reliability import Comparison
from annotator.operations.reliability.catalogue import ALL_CODES, MEASURES, Measure, is_percent
from annotator.operations.reliability.interval_words import basis_words, carried
from annotator.operations.reliability.measure_result import MeasureResult
from annotator.ui.agreement.words import column_title, explanation
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
FIGURE_ROLE = Qt.ItemDataRole.UserRole
INTERVAL_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True)
class _Line:
    """A row as it is shown; the last one, of all codes, stays last however rows are sorted."""

    name: str
    row: Row
    spread: RowIntervals | None
    figures: dict[str, Figure]
    """By the name of the measure; a measure without a figure for this row is not in it."""
    intervals: dict[str, Interval]


class AgreementModel(QAbstractTableModel):
    """The rows of a comparison; the last one is all codes together."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.comparison: Comparison | None = None
        self.measures: list[Measure] = _in_table()
        """The measures of the columns, in their order."""
        self._settings: dict[str, str] = {}
        self._labels: list[str] = []
        self._lines: list[_Line] = []
        self._sorted: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def show(
        self,
        comparison: Comparison,
        labels: dict[str, str],
        more: Sequence[MeasureResult] = (),
    ) -> None:
        """Show another comparison, and `more` measures of it as further columns; `labels` are the
        coders' names by GUID."""
        self.beginResetModel()
        self.measures = [*_in_table(), *(one.measure for one in more)]
        self._settings = {one.measure.name: one.settings for one in more}
        self.comparison = comparison
        self._labels = [labels[coder.guid] for coder in comparison.coders]
        panel = comparison.interval_table
        spread = [*panel.rows, panel.overall] if panel else [None] * (len(comparison.codes) + 1)
        names = [*(" > ".join(path) for path in comparison.paths), tr(ALL_CODES)]
        rows = [*comparison.table.rows, comparison.table.overall]
        self._lines = [
            _Line(name, row, own, _figures(row, more), _intervals(row, own, more))
            for name, row, own in zip(names, rows, spread, strict=True)
        ]
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
        return self.first_figure + len(self.measures) + len(self._carried)

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
        figures = [column_title(one, self.unit) for one in self.measures]
        return (self.tr("Code", "noun"), *figures, *self._carried, *self._labels)[section]

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
        measure = self._measure(index)
        return self._lines[index.row()].figures.get(measure.name) if measure else None

    def interval(self, index: _Index) -> Interval | None:
        """The interval of the figure in a cell."""
        measure = self._measure(index)
        return self._lines[index.row()].intervals.get(measure.name) if measure else None

    def _measure(self, index: _Index) -> Measure | None:
        """The measure of a cell's column; None in the columns of names and counts."""
        number = index.column() - self.first_figure
        there = index.isValid() and 0 <= number < len(self.measures)
        return self.measures[number] if there else None

    def _cell(self, index: _Index) -> str:
        line, measure = self._lines[index.row()], self._measure(index)
        if index.column() == 0:
            return line.name
        if measure is not None:
            figure = line.figures.get(measure.name)
            if figure is None or figure.value is None:
                return "–" if figure else ""
            return typeset(figure_words(figure.value, in_percent=is_percent(measure.name)))
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
        figure, measure = self.figure(index), self._measure(index)
        if measure is None:
            return self._count_words(index)
        if figure is None:
            return self.tr("This measure has no figure here.")
        settings = self._settings.get(measure.name, "")
        return typeset(explanation(measure, figure, self.interval(index), self.unit, settings))

    def _count_words(self, index: _Index) -> str:
        spread = self._lines[index.row()].spread if index.isValid() else None
        if spread is None or index.column() != self.first_figure + len(self.measures):
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
        if column >= self.first_figure + len(self.measures):
            return lambda line: line.spread.alpha_character.basis.effective if line.spread else None
        name = self.measures[column - self.first_figure].name
        return lambda line: figure.value if (figure := line.figures.get(name)) else None


def _in_table() -> list[Measure]:
    return [MEASURES[name] for name in FIGURES]


def _figures(row: Row, more: Sequence[MeasureResult]) -> dict[str, Figure]:
    """The figures of a row by measure; `row.code` is None for all codes together."""
    found: dict[str, Figure] = {name: getattr(row, name) for name in FIGURES}
    for one in more:
        if row.code is None and one.overall is not None:
            found[one.measure.name] = one.overall
        elif row.code is not None and one.by_code:
            found[one.measure.name] = one.by_code[row.code]
    return found


def _intervals(
    row: Row, spread: RowIntervals | None, more: Sequence[MeasureResult]
) -> dict[str, Interval]:
    found: dict[str, Interval] = {}
    if spread is not None:
        found = {name: getattr(spread, name) for name in FIGURES}
    for one in more:
        if row.code is None and one.overall_interval is not None:
            found[one.measure.name] = one.overall_interval
        elif row.code is not None and one.intervals:
            found[one.measure.name] = one.intervals[row.code]
    return found
