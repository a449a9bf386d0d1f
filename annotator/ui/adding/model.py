"""The documents that would come in as a table: ticked, named, with how they were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.operations.documents.adding import Intake, IntakeEntry, Refused
from annotator.ui.theme import Theme
from annotator.ui.widgets.plain_text import tip

NAME, KIND, WORDS, PAGES, ENCODING, REMARKS = range(6)
_NUMBERS = (WORDS, PAGES)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class Row:
    """A line of the table: a document (its file, its number in that), or a file that can't be
    read."""

    file: int
    number: int
    entry: IntakeEntry | None
    refused: Refused | None
    ticked: bool

    @property
    def can_come_in(self) -> bool:
        """Whether it is a document that the project does not have."""
        return self.entry is not None and not self.entry.known


class AddingModel(QAbstractTableModel):
    """What an intake holds. What is in the project already, or can't be read, can't be ticked."""

    ticked = Signal()
    """Other documents are ticked."""

    def __init__(self, intake: Intake, theme: Theme) -> None:
        super().__init__()
        self._intake, self._theme = intake, theme
        self.rows: list[Row] = []
        self.refresh()

    def refresh(self) -> None:
        """Show what the intake holds now; what was not ticked stays so."""
        unticked = self.left_out()
        self.beginResetModel()
        self.rows = list(self._read(unticked))
        self.endResetModel()
        self.ticked.emit()

    def _read(self, unticked: set[tuple[int, int]]) -> Sequence[Row]:
        rows: list[Row] = []
        refused = {one.file: one for one in self._intake.refused}
        counts: dict[int, int] = {}
        for entry in self._intake.entries:
            number = counts[entry.file] = counts.get(entry.file, -1) + 1
            ticked = not entry.known and (entry.file, number) not in unticked
            rows.append(Row(entry.file, number, entry, None, ticked))
        rows += [Row(file, 0, None, one, False) for file, one in refused.items()]
        return sorted(rows, key=lambda row: (row.file, row.number))

    # --- what is ticked

    def left_out(self) -> set[tuple[int, int]]:
        """Documents (number of the file, number in it) that could come in and shall not."""
        return {(row.file, row.number) for row in self.rows if row.can_come_in and not row.ticked}

    def chosen(self) -> list[IntakeEntry]:
        """The documents that shall come in."""
        return [row.entry for row in self.rows if row.entry is not None and row.ticked]

    def tick_all(self, on: bool) -> None:
        """Tick everything that can come in, or nothing."""
        for row in self.rows:
            row.ticked = on and row.can_come_in
        if self.rows:
            self.dataChanged.emit(self.index(0, NAME), self.index(len(self.rows) - 1, NAME))
        self.ticked.emit()

    def row_of(self, file: int, number: int) -> int:
        """Where a document stands; the first of its file where it is not there; 0 for none."""
        places = {(row.file, row.number): at for at, row in enumerate(self.rows)}
        return places.get((file, number), places.get((file, 0), 0))

    # --- Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 6

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and section in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Document"),
                self.tr("Kind"),
                self.tr("Words"),
                self.tr("Pages"),
                self.tr("Encoding"),
                self.tr("Remarks"),
            )[section]
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.column() == NAME and self.rows[index.row()].can_come_in:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._words(row, column) or self._words(row, REMARKS))
        if role == Qt.ItemDataRole.CheckStateRole and column == NAME and row.can_come_in:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _NUMBERS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._color(row, column)
        return None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.rows[index.row()]
        if role != Qt.ItemDataRole.CheckStateRole or not row.can_come_in:
            return False
        row.ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        self.ticked.emit()
        return True

    def _color(self, row: Row, column: int) -> Any:
        if row.refused is not None and column in (NAME, REMARKS):
            return self._theme.color("error")
        return None if row.can_come_in else self._theme.color("muted")

    def _words(self, row: Row, column: int) -> str:
        entry = row.entry
        if entry is None:
            assert row.refused is not None
            return {NAME: row.refused.file_name, REMARKS: row.refused.reason}.get(column, "")
        guess = self.tr("{0} (a guess)").format(entry.encoding)
        return (
            entry.name,
            entry.title,
            f"{entry.words:,}",
            f"{entry.pages:,}" if entry.pages else "",
            guess if entry.guessed else entry.encoding,
            self._remarks(entry),
        )[column]

    def _remarks(self, entry: IntakeEntry) -> str:
        said: list[str] = []
        if entry.twice:
            said.append(self.tr("The same file as {0}, which comes in once.").format(entry.known))
        elif entry.known:
            said.append(self.tr("In the project already, as {0}.").format(entry.known))
        if entry.same_text:
            said.append(self.tr("Has the text of {0}.").format(", ".join(entry.same_text)))
        if entry.odd == 1:
            said.append(self.tr("One place is no character."))
        elif entry.odd:
            said.append(self.tr("{0:,} places are no characters.").format(entry.odd))
        said += [f"{where}: {what}" if where else what for what, where in entry.remarks]
        return " ".join(said)
