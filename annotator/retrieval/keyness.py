"""Words that set one group of passages apart from another: keyness.

The size of the difference is the log ratio (Hardie 2014): the binary logarithm of the ratio of the
two relative frequencies, so 1 is twice as frequent. Its interval is that of a ratio of two rates by
the delta method on the logarithm (Katz et al. 1978), with half a word added where one of the counts
is zero (Haldane 1956, Anscombe 1956). How much evidence there is of any difference is the
log-likelihood ratio G2 (Dunning 1993; in the form of Rayson & Garside 2000). Both take words as
drawn one by one, which words of one text are not: G2 is no test of a hypothesis about texts, and
`documents` says in how many of them a word is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from annotator.retrieval.arrays import Floats, Ints

LEVEL = 0.95
"""Nominal coverage of intervals."""
_ADDED = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Frequencies:
    """The words of a group of passages. counts: (forms,) how often each is there; documents:
    (forms,) in how many documents."""

    counts: Ints
    documents: Ints

    @classmethod
    def none(cls, forms: int) -> Frequencies:
        """Nothing yet, of so many forms of words."""
        return cls(np.zeros(forms, np.int64), np.zeros(forms, np.int64))

    def add(self, words: npt.NDArray[np.integer[Any]]) -> None:
        """Count those of one more document: (words,) the numbers of their forms."""
        there, number = np.unique(words, return_counts=True)
        self.counts[there] += number
        self.documents[there] += 1

    @property
    def size(self) -> int:
        """Words in all."""
        return int(self.counts.sum())


@dataclass(frozen=True, slots=True)
class KeyWord:
    """A word and how much more often it is in the first group than in the second.

    count, other: how often it is in each; documents: in how many of the first group's. log_ratio
    with its interval, low and high; g2: the log-likelihood ratio, with the sign of log_ratio.
    """

    word: str
    count: int
    other: int
    documents: int
    log_ratio: float
    low: float
    high: float
    g2: float


@dataclass(frozen=True, slots=True, eq=False)
class KeyWordTable(Sequence[KeyWord]):
    """Key words as columns, for there are as many as words: a row is made when it is asked for.
    here, there: how often each is in the first group and in the second."""

    words: Sequence[str]
    here: Ints
    there: Ints
    documents: Ints
    log_ratio: Floats
    low: Floats
    high: Floats
    g2: Floats

    def __len__(self) -> int:
        return len(self.words)

    @overload
    def __getitem__(self, row: int) -> KeyWord: ...
    @overload
    def __getitem__(self, row: slice) -> list[KeyWord]: ...
    def __getitem__(self, row: int | slice) -> KeyWord | list[KeyWord]:
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        figures = (self.log_ratio, self.low, self.high, self.g2)
        counts = (int(column[row]) for column in (self.here, self.there, self.documents))
        return KeyWord(self.words[row], *counts, *(float(column[row]) for column in figures))


def keyness(
    first: Frequencies, second: Frequencies, forms: Sequence[str], *, least: int = 2
) -> KeyWordTable:
    """The words that are in the first group at least so often, or in the second, by G2 with the
    sign of the difference: first what the first group has more often; equal ones by the alphabet.
    Empty where a group is. forms: what the words are by their numbers."""
    (there,) = np.nonzero(np.maximum(first.counts, second.counts) >= max(least, 1))
    sizes = first.size, second.size
    if not all(sizes):
        there, sizes = there[:0], (1, 1)
    a, b = (side.counts[there].astype(np.float64) for side in (first, second))
    figures = log_ratios(a, b, *sizes)
    signed = np.copysign(log_likelihood(a, b, *sizes), figures[0])
    order = np.argsort(-signed, kind="stable")
    words = [forms[number] for number in there[order].tolist()]
    order = order[_by_alphabet(words, signed[order])]
    there = there[order]
    words = [forms[number] for number in there.tolist()]
    counts = first.counts[there], second.counts[there], first.documents[there]
    return KeyWordTable(words, *counts, *(column[order] for column in (*figures, signed)))


def _by_alphabet(words: Sequence[str], figures: Floats) -> Ints:
    """(words,) the order of words of which equal figures stand together, these by the alphabet.
    Few are sorted at a time: sorting lets no other thread on."""
    order = np.arange(len(words))
    first = np.flatnonzero(np.diff(figures, prepend=np.nan) != 0)
    for low, high in pairwise((*first.tolist(), len(words))):
        if high - low > 1:
            order[low:high] = sorted(range(low, high), key=words.__getitem__)
    return order


def log_ratios(a: Floats, b: Floats, size: int, other: int) -> tuple[Floats, Floats, Floats]:
    """(words,) log ratios of counts `a` among `size` words and `b` among `other`, and the ends of
    their intervals."""
    zero = (a == 0) | (b == 0)
    a, b = a + _ADDED * zero, b + _ADDED * zero
    sizes = size + _ADDED * zero, other + _ADDED * zero
    ratio = np.log2((a / sizes[0]) / (b / sizes[1]))
    error = np.sqrt(np.maximum(1 / a - 1 / sizes[0] + 1 / b - 1 / sizes[1], 0)) / np.log(2)
    half = NormalDist().inv_cdf((1 + LEVEL) / 2) * error
    return ratio, ratio - half, ratio + half


def log_likelihood(a: Floats, b: Floats, size: int, other: int) -> Floats:
    """(words,) G2 of counts `a` among `size` words and `b` among `other`: twice the sum of observed
    times the logarithm of observed over expected."""
    share = (a + b) / (size + other)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = [
            np.where(observed > 0, observed * np.log(observed / (share * total)), 0.0)
            for observed, total in ((a, size), (b, other))
        ]
    return np.asarray(2 * np.maximum(terms[0] + terms[1], 0))
