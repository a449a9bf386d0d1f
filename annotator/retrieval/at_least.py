"""On how many coders' codings of one code a passage lies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.retrieval.arrays import Bools
from annotator.retrieval.columns import CodingTable
from annotator.retrieval.sweeps import overlapping


def coders_with_code(table: CodingTable, coders: Sequence[int], number: int) -> Bools:
    """(codings,) where at least so many of the coders have a coding of the same code that shares a
    code point with the passage, the coding itself among them. One sweep a coder."""
    # The codes one behind the other: passages of different ones never meet.
    parts = table.parts.shifted(table.code * table.length)
    count = np.zeros(len(table), dtype=np.int64)
    for coder in coders:
        theirs = parts.of(table.coder == coder)
        count += overlapping(parts, theirs, len(table), itself=True)
    return count >= number
