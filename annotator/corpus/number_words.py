"""Numbers as people read them: never a minus before nothing, never a share that rounds to none."""

from __future__ import annotations

import re

from annotator.corpus.messages import localised, tr

_MINUS = re.compile(r"(?<![\w)\]])-(?=\d)")
"""A hyphen before a number, other than in ranges, dates and names."""


def decimals(value: float, places: int = 3) -> str:
    """With a fixed number of decimals; what rounds to 0 has no sign."""
    text = f"{value:.{places}f}"
    return localised(text.removeprefix("-") if float(text) == 0 else text)


def percent(share: float, places: int = 1) -> str:
    """A share (0 to 1) in percent: "99.5%".

    A share that is neither none nor all is not shown as 0 or 100 but as "<0.1%" or ">99.9%".
    """
    least = 10.0**-places
    if share > 0 and 100 * share < least / 2:
        return localised(f"<{least:.{places}f}%")
    if share < 1 and 100 * (1 - share) < least / 2:
        return localised(f">{100 - least:.{places}f}%")
    return f"{decimals(100 * share, places)}%"


def typeset(text: str) -> str:
    """Text with numbers as it is shown to readers: with minus signs, for which machine-readable
    output and the command line have hyphens."""
    return _MINUS.sub("\u2212", text)


def figure_words(
    value: float, ends: tuple[float, float] | None = None, *, in_percent: bool = False
) -> str:
    """A figure, followed by its interval where it has one: "0.635 [0.41, 0.79]"."""
    if in_percent:
        one, wide = percent(value), [percent(end) for end in ends or ()]
        low_high = [end.removesuffix("%") for end in wide]
    else:
        one, low_high = decimals(value), [decimals(end, 2) for end in ends or ()]
    return f"{one} [{tr(', ', context='list of numbers').join(low_high)}]" if low_high else one
