"""The fonts of a PDF: what their names and flags say of their style."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import Final

from annotator.exchange.documents.pdf.library import per_character

_font_of = per_character("FPDFTextObj_GetFont", ctypes.c_size_t, ctypes.c_void_p)
_flags = per_character("FPDFFont_GetFlags", ctypes.c_int, ctypes.c_void_p)
_name = per_character(
    "FPDFFont_GetBaseFontName", ctypes.c_size_t, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t
)

_FIXED: Final = 1 << 0
_ITALIC: Final = 1 << 6
_FORCE_BOLD: Final = 1 << 18
_BOLD_NAME: Final = re.compile(
    r"bold|black|heavy|demi|[-,](?:b|bd|bi|bx)\b|^(?:cmbx|cmb\d|sfbx|ecbx|lmbx)|CMSSBX"
    r"|^nimbus\w+-medi",
    re.IGNORECASE,
)
_ITALIC_NAME: Final = re.compile(
    r"italic|oblique|slanted|kursiv|[-,](?:i|it|bi)\b|^(?:cmti|cmsl|cmmi|sfti|ecti)"
    r"|^nimbus.+(?:ital|slant)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Font:
    """One font: its name without the prefix of a subset (ISO 32000-1, 9.6.4), and its style."""

    name: str
    bold: bool
    italic: bool
    fixed: bool


class Fonts:
    """The fonts met in one file, each once."""

    def __init__(self) -> None:
        self.found: list[Font] = []
        self._by_address: dict[int, int] = {}
        self._by_font: dict[Font, int] = {}

    def new_page(self) -> None:
        """Addresses hold while a page is open only; call it for each page."""
        self._by_address.clear()

    def index_of(self, text_object: int) -> int:
        """The index in `found` of the font of a text object; -1 where there is no object."""
        if not text_object:
            return -1
        address = _font_of(text_object)
        index = self._by_address.get(address)
        if index is None:
            font = _font(address)
            index = self._by_font.setdefault(font, len(self.found))
            if index == len(self.found):
                self.found.append(font)
            self._by_address[address] = index
        return index


def _font(address: int) -> Font:
    if not address:
        return Font("", bold=False, italic=False, fixed=False)
    size = _name(address, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    _name(address, ctypes.addressof(buffer), size)
    name = re.sub(r"^[A-Z]{6}\+", "", buffer.value.decode("utf-8", "replace"))
    flags = max(_flags(address), 0)
    return Font(
        name,
        bold=bool(flags & _FORCE_BOLD) or bool(_BOLD_NAME.search(name)),
        italic=bool(flags & _ITALIC) or bool(_ITALIC_NAME.search(name)),
        fixed=bool(flags & _FIXED),
    )
