"""What a question found, kept as a set of codings with a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.corpus.changes import NAMED_SET, SET_MEMBER, Changes
from annotator.corpus.identity import new_guid, set_member_guid
from annotator.corpus.messages import tr
from annotator.corpus.query import And, AnyCoder, InSet
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.retrieval.language import print_query
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of, living_rows
from annotator.storage.set_rows import NamedSetRow, SetMemberRow

CODINGS = "coding"


@dataclass(frozen=True, slots=True)
class KeptSet:
    """A set of documents, codes or codings (`about`), with the GUIDs of its members that the viewer
    may see."""

    guid: str
    name: str
    about: str
    members: tuple[str, ...]


def sets(viewer: Viewer) -> list[KeptSet]:
    """The sets of a project, in the order in which they were made."""
    with viewer.reading() as connection:
        rows = living_rows(connection, NamedSetRow)
        members: dict[str, list[str]] = {}
        for row in living_rows(connection, SetMemberRow):
            members.setdefault(row.named_set, []).append(row.member)
    return [
        KeptSet(one.guid, one.name, one.about, tuple(members.get(one.guid, ()))) for one in rows
    ]


def line_of_set(one: KeptSet) -> str:
    """The line that finds what is in a set, whoever made it."""
    return print_query(And((InSet(one.name), AnyCoder())))


def keep(project: ProjectFile, by: str, name: str, codings: Sequence[str]) -> Changes:
    """Make a set of codings (GUIDs). UserError for an empty name, or that of another set of
    codings."""
    name = " ".join(name.split())
    if not name:
        raise UserError(tr("A set needs a name."))
    with project.transaction(step_label("Keep the set {name}", name=name), by) as step:
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


def delete(project: ProjectFile, by: str, one: KeptSet) -> Changes:
    """Keep a set no longer; what is in it stays."""
    with project.transaction(step_label("Delete the set {name}", name=one.name), by) as step:
        rows = living_rows(step.record.connection, SetMemberRow)
        step.record.delete(SET_MEMBER, [row.guid for row in rows if row.named_set == one.guid])
        step.record.delete(NAMED_SET, [one.guid])
    return step.changes
