"""The code page of a message's texts that are not Unicode (MS-OXCMSG 2.2.1.4, MS-LCID)."""

from __future__ import annotations

from typing import Final

from annotator.exchange.documents.rtf.charsets import SYMBOL, code_page

# By the language of a locale (its lower ten bits): the ANSI code page of Windows.
_OF_LANGUAGE: Final = {
    **dict.fromkeys((0x01, 0x20, 0x29), 1256),
    **dict.fromkeys((0x02, 0x19, 0x22, 0x23, 0x2F), 1251),
    **dict.fromkeys((0x05, 0x0E, 0x15, 0x18, 0x1A, 0x1B, 0x1C, 0x24), 1250),
    **dict.fromkeys((0x1F, 0x2C), 1254),
    **dict.fromkeys((0x25, 0x26, 0x27), 1257),
    0x08: 1253,
    0x0D: 1255,
    0x11: 932,
    0x12: 949,
    0x1E: 874,
    0x2A: 1258,
}
_CHINESE: Final = 0x04
_TRADITIONAL: Final = frozenset((0x0404, 0x0C04, 0x1404))
_SERBIAN_CYRILLIC: Final = frozenset((0x0C1A, 0x1C1A, 0x281A))


def codec_of(page: int, locale: int) -> str:
    """The codec, by the number of a code page, else by a locale; empty where neither is known."""
    found = code_page(page) if page else None
    if found not in (None, SYMBOL):
        return str(found)
    language = locale & 0x3FF
    if language == _CHINESE:
        number = 950 if locale in _TRADITIONAL else 936
    elif locale in _SERBIAN_CYRILLIC:
        number = 1251
    else:
        number = _OF_LANGUAGE.get(language, 1252 if language else 0)
    return (code_page(number) or "") if number else ""
