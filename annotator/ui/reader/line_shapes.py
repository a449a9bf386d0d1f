"""Where the characters of a line are on the page, in both directions of writing."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def stretches(
    line: QTextLine, spans: Sequence[tuple[int, int]], two_way: bool
) -> list[list[Stretch]]:
    """What each of `spans` (widget units of the block) covers of a line, from left to right.

    With `two_way`, letters next to each other in the text may be apart on the line: the pieces
    are taken from the glyphs.
    """
    first = line.textStart()
    last = first + line.textLength()
    if two_way:
        return [_from_glyphs(line, max(start, first), min(end, last)) for start, end in spans]
    # The binding gives the position and the unit that it is for; its stubs say "object".
    to_x: Any = line.cursorToX
    # The space at which the line was broken hangs over its end. Most spans of a crowded page go
    # through the whole line: its edges are asked for once.
    begin, edge = to_x(first)[0], line.naturalTextRect().right()
    result: list[list[Stretch]] = []
    for start, end in spans:
        left = to_x(start)[0] if start > first else begin
        right = edge if end >= last else to_x(end)[0]
        result.append([(left, right)] if right > left and start < last else [])
    return result


def _from_glyphs(line: QTextLine, start: int, end: int) -> list[Stretch]:
    if start >= end:
        return []
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
