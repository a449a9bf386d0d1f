"""Where the characters of a line are on the page, in both directions of writing."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtGui import QTextLine

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

Stretch = tuple[float, float]
"""Left and right edge in pixels of the block."""


def has_right_to_left(text: str) -> bool:
    """Whether any character of `text` is written from right to left, or asks for it."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def stretches(line: QTextLine, start: int, end: int, two_way: bool) -> list[Stretch]:
    """What ``[start, end)`` (widget units of the block) covers of a line, from left to right.

    With `two_way`, letters next to each other in the text may be apart on the line: the pieces
    are taken from the glyphs.
    """
    first = line.textStart()
    last = first + line.textLength()
    start, end = max(start, first), min(end, last)
    if start >= end:
        return []
    if two_way:
        return _from_glyphs(line, start, end)
    left, right = _x(line, start), _x(line, end)
    if end == last:
        # The space at which the line was broken hangs over its end.
        right = min(right, line.naturalTextRect().right())
    return [(left, right)] if right > left else []


def _x(line: QTextLine, unit: int) -> float:
    # The binding gives the position and the unit that it is for; its stubs say "object".
    answer: Any = line.cursorToX(unit)
    return float(answer[0])


def _from_glyphs(line: QTextLine, start: int, end: int) -> list[Stretch]:
    boxes = sorted(
        (box.left(), box.right())
        for box in (run.boundingRect() for run in line.glyphRuns(start, end - start))
        if box.width() > 0
    )
    joined: list[Stretch] = []
    for left, right in boxes:
        if joined and left <= joined[-1][1] + 1.0:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return joined
