"""How a team divides its work, and how it settles what coders differ on."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
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

    `blind`: coders work without seeing each other's codings; `cues_locked`: without cues. `design`
    says how its sample was drawn and what it asks of its coders, as JSON can hold it.
    """

    guid: str
    name: str
    purpose: Purpose
    position: int = 0
    blind: bool = True
    cues_locked: bool = False
    design: Mapping[str, object] = field(default_factory=dict, hash=False)


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


class Cause(enum.StrEnum):
    """Why coders differed, as who settled the case judges it."""

    UNSTATED = ""
    DEFINITION = gettext_noop("definition")
    """The codebook does not say, or says two things."""
    BOUNDARY = gettext_noop("boundary")
    """They marked the same thing with other limits."""
    OVERSIGHT = gettext_noop("oversight")
    """The codebook is clear, and one of them missed it."""
    VALUE = gettext_noop("value")
    """The code is the same, what is said in an attribute is not."""
    AMBIGUITY = gettext_noop("ambiguity")
    """The text itself can be read both ways."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What `coder` decided about the codings `about` (GUIDs, sorted) of a document, and when.

    `taken` is the coding that was followed, `outcome` the consensus coder's coding, `cause` why the
    coders differed.
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
    cause: Cause = Cause.UNSTATED
