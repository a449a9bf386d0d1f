"""The encoding of web pages (WHATWG Encoding Standard; HTML Living Standard, 13.2.3).

A byte order mark proves one; then come what the transport said, the XML declaration or ``meta``,
and the detection of plain texts. What is declared is checked: many pages declare another encoding
than the one that their bytes are in.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.exchange.plain_text import decode

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN: Final = 4096
_META = re.compile(rb"<meta\b[^>]{0,1000}", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:+-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:+-]{1,40})[\"']")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
# What a label means in browsers, where Python takes it for something narrower.
_WIDER: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    # ASCII markup has just been read, so it can't be one of these.
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
    "utf-32": "utf-8",
    "utf-7": "utf-8",
}
_NO_ENCODINGS: Final = frozenset(
    ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem")
)
_ALIASES: Final = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "x-user-defined": "cp1252",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "dos-874": "cp874",
    "unicode-1-1-utf-8": "utf-8",
}


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as characters, the codec, and what it had declared where that is not so."""

    text: str
    encoding: str
    declared: str = ""
    damaged: int = 0
    """Places whose bytes are no characters of the declared encoding, in which it was read yet."""


def decoded_markup(data: bytes, name: str, encoding: str = "", transport: str = "") -> Markup:
    """The characters of a page. `encoding` is what a person chose, `transport` what the message
    around the page says. Raises UserError where it is no text or there is no such encoding."""
    if encoding:
        return _chosen(data, encoding)
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return Markup(data[len(mark) :].decode(codec, "replace"), codec)
    declared = transport or declared_encoding(data)
    codec = _codec(declared) if declared else ""
    if not codec:
        text, found = decode(data, name)
        return Markup(text, found, declared)
    if codec != "utf-8" and _is_utf8(data):
        return Markup(data.decode("utf-8"), "utf-8", declared)
    try:
        return Markup(_decoded(data, codec), codec)
    except UnicodeDecodeError as error:
        return _undeclared(data, name, codec, declared, error)


def _undeclared(
    data: bytes, name: str, codec: str, declared: str, error: UnicodeDecodeError
) -> Markup:
    """A page that is not in the encoding it declares: damaged in a few places, or in another."""
    text = data.decode(codec, "replace")
    damaged = text.count("\ufffd")
    if damaged * 1000 <= len(text) and error.start < len(data):
        return Markup(text, codec, declared, damaged)
    try:
        other, found = decode(data, name)
    except UserError:
        return Markup(text, codec, declared)
    return Markup(other, found, declared)


def declared_encoding(data: bytes) -> str:
    """What the XML declaration or a ``meta`` near the beginning says; empty for nothing."""
    head = data[:_PRESCAN]
    if match := _XML.match(head):
        return match.group(1).decode("ascii")
    for meta in _META.finditer(_COMMENT.sub(b"", head)):
        if match := _CHARSET.search(meta.group()):
            return match.group(1).decode("ascii")
    return ""


def _codec(label: str) -> str:
    """The codec of a label; empty where there is none."""
    low = label.strip().lower()
    try:
        known = codecs.lookup(_ALIASES.get(low, low))
    except (LookupError, ValueError):
        return ""
    # base64, rot13 and the like are codecs of Python and no encodings of texts.
    if not known._is_text_encoding or known.name in _NO_ENCODINGS:
        return ""
    return _WIDER.get(known.name, known.name)


def _chosen(data: bytes, encoding: str) -> Markup:
    codec = _codec(encoding)
    if encoding.strip().lower().replace("_", "-") in ("utf-16", "utf-16-le", "utf-16-be"):
        codec = encoding.strip()
    if not codec:
        raise UserError(
            tr(
                "There is no encoding “{encoding}”. Name one such as utf-8 or windows-1252.",
                encoding=encoding,
            )
        )
    data = data.removeprefix(codecs.BOM_UTF8) if codec == "utf-8" else data
    return Markup(data.decode(codec, "replace"), codec)


def _is_utf8(data: bytes) -> bool:
    """Whether there are characters beyond ASCII and all are UTF-8: that does not come by chance."""
    if data.isascii():
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, codec: str) -> str:
    if codec != "cp1252":
        return data.decode(codec)
    # Five bytes that Microsoft left undefined are control characters in browsers.
    return codecs.charmap_decode(data, "strict", _WINDOWS_1252)[0]


_WINDOWS_1252: Final = "".join(
    bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in range(256)
)
