"""The codebook as a whole: apply an edited one, its versions, and what to look at again."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.corpus.changes import ATTRIBUTE, CODE, RELATION_TYPE, Changes
from annotator.corpus.codebook import Attribute, Codebook, CodebookVersion, RelationType
from annotator.corpus.codebook_comparison import ComparedRow, compared
from annotator.corpus.codebook_difference import Difference, differences, set_differences
from annotator.corpus.coding import Coding
from annotator.corpus.columns import Columns
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations.codebook import code_sets
from annotator.operations.codebook.attributes import check_values
from annotator.operations.codebook.codes import loading, record_codebook
from annotator.operations.viewing import Viewer, may_tell
from annotator.storage import (
    clock,
    codebook_queries,
    codebook_versions,
    coding_queries,
    queries,
    set_queries,
)
from annotator.storage.codebook_rows import attribute_row, code_row, relation_type_row
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile


def current(project: ProjectFile) -> Codebook:
    """The codebook as it is now."""
    with project.reading() as connection:
        facts = queries.project(connection)
        book = codebook_queries.codebook(connection)
        sets = set_queries.code_sets(connection, book)
        return replace(book, name=facts.name, sets=sets)


def preview(project: ProjectFile, new: Codebook) -> list[Difference]:
    """What applying an edited codebook would change; changes nothing."""
    old = current(project)
    new = recognised(old, new)
    return differences(old, new) + set_differences(old, new)


def shares_codes(project: ProjectFile, new: Codebook) -> bool:
    """Whether a codebook has codes that the project has, by their ids or by name and place."""
    old = current(project)
    return bool(old.by_guid.keys() & recognised(old, new).by_guid.keys())


def add_new(project: ProjectFile, by: str, new: Codebook) -> Changes:
    """Add what a codebook has and the project has not, and change nothing that is there; what is
    the same is recognised as in `apply`."""
    with project.transaction(loading(new.name), by) as step:
        old = codebook_queries.codebook(step.record.connection)
        record_codebook(step.record, recognised(old, new))
    return step.changes


def apply(project: ProjectFile, by: str, new: Codebook) -> Changes:
    """Make the codebook what `new` says, as one step.

    A code, attribute or relation without an identity of its own is taken for the one of the same
    name in the same place. Raises UserError, and changes nothing, where codings would be left
    without their code or values without their place in a closed list.
    """
    with project.transaction("Edit the codebook", by) as step:
        record = step.record
        old = codebook_queries.codebook(record.connection)
        new = recognised(old, new)
        _refuse_loss(record, old, new)
        for kind, before, after in (
            (CODE, old.codes, {one.guid: code_row(one) for one in new.codes}),
            (ATTRIBUTE, old.attributes, {one.guid: attribute_row(one) for one in new.attributes}),
            (
                RELATION_TYPE,
                old.relation_types,
                {one.guid: relation_type_row(one) for one in new.relation_types},
            ),
        ):
            _bring(record, kind, {thing.guid for thing in before}, after)
        code_sets.record_sets(record, new.sets)
    return step.changes


def _bring(record: Recorder, kind: str, before: set[str], rows: Mapping[str, Columns]) -> None:
    record.add(kind, [row for guid, row in rows.items() if guid not in before])
    record.change(kind, {guid: row for guid, row in rows.items() if guid in before})
    record.delete(kind, before - rows.keys())


def _refuse_loss(record: Recorder, old: Codebook, new: Codebook) -> None:
    counts: dict[str, Counter[str]] = {}
    for (_document, guid, coder), number in coding_queries.coding_counts(record.connection).items():
        counts.setdefault(guid, Counter())[coder] += number
    for code in old.codes:
        used = counts.get(code.guid)
        if code.guid not in new.by_guid and used:
            telling = all(may_tell(record, coder) for coder in used)
            how_many = f"{used.total():,} " if telling else ""
            raise UserError(
                tr(
                    "“{code}” has {how_many}codings and is missing in the new codebook. "
                    "Delete or merge it in the panel of codes, where its codings can be "
                    "moved.",
                    code=code.name,
                    how_many=how_many,
                )
            )
    for attribute in new.attributes:
        check_values(record, attribute)


def recognised(old: Codebook, new: Codebook) -> Codebook:
    """`new` with the identities of `old` where it names the same things without an identity."""
    guids = _same_codes(old, new)
    codes = [
        replace(code, guid=guids[code.guid], parent=guids.get(code.parent or "", code.parent))
        for code in new.codes
    ]
    attributes = [replace(a, code=guids.get(a.code, a.code)) for a in new.attributes]
    kinds = [
        replace(
            kind,
            sources=tuple(guids.get(code, code) for code in kind.sources),
            targets=tuple(guids.get(code, code) for code in kind.targets),
        )
        for kind in new.relation_types
    ]
    return Codebook(
        tuple(codes),
        new.name,
        tuple(_same_attributes(old, attributes)),
        tuple(_same_relations(old, kinds)),
        tuple(
            replace(one, codes=tuple(guids.get(code, code) for code in one.codes))
            for one in new.sets
        ),
    )


def _same_codes(old: Codebook, new: Codebook) -> dict[str, str]:
    guids = {code.guid: code.guid for code in new.codes}
    for guid in guids:
        same = old.find(new.path(guid)) if guid not in old.by_guid else []
        if len(same) == 1 and same[0].guid not in new.by_guid:
            guids[guid] = same[0].guid
    return guids


def _same_attributes(old: Codebook, new: list[Attribute]) -> Iterable[Attribute]:
    known = {attribute.guid for attribute in old.attributes}
    named = {(a.code, a.name): a.guid for a in old.attributes}
    taken = {attribute.guid for attribute in new}
    for attribute in new:
        same = named.get((attribute.code, attribute.name))
        fresh = attribute.guid not in known and same is not None and same not in taken
        yield replace(attribute, guid=same) if fresh and same else attribute


def _same_relations(old: Codebook, new: list[RelationType]) -> Iterable[RelationType]:
    known = {kind.guid for kind in old.relation_types}
    named = {kind.name: kind.guid for kind in old.relation_types}
    taken = {kind.guid for kind in new}
    for kind in new:
        same = named.get(kind.name)
        fresh = kind.guid not in known and same is not None and same not in taken
        yield replace(kind, guid=same) if fresh and same else kind


# --- versions


def versions(project: ProjectFile) -> list[CodebookVersion]:
    """The versions of the codebook, the first one first."""
    with project.reading() as connection:
        return codebook_versions.versions(connection)


def version(project: ProjectFile, number: int) -> Codebook:
    """The codebook as it was in a version. UserError where there is none of this number."""
    with project.reading() as connection:
        found = codebook_versions.versions(connection)
        if not 1 <= number <= len(found):
            raise UserError(
                tr(
                    "There is no version {number}; the codebook has {count}.",
                    number=number,
                    count=len(found),
                )
            )
        return codebook_versions.codebook_at(connection, found[number - 1].at)


def changed_since(project: ProjectFile, first: int, second: int | None = None) -> list[Difference]:
    """What changed from one version to another (default: the current codebook), in words."""
    later = current(project) if second is None else version(project, second)
    return differences(version(project, first), later)


def side_by_side(project: ProjectFile, first: int, second: int | None = None) -> list[ComparedRow]:
    """Two versions (default: the current codebook) with their codes in rows."""
    later = current(project) if second is None else version(project, second)
    return compared(version(project, first), later)


@dataclass(frozen=True, slots=True)
class Outdated:
    """A coding made under an older definition of its code: the version it was made under, and
    what was redefined since."""

    coding: Coding
    version: int
    redefined: list[str]


def version_of(known: list[CodebookVersion], coding: Coding) -> int:
    """The number of the version under which a coding was made or last changed."""
    return version_at([version.at for version in known], clock.from_datetime(coding.modified))


def version_at(begins: Sequence[int], at: int) -> int:
    """The number of the version at a reading of the clock; `begins` are those at which the versions
    were made, in order. Within one millisecond a version counts as made before a coding."""
    return bisect_left(begins, (at | 0xFFFF) + 1) or 1


def outdated(viewer: Viewer) -> list[Outdated]:
    """The codings that were made before their code was redefined, in order of the texts."""
    known = versions(viewer.project)
    with viewer.reading() as connection:
        found = coding_queries.codings(connection)
    by_version: dict[int, dict[str, list[str]]] = {}
    result = []
    for coding in found:
        number = version_of(known, coding)
        if number >= len(known):
            continue
        if number not in by_version:
            by_version[number] = redefined_since(viewer.project, number)
        words = by_version[number].get(coding.code)
        if words:
            result.append(Outdated(coding, number, words))
    return result


def redefined_since(project: ProjectFile, number: int) -> dict[str, list[str]]:
    """By code (GUID), what a version (by number) said otherwise than the codebook does now."""
    found: dict[str, list[str]] = {}
    for difference in changed_since(project, number):
        if difference.redefined and difference.code is not None:
            found.setdefault(difference.code, []).append(difference.what)
    return found
