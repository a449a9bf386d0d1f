"""Why coders differed: said of each settled case, counted by code and by round.

The five causes ask for different things: a definition to be written, a limit to be drawn, a value
to be told apart, a coder's care, or the admission that a text can be read both ways.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from annotator.corpus.changes import DECISION, Changes
from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.team import Cause
from annotator.errors import UserError
from annotator.operations.rules.cases import SettledCase
from annotator.storage.project_file import ProjectFile

STATED = tuple(cause for cause in Cause if cause is not Cause.UNSTATED)
"""The causes in the order in which they are offered."""

TITLES = {
    Cause.UNSTATED: gettext_noop("not said"),
    Cause.DEFINITION: gettext_noop("definition"),
    Cause.BOUNDARY: gettext_noop("boundary"),
    Cause.OVERSIGHT: gettext_noop("oversight"),
    Cause.VALUE: gettext_noop("value"),
    Cause.AMBIGUITY: gettext_noop("true ambiguity"),
}

EXPLAINED = {
    Cause.DEFINITION: gettext_noop("The codebook does not say, or can be read in two ways."),
    Cause.BOUNDARY: gettext_noop("They mean the same thing and marked other limits."),
    Cause.OVERSIGHT: gettext_noop("The codebook is clear; one of them missed it."),
    Cause.VALUE: gettext_noop("The code is the same, a value of an attribute is not."),
    Cause.AMBIGUITY: gettext_noop("The text itself can be read in two ways."),
}


def state(project: ProjectFile, by: str, decisions: Collection[str], cause: Cause) -> Changes:
    """Say why coders differed in settled cases (GUIDs of decisions). UserError where one is not
    settled any more."""
    with project.transaction("Say why coders differed", by) as step:
        record = step.record
        if len(record.living(DECISION, decisions)) < len(set(decisions)):
            raise UserError(
                tr("The case is open again. Settle it, then say why the coders differed.")
            )
        record.change(DECISION, {guid: {"cause": cause.value} for guid in decisions})
    return step.changes


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many settled cases of a code and a round (GUIDs; None: in no round) had a cause."""

    code: str
    round: str | None
    cause: Cause
    number: int


def counts(cases: Sequence[SettledCase]) -> list[CauseCount]:
    """Settled cases counted by code, round and cause, in the order in which they first come."""
    counted = Counter((case.code, case.round, case.decision.cause) for case in cases)
    return [CauseCount(*key, number) for key, number in counted.items()]
