"""Typed rows of the people who speak in the texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from annotator.corpus import changes
from annotator.storage.rows import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow(StoredRow):
    """Somebody who speaks in the texts."""

    kind: ClassVar[str] = changes.SPEAKER
    name: str
    position: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerNameRow(StoredRow):
    """How a speaker is called: in one document, or (None) in all."""

    kind: ClassVar[str] = changes.SPEAKER_NAME
    speaker: str
    name: str
    document: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerValueRow(StoredRow):
    """What is said of a speaker."""

    kind: ClassVar[str] = changes.SPEAKER_VALUE
    speaker: str
    name: str
    value: str
