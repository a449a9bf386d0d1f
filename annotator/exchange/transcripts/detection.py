"""Who speaks in a plain text, by its layout: as a value that can be shown before anything is read.

Nothing is taken for a speaker because of one line: `names` says which labels count. What looks like
a speaker and does not count stays in the text, and is told as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from annotator.exchange.transcripts.layouts import (
    BOLD,
    LAYOUTS,
    TIMES,
    Layout,
    Match,
    matches_of,
    matches_of_layout,
)
from annotator.exchange.transcripts.names import is_like_a_name, plain_name, speakers_among

SAMPLE: Final = 300_000
"""Code points by which the layout is found."""
_FIRST_WORDS = 8
_LOOKED_AT = 200
_FEWEST_TIMES = 3
_SURE: Final = ("heading", "range-first", "time-first", "name-line", "columns")
"""Layouts in which a name stands beside a time and nothing else: no sentence looks like that."""


@dataclass(frozen=True, slots=True)
class FoundSpeaker:
    """A label at the beginning of lines: how often it is there, and the first words after it."""

    name: str
    count: int
    words: str


_Speakers = tuple[FoundSpeaker, ...]


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found in a text.

    `matches` are those of speakers, `times` those of times elsewhere, both in order; their spans
    are code points of the text, for showing them in it. `pattern` is the expression that found the
    speakers, empty where they are told by bold type. `left` are labels that stay in the text.
    """

    layout: str
    pattern: str
    matches: tuple[Match, ...]
    times: tuple[Match, ...]
    speakers: tuple[FoundSpeaker, ...]
    left: tuple[FoundSpeaker, ...] = ()

    @property
    def is_transcript(self) -> bool:
        """Whether anything of a transcript was found: a speaker, or several times."""
        return bool(self.matches) or len(self.times) >= _FEWEST_TIMES


def detect(
    text: str,
    pattern: str = "",
    bold: Sequence[tuple[int, int]] = (),
    known: Collection[str] = (),
) -> Detection:
    """Who speaks in a text. `pattern`: the expression of a person, else the layout that has the
    most turns; `bold`: spans in bold type, in order; `known`: names that count in any case.
    UserError where the expression can't be used."""
    times = matches_of_layout(TIMES, text)
    if pattern:
        found = matches_of(pattern, text)
        counts = Counter(_name(text, one) for one in found)
        return _detection(Layout("own", "", pattern), text, found, times, frozenset(counts))
    sample = text[:SAMPLE]
    tries = [(layout, _found(layout, sample, bold)) for layout in (*LAYOUTS, BOLD)]
    accepted = [(layout, found, _speakers(layout, sample, found, known)) for layout, found in tries]
    layout, _found_in_sample, names = max(
        accepted, key=lambda one: sum(_name(sample, match) in one[2] for match in one[1])
    )
    found = _found(layout, text, bold)
    if len(text) > SAMPLE:
        names = _speakers(layout, text, found, known)
    return _detection(layout, text, found, times, names)


HINT: Final = 20_000
"""Code points that tell whether a text looks like a transcript."""
_FEWEST_TURNS = 6
_SHARE = 0.25
"""Of the lines with words must begin a turn."""


def looks_like(text: str, bold: Sequence[tuple[int, int]] = ()) -> Detection | None:
    """What a text has of a transcript, by its beginning: at least two speakers with several turns,
    as a share of its lines that other texts do not have. None where it has not."""
    sample = text[:HINT]
    if ":" not in sample and "[" not in sample and not bold:
        return None
    found = detect(sample, bold=bold)
    lines = sum(map(_has_words, sample.split("\n")))
    turns = len(found.matches)
    if len(found.speakers) < 2 or turns < max(_FEWEST_TURNS, _SHARE * lines):
        return None
    return found if sum(one.count > 1 for one in found.speakers) >= 2 else None


def _found(layout: Layout, text: str, bold: Sequence[tuple[int, int]]) -> list[Match]:
    return _bold_matches(text, bold) if layout is BOLD else matches_of_layout(layout, text)


def _bold_matches(text: str, bold: Sequence[tuple[int, int]]) -> list[Match]:
    """What is bold at the beginning of a line, with the colon and the spaces after it."""
    found = []
    for start, end in bold:
        if end > len(text) or (start and text[start - 1] != "\n"):
            continue
        words = text[start:end]
        name = words.strip().rstrip(":").rstrip()
        if not name or "\n" in name:
            continue
        first = start + len(words) - len(words.lstrip())
        last = end
        while last < len(text) and text[last] in ": \t":
            last += 1
        if text[last : last + 1] == "\n":
            last += 1
        found.append(Match(start, last, (first, first + len(name)), (-1, -1)))
    return found


def _speakers(
    layout: Layout, text: str, found: Sequence[Match], known: Collection[str]
) -> frozenset[str]:
    counts = Counter(_name(text, one) for one in found)
    counts.pop("", None)
    lines = text.split("\n")
    full = sum(1 for line in lines if line.strip())
    paragraphs = sum(1 for words, _lines in groupby(lines, _has_words) if words)
    # Where empty lines part the turns, a turn is a paragraph; else each line may be one.
    names = speakers_among(counts, paragraphs if 4 * paragraphs > full else full)
    timed = [_name(text, one) for one in found if one.time[0] >= 0]
    if layout.name in _SURE or (len(timed) >= _FEWEST_TIMES and 2 * len(timed) >= len(found)):
        names |= {name for name in timed if is_like_a_name(name)}
    return names | (counts.keys() & set(known))


def _has_words(line: str) -> bool:
    return bool(line.strip())


def _name(text: str, match: Match) -> str:
    start, end = match.name
    return plain_name(text[start:end]) if start >= 0 else ""


def _detection(
    layout: Layout,
    text: str,
    found: Sequence[Match],
    times: Sequence[Match],
    names: Collection[str],
) -> Detection:
    taken = [one for one in found if _name(text, one) in names]
    folded = {name.casefold() for name in names}
    left = [
        one
        for one in found
        if (name := _name(text, one)) not in names
        and (is_like_a_name(name) or name.casefold() in folded)
    ]
    return Detection(
        layout.name,
        layout.pattern,
        tuple(taken),
        _outside(times, taken),
        _listed(text, taken, taken),
        _listed(text, left, found),
    )


def _outside(times: Sequence[Match], taken: Sequence[Match]) -> tuple[Match, ...]:
    """The times that are not within what was matched for a speaker."""
    left, place = [], 0
    for one in times:
        while place < len(taken) and taken[place].end <= one.start:
            place += 1
        if place == len(taken) or one.end <= taken[place].start:
            left.append(one)
    return tuple(left)


def _listed(text: str, found: Sequence[Match], all_found: Sequence[Match]) -> _Speakers:
    """Each label once, the most frequent first, with what stands after it up to the next one."""
    counts = Counter(name for one in found if (name := _name(text, one)))
    first = {name: one for one in reversed(found) if (name := _name(text, one))}
    starts = [one.start for one in all_found]
    listed = []
    for name, count in counts.most_common():
        begin = first[name].end
        following = bisect_left(starts, begin)
        end = starts[following] if following < len(starts) else len(text)
        words = text[begin : min(end, begin + _LOOKED_AT)].split()[:_FIRST_WORDS]
        listed.append(FoundSpeaker(name, count, " ".join(words)))
    return tuple(listed)
