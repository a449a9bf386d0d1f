"""Heat maps: tables whose cells are the darker the more is in them, with the figure in each."""

from __future__ import annotations

import math

import numpy as np

from annotator.corpus.drawing import Anchor, Drawing, Paint
from annotator.retrieval.pictures.look import BASE, SMALL
from annotator.retrieval.pictures.scales import figure, percent
from annotator.retrieval.pictures.sheet import Sheet
from annotator.retrieval.pictures.values import HeatMap

_LABELS, _HEADS = 190.0, 120.0
_HEIGHT, _NARROWEST, _WIDEST = 26.0, 34.0, 96.0
_ANGLE = -40.0
_GAP = 10.0


def draw(picture: HeatMap, sheet: Sheet) -> Drawing:
    """Lay a heat map out."""
    sheet.head()
    look = sheet.look
    names = [look.shortened(name, _LABELS, front=True) for name in picture.rows]
    labels = max((look.wide(name) for name in names), default=0.0) + _GAP
    width = _cell_width(picture, sheet, labels)
    left = sheet.left + labels
    _columns(picture, sheet, left, width)
    top = sheet.y
    highest = float(np.nanmax(picture.values, initial=0.0))
    for row, name in enumerate(names):
        y = top + row * _HEIGHT
        sheet.words((left - _GAP, y + 17), name, anchor=Anchor.END)
        for column, text in enumerate(picture.texts[row]):
            value = float(picture.values[row, column])
            amount = 0.0 if math.isnan(value) or highest <= 0 else value / highest
            fill = look.shade(amount)
            mark = row * len(picture.columns) + column
            x = left + column * width
            sheet.box(x, y, width - 1, _HEIGHT - 1, Paint(fill, look.border), mark)
            ink = look.muted if math.isnan(value) else look.ink_on(fill)
            sheet.words((x + width / 2 - 0.5, y + 17), text, SMALL, ink, Anchor.MIDDLE)
    sheet.y = top + len(names) * _HEIGHT + 12
    if highest > 0:
        _scale(sheet, left, highest, picture)
    return sheet.finish()


def _cell_width(picture: HeatMap, sheet: Sheet, labels: float) -> float:
    """As wide as there is room, and at least as the figures are."""
    texts = [text for row in picture.texts for text in row]
    widest = max((sheet.look.wide(text, SMALL) for text in texts), default=0.0) + 10
    room = (sheet.room - labels) / max(len(picture.columns), 1)
    return max(min(room, _WIDEST), widest, _NARROWEST)


def _columns(picture: HeatMap, sheet: Sheet, left: float, width: float) -> None:
    """The names of the columns: level where all have room, else slanted."""
    look = sheet.look
    if all(look.wide(name, SMALL) <= width - 6 for name in picture.columns):
        for column, name in enumerate(picture.columns):
            at = left + (column + 0.5) * width, sheet.y + 12
            sheet.words(at, name, SMALL, look.muted, Anchor.MIDDLE)
        sheet.y += 20
        return
    names = [look.shortened(name, _HEADS, SMALL, front=True) for name in picture.columns]
    sine = math.sin(math.radians(-_ANGLE))
    height = max(look.wide(name, SMALL) for name in names) * sine + SMALL
    sheet.y += height
    for column, name in enumerate(names):
        at = left + (column + 0.5) * width, sheet.y - 4
        sheet.words(at, name, SMALL, look.muted, angle=_ANGLE)
    sheet.y += 4


def _scale(sheet: Sheet, left: float, highest: float, picture: HeatMap) -> None:
    """What the shades mean: from none to the most."""
    look, steps, step = sheet.look, 24, 5.0
    is_share = any(text.endswith("%") for row in picture.texts for text in row)
    most = _written(highest, is_share=is_share)
    zero = _written(0.0, is_share=is_share)
    x = left + look.wide(zero, SMALL) + 6
    sheet.words((left, sheet.y + 10), zero, SMALL, look.muted)
    for number in range(steps):
        fill = look.shade(number / (steps - 1))
        sheet.box(x + number * step, sheet.y + 1, step + 0.4, 10, Paint(fill))
    sheet.box(x, sheet.y + 1, steps * step, 10, Paint(line=look.border))
    sheet.words((x + steps * step + 6, sheet.y + 10), most, SMALL, look.muted)
    sheet.y += BASE + 8


def _written(value: float, *, is_share: bool) -> str:
    return percent(value) if is_share else figure(value)
