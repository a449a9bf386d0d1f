"""How pictures look: colours, and how wide words are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from annotator.corpus.colors import OKABE_ITO, against, contrast, mixed
from annotator.corpus.drawing import PATTERNS, Paint

BASE, SMALL, TITLE = 12.5, 11.0, 16.0
"""Sizes of letters in pixels."""
WIDTH = 642.0
"""Pixels of a picture's usual width: 170 mm, the column of an A4 page."""
_STRONGEST = 0.85
_SPACES = re.compile(r"[ \t\n]+")
_LINE_CONTRAST = 3.0

# Tenths of an em that a letter takes in a wide sans serif; what is not named takes 6.6.
_WIDTHS: Mapping[str, float] = {
    letter: width
    for letters, width in (
        (" ',.IJijl", 3.2),
        ("-/:;\\f|!()[]rt", 4.0),
        ('"*_`sz?Lc', 5.4),
        ("FPTYaekovxy", 6.2),
        ("CDGHNUVXZABR", 7.4),
        ("&OQw#+<=>M^~%m", 8.6),
        ("@W", 10.0),
    )
    for letter in letters
}


@lru_cache(maxsize=4096)
def estimated_width(text: str) -> float:
    """How wide words are at one pixel of letters, without a font: rather too wide than too
    narrow, so that what is laid out by it does not overlap."""
    return sum(_width(letter) for letter in text) / 10


def _width(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0.0
    return 10.0 if unicodedata.east_asian_width(letter) in "FW" else 6.6


@dataclass(frozen=True)
class Look:
    """Colours of the parts of a picture, ``#rrggbb``, how wide it may be, and the width of words at
    one pixel of letters. `accent` is for what has no colour of its own."""

    page: str
    text: str
    muted: str
    border: str
    accent: str
    measure: Callable[[str], float] = estimated_width
    width: float = WIDTH

    def wide(self, text: str, size: float = BASE) -> float:
        """How wide words are in letters of a size, in pixels."""
        return self.measure(text) * size

    def line(self, color: str) -> str:
        """The colour of a line or a mark, 3:1 against the page."""
        return against(color, self.page, _LINE_CONTRAST)

    def shade(self, amount: float, color: str = "") -> str:
        """From the page (0) nearly to the accent (1), or to another colour."""
        return mixed(color or self.accent, self.page, max(0.0, min(1.0, amount)) * _STRONGEST)

    def ink_on(self, fill: str) -> str:
        """The colour of words that is better to read on a fill."""
        return max((self.text, self.page), key=lambda ink: contrast(ink, fill))

    def group(self, number: int, color: str = "") -> Paint:
        """The surface of a group: its colour, with a pattern by its number, so that it is told from
        its neighbours in black and white too."""
        own = self.line(color or OKABE_ITO[number % len(OKABE_ITO)])
        pattern = PATTERNS[number % len(PATTERNS)]
        return Paint(own, own, 1.0, pattern, self.page)

    def shortened(self, text: str, room: float, size: float = BASE, *, front: bool = False) -> str:
        """Words that fit into so many pixels, with “…” for what is left out at the end, or in
        front, where paths of codes are less different."""
        text = " ".join(text.split())
        if self.wide(text, size) <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.wide(_cut(text, middle, front=front), size) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return _cut(text, low, front=front)

    def wrapped(self, text: str, room: float, size: float = BASE) -> list[str]:
        """Words in lines that fit into so many pixels; a word that is longer is shortened."""
        lines: list[str] = []
        for word in _SPACES.split(text.strip()):  # a no-break space does not part words
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.wide(longer, size) <= room:
                lines[-1] = longer
            else:
                lines.append(self.shortened(word, room, size))
        return lines


def _cut(text: str, kept: int, *, front: bool) -> str:
    return "…" + text[len(text) - kept :].lstrip() if front else text[:kept].rstrip() + "…"
