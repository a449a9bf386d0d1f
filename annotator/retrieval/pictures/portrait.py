"""Document portraits: each document a bar, and in it the codings in their place and colour.

With few documents each code has a lane of the bar; with many the codings lie upon each other,
short ones in front of long ones. All of it is computed on columns: 1,000 documents with 100,000
codings are arrays from the project to the painter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.corpus.drawing import Anchor, Boxes, Drawing, Paint
from annotator.corpus.messages import tr
from annotator.retrieval.arrays import Floats, Ints
from annotator.retrieval.pictures.look import SMALL
from annotator.retrieval.pictures.sheet import Sheet
from annotator.retrieval.pictures.values import Portrait

_LABELS = 170.0
_GAP = 10.0
_GROUP_HEAD = 22.0
_TALLEST = 1_600.0
"""Pixels of all bars up to which each code has a lane of its own."""
_LEAST_LINE = 12.0
"""Pixels between bars from which on each has its name."""


@dataclass(frozen=True)
class _Measures:
    """Pixels of a bar, from one bar to the next, and how many lanes a bar has."""

    bar: float
    pitch: float
    lanes: int


def draw(picture: Portrait, sheet: Sheet) -> Drawing:
    """Lay a portrait out."""
    sheet.head()
    measures = _measures(len(picture.documents), len(picture.codes))
    paints = _paints(picture, sheet, measures)
    sheet.legend(picture.codes, paints)
    is_named = measures.pitch >= _LEAST_LINE
    left = sheet.left + (_name_width(picture, sheet) if is_named else 0.0)
    tops = _tops(picture, sheet, measures)
    if is_named:
        for name, top in zip(picture.documents, tops.tolist(), strict=True):
            short = sheet.look.shortened(name, left - sheet.left - _GAP, SMALL)
            at = left - _GAP, top + measures.bar / 2 + 4
            sheet.words(at, short, SMALL, anchor=Anchor.END)
    scale = (sheet.left + sheet.room - left) / max(int(picture.lengths.max(initial=1)), 1)
    sheet.shapes.append(_bars(picture, sheet, tops, measures, left, scale))
    sheet.shapes.append(_codings(picture, tops, measures, paints, left, scale))
    _axis(picture, sheet, left, scale)
    return sheet.finish()


def _measures(documents: int, codes: int) -> _Measures:
    lanes = max(codes, 1)
    for lane in (8.0, 6.0, 5.0, 4.0, 3.0):
        bar = max(lane * lanes, 14.0)
        if documents * (bar + 6) <= _TALLEST:
            return _Measures(bar, bar + 6, lanes)
    for bar, between in ((14.0, 4.0), (10.0, 3.0), (6.0, 2.0)):
        if documents * (bar + between) <= _TALLEST:
            return _Measures(bar, bar + between, 1)
    return _Measures(4.0, 5.0, 1)


def _paints(picture: Portrait, sheet: Sheet, measures: _Measures) -> list[Paint]:
    """Of codes in lanes their colours alone: the lane tells them apart without them."""
    look = sheet.look
    if measures.lanes > 1 or len(picture.codes) == 1:
        return [Paint(look.line(color)) for color in picture.colors]
    made = (look.group(number, color) for number, color in enumerate(picture.colors))
    return [Paint(one.fill, "", 1.0, one.pattern, one.ink) for one in made]


def _name_width(picture: Portrait, sheet: Sheet) -> float:
    widest = max((sheet.look.wide(name, SMALL) for name in picture.documents), default=0.0)
    return min(widest, _LABELS) + _GAP


def _tops(picture: Portrait, sheet: Sheet, measures: _Measures) -> Floats:
    """(documents,) where each bar begins; the names of groups are put between them."""
    tops, y = [], sheet.y
    for name, size in picture.groups:
        if name:
            sheet.words((sheet.left, y + 15), name, bold=True)
            y += _GROUP_HEAD
        tops.append(y + measures.pitch * np.arange(size))
        y += measures.pitch * size + (8 if name else 0)
    sheet.y = y
    return np.concatenate(tops).astype(np.float64) if tops else np.zeros(0)


def _bars(
    picture: Portrait, sheet: Sheet, tops: Floats, measures: _Measures, left: float, scale: float
) -> Boxes:
    """The texts themselves, as pale bars."""
    size = tops.size
    nothing = np.full(size, -1, dtype=np.int64)
    return Boxes(
        np.full(size, left),
        tops,
        np.maximum(picture.lengths * scale, 1.0),
        np.full(size, measures.bar),
        np.zeros(size, dtype=np.int64),
        nothing,
        (Paint(sheet.look.border),),
    )


def _codings(
    picture: Portrait,
    tops: Floats,
    measures: _Measures,
    paints: list[Paint],
    left: float,
    scale: float,
) -> Boxes:
    # Long ones first, so that short ones are seen before them; by documents, as `Boxes` wants it.
    order = np.lexsort((picture.start - picture.end, picture.document))
    document, code = picture.document[order], picture.code[order]
    start, end = _scaled(picture.start[order], scale), _scaled(picture.end[order], scale)
    lane = measures.bar / measures.lanes
    down = code.astype(np.float64) * (lane if measures.lanes > 1 else 0.0)
    return Boxes(
        left + start,
        tops[document] + down,
        np.maximum(end - start, 1.0),
        np.full(code.size, lane),
        code,
        picture.mark[order],
        paints,
    )


def _scaled(positions: Ints, scale: float) -> Floats:
    return np.asarray(positions * scale, dtype=np.float64)


def _axis(picture: Portrait, sheet: Sheet, left: float, scale: float) -> None:
    """How long the longest text is."""
    longest = int(picture.lengths.max(initial=0))
    sheet.y += 4
    right = left + longest * scale
    sheet.rule((left, sheet.y), (right, sheet.y))
    sheet.words((left, sheet.y + 14), "0", SMALL, sheet.look.muted)
    words = tr("{longest:,} characters", longest=longest)
    sheet.words((right, sheet.y + 14), words, SMALL, sheet.look.muted, Anchor.END)
    sheet.y += 24
