"""How a team divides its work, and how it settles what coders differ on."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from annotator.corpus.messages import gettext_noop


class Purpose(enum.StrEnum):
    """What a round is for."""

    TRAINING = "training"
    RELIABILITY = "reliability"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True)
class Round:
    """A stretch of the study with the documents and coders assigned in it.

    `blind`: coders work without seeing each other's codings; `cues_locked`: without cues.
    """

    guid: str
    name: str
    purpose: Purpose
    position: int = 0
    blind: bool = True
    cues_locked: bool = False


@dataclass(frozen=True, slots=True)
class Assignment:
    """In a round, a document is a coder's to code (all GUIDs)."""

    round: str
    document: str
    coder: str


class Verdict(enum.StrEnum):
    """How a disagreement was settled."""

    TAKEN = gettext_noop("taken")
    """One coder's coding is the consensus as it stands."""
    EDITED = gettext_noop("edited")
    """The consensus is a coding of its own."""
    REJECTED = gettext_noop("rejected")
    """None of the codings is in the consensus."""
    AGREED = gettext_noop("agreed")
    """The coders did not differ; their coding was taken over."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What `coder` decided about the codings `about` (GUIDs, sorted) of a document, and when.

    `taken` is the coding that was followed, `outcome` the consensus coder's coding.
    """

    guid: str
    document: str
    coder: str
    verdict: Verdict
    about: tuple[str, ...]
    taken: str | None
    outcome: str | None
    reason: str
    decided: datetime
