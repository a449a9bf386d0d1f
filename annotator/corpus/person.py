"""A person of the study: somebody who speaks in its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StudyPerson:
    """The name that the study calls them by in all texts, what they are in the talk, and what is
    said of them (values by attribute)."""

    guid: str
    name: str
    role: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
