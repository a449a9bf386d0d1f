"""Text as XML has it: markup escaped, and what XML 1.0 forbids left out."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def words(text: str) -> str:
    """The text between tags."""
    return escape(_FORBIDDEN.sub("", text))


def value(text: str) -> str:
    """The text as the value of an attribute, with its quotation marks."""
    return quoteattr(_FORBIDDEN.sub("", text))


def loses(text: str) -> int:
    """How many characters of a text XML forbids."""
    return len(_FORBIDDEN.findall(text))
