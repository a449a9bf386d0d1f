"""What a question found, kept as a set of codings with a name."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.corpus.changes import NAMED_SET, SET_MEMBER, Changes
from annotator.corpus.identity import new_guid, set_member_guid
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of, living_rows
from annotator.storage.study_rows import NamedSetRow, SetMemberRow

CODINGS = "coding"


def keep(project: ProjectFile, by: str, name: str, codings: Sequence[str]) -> Changes:
    """Make a set of codings (GUIDs). UserError for an empty name, or that of another set of
    codings."""
    name = " ".join(name.split())
    if not name:
        raise UserError(tr("A set needs a name."))
    with project.transaction(f"Keep the set {name}", by) as step:
        others = living_rows(step.record.connection, NamedSetRow)
        same = [one for one in others if one.about == CODINGS]
        if any(one.name.casefold() == name.casefold() for one in same):
            raise UserError(tr("Another set of codings is called “{name}”.", name=name))
        position = max((one.position for one in others), default=-1) + 1
        made = NamedSetRow(guid=new_guid(), name=name, position=position, about=CODINGS)
        step.record.put(NAMED_SET, [columns_of(made)])
        members = [
            SetMemberRow(
                guid=set_member_guid(made.guid, coding), named_set=made.guid, member=coding
            )
            for coding in dict.fromkeys(codings)
        ]
        step.record.put(SET_MEMBER, map(columns_of, members))
    return step.changes
