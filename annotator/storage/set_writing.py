"""Sets with a name, written within a running step: the same for documents and for codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from annotator.corpus.changes import NAMED_SET, SET_MEMBER
from annotator.corpus.identity import new_guid, set_member_guid
from annotator.corpus.limits import name_fault
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.storage.history import Recorder
from annotator.storage.rows import living_rows
from annotator.storage.set_rows import NamedSetRow, SetMemberRow


def add_set(record: Recorder, about: str, name: str, members: Collection[str]) -> None:
    """A new set behind the others, with these members (GUIDs). UserError where its name is empty or
    that of another set of the same."""
    rows = living_rows(record.connection, NamedSetRow)
    refuse_name(name, about, rows)
    guid = new_guid()
    position = max((row.position for row in rows), default=-1) + 1
    record.add(NAMED_SET, [{"guid": guid, "name": name, "position": position, "about": about}])
    put(record, guid, members)


def rename_set(record: Recorder, about: str, guid: str, name: str) -> None:
    """Call a set otherwise. UserError as for a new one."""
    others = [row for row in living_rows(record.connection, NamedSetRow) if row.guid != guid]
    refuse_name(name, about, others)
    record.change(NAMED_SET, {guid: {"name": name}})


def delete_set(record: Recorder, guid: str) -> None:
    """Delete a set; what is in it stays."""
    members = living_rows(record.connection, SetMemberRow)
    record.delete(SET_MEMBER, [row.guid for row in members if row.named_set == guid])
    record.delete(NAMED_SET, [guid])


def put(record: Recorder, guid: str, members: Iterable[str]) -> None:
    """Put things into a set (GUIDs)."""
    record.put(
        SET_MEMBER,
        [
            {"guid": set_member_guid(guid, member), "named_set": guid, "member": member}
            for member in members
        ],
    )


def take(record: Recorder, guid: str, members: Iterable[str]) -> None:
    """Take things out of a set (GUIDs)."""
    record.delete(SET_MEMBER, [set_member_guid(guid, member) for member in members])


def refuse_name(name: str, about: str, others: Sequence[NamedSetRow]) -> None:
    """UserError where a name can't be that of a set beside these."""
    if not name:
        raise UserError(tr("A set needs a name."))
    fault = name_fault(name)
    if fault is not None:
        raise UserError(tr("“{name}” can't be a name: {fault}.", name=name[:60], fault=fault))
    if any(row.name == name and row.about == about for row in others):
        raise UserError(tr("There is a set called “{name}” already.", name=name))
