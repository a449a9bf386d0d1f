"""`corpus.folding.fold` on arrays, for texts of any length: the same result, in two to five
milliseconds a megabyte. What becomes of a character or piece is asked of `corpus.folding`, once for
all places that have it."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import numpy as np

from annotator.corpus.folding import (
    ALIKE,
    UNSEEN,
    Folded,
    alike,
    bare,
    composed,
    fold,
    in_place,
    is_composed,
    joins,
)
from annotator.retrieval.code_points import POINTS, Kinds, KindTable, Points, code_points

_AS_IT_IS, _ONE, _JOINING, _UNSEEN = range(1, 5)
_ASCII = re.compile(r"[\x00-\x7f]")
_PART = 1 << 18
"""Characters that are folded at a time: their arrays fit into a processor's cache, and are made
without asking the system for memory."""
_LONG = 8
"""Pieces of more characters are changed one by one; hardly any text has them."""
_DENSE = 4
"""Where more than one character in so many is outside of ASCII, it is quicker to see first whether
there is anything to compose."""

Numbers = np.ndarray[Any, np.dtype[np.int64]]
Column = TypeVar("Column", Numbers, np.ndarray[Any, np.dtype[np.bool_]])


@dataclass(frozen=True)
class _Pieces:
    """Where pieces are in the original (code points, half open), and how many characters become of
    each; in order, none in another."""

    starts: Numbers
    ends: Numbers
    lengths: Numbers


_NONE: Numbers = np.empty(0, np.int64)
_NO_PIECES = _Pieces(_NONE, _NONE, _NONE)


class _Kinds:
    """Of what kind characters are, and what becomes of those of the kind `_ONE`, by code point."""

    def __init__(self, accents: bool) -> None:
        self.accents = accents
        self._table = KindTable(self._look_at)
        self.others = np.zeros(POINTS, np.uint32)

    def of(self, chars: Points) -> Kinds:
        """The kinds of characters. _NoRoomError where several become of one."""
        return self._table.of(chars)

    def _look_at(self, char: str) -> int:
        if char in UNSEEN:
            return _UNSEEN
        if joins(char):
            return _JOINING
        other = alike(_changed(char, self.accents))
        if other == char:
            return _AS_IT_IS
        if len(other) != 1:
            raise _NoRoomError
        self.others[ord(char)] = ord(other)
        return _ONE


@cache
def _kinds(accents: bool) -> _Kinds:
    return _Kinds(accents)


class _NoRoomError(Exception):
    """What becomes of a piece has more characters than it or needs more bits, so it does not fit
    into its place in the array."""


def quick_fold(text: str, *, accents: bool = True) -> Folded:
    """The text as `fold` gives it."""
    if text.isascii():
        return in_place(text)
    kinds = _kinds(accents)
    try:
        parts = [(start, *_fold_part(text[start:end], kinds)) for start, end in _parts(text)]
    except _NoRoomError:
        return fold(text, accents=accents)
    pieces = _Pieces(
        np.concatenate([piece.starts + start for start, _words, piece in parts]),
        np.concatenate([piece.ends + start for start, _words, piece in parts]),
        np.concatenate([piece.lengths for _start, _words, piece in parts]),
    )
    return Folded("".join(words for _start, words, _piece in parts), *_origins(pieces))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where to cut a text: nothing joins a character of ASCII to what is before it."""
    start = 0
    while start < len(text):
        cut = _ASCII.search(text, min(start + _PART, len(text)))
        end = cut.start() if cut else len(text)
        yield start, end
        start = end


def _fold_part(text: str, kinds: _Kinds) -> tuple[str, _Pieces]:
    """A part folded, and the pieces of it that changed."""
    if text.isascii():
        return alike(text), _NO_PIECES
    points, encoding = code_points(_alike_in_ascii(text))
    places = np.flatnonzero(points > 0x7F)
    if kinds.accents and len(places) > len(text) // _DENSE and is_composed(text):
        return alike(text), _NO_PIECES
    words = points.copy()
    pieces = _change(points, words, _single(points, words, places, kinds), kinds.accents)
    if len(pieces.starts):
        kept = np.ones(len(words), bool)
        kept[_places(pieces.starts + pieces.lengths, pieces.ends)] = False
        words = words[kept]
    return words.tobytes().decode(encoding, "surrogatepass"), pieces


def _alike_in_ascii(text: str) -> str:
    for one, others in ALIKE.items():
        for other in filter(str.isascii, others):
            text = text.replace(other, one)
    return text


