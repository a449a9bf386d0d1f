"""The character sets of a Rich Text file: code pages and those of its fonts."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import Final

from annotator.exchange.documents.symbol_fonts import from_symbol_font, is_symbol_font

SYMBOL: Final = "symbol"
"""The codec of fonts whose characters are their own (``\\fcharset2``)."""

# RTF 1.9.1, "Font Table": \fcharsetN and the code page of each.
_OF_CHARSET: Final = {
    0: "cp1252",
    77: "mac_roman",
    78: "shift_jis",
    79: "johab",
    80: "gb2312",
    81: "big5",
    83: "mac_greek",
    84: "mac_latin2",
    85: "mac_turkish",
    88: "mac_latin2",
    89: "mac_cyrillic",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    179: "cp1256",
    180: "cp1256",
    181: "cp1255",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
# Code pages that Python knows by another name.
_OF_PAGE: Final = {
    708: "iso8859_6",
    709: "cp1256",
    710: "cp1256",
    711: "cp1256",
    819: "latin_1",
    936: "gb18030",
    1361: "johab",
    10000: "mac_roman",
    10001: "shift_jis",
    10002: "big5",
    10003: "euc_kr",
    10004: "mac_arabic",
    10006: "mac_greek",
    10007: "mac_cyrillic",
    10008: "gb2312",
    10010: "mac_romanian",
    10029: "mac_latin2",
    10079: "mac_iceland",
    10081: "mac_turkish",
    10082: "mac_croatian",
    20866: "koi8_r",
    20932: "euc_jp",
    21866: "koi8_u",
    50220: "iso2022_jp",
    51932: "euc_jp",
    51949: "euc_kr",
    54936: "gb18030",
    65000: "utf_7",
    65001: "utf_8",
    57002: "cp1252",
}
_WIDE: Final = frozenset(
    ("cp932", "shift_jis", "cp949", "euc_kr", "johab", "gb2312", "gb18030", "cp950", "big5")
) | {"euc_jp", "utf_8"}


def symbols(data: bytes, font: str) -> str:
    """The characters of a font of symbols, in Unicode where the font is known; else they stay in
    the private use area (U+F000 and the byte), where Word keeps them."""
    private = (chr(byte if byte <= 0x20 else 0xF000 + byte) for byte in data)
    return from_symbol_font("".join(private), font)


def code_page(number: int) -> str | None:
    """The codec of a code page by its number, or None where there is none."""
    if number in _OF_PAGE:
        name = _OF_PAGE[number]
    elif number == 42:
        return SYMBOL
    else:
        name = f"cp{number}"
    try:
        return codecs.lookup(name).name.replace("-", "_")
    except LookupError:
        return None


def is_wide(codec: str) -> bool:
    """Whether a character may take more than one byte."""
    return codec in _WIDE


@dataclass(slots=True)
class Font:
    """A font: its name, and what its bytes are (None: as the document says)."""

    name: str = ""
    charset: int | None = None
    page: int | None = None


@dataclass(slots=True)
class Fonts:
    """The font table, and the code page of the document."""

    document: str = "cp1252"
    by_number: dict[int, Font] = field(default_factory=dict)
    symbols: frozenset[int] = frozenset()
    """The fonts whose bytes are no letters, also where they are ASCII."""

    def settle(self) -> None:
        """The table is whole."""
        self.symbols = frozenset(
            number for number, font in self.by_number.items() if self.codec(number) == SYMBOL
        )

    def codec(self, number: int) -> str:
        """What the bytes of text in this font are."""
        font = self.by_number.get(number)
        if font is None:
            return self.document
        if font.page is not None and (found := code_page(font.page)) is not None:
            return found
        if font.charset == 2 or (font.charset is None and is_symbol_font(font.name)):
            return SYMBOL
        if font.charset == 0 and not self.document.startswith("cp125"):
            # ANSI is the system's own code page where the file comes from another system.
            return self.document
        return _OF_CHARSET.get(-1 if font.charset is None else font.charset, self.document)

    def name(self, number: int) -> str:
        """The font's name, empty where it is unknown."""
        font = self.by_number.get(number)
        return font.name if font else ""
