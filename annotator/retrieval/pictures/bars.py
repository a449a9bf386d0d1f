"""Bars and dots: a figure a line, on one scale from zero."""

from __future__ import annotations

import math

import numpy as np

from annotator.corpus.drawing import Anchor, Drawing, Paint
from annotator.retrieval.pictures.look import SMALL
from annotator.retrieval.pictures.scales import figure, percent, ticks
from annotator.retrieval.pictures.sheet import Sheet
from annotator.retrieval.pictures.values import BarChart

_LABELS = 190.0
_BAR, _BETWEEN = 15.0, 9.0
_GAP = 10.0


def draw(picture: BarChart, sheet: Sheet) -> Drawing:
    """Lay bars or dots out."""
    sheet.head()
    look, series = sheet.look, len(picture.columns)
    paints = [_paint(picture, sheet, number) for number in range(series)]
    if series > 1:
        sheet.legend(picture.columns, paints)
    names = [look.shortened(name, _LABELS, front=True) for name in picture.rows]
    left = sheet.left + max((look.wide(name) for name in names), default=0.0) + _GAP
    figures = [text for row in picture.texts for text in row]
    after = max((look.wide(text, SMALL) for text in figures), default=0.0) + 12
    long = sheet.left + sheet.room - left - after
    steps = _steps(picture)
    row_height = series * _BAR + _BETWEEN
    top, bottom = sheet.y, sheet.y + len(names) * row_height
    _grid(sheet, steps, left, long, (top, bottom), is_share=_is_share(picture))
    for row, name in enumerate(names):
        y = top + row * row_height + _BETWEEN / 2
        sheet.words((left - _GAP, y + series * _BAR / 2 + 4), name, anchor=Anchor.END)
        for column, paint in enumerate(paints):
            value = float(picture.values[row, column])
            share = 0.0 if math.isnan(value) else value / steps[-1]
            at = left, y + column * _BAR
            mark = row * series + column
            _figure(sheet, at, share * long, paint, mark, dots=picture.dots)
            reach = _interval(picture, sheet, (row, column), at, long / steps[-1])
            x = max(at[0] + share * long, reach) + (8 if picture.dots else 5)
            color = look.muted if not value > 0 else look.text
            text = picture.texts[row][column]
            sheet.words((x, at[1] + 11.5), text, SMALL, color, halo=look.page)
    sheet.y = bottom + 30
    return sheet.finish()


def _paint(picture: BarChart, sheet: Sheet, number: int) -> Paint:
    if len(picture.columns) == 1:
        return Paint(sheet.look.accent, sheet.look.accent)
    return sheet.look.group(number, picture.colors[number] if picture.colors else "")


def _is_share(picture: BarChart) -> bool:
    return any(text.endswith("%") for row in picture.texts for text in row)


def _steps(picture: BarChart) -> list[float]:
    highest = float(np.nanmax(picture.values, initial=0.0))
    if picture.ends is not None:
        highest = max(highest, float(np.nanmax(picture.ends[1], initial=0.0)))
    whole = bool(np.all(np.isnan(picture.values) | (picture.values == np.round(picture.values))))
    return ticks(highest, whole=whole and not _is_share(picture))


def _grid(
    sheet: Sheet,
    steps: list[float],
    left: float,
    long: float,
    span: tuple[float, float],
    *,
    is_share: bool,
) -> None:
    for step in steps:
        x = left + step / steps[-1] * long
        sheet.rule((x, span[0]), (x, span[1]), dashed=step > 0)
        words = percent(step) if is_share else figure(step)
        sheet.words((x, span[1] + 15), words, SMALL, sheet.look.muted, Anchor.MIDDLE)


def _interval(
    picture: BarChart,
    sheet: Sheet,
    cell: tuple[int, int],
    at: tuple[float, float],
    scale: float,
) -> float:
    """The interval of a figure as a line with ends; returns how far it reaches."""
    if picture.ends is None:
        return 0.0
    low, high = (float(ends[cell]) for ends in picture.ends)
    if math.isnan(low) or math.isnan(high):
        return 0.0
    left, right, middle = at[0] + low * scale, at[0] + high * scale, at[1] + _BAR / 2 - 0.5
    look = sheet.look
    for color, width in ((look.page, 3.0), (look.text, 1.2)):  # the edge parts it from the bar
        paint = Paint(line=color, width=width)
        sheet.line(((left, middle), (right, middle)), paint)
        for x in (left, right):
            sheet.line(((x, middle - 3.5), (x, middle + 3.5)), paint)
    return right


def _figure(
    sheet: Sheet, at: tuple[float, float], long: float, paint: Paint, mark: int, *, dots: bool
) -> None:
    x, y = at
    if not dots:
        # What is nothing has a mark too: a line on the axis.
        sheet.box(x, y + 1, max(long, 1.0), _BAR - 3, paint, mark)
        return
    middle = y + _BAR / 2
    sheet.line(((x, middle), (x + long, middle)), Paint(line=paint.line, width=1.2))
    sheet.disc((x + long, middle), 4.5, paint, mark)