def _single(points: Points, words: Points, places: Numbers, kinds: _Kinds) -> _Pieces:
    """Put into `words` what becomes of single characters outside of ASCII, which are at `places`;
    where the pieces of several are."""
    chars = points[places]
    kind = kinds.of(chars)
    single = np.flatnonzero(kind == _ONE)
    others = kinds.others[chars[single]]
    if others.max(initial=0) > np.iinfo(words.dtype).max:
        raise _NoRoomError
    words[places[single]] = others
    rest = np.flatnonzero(kind > _ONE)
    return _split(places[rest], kind[rest] == _JOINING)


def _changed(piece: str, accents: bool) -> str:
    return composed(piece) if accents else bare(piece)


def _split(places: Numbers, joining: np.ndarray[Any, np.dtype[np.bool_]]) -> _Pieces:
    """The pieces that joining and unseen characters make: of each run of such the letter before it
    up to the last joining one, and the unseen ones behind that."""
    if not len(places):
        return _Pieces(places, places, places)
    first = np.flatnonzero(np.diff(places, prepend=-2) != 1)
    last = np.append(first[1:], len(places)) - 1
    run_starts, run_ends = places[first], places[last] + 1
    joined_ends = np.maximum.reduceat(np.where(joining, places, -1), first) + 1
    starts = _in_turn(np.maximum(run_starts - 1, 0), np.maximum(run_starts, joined_ends))
    ends = _in_turn(joined_ends, run_ends)
    there = _in_turn(joined_ends > 0, joined_ends < run_ends)
    none = np.zeros(np.count_nonzero(there), np.int64)
    return _Pieces(starts[there], ends[there], none)


def _in_turn(first: Column, second: Column) -> Column:
    """One of the first, one of the second, and so on."""
    both = np.empty(2 * len(first), first.dtype)
    both[::2], both[1::2] = first, second
    return both


def _change(points: Points, words: Points, pieces: _Pieces, accents: bool) -> _Pieces:
    """Put what becomes of the pieces into `words`, at the beginning of each; those that change."""
    sizes = pieces.ends - pieces.starts
    lengths = np.zeros(len(sizes), np.int64)
    largest = min(np.iinfo(words.dtype).max, sys.maxunicode)
    for size in np.unique(sizes).tolist():
        (which,) = np.nonzero(sizes == size)
        places = pieces.starts[which, None] + np.arange(size)
        examples, group = _groups(points[places])
        texts = ["".join(map(chr, row)) for row in points[places[examples]].tolist()]
        others = [_changed(text, accents) for text in texts]
        # -1 where nothing changes
        new = [-1 if a == b else len(b) for a, b in zip(texts, others, strict=True)]
        if max(new) > size or max("".join(others), default="") > chr(largest):
            raise _NoRoomError
        lengths[which] = np.array(new)[group]
        table = np.zeros((len(others), size), words.dtype)
        for row, other in enumerate(others):
            table[row, : len(other)] = list(map(ord, alike(other)))
        for column in range(max(new)):
            its = lengths[which] > column
            words[places[its, column]] = table[group[its], column]
    changed = (lengths >= 0) & ((sizes > 1) | (lengths != 1))  # one for one moves nothing
    return _Pieces(pieces.starts[changed], pieces.ends[changed], lengths[changed])


def _groups(rows: Points) -> tuple[Numbers, Numbers]:
    """Equal rows as one: the number of a row of each group, and the group of each row."""
    count, size = rows.shape
    if size > _LONG:
        return np.arange(count), np.arange(count)
    examples, group = _NONE, rows[:, 0].astype(np.int64)
    for column in range(min(1, size - 1), size):
        _, examples, group = np.unique(
            group * POINTS + rows[:, column], return_index=True, return_inverse=True
        )
    return examples, group


def _places(starts: Numbers, ends: Numbers) -> Numbers:
    """All places of half open ranges, one after another."""
    sizes = ends - starts
    shift = starts - (np.cumsum(sizes) - sizes)
    return np.repeat(shift, sizes) + np.arange(sizes.sum())


def _origins(pieces: _Pieces) -> tuple[array[int], array[int], array[int]]:
    """The columns of `Folded`: a row for what became of a piece, and one for what follows it."""
    gone = pieces.ends - pieces.starts - pieces.lengths
    starts = pieces.starts - (np.cumsum(gone) - gone)
    there = _in_turn(pieces.lengths > 0, pieces.lengths >= 0)  # what follows always
    columns = (
        _in_turn(starts, starts + pieces.lengths),
        _in_turn(pieces.starts, pieces.ends),
        _in_turn(pieces.ends, np.full(len(starts), -1)),
    )
    first, second, third = (array("q", column[there].tobytes()) for column in columns)
    return first, second, third
