"""The results of a question as rows: passages, or a concordance. Cells are read when they are
shown, a few rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from annotator.corpus.messages import gettext_noop, tr
from annotator.operations.retrieval import ordering, results
from annotator.operations.retrieval.ordering import ColumnOrder
from annotator.operations.retrieval.questions import Answer, Row
from annotator.operations.retrieval.results import CONTEXT, PAGE
from annotator.ui.widgets.plain_text import tip

_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
_PAGES_KEPT = 24
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column: what it is called, by what it is sorted (empty: not at all), how wide it is in
    pixels at 100 % (0: what is left)."""

    name: str
    title: str
    sorted_by: str = ""
    width: int = 0


DOCUMENT = ResultColumn("document", gettext_noop("Document"), "document", 150)
PLACE = ResultColumn("place", gettext_noop("Place"), "place", 110)
CODE = ResultColumn("code", gettext_noop("Code"), "code", 150)
CODER = ResultColumn("coder", gettext_noop("Coder"), "coder", 110)
PASSAGE = ResultColumn("passage", gettext_noop("Passage"), "passage")
PARTNER = ResultColumn("partner", gettext_noop("With"), "partner", 240)
VALUES = ResultColumn("values", gettext_noop("Values"), "values", 150)
SPEAKER = ResultColumn("speaker", gettext_noop("Speaker"), "speaker", 110)
BEFORE = ResultColumn("before", gettext_noop("Before"))
KEYWORD = ResultColumn("keyword", gettext_noop("Coding"), width=220)
AFTER = ResultColumn("after", gettext_noop("After"))

PASSAGES = (DOCUMENT, PLACE, CODE, CODER, PASSAGE)
CONCORDANCE = (DOCUMENT, BEFORE, KEYWORD, AFTER, CODE)


class ResultsModel(QAbstractTableModel):
    """One row a result, in the order of the answer."""

    def __init__(self, columns: Sequence[ResultColumn]) -> None:
        super().__init__()
        self._own = tuple(columns)
        self.columns: tuple[ResultColumn, ...] = self._own
        self.answer: Answer | None = None
        self._as_asked: Answer | None = None
        self.order: ColumnOrder | None = None
        self._pages: dict[int, Sequence[Row]] = {}

    def show(
        self, answer: Answer | None, ordered: Answer | None = None, first: Sequence[Row] = ()
    ) -> None:
        """Show another answer, or none, sorted as the one before was; `ordered` is it sorted so,
        where that is done; `first` are the first rows of what is given, where they are read."""
        self.beginResetModel()
        self._as_asked = answer
        has_pairs = answer is not None and answer.found.partners is not None
        self._arrange(ordered)
        if first and self.answer is (ordered or answer):
            self._pages[0] = first
        self.columns = (*self._own, *((PARTNER,) if has_pairs else ()), *self._said())
        self.endResetModel()

    def _said(self) -> Iterator[ResultColumn]:
        """Columns for what there is to say of passages here: values, and who speaks."""
        if self.answer is None or PASSAGE not in self._own or not len(self.answer):
            return
        if self.answer.material.codebook.attributes:
            yield VALUES
        first = [self.row(number) for number in range(min(PAGE, len(self.answer)))]
        if any(one is not None and one.place.speaker for one in first):
            yield SPEAKER

    def _arrange(self, ordered: Answer | None = None) -> None:
        self.answer = ordered or self._as_asked
        self._pages.clear()
        if self.answer is not None and self.order is not None and ordered is None:
            self.answer = ordering.in_order(self.answer, self.order)

    def row(self, number: int) -> Row | None:
        """A result; its page is read where it is not known. None where the answer is of before: the
        next one is on its way."""
        assert self.answer is not None
        page = number // PAGE
        if page not in self._pages:
            while len(self._pages) >= _PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            first = page * PAGE
            self._pages[page] = results.rows_between(self.answer, first, first + PAGE, CONTEXT)
        rows = self._pages[page]
        return rows[number % PAGE] if rows else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        by = self.columns[column].sorted_by if column >= 0 else ""
        self.layoutAboutToBeChanged.emit()
        self.order = ColumnOrder(by, order == Qt.SortOrder.DescendingOrder) if by else None
        self._arrange()
        self.layoutChanged.emit()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.answer is None else len(self.answer)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return tr(self.columns[section].title)
        return None

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> object:
        column = self.columns[index.column()]
        match role:
            case _Role.DisplayRole:
                return self._told(index.row(), _WORDS.get(column.name, self._values))
            case _Role.ToolTipRole:
                return tip(self._told(index.row(), _whole))
            case _Role.TextAlignmentRole:
                return RIGHT if column is BEFORE else LEFT
            case _Role.FontRole if column is KEYWORD:
                return bold_font()
        return None

    def _values(self, row: Row) -> str:
        """What the coding says in its attributes."""
        assert self.answer is not None
        book = self.answer.material.codebook
        return book.values_in_words(row.coding.code, row.coding.attributes)

    def _told(self, number: int, words: Callable[[Row], str]) -> str:
        row = self.row(number)
        return "" if row is None else words(row)


LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def bold_font() -> QFont:
    """Of keywords: what else the font is, the view says."""
    font = QFont()
    font.setBold(True)
    return font


def place_words(row: Row) -> str:
    """Page, section and note of a passage, or where it begins in code points."""
    place = row.place
    page = tr("p. {page}", page=place.page) if place.page else ""
    note = tr("note {note}", note=place.note) if place.note else ""
    known = " · ".join(part for part in (page, place.section, note) if part)
    return known or f"{row.start:,}–{row.end:,}"


def _whole(row: Row) -> str:
    code = " › ".join(row.code)
    around = f"… {_before(row)} [{row.text}] {_after(row)} …"
    return f"{row.document}, {place_words(row)}\n{code}, {row.coder}\n\n{around}"


def _flat(words: str) -> str:
    return " ".join(words.split())


def _partner(row: Row) -> str:
    return f"{row.partner_code[-1]} ({row.partner_coder}): {_flat(row.partner_text)}"


def _passage(row: Row) -> str:
    return _flat(row.text)[:_LONGEST]


def _before(row: Row) -> str:
    """What stands before a passage, from the beginning of a word."""
    cut = len(row.before) == CONTEXT and not row.before[0].isspace()
    words = _flat(row.before)
    return words.partition(" ")[2] if cut else words


def _after(row: Row) -> str:
    """What follows a passage, to the end of a word."""
    cut = len(row.after) == CONTEXT and not row.after[-1].isspace()
    words = _flat(row.after)
    return words.rpartition(" ")[0] if cut else words


_WORDS: Mapping[str, Callable[[Row], str]] = {
    "document": lambda row: row.document,
    "place": place_words,
    "speaker": lambda row: row.place.speaker,
    "code": lambda row: row.code[-1],
    "coder": lambda row: row.coder,
    "passage": _passage,
    "keyword": _passage,
    "before": _before,
    "after": _after,
    "partner": _partner,
}
