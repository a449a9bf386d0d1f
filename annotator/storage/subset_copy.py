"""A copy of a project with less in it: what is left out is not in the file at all.

In every copy, other coders' codings, with their values and relations, and the decisions about them
are left out. A *blind* copy holds nothing of the other coders besides: no names, GUIDs, memos,
progress or assignments. What they made for all (texts and codebook) is in it as it is now: what it
was before, and what was deleted, is not. When they changed it stays, since versions are compared by
that; who did is left empty.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, true, union_all, update

from annotator.corpus import changes as kinds
from annotator.corpus.undo_state import EDIT, SETUP
from annotator.storage import document_files, readings, schema, study_tables
from annotator.storage.later_formats import leave_out
from annotator.storage.project_file import ProjectFile

PARTLY = "A step of which a part is in this copy"
"""What a step is called that did more than the copy says; its own words could tell the rest."""
EARLIER = "A step from before this copy"
"""What others' steps are called where their names must not be read."""


_OF_SPEAKERS = (study_tables.speaker_name, study_tables.speaker_value)
_NOT_IN_IMAGES = {"guid", *schema.STAMP}


@dataclass(frozen=True)
class SubsetCopy:
    """What stays in a copy for `coder` (a GUID): their codings or none, all documents or some
    (GUIDs), and with `blind` nothing that tells of the other coders."""

    coder: str
    own_codings: bool = True
    documents: Collection[str] | None = None
    blind: bool = False
    cues_locked: bool = False


def reduce_copy(path: Path, keeping: SubsetCopy) -> None:
    """Take out of the project file at `path` what is not to be kept, with what its history says of
    it, and write the file anew, so that nothing of it is left.
    """
    with ProjectFile.open(path) as project:
        with project.rewriting() as connection:
            _take_out(connection, keeping)
            rules = {"blind": int(keeping.blind), "cues_locked": int(keeping.cues_locked)}
            connection.execute(update(schema.project).values(rules))
        project.vacuum()


def _take_out(connection: Connection, keeping: SubsetCopy) -> None:
    before = _sizes(connection)
    leave_out(connection)
    _drop_work(connection, keeping)
    if keeping.documents is not None:
        _drop_documents(connection, _with_earlier(connection, keeping.documents))
    if keeping.blind:
        _drop_people(connection, keeping.coder)
        _drop_deleted(connection)
        _forget_changes(connection, keeping.coder)
        _forget_people(connection, keeping.coder)
    document_files.drop_unused(connection)
    readings.forget_places(connection)
    _tidy_steps(connection, before, keeping)


def _drop_work(connection: Connection, keeping: SubsetCopy) -> None:
    """Others' codings and what hangs on them; with `own_codings` off, the coder's as well."""
    coding, relation = schema.coding, schema.relation
    gone = coding.c.coder != keeping.coder if keeping.own_codings else true()
    codings = select(coding.c.guid).where(gone)
    hanging = (relation.c.source.in_(codings), relation.c.target.in_(codings))
    _drop(connection, kinds.RELATION, or_(relation.c.coder != keeping.coder, *hanging))
    _drop(connection, kinds.ATTRIBUTE_VALUE, schema.attribute_value.c.coding.in_(codings))
    _drop(connection, kinds.MEMO, schema.memo.c.subject.in_(codings))
    on_codings = schema.memo.c.subject.in_(select(coding.c.guid))
    _drop(connection, kinds.MEMO, on_codings & (schema.memo.c.coder != keeping.coder))
    for kind in (kinds.CASE_ANSWER, kinds.RULE, kinds.SEAL, kinds.DECISION):
        _drop(connection, kind, true())
    _drop(connection, kinds.SET_MEMBER, study_tables.set_member.c.member.in_(codings))
    _drop_links(connection)
    _drop(connection, kinds.CODING, gone)
    if not keeping.own_codings:
        _drop(connection, kinds.STATUS, schema.status.c.coder == keeping.coder)


def _drop_links(connection: Connection) -> None:
    """The links of memos that are gone."""
    memos = select(schema.memo.c.guid)
    _drop(connection, kinds.MEMO_LINK, study_tables.memo_link.c.memo.not_in(memos))


