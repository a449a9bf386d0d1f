"""Bytes and numbers of a Rich Text file as characters."""

from __future__ import annotations

import codecs
import re
from typing import Final

from annotator.exchange.documents.rtf import charsets

_MARK: Final = "\ufffd"
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile("[\x00-\x08\x0a-\x1f\x7f]")


class Characters:
    """What was begun and is not whole: the lead byte of a character, a high surrogate.

    A character of several bytes may be split over runs and groups of the same code page.
    """

    def __init__(self) -> None:
        self._codec = ""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._partial = False
        self._high = ""

    @property
    def pending(self) -> bool:
        """Whether something was begun."""
        return self._partial or bool(self._high)

    def of_bytes(self, data: bytes, codec: str, font: str) -> str:
        """The text of bytes in a code page."""
        if not self._partial and not self._high and codec != charsets.SYMBOL and data.isascii():
            return data.decode("ascii")
        before = self._high and self.rest()
        if codec == charsets.SYMBOL:
            return self.rest() + before + charsets.symbols(data, font)
        if not charsets.is_wide(codec):
            return self.rest() + before + data.decode(codec, "replace")
        if codec != self._codec or self._decoder is None:
            before += self.rest()
            self._codec = codec
            self._decoder = codecs.getincrementaldecoder(codec)("replace")
        text = before + self._decoder.decode(data)
        self._partial = bool(self._decoder.getstate()[0])
        return text

    def of_units(self, numbers: list[int], codec: str, font: str) -> str:
        r"""The text of numbers of ``\u``: UTF-16 units, negative from 0x8000 on."""
        before = self.rest() if self._partial else ""
        units = [number + 0x10000 if number < 0 else number for number in numbers]
        text = self._high + "".join(
            [chr(unit) if 0 <= unit <= 0x10FFFF else _MARK for unit in units]
        )
        self._high = ""
        if _SURROGATE.search(text):
            if "\ud800" <= text[-1] <= "\udbff":
                self._high, text = text[-1], text[:-1]
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if codec == charsets.SYMBOL:
            text = "".join(
                charsets.symbols(bytes((ord(char) - 0xF000,)), font)
                if "\uf020" <= char <= "\uf0ff"
                else char
                for char in text
            )
        return before + text

    def rest(self) -> str:
        """What was begun, as the mark of a damaged character; empty where all was whole."""
        text = _MARK if self._high else ""
        self._high = ""
        if self._partial and self._decoder is not None:
            text += self._decoder.decode(b"", final=True)
            self._decoder = None
            self._partial = False
        return text


def cleaned(text: str) -> str:
    """Without control characters, which no text has; a line end becomes a space."""
    if _CONTROL.search(text) is None:
        return text
    return _CONTROL.sub(lambda match: " " if match[0] in "\n\r\x0b\x0c" else "", text)
