"""The figures of a table about a project."""

from __future__ import annotations

import numpy as np

from annotator.corpus.messages import tr
from annotator.corpus.query import Overlap, SameUnit, TextUnit
from annotator.errors import UserError
from annotator.operations.retrieval import figures_by_document
from annotator.operations.retrieval.asked import Asked, Followed
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.retrieval import related
from annotator.retrieval.arrays import Floats, Ints
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

__all__ = ["CELLS", "EXPECTED", "JACCARD", "Asked", "Followed", "cells_of", "figures"]

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
    "mean": Measure.PER_DOCUMENT,
    "document-share": Measure.DOCUMENT_SHARE,
    "without": Measure.WITHOUT,
    "most": Measure.IN_ONE_DOCUMENT,
    JACCARD: "Jaccard's coefficient",
    EXPECTED: "overlaps expected by chance",
}
"""What a cell may say, by the word for it."""


def figures(asked: Asked, cell: str) -> Counted:
    """The figures of what a cell is to say, a word of `CELLS`. UserError where it can't."""
    material, measure = asked.material, CELLS[cell]
    if asked.weights and measure not in figures_by_document.MEASURES:
        known = [word for word, one in CELLS.items() if one in figures_by_document.MEASURES]
        words = ", ".join(known)
        raise UserError(tr("Weights are for figures by documents: --cell {known}.", known=words))
    if cell == EXPECTED:
        return _expected(asked)
    if cell == JACCARD:
        return _jaccard(asked)
    assert isinstance(measure, Measure)
    if measure in figures_by_document.MEASURES:
        return figures_by_document.figures(asked, measure, cells_of(asked))
    cells = cells_of(asked)
    values = np.zeros(len(material.table), dtype=np.int64)
    if measure is Measure.PASSAGES:
        values = _value_numbers(material)
    return counted(material.table, cells, measure, values)


def cells_of(asked: Asked) -> Cells:
    """Which codings are in which cell."""
    material, by, among = asked.material, asked.by, asked.among
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
