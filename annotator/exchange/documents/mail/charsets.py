"""The charset of a message's text: what it says, what its bytes prove, what is likely."""

from __future__ import annotations

import codecs
import re
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.damaged_utf8 import is_damaged_utf8

# What programs write under these names has the characters of the larger set (WHATWG, Encoding).
_LARGER: Final = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_OTHER_NAMES: Final = {
    "unicode-1-1-utf-7": "utf-7",
    "ks_c_5601-1987": "cp949",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "cp-850": "cp850",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "windows-874": "cp874",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_SINGLE: Final = frozenset(("ascii", "cp1252", "iso8859-15", "latin_1", "cp850", "cp1254"))


def _codec(charset: str) -> str | None:
    name = charset.strip().strip("'\"").lower()
    name = _OTHER_NAMES.get(name, name)
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    if not found._is_text_encoding or found.name in ("idna", "punycode", "undefined"):
        return None
    return found.name


def is_codec(charset: str) -> bool:
    """Whether there is a charset of this name."""
    return _codec(charset) is not None


def decoded(data: bytes, charset: str) -> tuple[str, str]:
    """The text of bytes that are said to be in `charset`, and what to remark, mostly nothing."""
    text, remark = _decoded(data, charset)
    # Half characters, which UTF-7 can spell.
    return (text if text.isascii() else _SURROGATE.sub("\ufffd", text)), remark


def _decoded(data: bytes, charset: str) -> tuple[str, str]:
    if data.isascii() and (not charset or _codec(charset) in (None, "ascii", "utf-8", "iso8859-1")):
        return data.decode("ascii"), ""
    codec = _codec(charset) if charset else None
    if codec == "ascii":
        codec = None
    if codec is None or codec in _SINGLE or codec == "iso8859-1":
        # Single bytes decode whatever they are; that they are UTF-8 by chance is out of question.
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            said = (
                tr("It says that its charset is {charset}; it is UTF-8.", charset=charset)
                if codec
                else ""
            )
            return text, said if not data.isascii() else ""
    if codec is None:
        return _guessed(data, charset)
    larger = _LARGER.get(codec, codec)
    try:
        return data.decode(larger), ""
    except (UnicodeDecodeError, ValueError):
        pass
    return _damaged(data, charset, larger)


def _damaged(data: bytes, charset: str, codec: str) -> tuple[str, str]:
    """Bytes that are not throughout what they are said to be."""
    if codec == "utf-8" and not is_damaged_utf8(data):
        text, _ = _guessed(data, "")
        return text, tr("It says that its charset is UTF-8; it is another, which was guessed.")
    try:
        text = data.decode(codec, "replace")
    except (UnicodeError, ValueError):
        return _guessed(data, charset)
    return text, tr("Some bytes are no {charset}; the mark “�” stands for each.", charset=charset)


def _guessed(data: bytes, charset: str) -> tuple[str, str]:
    from annotator.exchange.plain_text import decode  # noqa: PLC0415  (only for odd messages)

    named = f"the charset “{charset}”, which there is none of" if charset else "no charset"
    try:
        text, codec = decode(data, "")
    except UserError:
        text, codec = data.decode("cp1252", "replace").replace("\x00", ""), "windows-1252"
    if charset.lower() in ("us-ascii", "ascii"):
        named = "the charset US-ASCII, which it is not"
    return text, tr("It names {named}; {codec} was guessed.", named=named, codec=codec)
