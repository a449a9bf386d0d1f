"""Pass phrases: how hard one is to guess, and a good one to begin with."""

from __future__ import annotations

import math
import secrets
from enum import StrEnum
from itertools import pairwise
from typing import Final

SHORTEST: Final = 8
"""Characters below which a pass phrase is refused."""
_WEAK_BITS, _GOOD_BITS = 50, 75
_CONSONANTS, _VOWELS = "bdfghjklmnprstvz", "aeiou"
_SYLLABLES, _PER_WORD = 14, 2


class Strength(StrEnum):
    """How long somebody who has the file would have to guess."""

    SHORT = "short"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"


def strength(words: str) -> Strength:
    """An estimate that errs to the low side: kinds of characters, and how many differ."""
    if len(words) < SHORTEST:
        return Strength.SHORT
    found = bits(words)
    if found < _WEAK_BITS:
        return Strength.WEAK
    return Strength.FAIR if found < _GOOD_BITS else Strength.GOOD


def bits(words: str) -> float:
    """Bits of an estimate of how many guesses a pass phrase takes: repeated characters and runs
    count little, letters of words count as the 2.5 bits that a letter of a language holds."""
    letters = sum(one.isalpha() for one in words)
    others = len(words) - letters
    fresh = sum(abs(ord(one) - ord(other)) > 1 for one, other in pairwise(words))
    share = (fresh + 1) / max(1, len(words))
    variety = min(1.0, len(set(words.casefold())) / 8)
    mixed = len({one.isupper() for one in words if one.isalpha()}) > 1
    return (letters * (3.0 if mixed else 2.5) + others * math.log2(20)) * share * variety


def suggested() -> str:
    """A pass phrase of random syllables that can be said on the telephone: 88 bits. One of some
    hundred has so many runs that `strength` takes it for less; it is drawn anew."""
    words = _drawn()
    while strength(words) is not Strength.GOOD:
        words = _drawn()
    return words


def _drawn() -> str:
    syllables = [secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(_SYLLABLES)]
    words = ["".join(syllables[at : at + _PER_WORD]) for at in range(0, _SYLLABLES, _PER_WORD)]
    return "-".join(words)
