"""`corpus.folding.fold` on arrays, for texts of any length: the same result, in about two
milliseconds a megabyte. What becomes of a character or piece is asked of `corpus.folding`, once for
all places that have it."""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from typing import Any

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

_ONE, _JOINING, _UNSEEN = 1, 2, 3
_LONG = 8
"""Pieces of more characters are changed one by one; hardly any text has them."""
_DENSE = 4
"""Where more than one character in so many is outside of ASCII, it is quicker to see first whether
there is anything to compose."""

Points = np.ndarray[Any, np.dtype[np.unsignedinteger[Any]]]
Numbers = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True)
class _Pieces:
    """Where pieces are in the original (code points, half open), and how many characters become of
    each; in order, none in another."""

    starts: Numbers
    ends: Numbers
    lengths: Numbers


class _NoRoomError(Exception):
    """What becomes of a piece has more characters than it or needs more bits, so it does not fit
    into its place in the array."""


def quick_fold(text: str, *, accents: bool = True) -> Folded:
    """The text as `fold` gives it."""
    if text.isascii():
        return in_place(text)
    points, encoding = _code_points(_alike_in_ascii(text))
    places = np.flatnonzero(points > 0x7F)
    if accents and len(places) > len(text) // _DENSE and is_composed(text):
        return in_place(text)
    words = points.copy()
    try:
        pieces = _single(points, words, places, accents)
        pieces = _change(points, words, pieces, accents)
    except _NoRoomError:
        return fold(text, accents=accents)
    if len(pieces.starts):
        kept = np.ones(len(words), bool)
        kept[_places(pieces.starts + pieces.lengths, pieces.ends)] = False
        words = words[kept]
    return Folded(words.tobytes().decode(encoding, "surrogatepass"), *_origins(pieces))


def _alike_in_ascii(text: str) -> str:
    for one, others in ALIKE.items():
        for other in filter(str.isascii, others):
            text = text.replace(other, one)
    return text


def _code_points(text: str) -> tuple[Points, str]:
    """The text as an array, in 16 bits where these do, and what encoding that is."""
    try:
        points: Points = np.frombuffer(text.encode("utf-16-le"), np.uint16)
    except UnicodeEncodeError:  # half a surrogate pair, of which two might become one
        points = np.empty(0, np.uint16)
    if len(points) == len(text):
        return points, "utf-16-le"
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32), "utf-32-le"


def _single(points: Points, words: Points, places: Numbers, accents: bool) -> _Pieces:
    """Put into `words` what becomes of single characters outside of ASCII, which are at `places`;
    where the pieces of several are."""
    chars = points[places]
    kinds, others = _classified(chars, accents)
    kind = kinds[chars]
    single = kind == _ONE
    words[places[single]] = others[chars[single]]
    rest = kind > _ONE
    return _split(places[rest], kind[rest] == _JOINING)


def _classified(chars: Points, accents: bool) -> tuple[Points, Points]:
    """By code point: of what kind it is, and what becomes of it where that is one character."""
    seen = np.zeros(int(chars.max()) + 1, bool)
    seen[chars] = True
    kinds, others = np.zeros(len(seen), np.uint8), np.zeros(len(seen), np.uint32)
    for point in np.flatnonzero(seen).tolist():
        char = chr(point)
        if char in UNSEEN:
            kinds[point] = _UNSEEN
        elif joins(char):
            kinds[point] = _JOINING
        elif (other := alike(_changed(char, accents))) != char:
            if len(other) != 1 or ord(other) > np.iinfo(chars.dtype).max:
                raise _NoRoomError
            kinds[point], others[point] = _ONE, ord(other)
    return kinds, others


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
    joined, unseen = joined_ends > 0, joined_ends < run_ends
    starts = np.maximum(run_starts[joined] - 1, 0), np.maximum(run_starts, joined_ends)[unseen]
    ends = joined_ends[joined], run_ends[unseen]
    order = np.argsort(np.concatenate(starts))
    none = np.zeros(len(order), np.int64)
    return _Pieces(np.concatenate(starts)[order], np.concatenate(ends)[order], none)


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
    group = rows[:, 0].astype(np.int64)
    for column in range(1, size):
        _, group = np.unique(group * 0x110000 + rows[:, column], return_inverse=True)
    _, examples, group = np.unique(group, return_index=True, return_inverse=True)
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
    rows = np.empty((len(starts), 2), bool)
    rows[:, 0], rows[:, 1] = pieces.lengths > 0, True
    columns = (
        (starts, starts + pieces.lengths),
        (pieces.starts, pieces.ends),
        (pieces.ends, np.full(len(starts), -1)),
    )
    first, second, third = (
        array("q", np.stack(pair, axis=1).astype(np.int64)[rows].tobytes()) for pair in columns
    )
    return first, second, third
