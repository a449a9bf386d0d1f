"""Figures of a table by documents: rates and means with their intervals, how many documents have
none, and how much is in one document alone."""

from __future__ import annotations

import numpy as np

from annotator.corpus.query import TextUnit
from annotator.operations.retrieval import universe
from annotator.operations.retrieval.asked import Asked
from annotator.operations.retrieval.axes import Axis
from annotator.retrieval.arrays import Bools, Floats
from annotator.retrieval.tables import Cells, Counted, Measure
from annotator.retrieval.tables.by_document import ByDocument, Universe, by_document, rates
from annotator.retrieval.tables.measures import of_whole

MEASURES = (
    Measure.PER_1000_WORDS,
    Measure.PER_DOCUMENT,
    Measure.DOCUMENT_SHARE,
    Measure.WITHOUT,
    Measure.IN_ONE_DOCUMENT,
)


def figures(asked: Asked, measure: Measure, cells: Cells) -> Counted:
    """The figures of one of `MEASURES`. UserError for weights that are none."""
    material = asked.material
    found = by_document(material.table, cells)
    if measure is Measure.IN_ONE_DOCUMENT:
        return of_whole(found.most)
    whole = universe_of(asked)
    ones = np.ones(len(material.documents))
    if measure is Measure.PER_1000_WORDS:
        own = rates(found, whole, words_of_documents(asked) / 1000)
    else:
        own = rates(found, whole, ones, once=measure is not Measure.PER_DOCUMENT)
    if measure is Measure.WITHOUT:
        return of_whole(_without(found, whole))
    return of_whole(own.value, own.low, own.high)


def _without(found: ByDocument, whole: Universe) -> Floats:
    """Documents that each cell is about and has none in, or how many these stand for; NaN where it
    is about none, since zero would say that all have one."""
    kept = whole.holds(found.cell, found.document)
    having = found.summed(kept * whole.weight[found.document])
    documents = whole.summed(np.ones_like(whole.weight))
    return np.where(documents > 0, whole.summed(whole.weight) - having, np.nan)


def universe_of(asked: Asked) -> Universe:
    """The documents that the figures are of."""
    material = asked.material
    counted = ~asked.unfinished
    if asked.where is not None:
        said = universe.documents_of(material, asked.where)
        counted = counted if said is None else counted & said
    sides = [about(asked, one) & counted for one in (asked.rows, asked.columns)]
    rows, columns = (np.vstack((side, side.any(axis=0))) for side in sides)
    weight = universe.weights(material, asked.weights, rows[-1] & columns[-1])
    return Universe(rows, columns, weight)


def about(asked: Asked, axis: Axis) -> Bools:
    """(groups, documents) which documents the groups of an axis are about."""
    material, size = asked.material, len(asked.material.documents)
    if axis.of_documents is not None:
        return axis.of_documents
    found = np.ones((len(axis.labels), size), dtype=np.bool_)
    for number, query in enumerate(axis.queries):
        said = universe.documents_of(material, query)
        if said is not None:
            found[number] = said
    return found


def words_of_documents(asked: Asked) -> Floats:
    """(documents,) how many words each has."""
    words, begins = asked.material.units(TextUnit.WORD), asked.material.table.document_start
    return np.diff(np.searchsorted(words.start, begins)).astype(np.float64)
