"""Scales: round numbers on an axis, and figures as they are written on it."""

from __future__ import annotations

import math

from annotator.corpus.messages import localised


def ticks(highest: float, wanted: int = 5, *, whole: bool = True) -> list[float]:
    """Round numbers from 0 to the first at or above `highest`, about as many as wanted: steps of
    1, 2 or 5 times a power of ten (Heckbert 1990); `whole` for counts."""
    if not math.isfinite(highest) or highest <= 0:
        return [0.0, 1.0]
    raw = highest / max(wanted - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(one * power for one in (1, 2, 5, 10) if one * power >= raw * (1 - 1e-9))
    if whole:
        step = max(1.0, round(step))
    return [step * number for number in range(math.ceil(highest / step - 1e-9) + 1)]


def figure(value: float) -> str:
    """A figure in words: whole numbers as they are, others with two or three decimals, “–” for
    none."""
    if math.isnan(value):
        return "–"
    if value == round(value) and abs(value) < 1e15:
        return localised(f"{round(value):,}")
    return localised(f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}")


def percent(value: float) -> str:
    """A share from 0 to 1 in whole percent, “–” for none; below one, and above nothing, “<1 %”."""
    if math.isnan(value):
        return "–"
    if 0 < value < 0.005:
        return "<1 %"
    return f"{round(100 * value)} %"
