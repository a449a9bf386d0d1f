"""Sets of documents with a name: a document may be in any number of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotator.corpus.changes import Changes
from annotator.corpus.document import DocumentSet
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.storage import set_queries, set_writing
from annotator.storage.project_file import ProjectFile
from annotator.storage.set_queries import DOCUMENTS
from annotator.storage.set_rows import NamedSetRow


def listed(viewer: Viewer) -> list[DocumentSet]:
    """The sets of documents in their order; members that are not in sight are left out."""
    with viewer.reading() as connection:
        return set_queries.document_sets(connection)


def create(project: ProjectFile, by: str, name: str, documents: Collection[str] = ()) -> Changes:
    """A new set with these documents, after the others. UserError where the name is empty or
    taken."""
    name = " ".join(name.split())
    with project.transaction(step_label("Add the set {name}", name=name), by) as step:
        set_writing.add_set(step.record, DOCUMENTS, name, documents)
    return step.changes


def rename(project: ProjectFile, by: str, guid: str, name: str) -> Changes:
    """Call a set otherwise. UserError where the name is empty or taken."""
    name = " ".join(name.split())
    with project.transaction(step_label("Rename a set to {name}", name=name), by) as step:
        set_writing.rename_set(step.record, DOCUMENTS, guid, name)
    return step.changes


def delete(project: ProjectFile, by: str, guid: str) -> Changes:
    """Delete a set; its documents stay."""
    with project.transaction("Delete a set", by) as step:
        record = step.record
        name = record.read(NamedSetRow, [guid])[guid].name
        record.label = step_label("Delete the set {name}", name=name)
        set_writing.delete_set(record, guid)
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
            set_writing.put(record, guid, documents)
        for guid in out_of:
            set_writing.take(record, guid, documents)
        if new.strip():
            set_writing.add_set(record, DOCUMENTS, " ".join(new.split()), documents)
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
