"""Sets of documents with a name: a document may be in any number of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from annotator.corpus.changes import NAMED_SET, SET_MEMBER, Changes
from annotator.corpus.document import DocumentSet
from annotator.corpus.identity import new_guid, set_member_guid
from annotator.corpus.limits import name_fault
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.storage import set_queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import living_rows
from annotator.storage.study_rows import NamedSetRow, SetMemberRow

_DOCUMENTS: Final = "document"


def listed(viewer: Viewer) -> list[DocumentSet]:
    """The sets of documents in their order; members that are not in sight are left out."""
    with viewer.reading() as connection:
        return set_queries.document_sets(connection)


def create(project: ProjectFile, by: str, name: str, documents: Collection[str] = ()) -> Changes:
    """A new set with these documents, after the others. UserError where the name is empty or
    taken."""
    name = " ".join(name.split())
    with project.transaction(step_label("Add the set {name}", name=name), by) as step:
        record = step.record
        _add(record, name, documents)
    return step.changes


def _add(record: Recorder, name: str, documents: Collection[str]) -> None:
    rows = living_rows(record.connection, NamedSetRow)
    _check(name, rows)
    guid = new_guid()
    position = rows[-1].position + 1 if rows else 0
    record.add(NAMED_SET, [{"guid": guid, "name": name, "position": position, "about": _DOCUMENTS}])
    _put(record, guid, documents)


def rename(project: ProjectFile, by: str, guid: str, name: str) -> Changes:
    """Call a set otherwise. UserError where the name is empty or taken."""
    name = " ".join(name.split())
    with project.transaction(step_label("Rename a set to {name}", name=name), by) as step:
        record = step.record
        others = [row for row in living_rows(record.connection, NamedSetRow) if row.guid != guid]
        _check(name, others)
        record.change(NAMED_SET, {guid: {"name": name}})
    return step.changes


def delete(project: ProjectFile, by: str, guid: str) -> Changes:
    """Delete a set; its documents stay."""
    with project.transaction("Delete a set", by) as step:
        record = step.record
        name = record.read(NamedSetRow, [guid])[guid].name
        record.label = step_label("Delete the set {name}", name=name)
        members = living_rows(record.connection, SetMemberRow)
        record.delete(SET_MEMBER, [row.guid for row in members if row.named_set == guid])
        record.delete(NAMED_SET, [guid])
    return step.changes


def arrange(
    project: ProjectFile,
    by: str,
    documents: Collection[str],
    into: Sequence[str],
    out_of: Sequence[str] = (),
    new: str = "",
) -> Changes:
    """Put documents into sets and take them out of others (GUIDs), and into a new one where it is
    named; one step. UserError where the new one's name is taken."""
    with project.transaction("Put documents into sets", by) as step:
        record = step.record
        for guid in into:
            _put(record, guid, documents)
        gone = [set_member_guid(guid, document) for guid in out_of for document in documents]
        record.delete(SET_MEMBER, gone)
        if new.strip():
            _add(record, " ".join(new.split()), documents)
    return step.changes


def named(viewer: Viewer, name: str) -> DocumentSet:
    """The set of this name or GUID. UserError where there is none."""
    known = listed(viewer)
    for one in known:
        if name in (one.name, one.guid):
            return one
    names = ", ".join(one.name for one in known) or tr("none")
    raise UserError(
        tr("There is no set called “{name}” (there are: {names}).", name=name, names=names)
    )


def _put(record: Recorder, guid: str, documents: Collection[str]) -> None:
    record.put(
        SET_MEMBER,
        [
            {"guid": set_member_guid(guid, document), "named_set": guid, "member": document}
            for document in documents
        ],
    )


def _check(name: str, others: Sequence[NamedSetRow]) -> None:
    if not name:
        raise UserError(tr("A set needs a name."))
    fault = name_fault(name)
    if fault is not None:
        raise UserError(tr("“{name}” can't be a name: {fault}.", name=name[:60], fault=fault))
    if any(row.name == name and row.about == _DOCUMENTS for row in others):
        raise UserError(tr("There is a set called “{name}” already.", name=name))
