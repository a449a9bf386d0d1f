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
from itertools import groupby
from statistics import NormalDist

import numpy as np

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

    def add(self, words: Ints) -> None:
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


def keyness(
    first: Frequencies, second: Frequencies, forms: Sequence[str], *, least: int = 2
) -> list[KeyWord]:
    """The words that are in the first group at least so often, or in the second, by G2 with the
    sign of the difference: first what the first group has more often. Empty where a group is.
    forms: what the words are by their numbers."""
    (there,) = np.nonzero(np.maximum(first.counts, second.counts) >= max(least, 1))
    sizes = first.size, second.size
    if not there.size or not all(sizes):
        return []
    a, b = (side.counts[there].astype(np.float64) for side in (first, second))
    ratio, low, high = log_ratios(a, b, *sizes)
    signed = np.copysign(log_likelihood(a, b, *sizes), ratio)
    order = np.argsort(-signed, kind="stable")
    words = [forms[number] for number in there[order].tolist()]
    columns = (first.counts[there], second.counts[there], first.documents[there])
    figures = (column[order].tolist() for column in (*columns, ratio, low, high, signed))
    found = [KeyWord(*row) for row in zip(words, *figures, strict=True)]
    # Equal figures by the alphabet. Short lists are sorted: sorting lets no other thread on.
    equal = groupby(found, lambda one: one.g2)
    return [one for _g2, few in equal for one in sorted(few, key=lambda one: one.word)]


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
