"""How a code and a coder look in the reader."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


class Underline(enum.IntEnum):
    """Lines that can be told apart without their colour."""

    SOLID = 0
    DASH = 1
    DOT = 2
    DOUBLE = 3
    WAVE = 4
    DASH_DOT = 5


@dataclass(frozen=True, slots=True)
class CodeStyle:
    """A code as the reader shows it: its GUID, its name, its stored ``#rrggbb`` and its line."""

    guid: str
    name: str
    color: str
    underline: Underline = Underline.SOLID


@dataclass(frozen=True, slots=True)
class CoderStyle:
    """A coder as the reader shows them, `short` where there is little room. The current one's
    codings are filled. Where there is a `color` (``#rrggbb``), brackets and names in the margin
    have it instead of that of the code."""

    guid: str
    name: str
    current: bool = False
    short: str = "?"
    color: str = ""


def short_names(names: Sequence[str]) -> list[str]:
    """What stands for each name where there is little room: its initials, or where several have
    these, the shortest beginning that no other name has."""
    short = [_initials(name) for name in names]
    shared = Counter(one.casefold() for one in short)
    folded = [name.casefold() for name in names]
    for number, (name, one) in enumerate(zip(names, short, strict=True)):
        if shared[one.casefold()] > 1:
            others = folded[:number] + folded[number + 1 :]
            short[number] = _beginning(name, others)
    return short


def _initials(name: str) -> str:
    """One or two letters."""
    words = name.replace("-", " ").split()
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def _beginning(name: str, others: Sequence[str]) -> str:
    """The shortest beginning that tells a name from the others (in lower case), else all of it."""
    for length in range(2, len(name)):
        beginning = name[:length]
        if not beginning.endswith((" ", "(")) and not any(
            other.startswith(beginning.casefold()) for other in others
        ):
            return beginning
    return name


UNKNOWN_CODE = CodeStyle("", "?", "#888888")
UNKNOWN_CODER = CoderStyle("", "?")
"""Looks of what the project does not know (any more)."""


def underline_at(index: int) -> Underline:
    """The line of the code at `index` of the codebook; neighbours differ."""
    return Underline(index % len(Underline))
