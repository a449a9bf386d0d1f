"""Where the passages of a text are in a later version of it.

The two texts are matched line by line, what is left of that sentence by sentence and then word by
word: first by what occurs once on both sides (Cohen's patience diff), then, in the short stretches
between, by the longest common subsequence. What comes of it are *runs*: stretches that are the same
in both, in order. Nothing here grows with more than the length of the texts and the square of
short stretches. Offsets are code points, half open.

A passage is said to be the same only where there is no doubt which one it is. Where the passage
was repeated nearby, and its neighbours do not tell which repetition stayed, a person decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import regex
from rapidfuzz.distance import LCSseq

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.span import Span, Spans

Ints = np.ndarray[Any, np.dtype[np.int64]]
Pair = tuple[int, int]

_QUICK = 250_000
"""Up to this product of two numbers of tokens, their longest common subsequence is computed."""
_BEARABLE = 25_000_000
"""The same where nothing occurs once; beyond it, a stretch counts as rewritten."""
_NEARBY = 5_000
"""Code points on each side in which a repetition makes a short run doubtful."""
_LONG = 20_000
"""Code points from which a run is not looked for again: it is its own proof."""

_LINE = regex.compile(r"\S(?:[^\n]*\S)?")
_SENTENCE = regex.compile(r"[^\s.!?…。！？][^.!?…。！？\n]*[.!?…。！？]*")
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(rf"[{_UNSPACED}]|[\w--[{_UNSPACED}]]+", regex.V1)
_LEVELS = (_LINE, _SENTENCE, _WORD)


@dataclass(frozen=True)
class LineAlignment:
    """The runs as columns: where they start in the old text, where in the new one, how long.

    What came or went beside a run could often as well have come or gone a little earlier or later
    (“two th|ree” or “two |three”): a run may reach further by `before` and `behind` code points.
    `lead` and `trail` are how many of its own, at either end, are also in the stretch beside it
    that changed, so that a passage within them could be the one that came or went. `doubtful`
    marks runs that are repeated nearby.
    """

    starts: Ints
    places: Ints
    lengths: Ints
    lead: Ints
    trail: Ints
    before: Ints
    behind: Ints
    doubtful: np.ndarray[Any, np.dtype[np.bool_]]

    def images(self, starts: Ints, ends: Ints) -> Ints:
        """Where these passages of the old text start in the new one; -1 where they changed, are
        gone, or it is in doubt which of several they are."""
        images = np.full(len(starts), -1, dtype=np.int64)
        if not len(self.starts):
            return images
        here = np.searchsorted(self.starts, starts, side="right") - 1
        for run in (here, here + 1):
            found = self._in_run(np.clip(run, 0, len(self.starts) - 1), starts, ends)
            apart = (images >= 0) & (found >= 0) & (images != found)
            images = np.where(images < 0, found, images)
            images[apart] = -1
        return images

    def _in_run(self, run: Ints, starts: Ints, ends: Ints) -> Ints:
        """Their places in these runs, which reach as far as they could on either side."""
        first, last = self.starts[run], self.starts[run] + self.lengths[run]
        sure_from, sure_to = first + self.lead[run], last - self.trail[run]
        known = (starts >= first - self.before[run]) & (ends <= last + self.behind[run])
        known &= (starts < sure_to) & (ends > sure_from)
        known &= ~self.doubtful[run]
        return np.where(known, starts - first + self.places[run], -1)

    def image(self, spans: Spans) -> Spans | None:
        """The same for one passage; all of its parts must be the same, in the same order."""
        starts = np.array([span.start for span in spans], dtype=np.int64)
        ends = np.array([span.end for span in spans], dtype=np.int64)
        found = self.images(starts, ends).tolist()
        if min(found) < 0:
            return None
        moved = tuple(Span(s, s + span.length) for s, span in zip(found, spans, strict=True))
        apart = all(a.end < b.start for a, b in pairwise(moved))
        return moved if apart else None


def align(old: str, new: str) -> Job[LineAlignment]:
    """Match a text with a later version of it."""
    runs: list[tuple[int, int, int]] = []
    stretches = [(0, len(old), 0, len(new), 0)]
    number = 0
    while stretches:
        start, end, place, stop, level = stretches.pop()
        if number % 50 == 0:
            yield JobProgress(start, len(old), tr("Comparing the texts"))
        number += 1
        if end - start == stop - place and old[start:end] == new[place:stop]:
            runs.append((start, place, end - start))
        elif level == len(_LEVELS):
            # Letters come last: before, they would tear words apart that are the same elsewhere.
            head, tail = _same_ends(old, new, (start, end), (place, stop))
            runs += [(start, place, head), (end - tail, stop - tail, tail)]
        else:
            inner = list(_matched(old, new, (start, end), (place, stop), _LEVELS[level]))
            runs += inner
            stretches += _between(inner, (start, end), (place, stop), level + 1)
    yield JobProgress(len(old), len(old), tr("Comparing the texts"))
    return _alignment(old, new, _joined(sorted(run for run in runs if run[2])))


def _matched(
    old: str, new: str, ours: Pair, theirs: Pair, pattern: Any
) -> Iterator[tuple[int, int, int]]:
    """The runs of a stretch, by equal tokens."""
    left = [match.span() for match in pattern.finditer(old, *ours)]
    right = [match.span() for match in pattern.finditer(new, *theirs)]
    ids: dict[str, int] = {}
    a = [ids.setdefault(old[s:e], len(ids)) for s, e in left]
    b = [ids.setdefault(new[s:e], len(ids)) for s, e in right]
    for i, j in _common_tokens(a, b):
        yield left[i][0], right[j][0], left[i][1] - left[i][0]


def _common_tokens(a: Sequence[int], b: Sequence[int]) -> Iterator[Pair]:
    """Pairs of places of equal tokens, rising in both."""
    stack = [(0, len(a), 0, len(b))]
    while stack:
        i, k, j, m = stack.pop()
        while i < k and j < m and a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
        while i < k and j < m and a[k - 1] == b[m - 1]:
            k, m = k - 1, m - 1
            yield k, m
        if i == k or j == m:
            continue
        size = (k - i) * (m - j)
        anchors = _anchors(a, b, (i, k), (j, m)) if size > _QUICK else []
        if anchors:
            yield from anchors
            corners = [(i - 1, j - 1), *anchors, (k, m)]
            for (p, q), (r, s) in pairwise(corners):
                stack.append((p + 1, r, q + 1, s))
        elif size <= _BEARABLE:
            for code in LCSseq.opcodes(a[i:k], b[j:m]):
                if code.tag == "equal":
                    for step in range(code.src_end - code.src_start):
                        yield i + code.src_start + step, j + code.dest_start + step


def _anchors(a: Sequence[int], b: Sequence[int], ours: Pair, theirs: Pair) -> list[Pair]:
    """Tokens that occur once on either side, else rows of four tokens: the longest rising line."""
    for width in (1, 4):
        left = _once(a, ours, width)
        right = _once(b, theirs, width)
        pairs = sorted((left[key], right[key]) for key in left.keys() & right.keys())
        if pairs:
            return _rising(pairs)
    return []


def _once(tokens: Sequence[int], stretch: Pair, width: int) -> dict[tuple[int, ...], int]:
    places: dict[tuple[int, ...], int] = {}
    for place in range(stretch[0], stretch[1] - width + 1):
        key = tuple(tokens[place : place + width])
        places[key] = -1 if key in places else place
    return {key: place for key, place in places.items() if place >= 0}


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest row of pairs that rises in both (by patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_place, other) in enumerate(pairs):
        pile = bisect_left(tops, other)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [other]
        piles[pile : pile + 1] = [number]
    row = []
    number = piles[-1] if piles else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def _between(
    runs: Sequence[tuple[int, int, int]], ours: Pair, theirs: Pair, level: int
) -> Iterator[tuple[int, int, int, int, int]]:
    """The stretches that are left between runs."""
    start, place = ours[0], theirs[0]
    for first, other, length in (*sorted(runs), (ours[1], theirs[1], 0)):
        if start < first or place < other:
            yield start, first, place, other, level
        start, place = first + length, other + length


def _same_ends(old: str, new: str, ours: Pair, theirs: Pair) -> Pair:
    """How many code points two stretches have in common at their beginning, and then at the end."""
    most = min(ours[1] - ours[0], theirs[1] - theirs[0])
    head = _same_from(old, ours[0], new, theirs[0], most)
    return head, _same_to(old, ours[1], new, theirs[1], most - head)


def _same_from(a: str, i: int, b: str, j: int, most: int) -> int:
    """How many code points are the same from these places on."""
    same, step = 0, 64
    while same < most:
        step = min(step, most - same)
        if a[i + same : i + same + step] == b[j + same : j + same + step]:
            same += step
            step *= 2
        elif step == 1:
            break
        else:
            step //= 2 if step <= 64 else 8
    return same


def _same_to(a: str, i: int, b: str, j: int, most: int) -> int:
    """How many code points are the same before these places."""
    same, step = 0, 64
    while same < most:
        step = min(step, most - same)
        if a[i - same - step : i - same] == b[j - same - step : j - same]:
            same += step
            step *= 2
        elif step == 1:
            break
        else:
            step //= 2 if step <= 64 else 8
    return same


def _joined(runs: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs that touch in both texts are one."""
    joined: list[tuple[int, int, int]] = []
    for start, place, length in runs:
        if joined:
            first, other, before = joined[-1]
            if first + before == start and other + before == place:
                joined[-1] = (first, other, before + length)
                continue
        joined.append((start, place, length))
    return joined


