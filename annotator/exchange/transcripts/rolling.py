"""Captions that roll up the screen repeat what was said before: each word is taken once.

Live captions and those of video platforms show the last line again above the new one, or the line
so far with one more word. In a file of such, the beginning of a cue that is the end of the one
before, from the beginning of one of its lines on, is not said again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from annotator.exchange.transcripts.cue import Cue, words_of

_SHARE = 0.3
"""Of the cues must begin as the one before ends, for a file to be one of rolling captions."""
_LEAST, _LEAST_OF_WORDS = 3, 2
"""Cues that must: fewer where each says several words again, which hardly anybody does."""


def without_repeats(cues: Sequence[Cue], *, certain: bool = False) -> list[Cue]:
    """The cues with every word once; those that say nothing new are left out. `certain` where the
    file tells when each word appears, as those of rolling captions do."""
    repeats = [_repeated(before, cue) for before, cue in pairwise(cues)]
    rolling = [number for number in repeats if number]
    if len(rolling) < _SHARE * len(repeats):
        return list(cues)
    if not certain and len(rolling) < _LEAST and not _roll_on(cues, repeats):
        return list(cues)
    found = [cues[0]]
    for cue, number in zip(cues[1:], repeats, strict=True):
        if number == len(cue.said):
            continue
        found.append(replace(cue, lines=_cut(cue.lines, number)) if number else cue)
    return found


def _roll_on(cues: Sequence[Cue], repeats: Sequence[int]) -> bool:
    """Whether a few cues repeat several words each, and some go on from these."""
    rolling = [number for number in repeats if number]
    goes_on = any(0 < number < len(cue.said) for cue, number in zip(cues[1:], repeats, strict=True))
    return goes_on and len(rolling) >= _LEAST_OF_WORDS and min(rolling) > 1


def _repeated(before: Cue, cue: Cue) -> int:
    """How many words at the beginning of a cue are the end of the one before."""
    words, new = before.said, cue.said
    starts = [0]
    for line in before.lines:
        starts.append(starts[-1] + len(words_of(line)))
    for start in starts[:-1]:
        ending = words[start:]
        if new[: len(ending)] == ending:
            return len(ending)
    return 0


def _cut(lines: Sequence[str], number: int) -> list[str]:
    """The lines without their first words."""
    left: list[str] = []
    for line in lines:
        words = words_of(line)
        if number < len(words):
            left.append(" ".join(words[number:]) if number else line)
        number = max(0, number - len(words))
    return left
