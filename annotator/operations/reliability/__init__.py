"""Agreement between the coders of a project: what is compared, and the table of figures.

A coder is compared in the documents that they marked as *done*: work that goes on is not a
judgement that there is nothing. Where none of the coders marked any, those that they *touched*
stand in. A coder is missing elsewhere, which is not disagreement (`missing_coders.py` says where).

    load       reads the project: codings as arrays, the units, who is compared where
    compute    the default table of what was loaded, with intervals and pairs where asked for
    compare    both
"""

from annotator.operations.reliability.comparison import (
    Comparison,
    ComparisonData,
    compare,
    compute,
    load,
)
from annotator.operations.reliability.selection import (
    AgreementSettings,
    Selection,
    select_by_name,
)

__all__ = [
    "AgreementSettings",
    "Comparison",
    "ComparisonData",
    "Selection",
    "compare",
    "compute",
    "load",
    "select_by_name",
]
