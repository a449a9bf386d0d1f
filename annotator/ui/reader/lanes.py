"""Which underline of a stack each mark of a paragraph gets."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.ui.reader.marks import Mark

MAX_LANES = 6


def lanes(marks: Sequence[Mark], current: frozenset[int], room: int = MAX_LANES) -> list[int]:
    """A lane for each mark, 0 next to the letters, such that marks that overlap differ.

    The current coder's marks come first, then the others coder by coder, each in lanes of their
    own, so that a line's place tells whose it is. Where that takes more than `room` lanes, coders
    share them; from `MAX_LANES` on, lanes are used again.
    """
    order = sorted(
        range(len(marks)),
        key=lambda i: (
            marks[i].coder not in current,
            marks[i].coder,
            marks[i].start,
            -marks[i].end,
            marks[i].row,
        ),
    )
    result = _packed(marks, order, apart=True)
    if max(result, default=0) >= room:
        by_start = sorted(order, key=lambda i: (marks[i].start, -marks[i].end))
        result = _packed(marks, by_start, apart=False)
    return [lane % MAX_LANES for lane in result]


def _packed(marks: Sequence[Mark], order: Sequence[int], apart: bool) -> list[int]:
    """The lowest free lane for each mark in turn; with `apart`, coders do not share lanes."""
    result = [0] * len(marks)
    base = 0
    ends: list[int] = []
    coder: int | None = None
    for index in order:
        mark = marks[index]
        if apart and mark.coder != coder:
            base += len(ends)
            ends, coder = [], mark.coder
        for lane, end in enumerate(ends):
            if end <= mark.start:
                ends[lane] = mark.end
                break
        else:
            lane = len(ends)
            ends.append(mark.end)
        result[index] = base + lane
    return result
