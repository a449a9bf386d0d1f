"""What colours are called: a colour alone tells some readers nothing."""

from __future__ import annotations

from annotator.corpus.messages import tr
from annotator.exchange.palette import css_name

NAMED = (
    *("red", "orange", "gold", "yellow", "limegreen", "green", "teal", "turquoise"),
    *("blue", "navy", "purple", "magenta", "pink", "brown", "olive", "gray"),
)
"""Colours of CSS that are offered by name, beside those that colour-blind readers tell apart."""


def safe_names() -> dict[str, str]:
    """The colours of the palette (``#rrggbb``) that colour-blind readers tell apart, by name."""
    return {
        "#e69f00": tr("Orange"),
        "#56b4e9": tr("Sky blue"),
        "#009e73": tr("Green"),
        "#f0e442": tr("Yellow"),
        "#0072b2": tr("Blue"),
        "#d55e00": tr("Vermilion"),
        "#cc79a7": tr("Purple"),
    }


def color_words(color: str) -> str:
    """A colour in words: its name with its digits, or its digits alone."""
    name = safe_names().get(color) or css_name(color)
    return f"{name} ({color})" if name else color
