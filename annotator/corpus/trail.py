"""Steps of the history as values: who did what, when, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from annotator.corpus.columns import Columns
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import label_in_words
from annotator.corpus.undo_state import REDO, UNDO


@dataclass(frozen=True, slots=True)
class TrailChange:
    """What a step did to one row: its kind and GUID, the columns that differ, before (None for a
    new row) and after."""

    kind: str
    row: str
    before: Columns | None
    after: Columns


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One step of anybody's: `kind` is edit, undo, redo, merge or setup; `coder` a GUID."""

    guid: str
    at: datetime
    coder: str
    kind: str
    label: str
    changes: tuple[TrailChange, ...]


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which steps are wanted; None is all. What is not a moment is a GUID.

    `document` and `code` are met by steps that changed one of their codings, or what hangs on
    it, or the document or code itself; `coding` by steps that changed it, its values, the memos on
    it or its relations. `until` is a moment that is left out.
    """

    coder: str | None = None
    document: str | None = None
    code: str | None = None
    coding: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step without its changes, which are only counted. `seq` is its number in this file."""

    seq: int
    guid: str
    at: datetime
    coder: str
    kind: str
    label: str
    changes: int


def step_title(label: str, kind: str) -> str:
    """What a step was called, in the language of the program, saying so where it took another back
    or did it again."""
    words = label_in_words(label)
    if kind == UNDO:
        return tr("Undo: {step}", step=words)
    if kind == REDO:
        return tr("Redo: {step}", step=words)
    return words


@dataclass(frozen=True, slots=True)
class CoderTrail:
    """What the history holds of one coder (a GUID), merges aside: how many steps, from when to
    when, how many of them took a step back, and how many times a coding was made, changed and
    deleted."""

    coder: str
    steps: int
    first: datetime
    last: datetime
    undone: int
    made: int
    changed: int
    deleted: int
