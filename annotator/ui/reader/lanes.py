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
    keys = [(m.coder not in current, m.coder, m.start, -m.end) for m in marks]
    order = sorted(range(len(marks)), key=keys.__getitem__)
    result = _packed(marks, order, apart=True, most=room)
    if result is None:
        starts = [(mark.start, -mark.end) for mark in marks]
        order.sort(key=starts.__getitem__)
        result = _packed(marks, order, apart=False)
    return [lane % MAX_LANES for lane in result or ()]


def _packed(
    marks: Sequence[Mark], order: Sequence[int], apart: bool, most: int | None = None
) -> list[int] | None:
    """The lowest free lane for each mark in turn; with `apart`, coders do not share lanes.

    None as soon as it takes more than `most` of them.
    """
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
            if most is not None and base + lane >= most:
                return None
        result[index] = base + lane
    return result
