"""How a code and a coder look in the reader."""

from __future__ import annotations

import enum
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
    """A coder as the reader shows them. The current one's codings are filled."""

    guid: str
    name: str
    current: bool = False

    @property
    def initials(self) -> str:
        """One or two letters that stand for the name."""
        words = [word for word in self.name.replace("-", " ").split() if word]
        if not words:
            return "?"
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


UNKNOWN_CODE = CodeStyle("", "?", "#888888")
UNKNOWN_CODER = CoderStyle("", "?")
"""Looks of what the project does not know (any more)."""


def underline_at(index: int) -> Underline:
    """The line of the code at `index` of the codebook; neighbours differ."""
    return Underline(index % len(Underline))
