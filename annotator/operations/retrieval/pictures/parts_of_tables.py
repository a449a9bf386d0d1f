"""What pictures show of a table: the rows and columns with the most, how they are called, and what
each cell says and opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.corpus.colors import OKABE_ITO
from annotator.corpus.drawing import Mark, Passages
from annotator.corpus.messages import number_of, tr
from annotator.operations.retrieval.axes import Axis
from annotator.operations.retrieval.pictures.marks import MadeMarks
from annotator.operations.retrieval.tables import ProjectTable
from annotator.retrieval.arrays import Floats, Ints
from annotator.retrieval.language import print_query
from annotator.retrieval.pictures.scales import figure, percent
from annotator.retrieval.pictures.values import Heading
from annotator.retrieval.tables import Measure

_SHARES = (
    *(Measure.ROW_SHARE, Measure.COLUMN_SHARE, Measure.TABLE_SHARE),
    Measure.DOCUMENT_SHARE,
)


@dataclass(frozen=True, eq=False)
class Shown:
    """The part of a table that is drawn: numbers of rows and columns in it, values (rows, columns),
    and how many of each were left out because they are empty, or because there are too many."""

    table: ProjectTable
    rows: Ints
    columns: Ints
    values: Floats
    empty: tuple[int, int]
    too_many: tuple[int, int]

    def names(self, side: int) -> list[str]:
        """What the rows (0) or the columns (1) are called."""
        axis, numbers = self._side(side)
        short = short_labels(axis)
        return [short[number] for number in numbers.tolist()]

    def colors(self, side: int) -> list[str]:
        """Of codes their own colours; else none."""
        axis, numbers = self._side(side)
        book = self.table.asked.material.codebook
        codes = self.table.asked.material.codes
        if axis.title != "codes":
            return [OKABE_ITO[n % len(OKABE_ITO)] for n in range(numbers.size)]
        return [book.by_guid[codes[number]].color for number in numbers.tolist()]

    def _side(self, side: int) -> tuple[Axis, Ints]:
        axes, numbers = (self.table.rows, self.table.columns), (self.rows, self.columns)
        return axes[side], numbers[side]

    def words(self, value: float) -> str:
        """A figure as it is written."""
        return percent(value) if self.table.cell in _SHARES else figure(value)

    def texts(self) -> list[list[str]]:
        """All figures as they are written."""
        return [[self.words(value) for value in row] for row in self.values.tolist()]

    def marks(self) -> Sequence[Mark]:
        """A mark for each cell, by row, then column."""
        ours, theirs, wide = self.names(0), self.names(1), self.columns.size

        def make(number: int) -> Mark:
            row, column = divmod(number, wide)
            label = tr(
                "{row}, {column}: {figure}",
                row=ours[row],
                column=theirs[column],
                figure=self.words(float(self.values[row, column])),
            )
            return Mark(label, self.passages(row, column))

        return MadeMarks(self.rows.size * wide, make)

    def ends(self) -> tuple[Floats, Floats] | None:
        """The ends of the intervals of the figures, where they have any."""
        found = self.table.figures
        if found.low is None or found.high is None:
            return None
        at = np.ix_(self.rows, self.columns)
        return found.low[at], found.high[at]

    def passages(self, row: int, column: int) -> Passages:
        """What a cell opens."""
        cell = int(self.rows[row]), int(self.columns[column])
        query = self.table.query_of(*cell)
        if query is None:
            return Passages(codings=self.table.codings_of(*cell))
        return Passages(print_query(query))

    @property
    def titles(self) -> tuple[str, str]:
        """What rows and columns are about, in words."""
        return _called(self.table.rows.title), _called(self.table.columns.title)

    def heading(self, *notes: str, has_ends: bool = False) -> Heading:
        """The title of a picture of the table, with its unit, on whose codings, and n."""
        table = self.table
        title = " × ".join(self.titles)
        title = title[:1].upper() + title[1:]
        codings, documents = table.size
        about = tr(
            "{head} n\u00a0=\u00a0{codings} in {documents}.",
            head=table.head,
            codings=number_of(codings, "coding"),
            documents=number_of(documents, "document"),
        )
        ends = table.interval_words
        said = [tr("The line through a figure: {what}.", what=ends)] if ends and has_ends else []
        return Heading(title, about, (*self._left_out(), *notes, *said, *table.remarks_on_cells))

    def _left_out(self) -> list[str]:
        said = []
        for kinds, words in (
            (self.empty, tr("Left out, with nothing in them: {parts}.")),
            (self.too_many, tr("Left out, with less in them than those shown: {parts}.")),
        ):
            parts = [
                number_of(number, word)
                for number, word in zip(kinds, ("row", "column"), strict=True)
                if number
            ]
            if parts:
                said.append(words.format(parts=", ".join(parts)))
        return said


def _called(title: str) -> str:
    """What an axis is about, in words: of an attribute its name."""
    words = {
        "codes": tr("codes"),
        "coders": tr("coders"),
        "documents": tr("documents"),
        "rounds": tr("rounds"),
        "code-sets": tr("sets of codes"),
        "speakers": tr("speakers"),
        "queries": tr("questions"),
    }
    return words.get(title) or title.partition(".")[2] or title


def shown(table: ProjectTable, most: tuple[int, int]) -> Shown:
    """Of a table so many rows and columns, those with the most, in the table's order; none that
    are empty, unless all are."""
    cells = table.figures.cells
    there = np.nan_to_num(np.abs(cells))
    kept, empty, too_many = [], [], []
    for side in (0, 1):
        sums = there.sum(axis=1 - side)
        numbers = np.flatnonzero(sums > 0)
        if not numbers.size:
            numbers = np.arange(sums.size)
        empty.append(sums.size - numbers.size)
        order = np.argsort(-sums[numbers], kind="stable")[: most[side]]
        too_many.append(numbers.size - order.size)
        kept.append(numbers[np.sort(order)].astype(np.int64))
    values = cells[np.ix_(*kept)]
    left_out = (empty[0], empty[1]), (too_many[0], too_many[1])
    return Shown(table, kept[0], kept[1], values, *left_out)


def short_labels(axis: Axis) -> list[str]:
    """The labels of an axis; of codes the last name of the path alone, where no other has it."""
    if axis.title != "codes":
        return list(axis.labels)
    last = [label.rsplit(" > ", 1)[-1] for label in axis.labels]
    return [
        one if last.count(one) == 1 else whole for one, whole in zip(last, axis.labels, strict=True)
    ]
