"""The history in words: what a step changed, and the versions of one coding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.corpus.changes import CODEBOOK_KINDS, CODING
from annotator.corpus.trail import StepFacts, TrailChange, TrailFilter, TrailStep, step_title
from annotator.operations.history.change_words import ChangeDescription, ChangeFormatter
from annotator.operations.viewing import Viewer
from annotator.storage import trail
from annotator.storage.row_versions import Moment, as_of, moment_of, versions_of
from annotator.storage.rows import CodingRow, row_of

MOST_TOLD = 200
"""Changes of one step that are told in words; of a merge there may be 100,000."""


@dataclass(frozen=True)
class DescribedStep:
    """A step with its changes in words; `more` are not told. `codebook` where it changed that."""

    facts: StepFacts
    changes: list[ChangeDescription]
    more: int
    codebook: bool


@dataclass(frozen=True)
class CodingVersion:
    """What a coding became with a step: who did what when (`facts`), and in words what changed.

    `words` is its passage, `code` the name of its code; both empty where it was deleted.
    """

    facts: StepFacts
    what: str
    words: str
    code: str
    changes: list[ChangeDescription]


def label(facts: StepFacts) -> str:
    """What a step was called, saying so where it was an undo or redo."""
    return step_title(facts.label, facts.kind)


def steps(viewer: Viewer, wanted: TrailFilter) -> list[int]:
    """The numbers of the steps that are wanted, the latest one first."""
    with viewer.reading() as connection:
        return trail.numbers(connection, wanted)[::-1]


def facts(viewer: Viewer, numbers: Sequence[int]) -> list[StepFacts]:
    """About these steps, without their changes."""
    with viewer.reading() as connection:
        return trail.facts(connection, numbers)


def detailed(viewer: Viewer, wanted: TrailFilter) -> list[TrailStep]:
    """The steps that are wanted, in order of time, with all that they changed."""
    with viewer.reading() as connection:
        return trail.steps_of(connection, trail.numbers(connection, wanted))


def tell(viewer: Viewer, step: int, coding: str | None = None) -> DescribedStep:
    """What a step changed, in words, with what was before and what became of it; of a coding
    (a GUID) only what it changed of that."""
    with viewer.reading() as connection:
        found = trail.facts(connection, [step])[0]
        about = trail.rows_of_coding(connection, coding) if coding is not None else None
        changes = trail.changes_of(connection, step, MOST_TOLD, about)
        teller = ChangeFormatter(connection)
        moment = moment_of(connection, step)
        told = _told(teller, changes, moment)
    codebook = any(change.kind in CODEBOOK_KINDS for change in changes)
    more = 0 if coding is not None else max(0, found.changes - MOST_TOLD)
    return DescribedStep(found, told, more, codebook)


def _told(
    teller: ChangeFormatter, changes: Sequence[TrailChange], moment: Moment
) -> list[ChangeDescription]:
    """Each row once, as it was before the step and after it."""
    by_kind: dict[str, dict[str, bool]] = {}
    for change in changes:
        brought = change.before is None and "changed_at" in change.after
        by_kind.setdefault(change.kind, {})[change.row] = brought
    told = []
    for kind, guids in by_kind.items():
        for guid, versions in versions_of(teller.connection, kind, guids).items():
            was = as_of(versions, moment, before=True)
            now = as_of(versions, moment)
            # A merge also brings who made a thing first, and when: that is nothing to tell.
            if now is not None and (was != now or guids[guid]):
                told.append(teller.tell(kind, guid, was, now, came=guids[guid]))
    return told


def versions(viewer: Viewer, coding: str) -> list[CodingVersion]:
    """The versions of a coding, the first one first: a step that changed it, its values, a memo on
    it or a relation of it makes one."""
    with viewer.reading() as connection:
        numbers = trail.numbers(connection, TrailFilter(coding=coding))
        teller = ChangeFormatter(connection)
        rows = versions_of(connection, CODING, [coding]).get(coding, [])
        about = trail.rows_of_coding(connection, coding)
        found = []
        for step in trail.facts(connection, numbers):
            moment = moment_of(connection, step.seq)
            changes = trail.changes_of(connection, step.seq, rows=about)
            told = _told(teller, changes, moment)
            was = as_of(rows, moment)
            row = row_of(CodingRow, was) if was is not None else None
            there = row is not None and not row.deleted
            found.append(
                CodingVersion(
                    step,
                    "; ".join(change.sentence() for change in told) or label(step),
                    teller.passage_of(row) if there and row else "",
                    teller.name(row.code) if there and row else "",
                    told,
                )
            )
    return found
