"""Where given words stand in a text, found on an array of its code points: without a step of Python
for each place, as matching a pattern has it.

`Literal.pattern` is the same as a regular expression; what the two find is equal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

import numpy as np

from annotator.corpus.folding import BLANK_LINE, QUICK_GAP, folded_text
from annotator.retrieval.arrays import Bools, Ints, ints
from annotator.retrieval.code_points import KindTable, Points, narrow_code_points

_WHITE_SPACE = re.compile(QUICK_GAP)
_PLANE = 1 << 16
"""Code points of a plane (Unicode Standard 2.8); letters that differ in case are of one."""
_SPACE, _LINE_END = ord(" "), ord("\n")
_SAMPLE = 4_096
"""Characters by which it is told which letters are rare."""
_PART = 1 << 16
"""Characters that are looked through at a time: they fit into a processor's cache."""
_USUAL_GAP = 3
"""Characters of white space between words that are gone through one by one."""

Letter = tuple[int, ...]
"""The code points that count as one character of what is looked for."""


@dataclass(frozen=True)
class Literal:
    """Words to look for.

    pieces: the words, between which any white space may stand that holds no blank line, of any
    length. ignore_case: as a regular expression has it, by simple case folding (Unicode Technical
    Standard 18, RL1.5). whole_words: neither a letter nor a digit may stand before or behind.
    """

    pieces: tuple[str, ...]
    ignore_case: bool
    whole_words: bool = False

    def places(self, text: str, *, overlapping: bool = False) -> tuple[Ints, Ints]:
        """Starts and ends of the places (code points, half open) in order; each begins behind the
        one before it, but for `overlapping` ones. None where there are no words."""
        if not any(self.pieces):
            return ints(), ints()
        if not all(self.pieces):  # white space before or behind the words
            return self._matched(text, overlapping)
        starts, ends = self._on_arrays(narrow_code_points(text))
        return (starts, ends) if overlapping else _apart(starts, ends)

    @cached_property
    def pattern(self) -> Any:
        """The expression for the same words, but that its gaps may hold blank lines."""
        import regex  # noqa: PLC0415  (start-up)

        words = QUICK_GAP.join(map(regex.escape, self.pieces))
        if self.whole_words:
            words = rf"(?<!\w)(?:{words})(?!\w)"
        return regex.compile(words, regex.IGNORECASE if self.ignore_case else 0)

    def _matched(self, text: str, overlapping: bool) -> tuple[Ints, Ints]:
        found, at = [], 0
        while match := self.pattern.search(text, at):
            good = not BLANK_LINE.search(match.group())
            if good:
                found.append(match.span())
            # Where a blank line is in it, another may begin in it.
            at = match.end() if good and not overlapping else match.start() + 1
        columns = ints(found).reshape(-1, 2)
        return columns[:, 0], columns[:, 1]

    def _on_arrays(self, points: Points) -> tuple[Ints, Ints]:
        first, *others = (self._letters(piece) for piece in self.pieces)
        starts = _starts(points, first)
        ends = starts + len(first)
        for word in others:
            behind = _behind_gaps(points, ends)
            found = np.flatnonzero((behind >= 0) & (behind <= len(points) - len(word)))
            found = found[_begins_with(points, behind[found], word)]
            starts, ends = starts[found], behind[found] + len(word)
        if self.whole_words:
            whole = ~(_is_word(points, starts - 1) | _is_word(points, ends))
            starts, ends = starts[whole], ends[whole]
        return starts, ends

    def _letters(self, word: str) -> list[Letter]:
        return [_in_any_case(char) if self.ignore_case else (ord(char),) for char in word]


def literal(
    words: str, *, folded: bool, accents: bool = True, ignore_case: bool, whole_words: bool = False
) -> Literal:
    """What to look for in a folded text, with or without accents, or in a text as it is written."""
    if not folded:
        return Literal((words,), ignore_case, whole_words)
    pieces = _WHITE_SPACE.split(folded_text(words, accents=accents))
    return Literal(tuple(pieces), ignore_case, whole_words)


