"""Kinds of steps, and what Undo and Redo reach. `trail` has whole steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EDIT: Final = "edit"
"""A step of the user's that Undo reaches."""
SETUP: Final = "setup"
"""A step that makes the ground to work on (the project, a coder): Undo passes it by."""
MERGE: Final = "merge"
"""A step that takes over rows with the times and names they have; undone exactly."""
UNDO: Final = "undo"
REDO: Final = "redo"


@dataclass(frozen=True, slots=True)
class UndoableStep:
    """A step that Undo or Redo would reach next. `coder` is the GUID of who made it."""

    seq: int
    label: str
    coder: str
    kind: str


@dataclass(frozen=True, slots=True)
class UndoState:
    """The steps that Undo and Redo would reach next, None for none, and the number of the last
    step in this file, which grows with every step."""

    undo: UndoableStep | None
    redo: UndoableStep | None
    last_step: int
