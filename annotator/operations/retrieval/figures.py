"""The figures of a table about a project."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.corpus.messages import tr
from annotator.corpus.query import Overlap, Relation, SameUnit, TextUnit
from annotator.errors import UserError
from annotator.operations.retrieval.axes import Axis
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.retrieval import related
from annotator.retrieval.arrays import Bools, Floats, Ints
from annotator.retrieval.sequences import transitions
from annotator.retrieval.tables import (
    Cells,
    Counted,
    Measure,
    cells_in_both,
    cells_of_pairs,
    cells_of_units,
    counted,
    expected_overlaps,
    jaccard,
)
from annotator.retrieval.units import (
    Places,
    Units,
    anywhere,
    document_units,
    touched_by_all,
    unit_places,
    word_places,
)

JACCARD, EXPECTED = "jaccard", "expected"
CELLS: dict[str, Measure | str] = {
    "codings": Measure.CODINGS,
    "passages": Measure.PASSAGES,
    "documents": Measure.DOCUMENTS,
    "characters": Measure.CHARACTERS,
    "row": Measure.ROW_SHARE,
    "column": Measure.COLUMN_SHARE,
    "table": Measure.TABLE_SHARE,
    "words": Measure.PER_1000_WORDS,
    JACCARD: "Jaccard's coefficient",
    EXPECTED: "overlaps expected by chance",
}
"""What a cell may say, by the word for it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A coding and the next one of its coder in the order of the text, at most `within` units later
    (`annotator.retrieval.sequences`)."""

    within: int | None = None
    unit: TextUnit | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What figures are asked of: groups by groups of the codings `among`, and how those of a row
    are to those of a column. unfinished: (documents,) those that are no part of a rate."""

    material: ProjectMaterial
    rows: Axis
    columns: Axis
    by: Relation | Followed | None
    same_coder: bool
    among: Bools
    unfinished: Bools


def figures(asked: Asked, cell: str) -> Counted:
    """The figures of what a cell is to say, a word of `CELLS`."""
    if cell == EXPECTED:
        return _expected(asked)
    if cell == JACCARD:
        return _jaccard(asked)
    material, measure = asked.material, CELLS[cell]
    assert isinstance(measure, Measure)
    among = asked.among
    if measure is Measure.PER_1000_WORDS:
        among = among & ~asked.unfinished[material.table.document]
    cells = cells_of(asked, among)
    words = np.ones((cells.rows + 1, cells.columns + 1))
    if measure is Measure.PER_1000_WORDS:
        words = _words(asked)
    values = np.zeros(len(material.table), dtype=np.int64)
    if measure is Measure.PASSAGES:
        values = _value_numbers(material)
    return counted(material.table, cells, measure, values, words)


def cells_of(asked: Asked, among: Bools | None = None) -> Cells:
    """Which codings are in which cell: of all that is asked about, or of some of it."""
    material, by = asked.material, asked.by
    among = asked.among if among is None else among
    rows, columns = asked.rows.groups.of(among), asked.columns.groups.of(among)
    if by is None:
        return cells_in_both(rows, columns)
    if isinstance(by, Followed):
        places = _places(material, by.unit)
        pairs = transitions(material.table, among, places, by.within, same_coder=True)
    elif isinstance(by, SameUnit) and not asked.same_coder:
        units = _units(material, by.unit)
        ranges = touched_by_all(material.table, units).of(among)
        return cells_of_units(rows, columns, ranges, len(units))
    else:
        pairs = related.pairs(material, by, among, among, same_coder=asked.same_coder)
    return cells_of_pairs(rows, columns, pairs)


def _expected(asked: Asked) -> Counted:
    if asked.by is not Overlap.OVERLAPS:
        raise UserError(tr("What chance would bring is known of overlaps alone: --by overlaps"))
    groups = asked.rows.groups.of(asked.among), asked.columns.groups.of(asked.among)
    return _without_totals(expected_overlaps(asked.material.table, *groups))


def _jaccard(asked: Asked) -> Counted:
    if not isinstance(asked.by, SameUnit):
        raise UserError(tr("Jaccard's coefficient counts units: --by “in same sentence as”"))
    units = _units(asked.material, asked.by.unit)
    ranges = touched_by_all(asked.material.table, units).of(asked.among)
    groups = asked.rows.groups.of(asked.among), asked.columns.groups.of(asked.among)
    return _without_totals(jaccard(*groups, ranges, len(units)))


def _without_totals(cells: Floats) -> Counted:
    rows, columns = cells.shape
    nothing = np.full(rows, np.nan), np.full(columns, np.nan)
    return Counted(cells, *nothing, float("nan"), rows_add_up=False, columns_add_up=False)


def _units(material: ProjectMaterial, unit: TextUnit) -> Units:
    if unit is TextUnit.DOCUMENT:
        return document_units(material.table)
    return material.units(unit)


def _places(material: ProjectMaterial, unit: TextUnit | None) -> Places:
    if unit is None:
        return anywhere(material.table)
    if unit is TextUnit.WORD:
        return word_places(material.table, material.units(unit))
    return unit_places(material.table, material.units(unit))


def _words(asked: Asked) -> Floats:
    """Words of the finished documents that each cell is about, with totals."""
    material = asked.material
    words, begins = material.units(TextUnit.WORD), material.table.document_start
    number = np.diff(np.searchsorted(words.start, begins)).astype(np.float64)
    number[asked.unfinished] = 0
    sides = []
    for one in (asked.rows, asked.columns):
        about = one.of_documents
        if about is None:
            about = np.ones((len(one.labels), number.size), dtype=np.bool_)
        sides.append(np.vstack((about, about.any(axis=0))).astype(np.float64))
    return np.asarray((sides[0] * number) @ sides[1].T)


def _value_numbers(material: ProjectMaterial) -> Ints:
    """(codings,) equal where codings say the same in all attributes."""
    numbers = np.zeros(len(material.table), dtype=np.int64)
    said: dict[int, list[tuple[str, str]]] = {}
    for attribute in material.codebook.attributes:
        for number, value in material.said(attribute).items():
            said.setdefault(number, []).append((attribute.guid, repr(value)))
    known: dict[tuple[tuple[str, str], ...], int] = {}
    for number, values in said.items():
        numbers[number] = known.setdefault(tuple(values), len(known) + 1)
    return numbers
