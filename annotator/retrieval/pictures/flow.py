"""Flows: bands from what is on the left to what is on the right, the thicker the more there is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from annotator.corpus.drawing import Anchor, Drawing, Outline, Paint, Point
from annotator.retrieval.arrays import Floats
from annotator.retrieval.pictures.look import BASE, SMALL
from annotator.retrieval.pictures.scales import figure
from annotator.retrieval.pictures.sheet import Sheet
from annotator.retrieval.pictures.values import Flow

_BLOCK, _BETWEEN, _LABELS = 12.0, 10.0, 165.0
_LEAST = BASE + 6
"""Pixels of a block at least, so that names do not touch."""
_LEGIBLE = 12.0
_GAP = 8.0


def draw(picture: Flow, sheet: Sheet) -> Drawing:
    """Lay a flow out."""
    sheet.head()
    look, values = sheet.look, np.nan_to_num(picture.values)
    labels = [_labels(picture.left, values.sum(axis=1), sheet)]
    labels.append(_labels(picture.right, values.sum(axis=0), sheet))
    wide = [max((look.wide(name) for name in side), default=0.0) + _GAP for side in labels]
    left, right = sheet.left + wide[0], sheet.left + sheet.room - wide[1]
    height = max(180.0, 34.0 * max(values.shape))
    scale = height / max(float(values.sum()), 1.0)
    tops = _tops(values.sum(axis=1), scale), _tops(values.sum(axis=0), scale)
    top = sheet.y + 18
    places = (left, Anchor.START), (right, Anchor.END)
    for (x, anchor), words in zip(places, picture.sides, strict=True):
        sheet.words((x, sheet.y + 8), words, SMALL, look.muted, anchor)
    _bands(picture, sheet, values, (left + _BLOCK, right - _BLOCK), (tops, top), scale)
    for side, x in enumerate((left, right - _BLOCK)):
        sums = values.sum(axis=1 - side)
        for number, (total, at) in enumerate(zip(sums.tolist(), tops[side].tolist(), strict=True)):
            color = look.line(picture.colors[number]) if side == 0 else look.muted
            sheet.box(x, top + at, _BLOCK, max(total * scale, 1.5), Paint(color))
            middle = top + at + max(total * scale, 1.5) / 2 + 4
            beside = (left - _GAP, Anchor.END) if side == 0 else (right + _GAP, Anchor.START)
            sheet.words((beside[0], middle), labels[side][number], anchor=beside[1])
    ends = [
        at[-1] + max(sums[-1] * scale, _LEAST) if at.size else 0.0
        for at, sums in zip(tops, (values.sum(axis=1), values.sum(axis=0)), strict=True)
    ]
    sheet.y = top + max(ends, default=0.0) + 12
    return sheet.finish()


def _labels(names: Sequence[str], sums: Floats, sheet: Sheet) -> list[str]:
    numbers = [figure(one) for one in sums.tolist()]
    return [
        sheet.look.shortened(name, _LABELS - sheet.look.wide(number), front=True) + f"  {number}"
        for name, number in zip(names, numbers, strict=True)
    ]


def _tops(sums: Floats, scale: float) -> Floats:
    """Where blocks begin: as high as there is much of them, and never so near that names touch."""
    room = np.maximum(sums * scale, _LEAST) + _BETWEEN
    tops = np.cumsum(room) - room
    return np.asarray(tops + np.maximum(_LEAST - sums * scale, 0) / 2)


def _bands(
    picture: Flow,
    sheet: Sheet,
    values: Floats,
    sides: tuple[float, float],
    places: tuple[tuple[Floats, Floats], float],
    scale: float,
) -> None:
    (ours, theirs), top = places
    filled = [ours.copy(), theirs.copy()]
    numbers = []
    for row, column in zip(*np.nonzero(values), strict=True):
        thick = float(values[row, column]) * scale
        y0, y1 = top + float(filled[0][row]), top + float(filled[1][column])
        filled[0][row] += thick
        filled[1][column] += thick
        color = sheet.look.line(picture.colors[row])
        paint = Paint(color, color, 0.6, opacity=0.42)
        mark = int(row) * values.shape[1] + int(column)
        sheet.shapes.append(Outline(_band(sides, y0, y1, thick), paint, mark, True, True))
        if thick >= _LEGIBLE:
            at = sides[0] + 10, y0 + thick / 2 + 4
            numbers.append((at, figure(float(values[row, column]))))
    for at, words in numbers:
        sheet.words(at, words, SMALL, halo=sheet.look.page)


def _band(sides: tuple[float, float], y0: float, y1: float, thick: float) -> tuple[Point, ...]:
    """A curve there and, so much lower, back again."""
    x0, x1 = sides
    middle = (x0 + x1) / 2
    there = [(x0, y0), (middle, y0), (middle, y1), (x1, y1)]
    low = y1 + thick
    down = [(x1, y1), (x1, low), (x1, low)]
    back = [(middle, low), (middle, y0 + thick), (x0, y0 + thick)]
    return (*there, *down, *back)
