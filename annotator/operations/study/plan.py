"""The plan of a study, and the plan as it was frozen: a preregistration with its date.

What is asked for follows what preregistrations of content analyses ask: the question, what is
sampled and what is left out, the unit, how many coders and documents, and the agreement wanted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from annotator.corpus.changes import REGISTRATION, Changes
from annotator.corpus.identity import new_guid
from annotator.corpus.messages import gettext_noop, tr
from annotator.errors import UserError
from annotator.operations import codebook
from annotator.operations.codebook.digests import codebook_digest
from annotator.operations.study import entries, facts
from annotator.operations.study.entries import PLAN, Field
from annotator.operations.viewing import Viewer, looking
from annotator.storage import clock
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of, living_rows, stored_rows
from annotator.storage.study_rows import RegistrationRow

UNITS = ("free", "clause", "sentence")
"""As codes name their unit."""

FIELDS = (
    Field("question", gettext_noop("Question"), gettext_noop("What the study asks."), lines=3),
    Field(
        "frame",
        gettext_noop("Sampling frame"),
        gettext_noop("Which texts there are, from where, from when to when."),
        lines=3,
    ),
    Field(
        "exclusions",
        gettext_noop("Exclusions"),
        gettext_noop("Which texts and passages are left out, and why."),
        lines=2,
    ),
    Field(
        "unit",
        gettext_noop("Unit"),
        gettext_noop("What a coded passage is."),
        choices=UNITS,
    ),
    Field(
        "rare",
        gettext_noop("Codes expected to be rare"),
        gettext_noop("Names of codes, with commas between them."),
    ),
    Field("coders", gettext_noop("Coders"), gettext_noop("How many code."), number=True),
    Field(
        "documents",
        gettext_noop("Documents"),
        gettext_noop("How many are coded in all."),
        number=True,
    ),
    Field(
        "double",
        gettext_noop("Documents that two code"),
        gettext_noop("How many are coded by at least two coders."),
        number=True,
    ),
    Field(
        "alpha",
        gettext_noop("Wanted alpha"),
        gettext_noop("The least value of each code, for example 0.8."),
        number=True,
    ),
    Field(
        "rounds",
        gettext_noop("Rounds"),
        gettext_noop("How many rounds there are, training included."),
        number=True,
    ),
)
"""What a plan says."""


def read(viewer: Viewer) -> dict[str, str]:
    """The plan as it stands, by names of fields."""
    return entries.read(viewer, PLAN)


def write(project: ProjectFile, by: str, values: Mapping[str, str]) -> Changes:
    """Set fields of the plan. What was frozen stays as it was frozen."""
    return entries.write(project, by, PLAN, values, FIELDS)


@dataclass(frozen=True, slots=True)
class Registration:
    """A plan as it was frozen. content: JSON. digest: SHA-256 of its text, as it is stored."""

    guid: str
    name: str
    frozen: datetime
    content: Mapping[str, object]
    digest: str

    @property
    def plan(self) -> dict[str, str]:
        """The fields of the plan then."""
        said = self.content.get("plan")
        return {str(k): str(v) for k, v in said.items()} if isinstance(said, dict) else {}

    @property
    def is_whole(self) -> bool:
        """Whether the content is what was frozen."""
        return _digest(self.content) == self.digest

    def number(self, name: str) -> int:
        """A count that was taken down when it was frozen; 0 where there is none."""
        found = self.content.get(name)
        return found if isinstance(found, int) else 0


def freeze(project: ProjectFile, by: str, name: str = "") -> Changes:
    """Freeze the plan as it stands, with the state of the codebook and the number of codings.

    UserError where the plan says nothing, or nothing else than the last one that was frozen.
    """
    viewer = looking(project, by)  # what others did is not told in a blind project
    said = read(viewer)
    if not said:
        raise UserError(tr("The plan says nothing yet. Fill it in, then freeze it."))
    known = registrations(viewer)
    if known and known[-1].plan == said:
        raise UserError(tr("The plan is as it was frozen already."))
    found = facts.facts(viewer)
    content: dict[str, object] = {
        "plan": {field.name: said[field.name] for field in FIELDS if field.name in said},
        "codebook": codebook_digest(found.codebook),
        "codebook version": len(codebook.versions(project)),
        "codings": found.codings,
        "documents": found.documents,
    }
    name = name.strip() or tr("Plan {number}", number=len(known) + 1)
    with project.transaction("Freeze the plan", by) as step:
        row = RegistrationRow(guid=new_guid(), name=name, content=content, digest=_digest(content))
        step.record.put(REGISTRATION, [columns_of(row)])
    return step.changes


def _digest(content: Mapping[str, object]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=list)
    return hashlib.sha256(text.encode()).hexdigest()


def registrations(viewer: Viewer) -> list[Registration]:
    """The plans that were frozen, in the order of time."""
    with viewer.reading() as connection:
        rows = living_rows(connection, RegistrationRow)
        stamps = stored_rows(connection, REGISTRATION, [row.guid for row in rows])
    found = [
        Registration(
            *(row.guid, row.name, clock.to_datetime(stamps[row.guid]["created_at"])),
            *(row.content, row.digest),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.frozen)
