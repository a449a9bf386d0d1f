"""Where to go next: the codings and the uncoded paragraphs before and after a place."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from annotator.corpus.span import Span
from annotator.corpus.text import DocumentText
from annotator.ui.reader.marks import END, START, Marks


def next_coding(
    marks: Marks,
    position: int,
    forward: bool = True,
    codes: Collection[str] | None = None,
    coders: Collection[str] | None = None,
) -> tuple[str, Span] | None:
    """The coding, and the part of it, that begins next after `position`, or last before it.

    Only those of `codes` and `coders` (GUIDs), where given. None where there is no further one.
    """
    table = marks.filtered(marks.all(), codes, coders)
    starts = table[START]
    at = int(np.searchsorted(starts, position, side="right" if forward else "left"))
    index = at if forward else at - 1
    if not 0 <= index < table.shape[1]:
        return None
    start, end, row = (int(number) for number in table[:3, index])
    return marks.key(row), Span(start, end)


def next_uncoded_paragraph(
    document: DocumentText,
    marks: Marks,
    position: int,
    forward: bool = True,
    coders: Collection[str] | None = None,
) -> Span | None:
    """The nearest paragraph that begins after (or before) `position` and has no coding in it.

    Only codings of `coders` count, where given. None where every further one is coded.
    """
    starts = np.array(document.paragraph_starts, dtype=np.int64)
    # What is between two paragraphs is blank; a coding of nothing else counts to the first.
    ends = np.append(starts[1:], len(document))
    table = marks.filtered(marks.all(), None, coders)
    begun = np.searchsorted(table[START], ends, side="left")
    over = np.searchsorted(np.sort(table[END]), starts, side="right")
    free = np.flatnonzero(begun == over)
    free = free[starts[free] > position] if forward else free[starts[free] < position]
    if not free.size:
        return None
    return document.paragraph_at(int(starts[free[0 if forward else -1]]))
