"""The documents that would come in as a table: ticked, named, with how they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from annotator.corpus.messages import fill, localised, tr
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
        return self.entry is not None and (not self.entry.known or self.entry.twice)

    @property
    def same(self) -> tuple[int, int] | None:
        """The first of the documents here (file, number in it) that come from the same file."""
        return None if self.entry is None else self.entry.first or (self.file, self.number)


class AddingModel(QAbstractTableModel):
    """What an intake holds. What is in the project already, or can't be read, can't be ticked; of
    what is here more than once, one can."""

    ticked = Signal()
    """Other documents are ticked."""

    def __init__(self, intake: Intake, theme: Theme) -> None:
        super().__init__()
        self._intake, self._theme = intake, theme
        self.rows: list[Row] = []
        self.refresh()

    def refresh(self) -> None:
        """Show what the intake holds now; what was chosen stays so."""
        before = {(row.file, row.number): row.ticked for row in self.rows}
        self.beginResetModel()
        self.rows = list(self._read(before))
        self.endResetModel()
        self.ticked.emit()

    def _read(self, before: Mapping[tuple[int, int], bool]) -> Sequence[Row]:
        rows: list[Row] = []
        refused = {one.file: one for one in self._intake.refused}
        counts: dict[int, int] = {}
        for entry in self._intake.entries:
            number = counts[entry.file] = counts.get(entry.file, -1) + 1
            row = Row(entry.file, number, entry, None, not entry.known)
            if row.can_come_in:
                row.ticked = before.get((row.file, row.number), row.ticked)
            rows.append(row)
        rows += [Row(file, 0, None, one, False) for file, one in refused.items()]
        return sorted(rows, key=lambda row: (row.file, row.number))

    # --- what is ticked

    def left_out(self) -> set[tuple[int, int]]:
        """Documents (number of the file, number in it) that could come in and shall not. What comes
        once more after one that shall is not among them: it is there by then."""
        chosen: set[tuple[int, int] | None] = set()
        found: set[tuple[int, int]] = set()
        for row in self.rows:
            if row.ticked:
                chosen.add(row.same)
            elif row.can_come_in and row.same not in chosen:
                found.add((row.file, row.number))
        return found

    @property
    def is_changed(self) -> bool:
        """Whether other documents are ticked than at first."""
        return any(
            row.ticked == bool(row.entry.known) for row in self.rows if row.entry is not None
        )

    def chosen(self) -> list[IntakeEntry]:
        """The documents that shall come in."""
        return [row.entry for row in self.rows if row.entry is not None and row.ticked]

    def tick_all(self, on: bool) -> None:
        """Tick everything that can come in, or nothing."""
        for row in self.rows:
            row.ticked = on and row.can_come_in and (row.entry is None or not row.entry.twice)
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
        others = [one for one in self.rows if one is not row and one.same == row.same]
        if row.ticked:
            for one in others:
                one.ticked = False
        elif others:
            others[0].ticked = True  # it was here twice, and comes in from the other place
        self.dataChanged.emit(self.index(0, NAME), self.index(len(self.rows) - 1, NAME))
        self.ticked.emit()
        return True

    def _color(self, row: Row, column: int) -> Any:
        if row.refused is not None and column in (NAME, REMARKS):
            return self._theme.color("error")
        shall = row.ticked or (row.entry is not None and not row.entry.known)
        return None if shall else self._theme.color("muted")

    def _words(self, row: Row, column: int) -> str:
        entry = row.entry
        if entry is None:
            assert row.refused is not None
            return {NAME: row.refused.file_name, REMARKS: row.refused.reason}.get(column, "")
        guess = self.tr("{0} (a guess)").format(entry.encoding)
        return (
            entry.name,
            entry.title,
            localised(f"{entry.words:,}"),
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
            said.append(fill(self.tr("{0:,} places are no characters."), entry.odd))
        said += [f"{where}: {tr(what)}" if where else tr(what) for what, where in entry.remarks]
        return " ".join(said)