def _alignment(old: str, new: str, runs: Sequence[tuple[int, int, int]]) -> LineAlignment:
    table = np.array(runs, dtype=np.int64).reshape(len(runs), 3)
    bounds = [(0, 0, 0), *runs, (len(old), len(new), 0)]
    on = np.zeros(len(runs) + 1, dtype=np.int64)
    back = np.zeros(len(runs) + 1, dtype=np.int64)
    for number, (before, behind) in enumerate(pairwise(bounds)):
        gap = (before[0] + before[2], before[1] + before[2])
        on[number] = _slides_on(old, new, gap, behind)
        back[number] = _slides_back(old, new, gap, behind, before[2])
    lead = [_in_gap(old, new, b, r, ahead=True) for b, r in pairwise(bounds[:-1])]
    trail = [_in_gap(old, new, r, b, ahead=False) for r, b in pairwise(bounds[1:])]
    doubtful = [
        length < max(len(old), len(new))
        and (_again(old, start, length) or _again(new, place, length))
        for start, place, length in runs
    ]
    return LineAlignment(
        *(table[:, 0], table[:, 1], table[:, 2]),
        *(np.maximum(on[:-1], lead), np.maximum(back[1:], trail), back[:-1], on[1:]),
        np.array(doubtful, dtype=np.bool_),
    )


