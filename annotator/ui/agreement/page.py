"""The agreement table: one row a code, each figure with the counts it came from."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.agreement.figure import Figure
from annotator.agreement.table import Row
from annotator.operations import reliability
from annotator.operations.reliability import Comparison
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
MEASURES = ("alpha_character", "f1_exact", "f1_overlap", "f1_character", "percent_character")


class AgreementModel(QAbstractTableModel):
    """The rows of a comparison; the last one is all codes together."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.comparison: Comparison | None = None
        self._labels: list[str] = []
        self._rows: list[tuple[str, Row]] = []

    def show(self, comparison: Comparison, labels: dict[str, str]) -> None:
        """Show another comparison; `labels` are the coders' names by GUID."""
        self.beginResetModel()
        self.comparison = comparison
        self._labels = [labels[coder.guid] for coder in comparison.coders]
        names = [" > ".join(path) for path in comparison.paths]
        self._rows = [
            *zip(names, comparison.table.rows, strict=True),
            (self.tr("All codes"), comparison.table.overall),
        ]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(self._labels) + len(MEASURES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        figures = (
            self.tr("Alpha"),
            self.tr("F1 exact"),
            self.tr("F1 overlap"),
            self.tr("F1 characters"),
            self.tr("Percent"),
        )
        return (self.tr("Code"), *self._labels, *figures)[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(index)
            case Qt.ItemDataRole.TextAlignmentRole if index.column():
                return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            case Qt.ItemDataRole.ToolTipRole:
                return self.explanation(index)
            case Qt.ItemDataRole.FontRole if index.row() == len(self._rows) - 1:
                font = self.theme.interface_font()
                font.setWeight(QFont.Weight.DemiBold)
                return font
        return None

    def figure(self, index: _Index) -> Figure | None:
        """The figure in a cell; None in the columns of names and counts."""
        number = index.column() - 1 - len(self._labels)
        if number < 0:
            return None
        found: Figure = getattr(self._rows[index.row()][1], MEASURES[number])
        return found

    def _cell(self, index: _Index) -> str:
        name, row = self._rows[index.row()]
        if index.column() == 0:
            return name
        figure = self.figure(index)
        if figure is not None:
            return "–" if figure.value is None else f"{figure.value:.3f}"
        number = row.codings[index.column() - 1]
        return "–" if number is None else f"{number:,}"

    def explanation(self, index: _Index) -> str:
        """What a figure is and what it was computed from, in two sentences."""
        figure = self.figure(index)
        if figure is None:
            return ""
        number = index.column() - 1 - len(self._labels)
        if figure.reason:
            return self.tr("Not defined. {0}").format(figure.reason)
        counts = ", ".join(f"{name} {value:,.0f}" for name, value in figure.counts.items())
        return f"{self._definitions()[number]}\n{counts}" if counts else self._definitions()[number]

    def _definitions(self) -> tuple[str, ...]:
        return (
            self.tr(
                "Krippendorff’s alpha, nominal, on characters: a code is there or not; for all"
                " codes, the set of codes on a character. 1 is full agreement, 0 is chance."
            ),
            self.tr("F1 of codings with exactly the same passage and code."),
            self.tr("F1 of codings that overlap and have the same code, matched one to one."),
            self.tr("F1 of characters with the code, same-code overlaps of one coder united."),
            self.tr("Share of characters on which the coders agree. Chance is not taken out."),
        )


class AgreementPage(QWidget):
    """Says what is compared, and shows the table or why there is none."""

    def __init__(self, bridge: ProjectBridge, theme: Theme) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("agreementPage")
        self._bridge = bridge
        self.model = AgreementModel(theme)
        self.title = QLabel(self.tr("Agreement"))
        self.title.setProperty("role", "title")
        self.about = QLabel()
        self.about.setProperty("role", "muted")
        self.about.setWordWrap(True)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Agreement by code"))
        self.view.setShowGrid(False)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setHighlightSections(False)
        self.explanation = QLabel()
        self.explanation.setProperty("role", "muted")
        self.explanation.setWordWrap(True)
        self._column = QVBoxLayout(self)
        for widget in (self.title, self.about, self.view, self.explanation):
            self._column.addWidget(widget)
        self._column.setStretchFactor(self.view, 1)
        self.view.selectionModel().currentChanged.connect(
            lambda index, _before: self.explanation.setText(self.model.explanation(index))
        )
        self.restyle(theme)

    def refresh(self) -> None:
        """Compute the table of all coders, documents and codes as they stand now."""
        if self._bridge.project is None:
            return
        comparison = reliability.compare(self._bridge.project)
        self.model.show(comparison, self._bridge.coder_labels())
        self.about.setText(self._about(comparison))
        comparable = bool(comparison.compared)
        self.view.setVisible(comparable)
        self._column.setAlignment(
            Qt.AlignmentFlag.AlignTop if not comparable else Qt.AlignmentFlag(0)
        )
        hint = self.tr("Choose a figure to see what it means and what it was computed from.")
        self.explanation.setText(hint if comparable else "")
        self._fit()

    def _about(self, comparison: Comparison) -> str:
        if not comparison.compared:
            return self.tr(
                "Two coders must have worked on the same document: coded in it, or marked it as"
                " done. Switch the coder and code the text a second time, or merge a colleague’s"
                " project."
            )
        documents = ", ".join(document.name for document in comparison.compared[:6])
        more = len(comparison.compared) - 6
        if more > 0:
            documents += self.tr(" and {0} more").format(more)
        names = ", ".join(self._bridge.coder_labels()[c.guid] for c in comparison.coders)
        return self.tr("{0}, in {1}.").format(names, documents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Figures as wide as they need to be; the names get what is left, and never less than
        they need."""
        columns = self.model.columnCount()
        if columns < 2:
            return
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        others = sum(header.sectionSize(column) for column in range(1, columns))
        needed = self.view.sizeHintForColumn(0) + self.model.theme.space("xl")
        header.resizeSection(0, max(needed, self.view.viewport().width() - others))

    def restyle(self, theme: Theme) -> None:
        self.model.theme = theme
        xl = theme.space("xl")
        self._column.setContentsMargins(2 * xl, xl, 2 * xl, xl)
        self._column.setSpacing(theme.space("l"))
        self.view.verticalHeader().setDefaultSectionSize(theme.space("row") + theme.space("s"))
        page = theme.color("page").name()
        self.setStyleSheet(
            f"#agreementPage, #agreementPage QTableView, #agreementPage QHeaderView,"
            f" #agreementPage QHeaderView::section {{ background: {page}; }}"
        )
        self._fit()
