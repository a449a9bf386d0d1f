"""Codings of one coder that say the same become one, with all that was said on each of them.

The one with the lowest GUID stays, so that every copy of a project comes to the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from annotator.corpus.changes import (
    ATTRIBUTE_VALUE,
    CODING,
    MEMO,
    RELATION,
    Changes,
)
from annotator.corpus.codebook import Value
from annotator.corpus.identity import memo_guid, value_guid
from annotator.corpus.messages import plural, tr
from annotator.corpus.step_labels import step_label
from annotator.operations.codings.memos import move_links
from annotator.operations.viewing import Viewer, looking, may_tell
from annotator.storage import coding_queries, identical_codings, queries
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import memo_row, value_from, value_row
from annotator.storage.rows import AttributeRow, CodeRow, CodingRow, ValueRow


def find(viewer: Viewer) -> list[list[str]]:
    """The groups of codings (GUIDs) that say the same, the one that would stay first."""
    with viewer.reading() as connection:
        return identical_codings.groups(connection)


def unite(project: ProjectFile, by: str) -> Changes:
    """Make one of each group of identical codings, whoever's they are, as one step; the result's
    remarks tell what could not be kept. In a blind project, of one's own alone."""
    groups = find(looking(project, by))
    with project.transaction("Unite identical codings", by) as step:
        united = unite_among(step.record, [guid for group in groups for guid in group])
        step.record.label = step_label("Unite {number} identical codings", number=united)
    return step.changes


def unite_among(record: Recorder, codings: Collection[str] | None) -> int:
    """Within a running step, unite the groups that hold one of these codings (GUIDs), or all;
    returns how many codings went. What is said on them is kept, and conflicts are remarked where
    who makes the step may see them."""
    groups = identical_codings.groups(record.connection, codings)
    for stays, *goes in groups:
        _keep_values(record, stays, goes)
        _keep_memos(record, stays, goes)
        _keep_relations(record, stays, goes)
        rows = record.read(CodingRow, [stays, *goes])
        if any(row.from_cue for row in rows.values()):
            record.change(CODING, {stays: {"from_cue": 1}})
        record.delete(CODING, goes)
    _remark(record, groups)
    return sum(len(group) - 1 for group in groups)


def _remark(record: Recorder, groups: Sequence[Sequence[str]]) -> None:
    rows = record.read(CodingRow, [group[0] for group in groups])
    rows = {guid: row for guid, row in rows.items() if may_tell(record, row.coder)}
    groups = [group for group in groups if group[0] in rows]
    if not groups:
        return
    codes = record.read(CodeRow, {row.code for row in rows.values()})
    number = sum(len(group) - 1 for group in groups)
    names = ", ".join(sorted(f"“{row.name}”" for row in codes.values()))
    record.remarks.append(
        plural(
            "A coding of a passage that the same coder had coded as {names} already: "
            "they are one coding now.",
            "{n:,} codings of a passage that the same coder had coded as {names} already: "
            "they are one coding now.",
            number,
            names=names,
        )
    )


def _keep_values(record: Recorder, stays: str, goes: Iterable[str]) -> None:
    connection = record.connection
    coder = record.read(CodingRow, [stays])[stays].coder
    for gone in goes:
        for attribute, text in coding_queries.raw_values(connection, gone):
            guid = value_guid(stays, attribute)
            known = record.read(ValueRow, [guid]).get(guid)
            if known is None or known.deleted:
                record.put(ATTRIBUTE_VALUE, [value_row(stays, attribute, text)])
            elif known.value != value_from(text) and may_tell(record, coder):
                _remark_conflict(record, attribute, known.value, value_from(text))
            record.delete(ATTRIBUTE_VALUE, [value_guid(gone, attribute)])


def _remark_conflict(record: Recorder, attribute: str, kept: Value, other: Value) -> None:
    name = record.read(AttributeRow, [attribute])[attribute].name
    record.remarks.append(
        tr(
            "“{name}” stays {kept}; the other coding said {other}.",
            name=name,
            kept=_said(kept),
            other=_said(other),
        )
    )


def _said(value: Value) -> str:
    return f"“{value if isinstance(value, str) else ', '.join(value)}”"


def _keep_memos(record: Recorder, stays: str, goes: Sequence[str]) -> None:
    """Of each coder one memo, with all that they wrote and what it quotes."""
    texts: dict[str, list[str]] = {}
    moved: dict[str, str] = {}
    for memo in queries.memos(record.connection, [stays, *goes]):
        texts.setdefault(memo.coder, [])
        if memo.text not in texts[memo.coder]:
            texts[memo.coder].append(memo.text)
        if memo.guid != memo_guid(stays, memo.coder):
            moved[memo.guid] = memo_guid(stays, memo.coder)
    move_links(record, moved)
    record.delete(MEMO, moved)
    for coder, written in texts.items():
        record.put(MEMO, [memo_row(stays, coder, "\n\n".join(written))])


def _keep_relations(record: Recorder, stays: str, goes: Sequence[str]) -> None:
    """Relations lead to and from the coding that stays; each of them once."""
    connection = record.connection
    known = {
        (r.kind, r.source, r.target, r.coder) for r in coding_queries.relations(connection, [stays])
    }
    for relation in coding_queries.relations(connection, goes):
        source, target = (
            stays if end in goes else end for end in (relation.source, relation.target)
        )
        now = (relation.kind, source, target, relation.coder)
        if now in known or source == target:
            record.delete(RELATION, [relation.guid])
        else:
            known.add(now)
            record.change(RELATION, {relation.guid: {"source": source, "target": target}})