@lru_cache(4_096)
def _in_any_case(char: str) -> Letter:
    """All characters that a regular expression takes for this one when case is ignored."""
    import regex  # noqa: PLC0415  (start-up)

    found = regex.findall(regex.escape(char), _plane(ord(char) // _PLANE), regex.IGNORECASE)
    return tuple(map(ord, found))


@lru_cache(2)
def _plane(number: int) -> str:
    """All characters of a plane."""
    points = np.arange(number * _PLANE, (number + 1) * _PLANE, dtype="<u4")
    return points.tobytes().decode("utf-32-le", "surrogatepass")


def _starts(points: Points, word: list[Letter]) -> Ints:
    """Where the word stands: looked for by its rarest letter."""
    room = max(0, len(points) - len(word) + 1)
    sample = points[:: len(points) // _SAMPLE + 1]
    rarest = min(range(len(word)), key=lambda at: np.count_nonzero(_is_one_of(sample, word[at])))
    found = [ints()]
    for start in range(0, room, _PART):
        part = points[start + rarest : min(start + _PART, room) + rarest]
        found.append(np.flatnonzero(_is_one_of(part, word[rarest])) + start)
    starts = np.concatenate(found)
    return starts[_begins_with(points, starts, word)]


def _is_one_of(chars: Points, letter: Letter) -> Bools:
    found = np.zeros(len(chars), dtype=np.bool_)
    for point in letter:
        if point <= np.iinfo(chars.dtype).max:
            found |= chars == point
    return found


def _begins_with(points: Points, at: Ints, word: list[Letter]) -> Ints:
    """The numbers of those of the places at which the word stands."""
    number = np.arange(at.size, dtype=np.int64)
    for place, letter in enumerate(word):
        number = number[_is_one_of(points[at[number] + place], letter)]
    return number


def _behind_gaps(points: Points, at: Ints) -> Ints:
    """Where the white space ends that is at each place; -1 where there is none, or a blank line."""
    end, lines = at.copy(), np.zeros(at.size, dtype=np.int64)
    number = np.arange(at.size, dtype=np.int64)
    for _step in range(_USUAL_GAP):
        number = number[end[number] < len(points)]
        chars = points[end[number]]
        white = _is_white(chars)
        number = number[white]
        end[number] += 1
        lines[number] += chars[white] == _LINE_END
    if number.size:  # longer ones
        words = np.append(np.flatnonzero(~_is_white(points)), len(points))
        line_ends = np.flatnonzero(points == _LINE_END)
        end[number] = words[np.searchsorted(words, end[number])]
        begun, ended = (np.searchsorted(line_ends, place[number]) for place in (at, end))
        lines[number] = ended - begun
    return np.where((end > at) & (lines <= 1), end, -1)


def _is_white(chars: Points) -> Bools:
    return np.asarray((chars == _SPACE) | (chars == _LINE_END))


def _is_word(points: Points, at: Ints) -> Bools:
    """Whether there is a letter, a digit or their like at each place, which may be one outside."""
    found = np.zeros(at.size, dtype=np.bool_)
    inside = np.flatnonzero((at >= 0) & (at < len(points)))
    found[inside] = _word_characters().of(points[at[inside]]) == _WORD
    return found


_WORD, _NO_WORD = 1, 2


@cache
def _word_characters() -> KindTable:
    import regex  # noqa: PLC0415  (start-up)

    is_word = regex.compile(r"\w").match
    return KindTable(lambda char: _WORD if is_word(char) else _NO_WORD)


def _apart(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The places without those that begin in one before them that is kept."""
    if (starts[1:] >= ends[:-1]).all():
        return starts, ends
    kept, reach = [], 0
    for number, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        if start >= reach:
            kept.append(number)
            reach = end
    return starts[kept], ends[kept]
