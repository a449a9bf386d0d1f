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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

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
_ALIKE = {ord(other): one for other, one in _ONE_FOR_ONE}
_PIECE, _SHARED = 4_096, 32
_JAMO = frozenset(map(chr, (*range(0x1160, 0x1200), *range(0xD7B0, 0xD800))))
"""Korean vowels and final consonants, which join the letter before as marks do."""


@dataclass(frozen=True)
class Folded:
    """A folded text, and as columns of one table the stretches of it that come from elsewhere.

    `starts` are where stretches begin in the folded text, `origins` where in the original. `ends`
    are where pieces end in the original of which each character comes from the whole piece, and -1
    where a stretch comes from as many characters one by one.
    """

    text: str
    starts: array[int]
    origins: array[int]
    ends: array[int]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where a passage of at least one character is in the original: code points, half open."""
        if not self.starts:
            return start, end
        return self._at(start)[0], self._at(end - 1)[1]

    def _at(self, position: int) -> tuple[int, int]:
        found = bisect_right(self.starts, position) - 1
        if found < 0:
            return position, position + 1
        origin, end = self.origins[found], self.ends[found]
        if end >= 0:
            return origin, end
        origin += position - self.starts[found]
        return origin, origin + 1


def fold(text: str, *, accents: bool = True) -> Folded:
    """The text folded; without `accents`, letters are also the same with and without them.

    What comes out is the text without unseen characters, composed, and with one character for all
    that look alike. `operations.quick_folding` does the same for long texts.
    """
    if text.isascii() or (accents and is_composed(text)):
        return in_place(text)
    folded = _rewritten(text, composed if accents else bare)
    words = folded.text
    if not accents:
        # Letters with marks of their own become their base one for one.
        for char in set(words):
            words = words if char.isascii() else words.replace(char, bare(char))
    return Folded(alike(words), folded.starts, folded.origins, folded.ends)


def in_place(text: str) -> Folded:
    """The folded text where nothing moves: it is in ASCII, or `is_composed` and accents count."""
    return Folded(alike(text), array("q"), array("q"), array("q"))


def folded_text(text: str, *, accents: bool = True) -> str:
    """The folded text alone, as for what is looked for."""
    return fold(text, accents=accents).text


def search_key(text: str) -> str:
    """A name, or what somebody types to find one, in any case and in any spelling that looks
    alike."""
    return folded_text(text).casefold()


def is_composed(text: str) -> bool:
    """Whether the text is in NFC and without unseen characters. It is looked at by pieces: a text
    that is not in NFC tells so at its first place, and Python would compose all of it to find out.
    Pieces share as many characters as marks may stand on one letter (Unicode Standard Annex 15,
    Stream-Safe Text Format)."""
    pieces = (text[at : at + _PIECE + _SHARED] for at in range(0, len(text), _PIECE))
    return not any(char in text for char in UNSEEN) and all(
        unicodedata.is_normalized("NFC", piece) for piece in pieces
    )


def composed(piece: str) -> str:
    """The characters that are seen, composed."""
    return unicodedata.normalize("NFC", "".join(char for char in piece if char not in UNSEEN))


def bare(piece: str) -> str:
    """The letters without marks."""
    apart = unicodedata.normalize("NFD", piece)
    kept = "".join(c for c in apart if c not in UNSEEN and unicodedata.category(c)[0] != "M")
    return unicodedata.normalize("NFC", kept)


def alike(words: str) -> str:
    """One character for all that look alike."""
    if len(words) < len(_ALIKE):
        return words.translate(_ALIKE)
    for other, one in _ONE_FOR_ONE:
        words = words.replace(other, one)
    return words


def joins(char: str) -> bool:
    """Whether it may be one letter together with the character before."""
    return unicodedata.category(char)[0] == "M" or char in _JAMO


def _rewritten(text: str, change: Callable[[str], str]) -> Folded:
    """The text with its pieces changed, and where that leads."""
    parts: list[str] = []
    starts, origins, ends = array("q"), array("q"), array("q")
    done = length = 0
    known: dict[str, str] = {}
    for start, end in _pieces(text):
        piece = text[start:end]
        other = known.get(piece)
        if other is None:
            other = known[piece] = change(piece)
        if other == piece:
            continue
        parts += text[done:start], other
        length += start - done
        done = end
        length += len(other)
        if len(piece) == len(other) == 1:
            continue  # nothing moves
        if other:
            starts.append(length - len(other))
            origins.append(start)
            ends.append(end)
        starts.append(length)
        origins.append(end)
        ends.append(-1)
    parts.append(text[done:])
    return Folded("".join(parts), starts, origins, ends)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where there is what may become something else as a whole: a letter with what joins it, a
    character that is not composed by itself, and unseen characters. In order, none in another."""
    kinds: dict[str, str] = {"joining": "", "alone": "", "unseen": ""}
    for char in set(text):
        kind = _kind(char)
        if kind:
            kinds[kind] += char
    if not any(kinds.values()):
        return
    runs, pieces = _patterns(**{kind: "".join(sorted(chars)) for kind, chars in kinds.items()})
    for run in runs.finditer(text):
        for piece in pieces.finditer(run.group()):
            start, end = run.start() + piece.start(), run.start() + piece.end()
            # Marks belong to the letter before.
            yield start - (piece.lastgroup == "joining" and start > 0), end


@lru_cache(8_192)
def _kind(char: str) -> str:
    """What a character does to those around it, or nothing."""
    if char in UNSEEN:
        return "unseen"
    if joins(char):
        return "joining"
    return "" if unicodedata.is_normalized("NFC", char) else "alone"


@lru_cache(64)
def _patterns(joining: str, alone: str, unseen: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Runs of such characters, which are found quickly, and the pieces of a run."""
    joined = f"(?:{_one_of(unseen)}*{_one_of(joining)})"
    pieces = f"(?P<joining>{joined}+)|{_one_of(alone)}{joined}*|{_one_of(unseen)}+"
    return re.compile(f"{_one_of(joining + alone + unseen)}+"), re.compile(pieces)


def _one_of(chars: str) -> str:
    """A pattern of one of these characters; nothing matches none."""
    return f"[{chars}]" if chars else "(?!)"
