"""Characters of symbol fonts as Unicode: Symbol, Wingdings, Webdings.

Files store them by their place in the font, often in the private use area from U+F000 on. What is
not known here stays as it is numbered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_PRIVATE: Final = 0xF000
_PRIVATE_CHARACTER: Final = re.compile("[\uf000-\uf0ff]")

# From 0x21 to 0x7E and from 0xA0 to 0xFE, as the encoding of Adobe's Symbol font has them.
_SYMBOL_LOW: Final = (
    "!∀#∃%&∍()∗+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203eαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH: Final = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
    "\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_WINGDINGS: Final[Mapping[int, str]] = {
    0x21: "🖉",
    0x22: "✂",
    0x23: "✁",
    0x28: "☎",
    0x29: "✆",
    0x2A: "✉",
    0x36: "⌛",
    0x37: "⌨",
    0x3E: "✇",
    0x3F: "✍",
    0x41: "✌",
    0x43: "👍",
    0x44: "👎",
    0x45: "☜",
    0x46: "☞",
    0x47: "☝",
    0x48: "☟",
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x4D: "💣",
    0x4E: "☠",
    0x51: "✈",
    0x52: "☼",
    0x53: "💧",
    0x54: "❄",
    0x56: "✞",
    0x58: "✠",
    0x59: "✡",
    0x5A: "☪",
    0x5B: "☯",
    0x5C: "ॐ",
    0x5D: "☸",
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x73: "⬧",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x78: "⌧",
    0x7A: "⌘",
    0x7B: "❀",
    0x7C: "✿",
    0x7D: "❝",
    0x7E: "❞",
    0x80: "⓪",
    0x8B: "⓿",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA4: "◉",
    0xA5: "◎",
    0xA7: "▪",
    0xA8: "◻",
    0xAB: "★",
    0xD5: "⌫",
    0xD6: "⌦",
    0xD8: "➢",
    0xDC: "➲",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE3: "↖",
    0xE4: "↗",
    0xE5: "↙",
    0xE6: "↘",
    0xE8: "➔",
    0xEF: "⇦",
    0xF0: "⇨",
    0xF1: "⇧",
    0xF2: "⇩",
    0xF3: "⬄",
    0xF4: "⇳",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    **{0x81 + place: chr(0x2460 + place) for place in range(10)},
    **{0x8C + place: chr(0x2776 + place) for place in range(10)},
    **{0xB7 + place: chr(0x1F550 + place) for place in range(12)},
}
_WINGDINGS_2: Final[Mapping[int, str]] = {
    0x4F: "🗴",
    0x50: "✓",
    0x51: "🗵",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x97: "●",
    0xA2: "■",
    0xA3: "□",
}
_WEBDINGS: Final[Mapping[int, str]] = {
    0x34: "⏷",
    0x35: "⏶",
    0x61: "✔",
    0x63: "☐",
    0x67: "■",
    0x6E: "●",
    0x72: "✖",
}


def _table(places: Mapping[int, str]) -> dict[int, str]:
    """For `str.translate`: a place as such and in the private use area."""
    return {**places, **{_PRIVATE + place: char for place, char in places.items()}}


def _symbol() -> dict[int, str]:
    low = dict(enumerate(_SYMBOL_LOW, 0x21))
    high = dict(enumerate(_SYMBOL_HIGH, 0xA0))
    return low | high


_FONTS: Final[Mapping[str, dict[int, str]]] = {
    "symbol": _table(_symbol()),
    "wingdings": _table(_WINGDINGS),
    "wingdings 2": _table(_WINGDINGS_2),
    "webdings": _table(_WEBDINGS),
}
# Bullets without a font of their own are Symbol's: U+F0B7 is the bullet of most lists.
_BULLETS: Final = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF0A8: "◻"}
_ROUND_O: Final = {"courier new": {ord("o"): "○"}}


def is_symbol_font(font: str) -> bool:
    """Whether the characters of the font are not those that their codes say."""
    return font.lower() in _FONTS


def from_symbol_font(text: str, font: str, *, bullet: bool = False) -> str:
    """The text as Unicode; what the font's table does not have stays. `bullet`: of a list."""
    low = font.lower()
    text = text.translate(_FONTS.get(low, {}))
    if bullet:
        text = text.translate(_ROUND_O.get(low, {})).translate(_BULLETS)
    return text


def has_private(text: str) -> bool:
    """Whether characters are left that only their font knows."""
    return _PRIVATE_CHARACTER.search(text) is not None
