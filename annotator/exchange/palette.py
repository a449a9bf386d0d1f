"""Colours for codes that come without one."""

from __future__ import annotations

import re

# Okabe and Ito (2008): eight colours that colour-blind readers tell apart, without the black.
COLORS = ("#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2", "#d55e00", "#cc79a7")
_LONG = re.compile(r"#[0-9A-Fa-f]{6}")
_SHORT = re.compile(r"#[0-9A-Fa-f]{3}")


def color_at(index: int) -> str:
    """The colour of the code at `index` where none is given; the same at every reading."""
    return COLORS[index % len(COLORS)]


def normal_color(text: str) -> str | None:
    """``#RGB`` or ``#RRGGBB`` as lower-case ``#rrggbb``; None where it is neither."""
    if _LONG.fullmatch(text):
        return text.lower()
    if _SHORT.fullmatch(text):
        return "#" + "".join(digit * 2 for digit in text[1:].lower())
    return None
