"""What can be chosen for concordances and tables: in words, and as a view keeps it."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.messages import gettext_noop
from annotator.operations.retrieval.tables import ALL, RANGE

ORDERS: Sequence[tuple[str, tuple[int, ...]]] = (
    (gettext_noop("As the texts go"), ()),
    (gettext_noop("By the words to the right"), (1, 2, 3)),
    (gettext_noop("By the words to the left"), (-1, -2, -3)),
    (gettext_noop("By the coded words"), (0,)),
)
MEASURES = {
    "codings": gettext_noop("Codings"),
    "passages": gettext_noop("Passages (touching ones joined)"),
    "documents": gettext_noop("Documents"),
    "characters": gettext_noop("Characters"),
    "row": gettext_noop("Share of the row"),
    "column": gettext_noop("Share of the column"),
    "table": gettext_noop("Share of the table"),
    "words": gettext_noop("Per 1,000 words"),
    "mean": gettext_noop("Mean over documents"),
    "document-share": gettext_noop("Share of the documents"),
    "without": gettext_noop("Documents without any"),
    "most": gettext_noop("Most in one document"),
    "jaccard": gettext_noop("Jaccard’s coefficient"),
    "expected": gettext_noop("Overlaps expected by chance"),
}
CODERS: Sequence[tuple[str, str]] = (
    (gettext_noop("Analysis set"), ""),
    (gettext_noop("All coders, each counted"), ALL),
    (gettext_noop("Mean of the coders, with the range"), RANGE),
)
BY_DOCUMENT = ("words", "mean", "document-share", "without")
"""Cells that documents may be weighted for."""
RELATIONS: Sequence[tuple[str, str]] = (
    (gettext_noop("Codes: overlapping; else the same coding"), ""),
    (gettext_noop("Overlapping"), "overlaps"),
    (gettext_noop("Inside"), "inside"),
    (gettext_noop("Same passage"), "same passage as"),
    (gettext_noop("In the same sentence"), "in same sentence as"),
    (gettext_noop("In the same paragraph"), "in same paragraph as"),
    (gettext_noop("In the same document"), "in same document as"),
    (gettext_noop("Followed by, within 30 words"), "followed within 30 words by"),
    (gettext_noop("Followed by, next in the text"), "followed by"),
)
