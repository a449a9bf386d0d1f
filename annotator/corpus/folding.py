"""Texts as a reader sees them: what looks alike is one character, for search and cues.

Apostrophes, quotation marks, dashes and hyphens, spaces, and line ends are each one character;
composed and decomposed letters are one (Unicode Standard Annex 15, NFC); characters that nobody
sees, such as soft hyphens, are left out. The tables are here and nowhere else. Positions in a
folded text are mapped back to code points of the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

ALIKE = {
    "'": "’‘‚‛ʼʹ′‵´`＇‹›",
    '"': "“”„‟″‶＂«»",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d",
    " ": "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f"
    "\u205f\u3000",
    "\n": "\u000b\u000c\u0085\u2028\u2029",
    # Letters that have a composed form of their own but are another character (NFC singletons).
    "Å": "\u212b",
    "Ω": "\u2126",
    "K": "\u212a",
}
"""By the character that stands for them, the others that look or mean the same."""
UNSEEN = "\u00ad\u2060\ufeff"
"""Soft hyphen, word joiner, zero-width no-break space: left out."""
GAP = r"(?=[ \n])[ ]*(?:\n[ ]*)?"
"""White space between two words of a folded text, as a pattern: it holds at most one line end, and
so never leads into the next paragraph."""
QUICK_GAP = r"[ \n]+"
"""The same four times as quick; what is found leads into the next paragraph where it holds
`BLANK_LINE`."""
BLANK_LINE = re.compile(r"\n[ ]*\n")
_ONE_FOR_ONE = tuple((other, one) for one, others in ALIKE.items() for other in others)
_PIECE, _SHARED = 4_096, 32
_JAMO = "\u1100-\u11ff"
_ALONE = frozenset(UNSEEN) | {chr(point) for point in range(0x1100, 0x1200)}
"""What begins a piece of its own, without the letter before."""


@dataclass(frozen=True)
class Folded:
    """A folded text. `starts` are places in it from which on the distance to the original is
    another one, `origins` the places of these in the original; `ends` are, by the place behind it,
    where a letter that was composed of several characters ends in the original.
    """

    text: str
    starts: array[int]
    origins: array[int]
    ends: dict[int, int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a passage of at least one character is in the original: code points, half open."""
        if not self.starts:
            return start, end
        last = self.ends.get(end)
        return self._at(start), self._at(end - 1) + 1 if last is None else last

    def _at(self, position: int) -> int:
        found = bisect_right(self.starts, position) - 1
        if found < 0:
            return position
        return self.origins[found] + position - self.starts[found]


def fold(text: str, *, accents: bool = True) -> Folded:
    """The text folded; without `accents`, letters are also the same with and without them."""
    folded = _composed(text) if accents else _without_accents(text)
    words = folded.text
    for other, one in _ONE_FOR_ONE:
        words = words.replace(other, one)
    return Folded(words, folded.starts, folded.origins, folded.ends)


def folded_text(text: str, *, accents: bool = True) -> str:
    """The folded text alone, as for what is looked for."""
    return fold(text, accents=accents).text


def search_key(text: str) -> str:
    """A name, or what somebody types to find one, in any case and in any spelling that looks
    alike."""
    return folded_text(text).casefold()


def _composed(text: str) -> Folded:
    """The text without unseen characters and with composed letters."""
    if text.isascii():
        return Folded(text, array("q"), array("q"), {})
    normal = _is_composed(text)
    if normal and not any(char in text for char in UNSEEN):
        return Folded(text, array("q"), array("q"), {})
    pattern = _unseen_pattern() if normal else _composing_pattern()
    return _rewritten(text, pattern, _compose)


def _is_composed(text: str) -> bool:
    """Whether the text is in NFC, by pieces: a text that is not tells so at its first place, and
    Python would compose all of it to find out. Pieces share as many characters as marks may stand
    on one letter (Unicode Standard Annex 15, Stream-Safe Text Format)."""
    pieces = (text[at : at + _PIECE + _SHARED] for at in range(0, len(text), _PIECE))
    return all(unicodedata.is_normalized("NFC", piece) for piece in pieces)


def _compose(piece: str) -> str:
    return unicodedata.normalize("NFC", "".join(char for char in piece if char not in UNSEEN))


def _without_accents(text: str) -> Folded:
    if text.isascii():
        return Folded(text, array("q"), array("q"), {})
    # Letters with marks of their own become their base one for one; marks that are characters of
    # their own are left out.
    folded = _rewritten(text, _composing_pattern(), _bare)
    words = folded.text
    for char in set(words):
        base = "" if char.isascii() else _bare(char)
        if len(base) == 1 and base != char:
            words = words.replace(char, base)
    return Folded(words, folded.starts, folded.origins, folded.ends)


def _bare(piece: str) -> str:
    """The letters without marks."""
    apart = unicodedata.normalize("NFD", piece)
    kept = "".join(c for c in apart if c not in UNSEEN and unicodedata.category(c)[0] != "M")
    return unicodedata.normalize("NFC", kept)


def _rewritten(text: str, pattern: re.Pattern[str], change: Callable[[str], str]) -> Folded:
    """The text with what matches changed, and where that leads."""
    parts: list[str] = []
    starts, origins = array("q"), array("q")
    ends: dict[int, int] = {}
    done = length = 0
    known: dict[str, str] = {}
    for match in pattern.finditer(text):
        start, end = match.span()
        if start > done and text[start] not in _ALONE:
            start -= 1  # the letter that the marks belong to
        piece = text[start:end]
        other = known.get(piece)
        if other is None:
            other = known[piece] = change(piece)
        if other == piece:
            continue
        parts.append(text[done:start])
        parts.append(other)
        length += start - done
        done = end
        for _char in other:
            # Each character of what became of a piece may come from any in it.
            starts.append(length)
            origins.append(start)
            length += 1
            ends[length] = end
        starts.append(length)
        origins.append(end)
    parts.append(text[done:])
    return Folded("".join(parts), starts, origins, ends)


@cache
def _unseen_pattern() -> re.Pattern[str]:
    return re.compile(f"[{UNSEEN}]+")


@cache
def _composing_pattern() -> re.Pattern[str]:
    """Marks behind a letter, unseen characters, and Korean letters to compose."""
    return re.compile(f"[{marks()}{UNSEEN}{_JAMO}]+")


@cache
def marks() -> str:
    """Combining marks, as the inside of a character class."""
    ranges: list[list[int]] = []
    for point in (*range(0x300, 0x10000), *range(0xE0100, 0xE01F0)):
        if unicodedata.category(chr(point))[0] == "M":
            if ranges and ranges[-1][1] == point - 1:
                ranges[-1][1] = point
            else:
                ranges.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
