"""Merge two codes into one, and split one into several; no coding and no value is lost."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.corpus.changes import (
    ATTRIBUTE,
    ATTRIBUTE_VALUE,
    CODE,
    CODING,
    RELATION_TYPE,
    Changes,
)
from annotator.corpus.codebook import Attribute, AttributeKind, Choice, Code, Codebook
from annotator.corpus.identity import new_guid
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.codebook import code_sets
from annotator.operations.codebook.codes import with_descendants
from annotator.operations.codings import identical_codings
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, coding_queries
from annotator.storage.codebook_rows import (
    attribute_row,
    code_row,
    relation_ends,
)
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import value_row


@dataclass(frozen=True)
class MergePreview:
    """What merging a code into another would do, in numbers and names.

    `joined` attributes have an equivalent of the same name and kind; `moved` ones become the other
    code's own, with all their values; `added_values` come to a joined attribute's closed list.
    """

    codings: int
    by_coder: dict[str, int]
    children: list[str]
    joined: list[str]
    moved: list[str]
    added_values: dict[str, list[str]]


def preview_merge(viewer: Viewer, source: str, target: str) -> MergePreview:
    """What `merge` would do with these codes (GUIDs); changes nothing."""
    with viewer.reading() as connection:
        codebook = codebook_queries.codebook(connection)
        counts: Counter[str] = Counter()
        for (_document, code, coder), number in coding_queries.coding_counts(connection).items():
            if code == source:
                counts[coder] += number
    pairs = _pairs(codebook, source, target)
    return MergePreview(
        counts.total(),
        dict(counts),
        [code.name for code in codebook.children(source)],
        [ours.name for ours, theirs in pairs if theirs is not None],
        [ours.name for ours, theirs in pairs if theirs is None],
        {
            ours.name: [choice.name for choice in _new_choices(ours, theirs)]
            for ours, theirs in pairs
            if theirs is not None and _new_choices(ours, theirs)
        },
    )


def merge(project: ProjectFile, by: str, source: str, target: str) -> Changes:
    """Give the codings of `source` the code `target`, with their attribute values, and delete
    `source`; what stood below it stands below `target`."""
    with project.transaction("Merge codes", by) as step:
        record = step.record
        codebook = codebook_queries.codebook(record.connection)
        if target in with_descendants(codebook, source):
            raise UserError(tr("A code can't be merged into itself or into a code below it."))
        record.label = step_label(
            "Merge the code {name} into {other}",
            name=codebook.by_guid[source].name,
            other=codebook.by_guid[target].name,
        )
        record_merge(record, codebook, source, target)
    return step.changes


def record_merge(record: Recorder, codebook: Codebook, source: str, target: str) -> None:
    """Merge two codes within a running step; `codebook` is the project's as it is."""
    for ours, theirs in _pairs(codebook, source, target):
        if theirs is None:
            record.change(ATTRIBUTE, {ours.guid: {"code": target}})
        else:
            _join(record, ours, theirs)
    used = coding_queries.codings_with_code(record.connection, source)
    record.change(CODING, {guid: {"code": target} for guid in used})
    identical_codings.unite_among(record, used)
    below = [code.guid for code in codebook.children(source)]
    record.change(CODE, {guid: {"parent": target} for guid in below})
    _reach(record, codebook, source, target)
    code_sets.follow_merge(record, source, target)
    record.delete(CODE, [source])


def _reach(record: Recorder, codebook: Codebook, source: str, target: str) -> None:
    """Relations that may begin or end at `source` may do so at `target`."""

    def moved(ends: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(target if code == source else code for code in ends))

    changed = {}
    for kind in codebook.relation_types:
        # As stored, not as read: where keys contradict each other, neither is written.
        new = replace(kind, sources=moved(kind.sources), targets=moved(kind.targets))
        changed[kind.guid] = relation_ends(new)
    record.change(RELATION_TYPE, changed)


def _pairs(
    codebook: Codebook, source: str, target: str
) -> list[tuple[Attribute, Attribute | None]]:
    """Each attribute of `source` with the one of `target` that says the same, or None."""
    theirs = {(a.name, a.kind): a for a in codebook.attributes_of(target)}
    return [(a, theirs.get((a.name, a.kind))) for a in codebook.attributes_of(source)]


def _new_choices(ours: Attribute, theirs: Attribute) -> list[Choice]:
    known = {choice.name for choice in theirs.choices}
    keys = {choice.key for choice in theirs.choices}
    return [
        replace(choice, key="" if choice.key in keys else choice.key)
        for choice in ours.choices
        if choice.name not in known
    ]


def _join(record: Recorder, ours: Attribute, theirs: Attribute) -> None:
    """Values of `ours` become values of `theirs`, whose closed list takes in what it lacks."""
    joined = replace(theirs, choices=(*theirs.choices, *_new_choices(ours, theirs)))
    record.change(ATTRIBUTE, {joined.guid: attribute_row(joined)})
    move_values(record, ours.guid, theirs.guid)
    record.delete(ATTRIBUTE, [ours.guid])


def move_values(record: Recorder, source: str, target: str) -> None:
    """Every value of one attribute becomes the same value of another."""
    values = coding_queries.values_of(record.connection, source)
    moved = [value_row(coding, target, text) for coding, text in values]
    record.add_missing(ATTRIBUTE_VALUE, moved)


def split(
    project: ProjectFile, by: str, source: str, code: Code, codings: Iterable[str]
) -> Changes:
    """Make a new code beside `source` and give it these of its codings, with copies of the
    attributes and the values that the codings have."""
    with project.transaction(step_label("Split {name} off", name=code.name), by) as step:
        record = step.record
        codebook = codebook_queries.codebook(record.connection)
        was = codebook.by_guid[source]
        siblings = codebook.children(was.parent)
        new = replace(code, parent=was.parent, position=siblings[-1].position + 1)
        record.add(CODE, [code_row(new)])
        guids = set(codings)
        for attribute in codebook.attributes_of(source):
            copy = replace(attribute, guid=new_guid(), code=new.guid)
            record.add(ATTRIBUTE, [attribute_row(copy)])
            values = coding_queries.values_of(record.connection, attribute.guid)
            record.add(
                ATTRIBUTE_VALUE,
                [value_row(coding, copy.guid, text) for coding, text in values if coding in guids],
            )
        record.change(CODING, {guid: {"code": new.guid} for guid in guids})
    return step.changes


def codings_by_value(viewer: Viewer, attribute: Attribute) -> dict[str, list[str]]:
    """By value of a closed attribute, the codings that have it: what a split can go by."""
    if attribute.kind not in (AttributeKind.CHOICE, AttributeKind.YES_NO):
        raise UserError(
            tr(
                "“{attribute}” is not a choice of one value; split by another.",
                attribute=attribute.name,
            )
        )
    found: dict[str, list[str]] = {}
    with viewer.reading() as connection:
        for coding, text in coding_queries.values_of(connection, attribute.guid):
            found.setdefault(str(json.loads(text)), []).append(coding)
    return found
