"""Agreement between the coders of a project: what is compared, and the table of figures.

A coder is compared in the documents they *touched*: they coded in it, or marked it as done; or it
was assigned to them, where that is to count (`Selection.assigned`). A coder who did not touch a
document is missing there, which is not disagreement (`missing_coders.py` says where).

    load       reads the project: codings as arrays, the units, who is compared where
    compute    the default table of what was loaded, with intervals and pairs where asked for
    compare    both
"""

from annotator.operations.reliability.comparison import (
    AgreementSettings,
    Comparison,
    ComparisonData,
    Selection,
    compare,
    compute,
    load,
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
