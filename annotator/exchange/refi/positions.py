"""How a file counts positions: found by evidence, then mapped to code points of LF text.

Four ways occur: code points or UTF-16 units, CRLF as the two characters that it is or as one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.exchange.plain_text import with_lf
from annotator.exchange.refi.names import names_passage

_INTEGER = re.compile(r"\s*[+-]?\d{1,18}\s*")
_NAMED, _WORDS = 3, 1


class Convention(NamedTuple):
    """One way of counting."""

    utf16: bool
    crlf_as_one: bool

    def label(self, crlf: bool) -> str:
        """For the report; `crlf` tells whether line ends made a difference."""
        units = "UTF-16 units" if self.utf16 else "code points"
        if not crlf:
            return units
        return f"{units}, CRLF as {'one' if self.crlf_as_one else 'two'}"


CODE_POINTS = Convention(utf16=False, crlf_as_one=True)
ALL = (CODE_POINTS, Convention(False, False), Convention(True, False), Convention(True, True))


def expected(origin: str) -> Convention:
    """What the program of that name usually writes: it settles ties and nothing else."""
    name = origin.lower()
    if "nvivo" in name:
        return Convention(utf16=True, crlf_as_one=False)
    if "qualcoder" in name:
        return Convention(utf16=False, crlf_as_one=False)
    return CODE_POINTS


class Range(NamedTuple):
    """A passage in code points; `exact` is False where an end fell inside a character."""

    start: int
    end: int
    exact: bool


class StoredText:
    """A text as the archive holds it (without mark), and the same with LF."""

    def __init__(self, raw: str) -> None:
        self.text = with_lf(raw)
        self._raw_length = len(raw)
        self._crlf = [match.start() for match in re.finditer("\r\n", raw)]
        self._astral_raw = _astral(raw)
        self._astral_text = _astral(self.text) if self._crlf else self._astral_raw

    @property
    def has_crlf(self) -> bool:
        """Whether a line ends with CRLF."""
        return bool(self._crlf)

    @property
    def has_astral(self) -> bool:
        """Whether a character takes two UTF-16 units."""
        return bool(self._astral_raw)

    @property
    def first_difference(self) -> int:
        """Up to where all ways of counting are one."""
        return min([*self._crlf[:1], *self._astral_raw[:1]], default=self._raw_length)

    def reduced(self, convention: Convention) -> Convention:
        """The convention without what makes no difference in this text."""
        return Convention(
            convention.utf16 and self.has_astral, convention.crlf_as_one or not self.has_crlf
        )

    def is_plain(self, convention: Convention) -> bool:
        """Whether positions by the convention are offsets into the text."""
        return self.reduced(convention) == CODE_POINTS

    def range(self, start: int, end: int, convention: Convention) -> Range | None:
        """The passage between two positions, or None where it is none within the text.

        An end inside a character or line end moves inward, over no other character.
        """
        if not 0 <= start < end:
            return None
        first, first_exact = self._offset(start, convention)
        last, last_exact = self._offset(end, convention)
        if not first_exact:
            first += 1
        if not first < last <= len(self.text):
            return None
        return Range(first, last, first_exact and last_exact)

    def _offset(self, position: int, convention: Convention) -> tuple[int, bool]:
        """The offset of the character at or around the position, and whether it begins there."""
        exact = True
        if convention.utf16:
            astral = self._astral_text if convention.crlf_as_one else self._astral_raw
            before = bisect_left(astral, position)
            exact = not (before and astral[before - 1] == position - 1)
            position -= before
        if not convention.crlf_as_one and self._crlf:
            breaks = bisect_left(self._crlf, position - 1)
            if breaks < len(self._crlf) and self._crlf[breaks] == position - 1:
                return position - 1 - breaks, False
            position -= breaks
        return position, exact


def _astral(text: str) -> list[int]:
    """At which UTF-16 unit each character of two units begins."""
    if text.isascii():
        return []
    found = re.finditer("[\U00010000-\U0010ffff]", text)
    return [match.start() + before for before, match in enumerate(found)]


def integer(text: str) -> int | None:
    """A position as written, None where it is no integer or one that no text can have."""
    if len(text) < 18 and text.isascii() and text.isdecimal():
        return int(text)
    return int(text) if _INTEGER.fullmatch(text) else None


@dataclass
class Evidence:
    """What the passages of one or more texts say for each convention: of those that reach beyond
    the first place at which the ways of counting differ."""

    score: dict[Convention, int] = field(default_factory=lambda: dict.fromkeys(ALL, 0))
    named: dict[Convention, int] = field(default_factory=lambda: dict.fromkeys(ALL, 0))
    passages: int = 0

    def add(self, other: Evidence) -> None:
        """Add the evidence of another text."""
        self.passages += other.passages
        for convention in ALL:
            self.score[convention] += other.score[convention]
            self.named[convention] += other.named[convention]

    def best(self, preferred: Convention) -> Convention:
        """The convention with the most evidence, or the preferred one where that proves nothing."""
        best = max(ALL, key=lambda way: (self.score[way], way == preferred, -ALL.index(way)))
        return best if self.proves(best, preferred) else preferred

    def proves(self, best: Convention, other: Convention) -> bool:
        """Whether a way is better than another one by more than chance: by a name, or by words at
        the ends of a third of the passages (in a script without spaces, chance alone
        gives some)."""
        if best == other or not self.passages or self.named[best] > self.named[other]:
            return True
        return self.score[best] - self.score[other] > self.passages // 3


def weigh(text: StoredText, passages: list[tuple[int, int, str]]) -> Evidence:
    """The evidence of (start, end, name of the selection) in one text."""
    evidence = Evidence(passages=len(passages))
    known: dict[Convention, tuple[int, int]] = {}
    for convention in ALL:
        way = text.reduced(convention)
        if way not in known:
            known[way] = _score(text, passages, way)
        named, words = known[way]
        evidence.named[convention] = named
        evidence.score[convention] = _NAMED * named + _WORDS * words
    return evidence


def _score(
    text: StoredText, passages: list[tuple[int, int, str]], way: Convention
) -> tuple[int, int]:
    named = bounded = 0
    words = text.text
    for start, end, name in passages:
        found = text.range(start, end, way)
        if found is None or not found.exact:
            continue
        if name and names_passage(name, words[found.start : found.end]):
            named += 1
        elif at_words(words, found.start, found.end):
            bounded += 1
    return named, bounded


def at_words(text: str, start: int, end: int) -> bool:
    """Whether the passage begins and ends with a word or mark and cuts no word, white space at its
    ends passed over: people select it along."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start >= end:
        return False
    if start and text[start].isalnum() and text[start - 1].isalnum():
        return False
    return not (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())
