"""What is done to several codes at once, each a single step: move, colour, merge, delete."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from annotator.corpus.changes import CODE, Changes
from annotator.corpus.codebook import Codebook
from annotator.corpus.columns import Columns
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import StepLabel, step_label
from annotator.errors import UserError
from annotator.operations.codebook.codes import (
    record_deletion,
    refuse_too_deep,
    with_descendants,
)
from annotator.storage import codebook_queries
from annotator.storage.project_file import ProjectFile


def topmost(codebook: Codebook, guids: Collection[str]) -> list[str]:
    """Those of the codes (GUIDs) that stand below no other of them, in the order of the tree: with
    them, the others are moved and deleted too."""
    wanted = set(guids)
    found: list[str] = []
    taken: set[str] = set()
    for _depth, code in codebook.walk():
        if code.parent in taken:
            taken.add(code.guid)
        elif code.guid in wanted:
            found.append(code.guid)
            taken.add(code.guid)
    return found


def move(
    project: ProjectFile,
    by: str,
    guids: Collection[str],
    parent: str | None,
    before: str | None = None,
) -> Changes:
    """Put codes, with what stands below them, below `parent` (None: the top level) and before its
    child `before`, else last; they keep their order. UserError where one would stand below
    itself."""
    with project.transaction("Move codes", by) as step:
        codebook = codebook_queries.codebook(step.record.connection)
        moved = topmost(codebook, guids)
        step.record.label = _label(codebook, moved, "Move")
        for guid in moved:
            if parent in with_descendants(codebook, guid):
                name = codebook.by_guid[guid].name
                raise UserError(
                    tr("“{code}” can't stand below itself or a code that is below it.", code=name)
                )
        others = [one.guid for one in codebook.children(parent) if one.guid not in moved]
        place = _place(codebook, parent, others, moved, before)
        siblings = [*others[:place], *moved, *others[place:]]
        places: dict[str, Columns] = {g: {"position": n} for n, g in enumerate(siblings)}
        for guid in moved:
            places[guid] = {"position": siblings.index(guid), "parent": parent}
        step.record.change(CODE, places)
        refuse_too_deep(step.record)
    return step.changes


def _place(
    codebook: Codebook,
    parent: str | None,
    others: Sequence[str],
    moved: Collection[str],
    before: str | None,
) -> int:
    """Where among the others the moved codes go: before the first that follows `before`."""
    siblings = [one.guid for one in codebook.children(parent)]
    if before not in siblings:
        return len(others)
    following = [guid for guid in siblings[siblings.index(before) :] if guid not in moved]
    return others.index(following[0]) if following else len(others)


def shift(project: ProjectFile, by: str, guids: Collection[str], steps: int) -> Changes:
    """Move codes one place up (`steps` −1) or down (1) among those beside them. A block that
    touches the end stays there."""
    with project.transaction("Move codes", by) as step:
        codebook = codebook_queries.codebook(step.record.connection)
        moved = set(topmost(codebook, guids))
        step.record.label = _label(codebook, moved, "Move")
        places: dict[str, Columns] = {}
        for parent in {_parent(codebook, guid) for guid in moved}:
            siblings = [one.guid for one in codebook.children(parent)]
            shifted = _shifted(siblings, moved, steps)
            if shifted != siblings:
                places |= {guid: {"position": n} for n, guid in enumerate(shifted)}
        step.record.change(CODE, places)
    return step.changes


def _parent(codebook: Codebook, guid: str) -> str | None:
    parent = codebook.by_guid[guid].parent
    return parent if parent in codebook.by_guid else None


def _shifted(siblings: Sequence[str], moved: Collection[str], steps: int) -> list[str]:
    row = list(siblings) if steps < 0 else list(reversed(siblings))
    for at in range(1, len(row)):
        if row[at] in moved and row[at - 1] not in moved:
            row[at - 1], row[at] = row[at], row[at - 1]
    return row if steps < 0 else list(reversed(row))


def recolor(project: ProjectFile, by: str, colors: Mapping[str, str]) -> Changes:
    """Give codes (GUIDs) other colours (``#rrggbb``)."""
    with project.transaction("Colour codes", by) as step:
        codebook = codebook_queries.codebook(step.record.connection)
        step.record.label = _label(codebook, list(colors), "Colour")
        step.record.change(CODE, {guid: {"color": color} for guid, color in colors.items()})
    return step.changes


def merge(project: ProjectFile, by: str, sources: Collection[str], target: str) -> Changes:
    """Merge codes into another, as `code_merging.merge` does with one. UserError where the other is
    one of them or stands below one."""
    from annotator.operations.codebook.code_merging import record_merge  # noqa: PLC0415  (start-up)

    with project.transaction("Merge codes", by) as step:
        record = step.record
        codebook = codebook_queries.codebook(record.connection)
        ordered = [code.guid for _depth, code in codebook.walk() if code.guid in set(sources)]
        for guid in ordered:
            if target in with_descendants(codebook, guid):
                raise UserError(tr("A code can't be merged into itself or into a code below it."))
        name = codebook.by_guid[target].name
        record.label = step_label(
            "Merge {number} codes into {name}", number=str(len(ordered)), name=name
        )
        for guid in reversed(ordered):  # what is below goes first, while its parent is there
            record_merge(record, codebook_queries.codebook(record.connection), guid, target)
    return step.changes


def delete(
    project: ProjectFile, by: str, guids: Collection[str], move_to: str | None = None
) -> Changes:
    """Delete codes and those below them. Their codings get the code `move_to`; with None they are
    deleted too. UserError where other coders' codings would be deleted."""
    with project.transaction("Delete codes", by) as step:
        record = step.record
        codebook = codebook_queries.codebook(record.connection)
        top = topmost(codebook, guids)
        record.label = _label(codebook, top, "Delete")
        doomed = {one for guid in top for one in with_descendants(codebook, guid)}
        record_deletion(record, by, doomed, move_to)
    return step.changes


_LABELS = {
    "Move": ("Move the code {name}", "Move {number} codes"),
    "Colour": ("Colour the code {name}", "Colour {number} codes"),
    "Delete": ("Delete the code {name}", "Delete {number} codes"),
}


def _label(codebook: Codebook, guids: Collection[str], what: str) -> StepLabel:
    one, several = _LABELS[what]
    if len(guids) == 1:
        return step_label(one, name=codebook.by_guid[next(iter(guids))].name)
    return step_label(several, number=str(len(guids)))