def _with_earlier(connection: Connection, documents: Collection[str]) -> set[str]:
    """The documents, and those in whose place they stand."""
    table = schema.document.c
    found = set(documents)
    query = select(table.guid, table.replaced_by).where(table.replaced_by.is_not(None))
    replaced = [(guid, by) for guid, by in connection.execute(query)]
    while more := {guid for guid, by in replaced if by in found} - found:
        found |= more
    return found


def _drop_documents(connection: Connection, kept: set[str]) -> None:
    document, texts, coding = schema.document, schema.document_text, schema.coding
    gone = document.c.guid.not_in(kept)
    guids = select(document.c.guid).where(gone)
    codings = select(coding.c.guid).where(coding.c.document.in_(guids))
    relation, memo = schema.relation.c, schema.memo.c
    ends = or_(relation.source.in_(codings), relation.target.in_(codings))
    _drop(connection, kinds.RELATION, ends)
    _drop(connection, kinds.ATTRIBUTE_VALUE, schema.attribute_value.c.coding.in_(codings))
    _drop(connection, kinds.MEMO, or_(memo.subject.in_(codings), memo.subject.in_(guids)))
    gone_members = or_(*(study_tables.set_member.c.member.in_(one) for one in (guids, codings)))
    _drop(connection, kinds.SET_MEMBER, gone_members)
    for kind in (
        *(kinds.CODING, kinds.STATUS, kinds.DOCUMENT_ATTRIBUTE, kinds.ASSIGNMENT),
        *(kinds.SPEAKER_NAME, kinds.DESIGNATION, kinds.MEMO_LINK),
    ):
        _drop(connection, kind, schema.ROW_TABLES[kind].c.document.in_(guids))
    connection.execute(delete(texts).where(texts.c.document.in_(guids)))
    _drop(connection, kinds.DOCUMENT, gone)


def _drop_people(connection: Connection, coder: str) -> None:
    """Everything that tells of other coders; of the rounds, those that are not the coder's."""
    for kind in (kinds.MEMO, kinds.STATUS, kinds.ASSIGNMENT, kinds.DESIGNATION):
        _drop(connection, kind, schema.ROW_TABLES[kind].c.coder != coder)
    _drop_links(connection)
    others = select(schema.coder.c.guid).where(schema.coder.c.guid != coder)
    _drop(connection, kinds.STUDY_ENTRY, study_tables.study_entry.c.subject.in_(others))
    # The lines of others' questions may name them.
    _drop(connection, kinds.SAVED_QUERY, study_tables.saved_query.c.changed_by != coder)
    made_in = select(schema.coding.c.round).where(schema.coding.c.round.is_not(None))
    mine = union_all(select(schema.assignment.c.round), made_in)
    _drop(connection, kinds.ROUND, schema.coding_round.c.guid.not_in(mine))
    _drop(connection, kinds.CODER, schema.coder.c.guid != coder)


def _drop_deleted(connection: Connection) -> None:
    """Tombstones that nothing in the copy refers to. The project it came from has them still, so
    what was deleted there does not come back with the copy."""
    code, attribute, document = schema.code.c, schema.attribute.c, schema.document.c
    texts = schema.document_text
    for kind in (
        *(kinds.MEMO_LINK, kinds.SAVED_QUERY, kinds.SET_MEMBER, kinds.STUDY_ENTRY),
        *(kinds.ATTRIBUTE_TYPE, kinds.SPEAKER_NAME, kinds.SPEAKER_VALUE, kinds.REGISTRATION),
        *(kinds.RELATION, kinds.ATTRIBUTE_VALUE, kinds.MEMO, kinds.CODING),
    ):
        table = schema.ROW_TABLES[kind]
        if kind == kinds.CODING:
            refers = (schema.relation.c.source, schema.relation.c.target)
            used = union_all(*map(select, refers), select(schema.attribute_value.c.coding))
            _drop(connection, kind, (table.c.deleted == 1) & table.c.guid.not_in(used))
        else:
            _drop(connection, kind, table.c.deleted == 1)
    named_set, speaker = study_tables.named_set.c, study_tables.speaker.c
    in_use = named_set.guid.in_(select(study_tables.set_member.c.named_set))
    _drop(connection, kinds.NAMED_SET, (named_set.deleted == 1) & ~in_use)
    in_use = speaker.guid.in_(union_all(*(select(t.c.speaker) for t in _OF_SPEAKERS)))
    _drop(connection, kinds.SPEAKER, (speaker.deleted == 1) & ~in_use)
    values = select(schema.attribute_value.c.attribute)
    _drop(connection, kinds.ATTRIBUTE, (attribute.deleted == 1) & attribute.guid.not_in(values))
    used_types = schema.relation_type.c.guid.not_in(select(schema.relation.c.kind))
    _drop(connection, kinds.RELATION_TYPE, (schema.relation_type.c.deleted == 1) & used_types)
    parents = select(code.parent).where(code.parent.is_not(None))
    used = union_all(select(schema.coding.c.code), select(attribute.code), parents)
    while _drop(connection, kinds.CODE, (code.deleted == 1) & code.guid.not_in(used)):
        pass  # what stood below one that is gone may go now
    may_name = (document.replaced_by, study_tables.speaker_name.c.document)
    named = (select(column).where(column.is_not(None)) for column in may_name)
    about = (
        *(schema.coding, schema.status, schema.assignment),
        *(study_tables.designation, study_tables.memo_link),
    )
    of_documents = (select(t.c.document) for t in (*about, schema.document_attribute))
    used = union_all(*of_documents, *named)
    gone = (document.deleted == 1) & document.guid.not_in(used)
    connection.execute(delete(texts).where(texts.c.document.in_(select(document.guid).where(gone))))
    _drop(connection, kinds.DOCUMENT, gone)


