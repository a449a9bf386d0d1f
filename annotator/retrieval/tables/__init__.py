"""Tables over codings: rows and columns are groups of codings, a cell holds those in both.

groups.py       what rows and columns are
joins.py        which codings are in which cell: in both groups, or related to another group
measures.py     what is counted in a cell
association.py  Jaccard's coefficient, and the overlap that chance would bring
"""

from __future__ import annotations

from annotator.retrieval.tables.association import expected_overlaps, jaccard
from annotator.retrieval.tables.groups import Groups, groups_of
from annotator.retrieval.tables.joins import Cells, cells_in_both, cells_of_pairs, cells_of_units
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
