"""The HTML of a Taguette document as text, with where in it its positions are.

Taguette counts the UTF-8 bytes of all characters between the tags. The text here has in addition a
line end where a block begins or ends and none stands there already.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

import numpy as np

from annotator.exchange.programs.draft import Counting, Units
from annotator.exchange.programs.positions import StoredText, unicode_text

_BLOCKS: Final = re.compile(
    r"address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|dir|div|fieldset|"
    r"fig(?:caption|ure)|footer|form|h[1-6r]|header|hgroup|li|main|nav|[ou]l|p|pre|section|summary|"
    r"t(?:able|body|[dhr]|foot|head)"
)


class _Text(HTMLParser):
    """Collects characters, and before which of them (counted without line ends that are added) a
    line end is added."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.breaks: list[int] = []
        self.length = 0
        self._last = "\n"
        self._pre = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _BLOCKS.fullmatch(tag):
            self._break(always=tag == "br")
        self._pre = tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag != "br" and _BLOCKS.fullmatch(tag):
            self._break()
        self._pre = False

    def handle_data(self, data: str) -> None:
        # A line end right behind <pre> is none of the text (HTML, "The pre element").
        data = data[1:] if self._pre and data.startswith("\n") else data
        self._pre = False
        if data:
            self.parts.append(data)
            self.length += len(data)
            self._last = data[-1]

    def _break(self, *, always: bool = False) -> None:
        if self._last != "\n" or (always and self.length):
            self.breaks.append(self.length)
            self._last = "\n"


def text_of_html(html: str) -> tuple[str, StoredText, list[int]]:
    """The text; the characters between the tags as positions count them; and before which of these
    a line end was added."""
    parser = _Text()
    parser.feed(html)
    parser.close()
    inner = unicode_text("".join(parser.parts)).replace("\r", "\n")
    breaks = [at for at in parser.breaks if at < len(inner)]
    pieces, last = [], 0
    for at in breaks:
        pieces += [inner[last:at], "\n"]
        last = at
    pieces.append(inner[last:])
    return "".join(pieces), StoredText(inner), breaks


def positions_in(
    inner: StoredText, breaks: list[int], pairs: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pairs of positions in UTF-8 bytes as code points of the text. One inside of a character is
    moved inward: to the next for a start, to the one before for an end."""
    if not pairs:
        return []
    numbers = np.clip(np.array(pairs, dtype=object), -1, 1 << 40).astype(np.int64)
    counting = Counting(Units.BYTES)
    starts, exact = inner.offsets(numbers[:, 0], counting)
    starts = starts + ~exact
    ends, _exact = inner.offsets(numbers[:, 1], counting)
    added = np.array(breaks, np.int64)
    first = starts + np.searchsorted(added, starts, side="right")
    last = ends + np.searchsorted(added, ends, side="left")
    return list(zip(first.tolist(), last.tolist(), strict=True))
