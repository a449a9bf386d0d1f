"""Sets of codes with a name: groups across the tree, and a code may be in several."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotator.corpus.changes import NAMED_SET, SET_MEMBER, Changes
from annotator.corpus.codebook import Codebook, CodeSet
from annotator.corpus.identity import set_member_guid
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, set_queries, set_writing
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import columns_of, living_rows
from annotator.storage.set_queries import CODES
from annotator.storage.set_rows import NamedSetRow, SetMemberRow


def listed(viewer: Viewer, codebook: Codebook | None = None) -> tuple[CodeSet, ...]:
    """The sets of codes in their order; members that are not in sight are left out. `codebook` is
    that of the project, where it was read already."""
    with viewer.reading() as connection:
        book = codebook_queries.codebook(connection) if codebook is None else codebook
        return set_queries.code_sets(connection, book)


def create(project: ProjectFile, by: str, name: str, codes: Collection[str] = ()) -> Changes:
    """A new set with these codes, after the others. UserError where the name is empty or taken."""
    name = " ".join(name.split())
    with project.transaction(step_label("Add the set {name}", name=name), by) as step:
        set_writing.add_set(step.record, CODES, name, codes)
    return step.changes


def rename(project: ProjectFile, by: str, guid: str, name: str) -> Changes:
    """Call a set otherwise. UserError where the name is empty or taken."""
    name = " ".join(name.split())
    with project.transaction(step_label("Rename a set to {name}", name=name), by) as step:
        set_writing.rename_set(step.record, CODES, guid, name)
    return step.changes


def delete(project: ProjectFile, by: str, guid: str) -> Changes:
    """Delete a set; its codes stay."""
    with project.transaction("Delete a set", by) as step:
        name = step.record.read(NamedSetRow, [guid])[guid].name
        step.record.label = step_label("Delete the set {name}", name=name)
        set_writing.delete_set(step.record, guid)
    return step.changes


def arrange(
    project: ProjectFile,
    by: str,
    codes: Collection[str],
    into: Sequence[str],
    out_of: Sequence[str] = (),
    new: str = "",
) -> Changes:
    """Put codes into sets and take them out of others (GUIDs), and into a new one where it is
    named; one step. UserError where the new one's name is taken."""
    with project.transaction(step_label("Put codes into sets"), by) as step:
        for guid in into:
            set_writing.put(step.record, guid, codes)
        for guid in out_of:
            set_writing.take(step.record, guid, codes)
        if new.strip():
            set_writing.add_set(step.record, CODES, " ".join(new.split()), codes)
    return step.changes


def named(viewer: Viewer, name: str) -> CodeSet:
    """The set of this name or GUID. UserError where there is none."""
    known = listed(viewer)
    for one in known:
        if name in (one.name, one.guid):
            return one
    names = ", ".join(one.name for one in known) or tr("none")
    raise UserError(
        tr("There is no set of codes called “{name}” (there are: {names}).", name=name, names=names)
    )


# --- within a running step


def record_sets(record: Recorder, sets: Sequence[CodeSet]) -> None:
    """Put the codes of these sets into the project's sets of the same identity or, failing that, of
    the same name; those that it has not are new. Nothing is taken out of a set."""
    if not sets:
        return
    rows = living_rows(record.connection, NamedSetRow)
    by_name = {row.name: row.guid for row in rows if row.about == CODES}
    known = {row.guid for row in rows}
    first = max((row.position for row in rows), default=-1) + 1
    for number, one in enumerate(sets):
        guid = one.guid if one.guid in known else by_name.get(one.name)
        if guid is None:
            guid = one.guid
            position = first + number
            made = NamedSetRow(guid=guid, name=one.name, position=position, about=CODES)
            record.put(NAMED_SET, [columns_of(made)])
            by_name[one.name] = guid
        members = (
            {"guid": set_member_guid(guid, code), "named_set": guid, "member": code}
            for code in one.codes
        )
        record.add_missing(SET_MEMBER, members)


def follow_merge(record: Recorder, source: str, target: str) -> None:
    """A code that takes another in stands in the sets of that one too."""
    sets = _sets_of(record, [source])
    for guid in sets:
        set_writing.put(record, guid, [target])
    forget(record, [source])


def forget(record: Recorder, codes: Collection[str]) -> None:
    """Codes that are deleted are in no set."""
    gone = [row.guid for row in living_rows(record.connection, SetMemberRow) if row.member in codes]
    record.delete(SET_MEMBER, gone)


def _sets_of(record: Recorder, codes: Collection[str]) -> list[str]:
    members = living_rows(record.connection, SetMemberRow)
    return list(dict.fromkeys(row.named_set for row in members if row.member in codes))
