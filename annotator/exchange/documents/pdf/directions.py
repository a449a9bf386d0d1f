"""Right-to-left type: from the order on the page to the order in which it is read.

A PDF places glyphs; files differ in the order in which they write them and in whether brackets
stand for what is seen or what is meant. So the order follows from the places alone: the reverse of
what the bidirectional algorithm (Unicode Standard Annex 9) does for display.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

_MIRRORED: Final = dict(zip("()[]{}<>«»", ")(][}{><»«", strict=True))
_OPENING: Final = "([{"
_CLOSING: Final = ")]}"


def right_to_left(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Which code points are of Hebrew, Arabic or another script of this direction."""
    found: NDArray[np.bool_] = (
        ((codes >= 0x590) & (codes < 0x900))
        | ((codes >= 0xFB1D) & (codes < 0xFDFE))
        | ((codes >= 0xFE70) & (codes < 0xFEFD))
        | ((codes >= 0x10800) & (codes < 0x11000))
        | ((codes >= 0x1E800) & (codes < 0x1F000))
    )
    return found


def has_right_to_left(codes: NDArray[np.uint32]) -> bool:
    """Whether any of the code points is of such a script."""
    return len(codes) > 0 and bool(codes.max() >= 0x590) and bool(right_to_left(codes).any())


@cache
def direction(character: str) -> str:
    """R, L, N (a digit), M (a mark that belongs to the character before) or O (other)."""
    kind = unicodedata.bidirectional(character)
    if kind in ("R", "AL"):
        return "R"
    if kind == "NSM":
        return "M"
    if kind in ("EN", "AN"):
        return "N"
    return "L" if kind == "L" else "O"


def logical_order(
    places: NDArray[np.float32],
    piece: NDArray[np.bool_],
    characters: NDArray[np.int32],
    codes: NDArray[np.uint32],
    *,
    mostly: bool = False,
) -> tuple[NDArray[np.int32], NDArray[np.uint32]]:
    """The characters of a line and their codes in reading order.

    `characters` are indices of `places` (n, 2: start and end) and `piece` (whether one comes from
    the glyph of the one before), -1 for spaces, and stand as seen, from left to right. `mostly`
    says that the page is in right-to-left script; else the line is what most of its letters are.
    """
    clusters = _clusters(places, piece, characters.tolist(), list(map(chr, codes.tolist())))
    kinds = [direction(text[0]) for text, _ in clusters]
    strong = [kind for kind in kinds if kind in "LR"]
    base = "R" if mostly or 2 * strong.count("R") >= len(strong) else "L"
    levels = _resolved(kinds, [text for text, _ in clusters], base)
    runs = [list(run) for _, run in groupby(range(len(clusters)), lambda index: levels[index])]
    if base == "R":
        runs.reverse()
    order = [index for run in runs for index in (reversed(run) if levels[run[0]] == "R" else run)]
    ordered = [(clusters[index], levels[index]) for index in order]
    texts = _with_brackets([cluster[0] for cluster, _ in ordered], [level for _, level in ordered])
    indices = [index for (cluster, _) in ordered for index in cluster[1]]
    text = "".join(texts)
    return np.array(indices, np.int32), np.array([ord(character) for character in text], np.uint32)


def _clusters(
    places: NDArray[np.float32],
    piece: NDArray[np.bool_],
    indices: list[int],
    characters: list[str],
) -> list[tuple[str, list[int]]]:
    """Characters with the marks on them, from left to right; a glyph's characters stay together."""
    bases: list[tuple[float, float, str, list[int]]] = []
    marks: list[tuple[float, str, int]] = []
    reach = 0.0
    for index, character in zip(indices, characters, strict=True):
        if index < 0:
            bases.append((reach, reach, character, [-1]))
            continue
        left, right = (float(value) for value in places[index])
        if piece[index] and bases and bases[-1][3][-1] == index - 1:
            before = bases.pop()
            bases.append((before[0], right, before[2] + character, [*before[3], index]))
        elif direction(character) == "M":
            marks.append(((left + right) / 2, character, index))
            continue
        else:
            bases.append((left, right, character, [index]))
        reach = right
    for middle, character, index in marks:
        _attach(bases, middle, character, index)
    return [(text, found) for _, _, text, found in bases]


def _attach(
    bases: list[tuple[float, float, str, list[int]]], middle: float, character: str, index: int
) -> None:
    """Put a mark behind the character it stands over."""
    letters = [place for place, base in enumerate(bases) if base[3][0] >= 0]
    if not letters:
        bases.append((middle, middle, character, [index]))
        return

    def distance(place: int) -> float:
        return max(bases[place][0] - middle, middle - bases[place][1], 0.0)

    place = min(letters, key=distance)
    left, right, text, found = bases[place]
    bases[place] = (left, right, text + character, [*found, index])


def _resolved(kinds: list[str], texts: list[str], base: str) -> list[str]:
    """A direction, R or L, for each cluster: digits as left-to-right, others as what is around."""
    levels = ["L" if kind == "N" else kind for kind in kinds]
    for index, kind in enumerate(kinds):
        # A separator within a number belongs to it.
        if (
            kind in "OM"
            and 0 < index < len(kinds) - 1
            and kinds[index - 1] == kinds[index + 1] == "N"
            and texts[index] in ".,:/-"
        ):
            levels[index] = "L"
    index = 0
    while index < len(levels):
        if levels[index] in "LR":
            index += 1
            continue
        end = index
        while end < len(levels) and levels[end] not in "LR":
            end += 1
        before = levels[index - 1] if index else base
        after = levels[end] if end < len(levels) else base
        # Beside a number in right-to-left text the surroundings are right-to-left.
        if index and kinds[index - 1] == "N" and base == "R":
            before = "R"
        if end < len(levels) and kinds[end] == "N" and base == "R":
            after = "R"
        levels[index:end] = [before if before == after else base] * (end - index)
        index = end
    return levels


def _with_brackets(texts: list[str], levels: list[str]) -> list[str]:
    """Brackets within right-to-left text as they are meant, whichever way the file has them."""
    places = [
        index
        for index, (text, level) in enumerate(zip(texts, levels, strict=True))
        if level == "R" and text in _MIRRORED
    ]
    mirrored = texts[:]
    for index in places:
        mirrored[index] = _MIRRORED[texts[index]]
    return mirrored if _unmatched(mirrored) < _unmatched(texts) else texts


def _unmatched(texts: list[str]) -> int:
    """How many brackets close nothing or stay open."""
    depth = wrong = 0
    for text in texts:
        if text in _OPENING:
            depth += 1
        elif text in _CLOSING:
            if depth:
                depth -= 1
            else:
                wrong += 1
    return wrong + depth
