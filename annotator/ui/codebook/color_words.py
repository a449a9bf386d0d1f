"""What colours are called: a colour alone tells some readers nothing."""

from __future__ import annotations

from annotator.corpus.messages import gettext_noop, tr
from annotator.exchange.color_names import CSS_COLORS
from annotator.exchange.palette import css_name

_MESSAGES = {
    "red": gettext_noop("Red"),
    "orange": gettext_noop("Orange"),
    "gold": gettext_noop("Gold"),
    "yellow": gettext_noop("Yellow"),
    "limegreen": gettext_noop("Lime green"),
    "green": gettext_noop("Green"),
    "teal": gettext_noop("Teal"),
    "turquoise": gettext_noop("Turquoise"),
    "blue": gettext_noop("Blue"),
    "navy": gettext_noop("Navy"),
    "purple": gettext_noop("Purple"),
    "magenta": gettext_noop("Magenta"),
    "pink": gettext_noop("Pink"),
    "brown": gettext_noop("Brown"),
    "olive": gettext_noop("Olive"),
    "gray": gettext_noop("Gray"),
}
NAMED = tuple(_MESSAGES)
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
    css = "magenta" if color == CSS_COLORS["magenta"] else css_name(color) or ""
    name = safe_names().get(color) or (tr(_MESSAGES[css]) if css in _MESSAGES else css)
    return f"{name} ({color})" if name else color
