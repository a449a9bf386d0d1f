"""Colours for codes: those that come without one, and what is written for one."""

from __future__ import annotations

import re

from annotator.corpus.colors import OKABE_ITO
from annotator.exchange.color_names import CSS_COLORS

COLORS = OKABE_ITO
_LONG = re.compile(r"#[0-9A-Fa-f]{6}")
_SHORT = re.compile(r"#[0-9A-Fa-f]{3}")


def color_at(index: int) -> str:
    """The colour of the code at `index` where none is given; the same at every reading."""
    return COLORS[index % len(COLORS)]


def normal_color(text: str) -> str | None:
    """``#RGB``, ``#RRGGBB`` or a name of CSS, such as ``orange``, as lower-case ``#rrggbb``; None
    where it is none of them."""
    if _LONG.fullmatch(text):
        return text.lower()
    if _SHORT.fullmatch(text):
        return "#" + "".join(digit * 2 for digit in text[1:].lower())
    return CSS_COLORS.get("".join(text.split()).casefold())


def css_name(color: str) -> str | None:
    """The name that CSS has for a colour (``#rrggbb``), if it has one."""
    return next((name for name, one in CSS_COLORS.items() if one == color), None)
