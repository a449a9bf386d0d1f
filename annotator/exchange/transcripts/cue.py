"""A cue: what is said from one moment to another, as subtitles and transcripts have it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar

from annotator.corpus.messages import tr
from annotator.errors import UserError


def words_of(text: str) -> list[str]:
    """What spaces, tabs and line ends part; a no-break space is a character of its word."""
    return [word for word in text.replace("\t", " ").replace("\n", " ").split(" ") if word]


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said between `start` and `end` (milliseconds, None where the file does not tell), by
    whom (empty where it does not tell), in lines."""

    start: int | None
    end: int | None
    lines: Sequence[str]
    speaker: str = ""
    new_turn: bool = False
    """Whether somebody else begins to speak here, though nobody is named (a dash, ``>>``)."""
    role: str = ""
    """What the speaker is in the talk, where the file tells."""
    tiers: Sequence[tuple[str, str]] = ()
    """Lines of annotation for it: the name of each, and what it says."""
    words: Sequence[tuple[str, int, int]] = ()
    """Its words with a time each, where these are wanted; `lines` are then the same words."""
    unspoken: bool = False
    """Whether nobody says it: a title, the text of a note."""
    source: int | None = None
    """Where it begins in the text that it was cut out of, in code points."""

    @property
    def said(self) -> list[str]:
        """The words of all lines; a no-break space parts none."""
        return words_of(" ".join(self.lines))


LATEST: Final = 1_000 * 3_600_000
"""Milliseconds of the longest recording; a later time is a mistake of the file."""

TIME: Final = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,9}))?"
"""Hours (optional), minutes, seconds, a fraction. WebVTT wants two digits and three of fraction,
SubRip a comma; programs write fewer, and either sign."""
_TIME = re.compile(TIME)


def milliseconds(groups: Sequence[str | None]) -> int:
    """The time of the four groups of `TIME`."""
    hours, minutes, seconds, fraction = groups
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole * 1000 + int(((fraction or "") + "000")[:3])


def read_time(text: str) -> int | None:
    """The milliseconds of a time as `TIME` has it, or None."""
    match = _TIME.fullmatch(text.strip())
    return None if match is None else milliseconds(match.groups())


def from_number(number: object, unit: int = 1) -> int | None:
    """Milliseconds from a number of a file, in units of so many milliseconds; None where it is no
    number, or none that a recording can have."""
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    # The comparison is false for what is not a number.
    return round(number * unit) if 0 <= number <= LATEST / unit else None


def shown_time(time: int) -> str:
    """Milliseconds as hours, minutes and seconds."""
    seconds = time // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def runs_backwards(cues: Sequence[Cue]) -> Cue | None:
    """The first cue that begins before the one in front of it that has a time, or None."""
    timed = [cue for cue in cues if cue.start is not None]
    for one, other in pairwise(timed):
        if one.start is not None and other.start is not None and other.start < one.start:
            return other
    return None


MOST_PASSAGES: Final = 500_000
"""Cues, lines or segments of a file: the words of days, each with a time of its own. One takes a
kilobyte."""
MOST_BYTES: Final = 100_000_000

_Passage = TypeVar("_Passage")


def limited(passages: Iterable[_Passage]) -> Iterator[_Passage]:
    """The passages one by one. UserError where there are more than a file can have here."""
    for number, passage in enumerate(passages):
        if number >= MOST_PASSAGES:
            raise UserError(
                tr(
                    "The transcript has more than {most_passages:,} passages. Split it, and"
                    " add the parts.",
                    most_passages=MOST_PASSAGES,
                )
            )
        yield passage


def check_size(data: bytes, name: str) -> None:
    """UserError where a file is larger than a transcript can be here."""
    if len(data) > MOST_BYTES:
        raise UserError(
            tr(
                "“{name}” has {count:,} MB; a transcript can have {most_bytes}. Split "
                "it, and add the parts.",
                name=name,
                count=len(data) // 1000000,
                most_bytes=MOST_BYTES // 1000000,
            )
        )


def plain(text: str) -> str:
    """A text of a file as one that can be kept: LF line ends, no half characters or zeros."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
