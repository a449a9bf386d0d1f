"""The character of a ``w:sym`` (ECMA-376 part 1, 17.3.3.30): a place in a font."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.exchange.documents.symbol_fonts import from_symbol_font
from annotator.exchange.documents.word.names import W

_XML_CHARACTER: Final = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def symbol(element: etree._Element) -> str:
    """As Unicode where its font is known; U+FFFD where it is no character at all."""
    try:
        char = chr(int(element.get(W + "char", ""), 16))
    except (ValueError, OverflowError):
        return ""
    found = from_symbol_font(char, element.get(W + "font", ""))
    return found if _XML_CHARACTER.match(found) else "\ufffd"
