"""Colours for many codes at once: by palette, each code or each group with those below it."""

from __future__ import annotations

import colorsys
import enum
from collections.abc import Collection, Sequence
from typing import Final

from annotator.corpus.codebook import Codebook
from annotator.corpus.messages import gettext_noop
from annotator.exchange.palette import COLORS

PALETTES: Final[dict[str, tuple[str, ...]]] = {
    gettext_noop("Told apart by everybody (Okabe and Ito)"): COLORS,
    gettext_noop("Muted (Tol)"): (
        *("#cc6677", "#332288", "#ddcc77", "#117733", "#88ccee"),
        *("#882255", "#44aa99", "#999933", "#aa4499"),
    ),
    gettext_noop("Bright (Tol)"): (
        *("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377"),
    ),
}
"""Palettes by their titles. The first is that of new codes; the others are of Tol (2021), Colour
schemes, SRON technical note EPS-TN 09-002, and made for colour-blind readers too."""


class Scheme(enum.StrEnum):
    """What gets a colour of its own."""

    GROUPS = "groups"
    """Each code of the top level; what is below it has shades of that."""
    EACH = "each"
    """Each code."""
    ONE = "one"
    """None: all have one colour."""


def next_color(codebook: Codebook) -> str:
    """The colour of a new code: the first of the palette that none has yet."""
    used = {code.color for code in codebook.codes}
    return next((c for c in COLORS if c not in used), COLORS[len(used) % len(COLORS)])


def colored(
    codebook: Codebook, palette: Sequence[str], scheme: Scheme, among: Collection[str] | None = None
) -> dict[str, str]:
    """By code (GUID) the colour that it gets. `among` are the codes that get one (None: all); where
    groups have one, the groups are the topmost of them."""
    colors: dict[str, str] = {}
    wanted = set(codebook.by_guid if among is None else among)
    roots: dict[str, str] = {}
    number = 0
    for _depth, code in codebook.walk():
        above = roots.get(code.parent or "")
        if scheme is Scheme.GROUPS and above is not None:
            roots[code.guid] = above
            continue
        if code.guid not in wanted:
            continue
        colors[code.guid] = palette[0 if scheme is Scheme.ONE else number % len(palette)]
        number += 1
        if scheme is Scheme.GROUPS:
            roots[code.guid] = code.guid
    if scheme is Scheme.GROUPS:
        for root in [guid for guid in colors if roots.get(guid) == guid]:
            below = [guid for guid, top in roots.items() if top == root and guid != root]
            shades = shades_of(colors[root], len(below))
            colors |= dict(zip(below, shades, strict=True))
    return {guid: color for guid, color in colors.items() if guid in wanted}


_LIGHTEST: Final = 0.45
_DARKEST: Final = 0.35


def shades_of(color: str, number: int) -> list[str]:
    """So many shades of a colour (``#rrggbb``), lighter and darker by turns, of the same hue."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    found = []
    steps = max(1, (number + 1) // 2)
    for at in range(number):
        share = (at // 2 + 1) / steps
        lighter = at % 2 == 0
        goal = light + (1 - light) * _LIGHTEST if lighter else light * (1 - _DARKEST)
        shade = colorsys.hls_to_rgb(hue, light + (goal - light) * share, saturation)
        found.append("#" + "".join(f"{round(part * 255):02x}" for part in shade))
    return found
