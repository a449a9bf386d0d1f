"""How many attributes the tags of an XML file have, counted before a parser sees them.

A parser compares each attribute of an element with all others, so that a million of them in one
tag keep it busy for hours. Tags that are short cannot have many; only long ones are looked into.
"""

from __future__ import annotations

import re

_LONG = 60_000
"""Bytes below which a tag cannot have ten thousand attributes."""
_NAME = re.compile(rb"[^\s<>/]*")
_ATTRIBUTE = re.compile(rb"\s*[^\s=<>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_LONGEST = 32_000_000
"""Bytes of one attribute that are waited for."""


class TagCounter:
    """Fed with the chunks of a file in their order; `most` is the greatest number so far."""

    def __init__(self) -> None:
        self.most = 0
        self._rest = b""
        self._number = 0
        self._within = self._in_name = False

    def feed(self, chunk: bytes) -> None:
        """Look at the next chunk."""
        start = 0
        if self._within:
            start = self._go_on(chunk)
        last = chunk.rfind(b"<")
        while 0 <= start < len(chunk):
            # The last bracket that a short tag can have before it; none means a long stretch.
            window = chunk.rfind(b"<", start, start + _LONG)
            if window < 0:
                begin = chunk.rfind(b"<", 0, start)
                if begin >= 0 and begin != last:
                    self._begin(chunk[begin : chunk.find(b"<", start)])
                start = chunk.find(b"<", start)
                continue
            start = window + 1
        if last >= 0:
            self._begin(chunk[last:])

    def _begin(self, tag: bytes) -> None:
        """A tag, perhaps not all of it."""
        self._number, self._rest = 0, b""
        self._within = self._in_name = True
        self._go_on(tag[1:])

    def _go_on(self, more: bytes) -> int:
        """More of the tag that has begun; returns where in `more` to look on, -1 for nowhere."""
        text = self._rest + more
        at = 0
        if self._in_name:
            name = _NAME.match(text)
            at = name.end() if name else 0
            self._in_name = at == len(text)
            if self._in_name:
                return -1
        while (found := _ATTRIBUTE.match(text, at)) is not None:
            self._number += 1
            at = found.end()
        self.most = max(self.most, self._number)
        tail = text[at:]
        ends = tail.lstrip()[:1] in (b">", b"/", b"<", b"?") or len(tail) > _LONGEST
        self._within = not ends
        self._rest = b"" if ends else tail
        return more.find(b"<")
