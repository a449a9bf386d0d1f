"""Tables over codings: rows and columns are groups of codings, a cell holds those in both.

groups.py       what rows and columns are
joins.py        which codings are in which cell: in both groups, or related to another group
measures.py     what is counted in a cell
unit_bits.py    the same of common units, for speed
association.py  Jaccard's coefficient, and the overlap that chance would bring
"""

from __future__ import annotations

from annotator.retrieval.columns import Parts
from annotator.retrieval.tables import joins, unit_bits
from annotator.retrieval.tables.association import expected_overlaps, jaccard
from annotator.retrieval.tables.groups import Groups, groups_of
from annotator.retrieval.tables.joins import Cells, cells_in_both, cells_of_pairs
from annotator.retrieval.tables.measures import Counted, Measure, counted

__all__ = [
    "Cells",
    "Counted",
    "Groups",
    "Measure",
    "cells_in_both",
    "cells_of_pairs",
    "cells_of_units",
    "counted",
    "expected_overlaps",
    "groups_of",
    "jaccard",
]


def cells_of_units(rows: Groups, columns: Groups, ranges: Parts, units: int) -> Cells:
    """In each cell the codings of its row's group that have one of the units in common with another
    one of its column's group. The ranges are those of `annotator.retrieval.units.touched`."""
    if columns.size <= unit_bits.MOST_COLUMNS:
        return unit_bits.cells_of_units(rows, columns, ranges, units)
    return joins.cells_of_units(rows, columns, ranges, units)
