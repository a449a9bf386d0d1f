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

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from annotator.corpus.folding import search_key
from annotator.retrieval.arrays import Floats

LEVEL = 0.95
"""Nominal coverage of intervals."""
_ADDED = 0.5


@dataclass(frozen=True, slots=True)
class Frequencies:
    """The words of a group of passages. counts: by word; documents: in how many documents each is.
    size: words in all."""

    counts: Mapping[str, int]
    documents: Mapping[str, int]
    size: int


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


def frequencies(documents: Iterable[Iterable[str]]) -> Frequencies:
    """The words of passages by document, capital letters and what looks alike aside."""
    counts: Counter[str] = Counter()
    within: Counter[str] = Counter()
    keys: dict[str, str] = {}
    for words in documents:
        own: Counter[str] = Counter()
        for word, number in Counter(words).items():
            own[keys.get(word) or keys.setdefault(word, search_key(word))] += number
        counts.update(own)
        within.update(own.keys())
    return Frequencies(counts, within, counts.total())


def keyness(first: Frequencies, second: Frequencies, *, least: int = 2) -> list[KeyWord]:
    """The words that are in the first group at least so often, or in the second, by G2 with the
    sign of the difference: first what the first group has more often. Empty where a group is."""
    words = [
        word
        for word in {**first.counts, **second.counts}
        if max(first.counts.get(word, 0), second.counts.get(word, 0)) >= least
    ]
    if not words or not first.size or not second.size:
        return []
    a = np.array([first.counts.get(word, 0) for word in words], dtype=np.float64)
    b = np.array([second.counts.get(word, 0) for word in words], dtype=np.float64)
    ratio, low, high = log_ratios(a, b, first.size, second.size)
    signed = np.copysign(log_likelihood(a, b, first.size, second.size), ratio)
    found = [
        KeyWord(word, int(x), int(y), first.documents.get(word, 0), *map(float, figures))
        for word, x, y, *figures in zip(words, a, b, ratio, low, high, signed, strict=True)
    ]
    return sorted(found, key=lambda one: (-one.g2, one.word))


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
