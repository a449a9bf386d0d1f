"""Strips: a small chart of bars for each series below the others, all on one axis.

Timelines are strips on the calendar, distributions strips on the relative place in the texts.
Series that stand below each other are told apart without colours, and none hides another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.corpus.drawing import Anchor, Drawing, Paint
from annotator.corpus.messages import tr
from annotator.retrieval.arrays import Floats
from annotator.retrieval.pictures.look import SMALL
from annotator.retrieval.pictures.scales import figure, percent, ticks
from annotator.retrieval.pictures.sheet import Sheet
from annotator.retrieval.pictures.values import Distribution, Timeline

_LABELS = 170.0
_GAP, _AXIS = 12.0, 34.0
_STRIP, _BETWEEN = 44.0, 16.0


@dataclass(frozen=True)
class _Strips:
    """names, colors: of the series; values: (series, bars); places: where each bar begins and ends,
    0 to 1; axis: places with their words."""

    names: Sequence[str]
    colors: Sequence[str]
    values: Floats
    places: Sequence[tuple[float, float]]
    axis: Sequence[tuple[float, str]]


def draw_timeline(picture: Timeline, sheet: Sheet) -> Drawing:
    """Lay a timeline out: each period has its place in time."""
    days = picture.days.astype(np.float64)
    last = float(days[-1] - days[-2]) if days.size > 1 else 1.0
    ends = np.append(days[1:], days[-1] + last) if days.size else days
    whole = max(float(ends[-1] - days[0]), 1.0) if days.size else 1.0
    bounds = zip((days - days[:1]) / whole, (ends - days[:1]) / whole, strict=True)
    places = [(float(low), float(high)) for low, high in bounds]
    axis = [((low + high) / 2, w) for (low, high), w in zip(places, picture.labels, strict=True)]
    return _draw(_Strips(picture.series, picture.colors, picture.values, places, axis), sheet)


def draw_distribution(picture: Distribution, sheet: Sheet) -> Drawing:
    """Lay a distribution out: from the beginning of the texts to their end."""
    bins = picture.values.shape[1]
    places = [(number / bins, (number + 1) / bins) for number in range(bins)]
    axis = [(share, percent(share)) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    axis[0], axis[-1] = (0.0, tr("beginning")), (1.0, tr("end"))
    return _draw(_Strips(picture.codes, picture.colors, picture.values, places, axis), sheet)


def _draw(strips: _Strips, sheet: Sheet) -> Drawing:
    sheet.head()
    look = sheet.look
    names = [look.shortened(name, _LABELS, front=True) for name in strips.names]
    left = sheet.left + max((look.wide(name) for name in names), default=0.0) + _GAP + _AXIS
    long = sheet.left + sheet.room - left - 8
    highest = ticks(float(np.nanmax(strips.values, initial=0.0)), 3, whole=_is_whole(strips))[-1]
    bars = len(strips.places)
    for row, name in enumerate(names):
        top = sheet.y + 4
        base = top + _STRIP
        sheet.words((left - _GAP - _AXIS, base - _STRIP / 2 + 4), name, anchor=Anchor.END)
        for value, y in ((highest, top), (0.0, base)):
            sheet.rule((left, y), (left + long, y), dashed=value > 0)
            words = figure(value)
            sheet.words((left - 6, y + 4), words, SMALL, look.muted, Anchor.END)
        color = look.line(strips.colors[row])
        for bar, (low, high) in enumerate(strips.places):
            height = float(np.nan_to_num(strips.values[row, bar])) / highest * _STRIP
            x, width = left + low * long, max((high - low) * long - 1.5, 1.5)
            if height > 0:
                mark = row * bars + bar
                sheet.box(x + 0.75, base - height, width, height, Paint(color), mark)
        sheet.y = base + _BETWEEN - 4
    _label_axis(strips, sheet, left, long)
    return sheet.finish()


def _is_whole(strips: _Strips) -> bool:
    values = strips.values
    return bool(np.all(np.isnan(values) | (values == np.round(values))))


def _label_axis(strips: _Strips, sheet: Sheet, left: float, long: float) -> None:
    """Words at their places, as many as do not touch."""
    look, free = sheet.look, left - _AXIS - _GAP
    y = sheet.y - 6
    for place, words in strips.axis:
        x, wide = left + place * long, look.wide(words, SMALL)
        begins = min(max(x - wide / 2, left - 20), left + long + 8 - wide)
        if begins >= free:
            sheet.rule((x, y - 6), (x, y - 1))
            sheet.words((begins, y + 11), words, SMALL, look.muted)
            free = begins + wide + 10
    sheet.y = y + 22
