"""The header fields of a message as text (RFC 5322, RFC 2047), whatever stands in them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final

from annotator.exchange.documents.mail.charsets import decoded, is_codec

_WORD: Final = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN: Final = re.compile(r"(\?=)[ \t\r\n]+(?==\?[^?\s]+\?[bBqQ]\?)")
_FOLD: Final = re.compile(r"\r?\n(?=[ \t])")
_QUOTED: Final = re.compile(rb"=([0-9a-fA-F]{2})")
_LONGEST: Final = 20_000
"""Characters of a field; a list of recipients may be long, an attack longer."""
_NAMES: Final = {
    "from": "from",
    "to": "to",
    "cc": "cc",
    "date": "date",
    "subject": "subject",
    "message-id": "message-id",
    "in-reply-to": "in-reply-to",
    "reply-to": "reply-to",
    "list-id": "list-id",
    "newsgroups": "newsgroups",
}


def attributes_of(message: Message) -> dict[str, str]:
    """The fields of a message that become attributes, each once, as text; the date as ISO 8601."""
    found: dict[str, str] = {}
    for name, raw in message.raw_items():
        known = _NAMES.get(name.lower())
        if known is None or known in found:
            continue
        value = field_text(str(raw))
        if known == "date":
            value = iso_date(value)
        elif known in ("message-id", "in-reply-to"):
            value = value.strip("<> ")
        if value:
            found[known] = value
    return found


def field_text(raw: str) -> str:
    """The value of a field: unfolded, with its encoded words decoded."""
    value = _FOLD.sub("", raw[:_LONGEST]).strip()
    if "=?" in value:
        value = _decode_words(_BETWEEN.sub(r"\1", value))
    if not value.isascii():
        value = _decode_raw(value)
    return " ".join(value.split())


def _decode_raw(value: str) -> str:
    """Bytes beyond ASCII, which the parser keeps as half characters."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        data = value.encode("utf-8", "surrogateescape")
        return decoded(data, "")[0]
    return value


def _decode_words(value: str) -> str:
    """Encoded words as text; bytes of neighbours in one charset are decoded together, since
    programs split characters between them."""
    parts: list[str] = []
    pending = b""
    charset = ""
    place = 0
    for match in _WORD.finditer(value):
        data = _word_bytes(match[2], match[3])
        if pending and (match.start() > place or match[1].lower() != charset):
            parts.append(decoded(pending, charset)[0])
            pending = b""
        parts.append(value[place : match.start()])
        if data is None or not is_codec(match[1]):
            parts.append(match[0])
        else:
            pending, charset = pending + data, match[1].lower()
        place = match.end()
    if pending:
        parts.append(decoded(pending, charset)[0])
    parts.append(value[place:])
    return "".join(parts)


def _word_bytes(encoding: str, text: str) -> bytes | None:
    raw = text.encode("utf-8", "surrogateescape")
    if encoding in "qQ":
        return _QUOTED.sub(lambda match: bytes((int(match[1], 16),)), raw.replace(b"_", b" "))
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return None


def iso_date(value: str) -> str:
    """A date of RFC 5322 as ISO 8601; what is none stays as it is."""
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return value


def subject_of(attributes: dict[str, str], otherwise: Iterable[str] = ()) -> str:
    """What to call a message."""
    return next((name for name in (attributes.get("subject", ""), *otherwise) if name), "")
