"""The audit trail in the report: who worked how much and when, and what changed the ground."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.corpus.messages import tr
from annotator.corpus.trail import CoderTrail, StepFacts, step_title
from annotator.exchange.report_document import Section, Table
from annotator.operations.history.restoring import local
from annotator.operations.viewing import Viewer
from annotator.storage import trail

_MOST = 200
"""Steps that are listed; the whole history is a file of its own."""


def trail_section(viewer: Viewer, labels: Mapping[str, str]) -> Section:
    """The history in numbers, and the steps that changed codebook, documents or took files in.
    `labels` are coders' names by GUID."""
    with viewer.reading() as connection:
        coders = trail.by_coder(connection)
        points = trail.turning_points(connection)
        steps = trail.facts(connection, points[-_MOST:])
    total = sum(coder.steps for coder in coders)
    words = tr(
        "Every change of the project is on record with who made it, when, what "
        "it was before and what it became: {total:,} steps by {count} coders. "
        "`annotator history --csv` writes all of them.",
        total=total,
        count=len(coders),
    )
    numbers = Table(
        "History",
        tr("The history in numbers; made, changed and deleted are codings, each time one was"),
        [
            tr("Coder"),
            tr("First"),
            tr("Last"),
            tr("Steps"),
            tr("Undone"),
            tr("Made"),
            tr("Changed"),
            tr("Deleted"),
        ],
        [_numbers(coder, labels) for coder in coders],
    )
    which = (
        ""
        if len(points) <= _MOST
        else tr(" (the last {last:,} of {n:,})", last=_MOST, n=len(points))
    )
    ground = Table(
        tr("Changes of the ground"),
        tr("Changes of the codebook and the documents, and files taken in{which}", which=which),
        [tr("When"), tr("Who"), tr("What")],
        [_step(step, labels) for step in steps],
    )
    return Section(tr("The audit trail"), [words, numbers, ground])


def _numbers(one: CoderTrail, labels: Mapping[str, str]) -> list[str | int]:
    who = labels.get(one.coder, one.coder)
    return [
        *(who, local(one.first), local(one.last), one.steps, one.undone),
        *(one.made, one.changed, one.deleted),
    ]


def _step(step: StepFacts, labels: Mapping[str, str]) -> list[str | int]:
    who = labels.get(step.coder, step.coder)
    return [local(step.at), who, step_title(step.label, step.kind)]
