"""Figures of a table by documents: what is not a mere count needs the texts that it comes from.

Codings of one text are not independent of each other, documents are what was sampled. So rates and
means come with intervals by documents. A figure is the ratio of two sums over documents, what is
counted by what it is counted on; its variance is that of a ratio by linearisation (Cochran 1977,
Sampling Techniques, ch. 6), with Student's t for the number of documents. Documents that were drawn
with different chances have weights (Horvitz & Thompson 1952); both sums and the variance are then
those of the weighted documents.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.retrieval.arrays import Bools, Floats, Ints, counts
from annotator.retrieval.columns import CodingTable
from annotator.retrieval.student import t_quantile
from annotator.retrieval.tables.joins import Cells

LEVEL = 0.95
"""Nominal coverage of intervals."""


@dataclass(frozen=True, slots=True, eq=False)
class ByDocument:
    """How many codings each cell has in each document, where it has any: parallel (entries,)
    columns. Cells are those of a table with its totals: (rows + 1) by (columns + 1), totals last,
    each coding once in each."""

    cell: Ints
    document: Ints
    number: Ints
    shape: tuple[int, int]

    @property
    def size(self) -> int:
        """How many cells there are, totals included."""
        return self.shape[0] * self.shape[1]

    def summed(self, values: npt.NDArray[np.generic]) -> Floats:
        """The sum of (entries,) values over each cell."""
        found = np.bincount(self.cell, values.astype(np.float64), self.size)
        return found.astype(np.float64).reshape(self.shape)

    @property
    def documents(self) -> Floats:
        """Documents that have one."""
        return self.summed(np.ones_like(self.number))

    @property
    def most(self) -> Floats:
        """Codings in the document that has the most of a cell's."""
        found = np.zeros(self.size, dtype=np.int64)
        np.maximum.at(found, self.cell, self.number)
        return found.astype(np.float64).reshape(self.shape)


def by_document(table: CodingTable, cells: Cells) -> ByDocument:
    """The codings of the cells of a table by document."""
    shape = cells.rows + 1, cells.columns + 1
    nowhere = np.zeros_like(cells.row)
    parts = [
        (cells.row, cells.column),
        (cells.row, nowhere + cells.columns),
        (nowhere + cells.rows, cells.column),
        (nowhere + cells.rows, nowhere + cells.columns),
    ]
    size, documents = max(len(table), 1), max(table.documents, 1)
    cell = np.concatenate([row * shape[1] + column for row, column in parts])
    coding = np.concatenate([cells.coding] * len(parts))
    known, _times = counts(cell * size + coding)  # a coding once in each
    cell, coding = known // size, known % size
    key, number = counts(cell * documents + table.document[coding])
    return ByDocument(key // documents, key % documents, number, shape)


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """(rows + 1, columns + 1) figures with the ends of their intervals, NaN where nothing can be
    said, and how many documents each is of."""

    value: Floats
    low: Floats
    high: Floats
    documents: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Universe:
    """Which documents figures are of, and what each stands for.

    rows, columns: (rows + 1, documents) and (columns + 1, documents) which documents a row or a
    column is about, totals last. weight: (documents,) how many others a document stands for.
    """

    rows: Bools
    columns: Bools
    weight: Floats

    def summed(self, values: Floats) -> Floats:
        """(rows + 1, columns + 1) the sum of (documents,) values over those of each cell."""
        return np.asarray((self.rows * values) @ self.columns.T.astype(np.float64))

    def holds(self, cell: Ints, document: Ints) -> Bools:
        """Whether documents are among those of cells."""
        width = len(self.columns)
        return self.rows[cell // width, document] & self.columns[cell % width, document]


def rates(found: ByDocument, universe: Universe, size: Floats, *, once: bool = False) -> Rates:
    """What is counted, by the size of the documents: of 1 each the mean of a document, of their
    words the rate by words. With `once` documents that have one are counted in place of codings."""
    kept = universe.holds(found.cell, found.document)
    own = ByDocument(found.cell[kept], found.document[kept], found.number[kept], found.shape)
    weight, its_size = universe.weight[own.document], size[own.document]
    number = np.ones(own.number.size) if once else own.number.astype(np.float64)
    whole = universe.summed(universe.weight * size)
    documents = universe.summed(np.ones_like(size))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(whole > 0, own.summed(weight * number) / whole, np.nan)
        # The sum of squares of weighted deviations from the ratio; most documents count nothing.
        squares = own.summed((weight * number) ** 2)
        products = own.summed(weight**2 * number * its_size)
        sizes = universe.summed((universe.weight * size) ** 2)
        spread = np.maximum(squares - 2 * value * products + value**2 * sizes, 0)
        error = np.sqrt(spread * documents / (documents - 1)) / whole
    half = error * _quantiles(documents)
    low = np.maximum(value - half, 0)
    return Rates(value, low, value + half, documents)


def _quantiles(documents: Floats) -> Floats:
    """Student's t for so many documents less one; NaN for fewer than two."""
    known, place = np.unique(documents, return_inverse=True)
    found = [
        t_quantile((1 + LEVEL) / 2, int(number) - 1) if number >= 2 else np.nan for number in known
    ]
    return np.array(found)[place].reshape(documents.shape)
