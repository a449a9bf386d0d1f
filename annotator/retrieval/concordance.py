"""Concordances: passages aligned on the keyword, sorted by the words around it (KWIC).

Luhn (1960) is the source of the form; sorting by several words to the left and right is that of the
usual concordancers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.corpus.folding import search_key
from annotator.retrieval.arrays import Ints
from annotator.retrieval.units import Units

FARTHEST = 3
"""Words to either side that lines can be sorted by."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """What lines are sorted by, first things first: -1 is the first word to the left, 1 the first
    one to the right, 0 the keyword. Raises ValueError for others, or for none."""

    by: tuple[int, ...] = (1, 2, 3)

    def __post_init__(self) -> None:
        if not self.by or not all(-FARTHEST <= place <= FARTHEST for place in self.by):
            raise ValueError(f"lines are sorted by words up to {FARTHEST} to the left or right")


def neighbours(words: Units, start: Ints, end: Ints, place: int) -> Ints:
    """(hits,) the numbers of the words at a place beside each hit ``[start, end)``, -1 where the
    text has none: to the left of those that end at its start or before, to the right of those that
    begin at its end or behind."""
    if place < 0:
        number = np.searchsorted(words.end, start, "right") + place
    else:
        number = np.searchsorted(words.start, end, "left") + place - 1
    there = (number >= 0) & (number < len(words))
    return np.where(there, number, -1).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """The hits in one text: (hits,) starts and ends, in order, with the text's words."""

    text: str
    words: Units
    start: Ints
    end: Ints

    def at(self, place: int) -> list[str]:
        """The words at a place beside each hit, or at 0 the hit itself; empty where there is
        none."""
        if place == 0:
            start, end = self.start, self.end
        else:
            number = neighbours(self.words, self.start, self.end, place)
            # An empty word at the end stands for none.
            start = np.append(self.words.start, 0)[number]
            end = np.append(self.words.end, 0)[number]
        bounds = zip(start.tolist(), end.tolist(), strict=True)
        return [self.text[low:high] for low, high in bounds]


def order_of_lines(texts: Sequence[Hits], sorting: Sorting) -> Ints:
    """The order of all hits, counted through the texts, by a sorting. Words are compared as they
    are searched for, capital letters and what looks alike aside; a line that has no such word comes
    first. Lines that are alike stay in the order of the text."""
    columns = [[word for hits in texts for word in hits.at(place)] for place in sorting.by]
    return np.lexsort([_ranks(column) for column in reversed(columns)]).astype(np.int64)


def _ranks(column: list[str]) -> Ints:
    """(hits,) the place of each word among the different ones, in order."""
    keys = {word: search_key(word) for word in set(column)}
    rank = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    ranks = {word: rank[key] for word, key in keys.items()}
    return np.fromiter(map(ranks.__getitem__, column), np.int64, len(column))


def sample(number: int, size: int, seed: int) -> Ints:
    """So many of the hits, drawn at random without putting back, in order; all where there are no
    more. The same seed draws the same ones (NumPy's PCG64)."""
    if size >= number:
        return np.arange(number, dtype=np.int64)
    chosen = np.random.Generator(np.random.PCG64(seed)).choice(number, size, replace=False)
    return np.sort(chosen).astype(np.int64)
