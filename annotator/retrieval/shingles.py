"""Texts as sets of shingles: runs of words, by which texts that share whole passages are found.

Broder (1997), “On the resemblance and containment of documents”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

Shingles = npt.NDArray[np.uint64]
"""The shingles of a text as numbers, each once, in order."""

WORDS: Final = 4
"""Words of a shingle."""
# A letter of a script that is written without spaces is a word of its own.
_NO_SPACE: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD: Final = re.compile(rf"[{_NO_SPACE}]|[^\W{_NO_SPACE}]+")
_SEED: Final = 20_190_701


class Shingler:
    """Texts to shingles; the same word has the same number in all texts of one shingler."""

    def __init__(self, words: int = WORDS) -> None:
        self._words = words
        self._numbers: dict[str, int] = {}
        self._random = np.random.default_rng(_SEED)
        self._hashes = np.zeros(0, dtype=np.uint64)
        # Odd factors keep all of a number's bits; another for each place keeps the order of words.
        self._factors = self._random.integers(0, 1 << 63, size=words, dtype=np.uint64) * 2 + 1

    def shingles(self, text: str) -> Shingles:
        """The shingles of a text: of one that has fewer words than a shingle, all its words are
        one; of one without words there are none."""
        hashes = self._hashes_of(_WORD.findall(text.casefold()))
        if not hashes.size:
            return hashes
        width = min(self._words, len(hashes))
        runs = np.lib.stride_tricks.sliding_window_view(hashes, width)
        mixed = (runs * self._factors[:width]).sum(axis=1, dtype=np.uint64)
        mixed ^= mixed >> np.uint64(31)
        return np.unique(mixed)

    def _hashes_of(self, words: Iterable[str]) -> Shingles:
        numbers = self._numbers
        found = np.fromiter((numbers.setdefault(word, len(numbers)) for word in words), np.int64)
        missing = len(numbers) - len(self._hashes)
        if missing > 0:
            new = self._random.integers(
                0, 1 << 64, size=max(missing, len(self._hashes)), dtype=np.uint64
            )
            self._hashes = np.concatenate((self._hashes, new))
        return self._hashes[found]


def resemblance(one: Shingles, other: Shingles) -> float:
    """The share of shingles in common among all of both (Jaccard); 1 for two without any."""
    common = len(np.intersect1d(one, other, assume_unique=True))
    union = len(one) + len(other) - common
    return common / union if union else 1.0
