"""The codings of the project as a table: cells are made when they are shown."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from annotator.corpus.attribute_types import sort_key
from annotator.corpus.codebook import Code
from annotator.corpus.coding import Coding
from annotator.corpus.places import place_of
from annotator.corpus.span import passage
from annotator.corpus.structure import EMPTY
from annotator.corpus.text import DocumentText
from annotator.operations.retrieval.coding_list import (
    CODE,
    CODER,
    DOCUMENT,
    CodingList,
    Ints,
    ordered,
)
from annotator.ui.project_bridge import ProjectBridge
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
PASSAGE_COLUMN, CODE_COLUMN, CODER_COLUMN, VALUES_COLUMN, DOCUMENT_COLUMN, PLACE_COLUMN = range(6)
_OWN_COLUMNS = 6
_LONGEST, _LONGEST_TIP = 160, 1_000
_PAGE = 64
_PAGES_KEPT, _TEXTS_KEPT = 8, 4


class CodingTableModel(QAbstractTableModel):
    """Rows over the columns of a `CodingList`; a screenful of values is read at a time."""

    def __init__(self, bridge: ProjectBridge, code_color: Callable[[str], QColor]) -> None:
        super().__init__()
        self._bridge = bridge
        self._code_color = code_color
        self.codings = CodingList(())
        self._rows: Ints = np.zeros(0, dtype=np.int64)
        self._unsorted = self._rows
        self._sorted_by = -1
        self._sorted_by_said = ""
        self._descending = False
        self._texts: dict[str, DocumentText] = {}
        self.has_places = False
        """Whether some document has pages or sections."""
        self._pages: dict[int, dict[str, Coding]] = {}
        self._names: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._said: list[str] = []
        """Names of attributes of documents, a column each behind the others."""

    def show(self, codings: CodingList, rows: Ints) -> None:
        """Show these rows of a list."""
        self.beginResetModel()
        self.codings, self._unsorted = codings, rows
        self._names = {d.guid: d.name for d in self._bridge.documents}
        self._labels = self._bridge.coder_labels()
        of = self._bridge.said_of.values() if len(rows) else ()
        said = {name for values in of for name in values}
        self._said = sorted(said, key=lambda name: (name.casefold(), name))
        self._texts.clear()
        self.has_places = self._bridge.has_structure()
        self._sort()
        self.endResetModel()

    def shown(self) -> list[str]:
        """The codings (GUIDs) that the filter lets through, in the order of the table."""
        return [self.codings.guids[row] for row in self._rows.tolist()]

    def whole_words(self, place: int, column: int) -> str:
        """What a cell says, nothing of it cut."""
        if column == PASSAGE_COLUMN:
            return self._passage(int(self._rows[place]))
        return " ".join(self._words(place, column).split())

    def guid(self, row: int) -> str:
        """The coding of a row."""
        return self.codings.guids[int(self._rows[row])]

    def codings_row(self, row: int) -> int:
        """The row of `codings` that a row of the table shows."""
        return int(self._rows[row])

    def document(self, row: int) -> str:
        """The document of a row."""
        return self.codings.document(int(self._rows[row]))

    def row_of(self, guid: str) -> int | None:
        """Where a coding stands, if it is shown."""
        if guid not in self.codings.guids:
            return None
        found = np.flatnonzero(self._rows == self.codings.guids.index(guid))
        return int(found[0]) if found.size else None

    # --- what Qt asks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else _OWN_COLUMNS + len(self._said)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Passage"), self.tr("Code", "noun"), self.tr("Coder"), self.tr("Values"))
        return (*names, self.tr("Document"), self.tr("Page and section"), *self._said)[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._words(index.row(), column)
            case Qt.ItemDataRole.ToolTipRole:
                words = self._passage(int(self._rows[index.row()]))
                if column == CODE_COLUMN:
                    return tip(self._path(int(self._rows[index.row()])))
                if len(words) >= _LONGEST_TIP:
                    words = words[: _LONGEST_TIP - 1] + "…"
                return tip(words if column == PASSAGE_COLUMN else self._words(index.row(), column))
            case Qt.ItemDataRole.ForegroundRole if column == CODE_COLUMN:
                code = self._code(int(self._rows[index.row()]))
                return self._code_color(code.color) if code else None
        return None

    def _path(self, row: int) -> str:
        code = self._code(row)
        return " › ".join(self._bridge.codebook.path(code.guid)) if code else ""

    def _code(self, row: int) -> Code | None:
        return self._bridge.codebook.by_guid.get(self.codings.code(row))

    def _words(self, place: int, column: int) -> str:
        row = int(self._rows[place])
        document = self.codings.document(row)
        if column >= _OWN_COLUMNS:
            said = self._bridge.said_of.get(document, {})
            return said.get(self._said[column - _OWN_COLUMNS], "")
        if column == PASSAGE_COLUMN:
            return self._passage(row)[:_LONGEST]
        if column == VALUES_COLUMN:
            return self._values(place)
        if column == PLACE_COLUMN:
            return self._place(row)
        code = self._code(row)
        return {
            CODE_COLUMN: code.name if code else "",
            CODER_COLUMN: self._labels.get(self.codings.coder(row), ""),
            DOCUMENT_COLUMN: self._names.get(document, ""),
        }[column]

    def _passage(self, row: int) -> str:
        text = self._text(self.codings.document(row)).text
        return " ".join(passage(text, self.codings.spans(row)).split())

    def _place(self, row: int) -> str:
        """Speaker, time, page, section and note of a passage's beginning."""
        if not self.has_places:
            return ""
        text = self._text(self.codings.document(row))
        place = place_of(text.text, text.structure, self.codings.spans(row)[0].start)
        page = self.tr("p. {0}").format(place.page) if place.page else ""
        note = self.tr("note {0}").format(place.note) if place.note else ""
        parts = (place.speaker, place.time, page, place.section, note)
        return " · ".join(part for part in parts if part)

    def _text(self, document: str) -> DocumentText:
        if document not in self._texts:
            while len(self._texts) >= _TEXTS_KEPT:
                del self._texts[next(iter(self._texts))]
            structure = self._bridge.structure(document) if self.has_places else EMPTY
            self._texts[document] = DocumentText(self._bridge.text(document), structure)
        return self._texts[document]

    def _values(self, place: int) -> str:
        """What is said of a coding; read for a screenful at a time."""
        if not self._bridge.codebook.attributes:
            return ""
        page = place // _PAGE
        if page not in self._pages:
            while len(self._pages) >= _PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            rows = self._rows[page * _PAGE : (page + 1) * _PAGE].tolist()
            found = self._bridge.codings([self.codings.guids[row] for row in rows])
            self._pages[page] = {coding.guid: coding for coding in found}
        coding = self._pages[page].get(self.codings.guids[int(self._rows[place])])
        if coding is None:
            return ""
        return self._bridge.codebook.values_in_words(coding.code, coding.attributes)

    # --- order

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._sorted_by = {CODE_COLUMN: CODE, CODER_COLUMN: CODER}.get(column, -1)
        if column >= DOCUMENT_COLUMN:
            self._sorted_by = DOCUMENT
        self._sorted_by_said = self._said[column - _OWN_COLUMNS] if column >= _OWN_COLUMNS else ""
        self._descending = order is Qt.SortOrder.DescendingOrder
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        self._pages.clear()
        rows = self._unsorted
        if self._sorted_by >= 0 and len(rows):
            by_guid, labels = self._bridge.codebook.by_guid, self._labels
            if self._sorted_by_said:
                said, name = self._bridge.said_of, self._sorted_by_said
                ranks = [said.get(guid, {}).get(name, "") for guid in self.codings.documents]
            elif self._sorted_by == DOCUMENT:
                ranks = [self._names.get(guid, "") for guid in self.codings.documents]
            elif self._sorted_by == CODE:
                codes = self.codings.names
                ranks = [by_guid[guid].name if guid in by_guid else "" for guid in codes]
            else:
                ranks = [labels.get(guid, "") for guid in self.codings.names]
            types = self._bridge.attribute_types
            key = sort_key(types.get(name)) if (name := self._sorted_by_said) else str.casefold
            rows = ordered(self.codings, rows, self._sorted_by, ranks, key)
        self._rows = rows[::-1] if self._descending else rows
