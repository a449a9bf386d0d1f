"""Elements of a text that a transcript was cut out of, at the same words of the transcript.

Between the two only spaces, tabs and line ends differ, and what stood before the turns is gone: a
position is that of its word, and a character in it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from annotator.corpus.structure import Element
from annotator.exchange.transcripts.cue import Cue

KINDS: Final = frozenset(
    (
        *("page", "heading", "quote", "comment", "footnote", "endnote", "note-mark", "link"),
        *("emphasis", "inserted", "deleted", "image", "furniture", "hyphen"),
    )
)
"""What is carried over; blocks and tables are as the turns have them."""
_WORD = re.compile(r"[^ \t\n]+")


class Carried:
    """The elements of a text, placed cue by cue, in the order of both."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements = [one for one in elements if one.kind in KINDS]
        self._bounds = sorted({place for one in self._elements for place in (one.start, one.end)})
        self._pieces: list[tuple[int, int]] = []
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}

    def take(self, cue: Cue, first: int) -> None:
        """The words of a cue stand at `first` in the transcript."""
        if cue.source is None or not self._bounds:
            return
        words = "\n".join(cue.lines)
        start, end = cue.source, cue.source + len(words)
        found = [match.span() for match in _WORD.finditer(words)]
        if not found:
            return
        # Where each word begins in the transcript, one space before each but the first.
        at, place = [], first
        for begin, stop in found:
            at.append(place)
            place += stop - begin + 1
        begins = [begin for begin, _stop in found]
        self._pieces.append((start, end))
        # Where pieces touch, what begins there is in the later one, what ends there in the earlier.
        self._starts[start] = first
        self._ends.setdefault(end, place - 1)
        for bound in self._bounds[
            bisect_left(self._bounds, start) : bisect_right(self._bounds, end)
        ]:
            inner = bound - start
            word = bisect_right(begins, inner) - 1
            if word >= 0 and inner < found[word][1]:
                within = at[word] + inner - begins[word]
                before = within if inner > begins[word] else _end_before(at, word, found)
                self._starts[bound] = within
                self._ends.setdefault(bound, before)
                continue
            self._starts[bound] = at[word + 1] if word + 1 < len(at) else place - 1
            self._ends.setdefault(bound, _end_before(at, word + 1, found))

    def elements(self) -> Iterator[Element]:
        """Those that have a place in the transcript."""
        firsts = [start for start, _end in self._pieces]
        lasts = [end for _start, end in self._pieces]
        for one in self._elements:
            piece = (
                bisect_right(lasts, one.start)
                if one.start < one.end
                else bisect_left(lasts, one.start)
            )
            if piece == len(self._pieces):
                continue
            start = self._starts[max(one.start, firsts[piece])]
            if one.start == one.end:
                yield Element(one.kind, start, start, one.values)
                continue
            piece = bisect_left(firsts, one.end) - 1
            if piece < 0:
                continue
            end = self._ends[min(one.end, lasts[piece])]
            if end > start:
                yield Element(one.kind, start, end, one.values)


def _end_before(at: Sequence[int], word: int, found: Sequence[tuple[int, int]]) -> int:
    """Where the word before this one ends."""
    if word <= 0:
        return at[0]
    begin, stop = found[word - 1]
    return at[word - 1] + stop - begin
