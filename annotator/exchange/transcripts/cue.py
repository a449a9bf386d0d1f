"""A cue: what is said from one moment to another, as subtitles and transcripts have it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_SPACES = " \t\n"


def words_of(text: str) -> list[str]:
    """What spaces, tabs and line ends part; a no-break space is a character of its word."""
    return [word for word in re.split(f"[{_SPACES}]+", text) if word]


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

    @property
    def words(self) -> list[str]:
        """The words of all lines; a no-break space parts none."""
        return words_of(" ".join(self.lines))


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


def shown_time(time: int) -> str:
    """Milliseconds as hours, minutes and seconds."""
    seconds = time // 1000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