def _forget_changes(connection: Connection, coder: str) -> None:
    """Of what others changed, the history keeps that and when it was: no earlier name or
    definition. A row begins in it as it is now."""
    step, change = schema.step.c, schema.change
    theirs = change.c.step.in_(select(step.seq).where(step.coder != coder))
    later = theirs & change.c.before.is_not(None)
    connection.execute(update(change).where(later).values(before="{}", after="{}"))
    for kind, table in schema.ROW_TABLES.items():
        first = theirs & change.c.before.is_(None) & (change.c.kind == kind)
        query = select(table).where(table.c.guid.in_(select(change.c.row).where(first)))
        for row in connection.execute(query).mappings().all():
            image = {name: value for name, value in row.items() if name not in _NOT_IN_IMAGES}
            now = json.dumps(image, ensure_ascii=False)
            begun = first & (change.c.row == row["guid"])
            connection.execute(update(change).where(begun).values(after=now))


def _forget_people(connection: Connection, coder: str) -> None:
    """Who else made or changed what is in the copy."""
    for table in schema.ROW_TABLES.values():
        for column in (table.c.created_by, table.c.changed_by):
            connection.execute(update(table).where(column != coder).values({column: ""}))
    carried = schema.carried
    connection.execute(update(carried).where(carried.c.changed_by != coder).values(changed_by=""))
    connection.execute(update(schema.step).where(schema.step.c.coder != coder).values(coder=""))


def _drop(connection: Connection, kind: str, condition: ColumnElement[bool]) -> int:
    """Delete rows of a kind, and what the history says of them; how many there were."""
    table, change = schema.ROW_TABLES[kind], schema.change
    guids = select(table.c.guid).where(condition)
    connection.execute(delete(change).where(change.c.kind == kind, change.c.row.in_(guids)))
    return connection.execute(delete(table).where(condition)).rowcount


def _sizes(connection: Connection) -> dict[int, int]:
    """How many changes each step made."""
    step = schema.change.c.step
    found = connection.execute(select(step, func.count()).group_by(step))
    return {seq: number for seq, number in found}  # noqa: C416


def _tidy_steps(connection: Connection, before: dict[int, int], keeping: SubsetCopy) -> None:
    """Drop the steps of which nothing is left, and the words of those that say too much."""
    step, change = schema.step, schema.change
    connection.execute(delete(step).where(step.c.seq.not_in(select(change.c.step))))
    after = _sizes(connection)
    partly = [seq for seq, number in after.items() if number < before[seq]]
    for seq in partly:
        connection.execute(update(step).where(step.c.seq == seq).values(label=PARTLY, words=None))
    if keeping.blind:
        plain = step.c.kind.in_((EDIT, SETUP)) & (step.c.coder == keeping.coder)
        connection.execute(update(step).where(~plain).values(label=EARLIER, words=None))
    # What is left can't be undone here: parts of the steps are missing.
    connection.execute(step.update().values(state=None))