def _in_gap(
    old: str, new: str, left: tuple[int, int, int], right: tuple[int, int, int], *, ahead: bool
) -> int:
    """How much of the beginning of the run on the right (`ahead`), or of the end of the one on the
    left, is also in the stretch between them, in the old text or the new one."""
    run = right if ahead else left
    most = 0
    for text, side in ((old, 0), (new, 1)):
        start, end = left[side] + left[2], right[side]
        start, end = (
            (max(start, end - _NEARBY), end) if ahead else (start, min(end, start + _NEARBY))
        )
        low, high = most, min(run[2], end - start)
        while low < high:
            middle = (low + high + 1) // 2
            at = run[side] if ahead else run[side] + run[2] - middle
            if text.find(text[at : at + middle], start, end) >= 0:
                low = middle
            else:
                high = middle - 1
        most = low
    return most


def _slides_on(old: str, new: str, gap: Pair, run: tuple[int, int, int]) -> int:
    """How far what went or came before a run could as well have gone or come later."""
    if gap[1] == run[1] and gap[0] < run[0]:
        return _same_from(old, gap[0], old, run[0], run[2])
    if gap[0] == run[0] and gap[1] < run[1]:
        return _same_from(new, gap[1], new, run[1], run[2])
    return 0


def _slides_back(old: str, new: str, gap: Pair, run: tuple[int, int, int], most: int) -> int:
    """How far it could as well have gone or come earlier; the run before is `most` long."""
    if gap[1] == run[1] and gap[0] < run[0]:
        return _same_to(old, gap[0], old, run[0], most)
    if gap[0] == run[0] and gap[1] < run[1]:
        return _same_to(new, gap[1], new, run[1], most)
    return 0


def _again(text: str, start: int, length: int) -> bool:
    """Whether a stretch is repeated nearby."""
    if length >= _LONG:
        return False
    words, end = text[start : start + length], start + length + _NEARBY
    return (
        text.find(words, max(0, start - _NEARBY), end) != start
        or text.find(words, start + 1, end) >= 0
    )
