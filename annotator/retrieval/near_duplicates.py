"""Texts that resemble each other, in groups: agency copy, one article in two editions.

Two texts belong together where the share of their shingles in common reaches a threshold; a group
is what such pairs connect. No pair is missed: of two texts that reach the threshold, the rarest
shingles of both have one in common, so that only texts that share one of those are compared
(prefix filtering: Bayardo, Ma & Srikant 2007, “Scaling up all pairs similarity search”).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import numpy.typing as npt

from annotator.retrieval.shingles import Shingles, resemblance

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Group:
    """Texts that resemble each other: their numbers in order, and how much each resembles the
    first (1 for the first itself)."""

    members: tuple[int, ...]
    resemblance: tuple[float, ...]


def groups(texts: Sequence[Shingles], at_least: float) -> list[Group]:
    """The groups of two texts and more, by their first member. `at_least`: the resemblance from
    which two texts belong together, above 0. Texts without any word are in none."""
    joined = _Joined(len(texts))
    for first, second in _equal(texts):
        joined.join(first, second)
    compared: set[int] = set()
    for pairs in _candidates(texts, at_least):
        for first, second in _worth_comparing(pairs, texts, joined, at_least):
            pair = first * len(texts) + second
            if pair in compared or joined.root(first) == joined.root(second):
                continue
            compared.add(pair)
            if resemblance(texts[first], texts[second]) >= at_least:
                joined.join(first, second)
    return _groups(texts, joined)


class _Joined:
    """Which texts are in one group (union-find); the first of a group stands for it."""

    def __init__(self, number: int) -> None:
        self._above = list(range(number))

    def root(self, one: int) -> int:
        above = self._above
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first

    def roots(self) -> Numbers:
        """Of each text, the one that stands for its group."""
        return np.fromiter(map(self.root, range(len(self._above))), np.int64)


def _equal(texts: Sequence[Shingles]) -> Iterator[tuple[int, int]]:
    """Pairs of texts with the same shingles: each with the first that has them."""
    seen: dict[bytes, int] = {}
    for number, own in enumerate(texts):
        if own.size:
            first = seen.setdefault(own.tobytes(), number)
            if first != number:
                yield first, number


def _candidates(texts: Sequence[Shingles], at_least: float) -> Iterator[Numbers]:
    """Pairs of texts that share one of their rarest shingles, in portions of shape (n, 2), the
    lower number first; a pair may come several times."""
    shingle, text = _prefixes(texts, at_least)
    order = np.lexsort((text, shingle))
    shingle, text = shingle[order], text[order]
    place = np.arange(len(shingle))
    distance = 0
    while place.size:
        # Of each list of texts with one shingle, those that stand so far apart in it.
        distance += 1
        place = place[place + distance < len(shingle)]
        place = place[shingle[place] == shingle[place + distance]]
        yield np.stack((text[place], text[place + distance]), axis=1)


def _prefixes(
    texts: Sequence[Shingles], at_least: float
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The rarest shingles of each text, as many as needed, as columns: shingle and text. Those
    that are in no other text are left out."""
    sizes = np.fromiter(map(len, texts), np.int64)
    if not sizes.sum():
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    every = np.concatenate(list(texts))
    of_text = np.repeat(np.arange(len(texts)), sizes)
    _values, number, times = np.unique(every, return_inverse=True, return_counts=True)
    taken = np.array([size - ceil(at_least * size - 1e-9) + 1 for size in sizes.tolist()])
    # What is in one text alone is the rarest of all, and leads to no other.
    shared = times[number] > 1
    taken -= np.bincount(of_text[~shared], minlength=len(texts))
    number, of_text = number[shared], of_text[shared]
    # All texts need the same order of shingles, from rare to frequent.
    order = np.lexsort((number, times[number], of_text))
    number, of_text = number[order], of_text[order]
    rank = np.arange(len(of_text)) - np.searchsorted(of_text, of_text)
    kept = rank < taken[of_text]
    return number[kept], of_text[kept]


def _worth_comparing(
    pairs: Numbers, texts: Sequence[Shingles], joined: _Joined, at_least: float
) -> Iterator[tuple[int, int]]:
    """The pairs that are in two groups yet, and whose sizes let them reach the threshold."""
    if not pairs.size:
        return
    roots = joined.roots()
    pairs = np.unique(pairs[roots[pairs[:, 0]] != roots[pairs[:, 1]]], axis=0)
    sizes = np.fromiter(map(len, texts), np.int64)[pairs]
    fit = sizes.min(axis=1) >= at_least * sizes.max(axis=1) - 1e-9
    yield from map(tuple, pairs[fit].tolist())


def _groups(texts: Sequence[Shingles], joined: _Joined) -> list[Group]:
    members: dict[int, list[int]] = {}
    for number, root in enumerate(joined.roots().tolist()):
        members.setdefault(root, []).append(number)
    return [
        Group(tuple(one), tuple(resemblance(texts[one[0]], texts[each]) for each in one))
        for one in members.values()
        if len(one) > 1
    ]
