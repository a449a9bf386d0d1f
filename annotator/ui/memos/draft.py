"""A memo that is begun, before it says anything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A memo that is begun: on what (a GUID; empty is the project), how that is said, and its kind
    where it is given."""

    subject: str
    words: str
    kind: str = ""
