"""The whole codebook as it was at an earlier moment, without losing a coding or a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.corpus.changes import ATTRIBUTE, CODE, RELATION_TYPE, Changes
from annotator.corpus.codebook import Attribute, Choice, Code, Codebook, RelationType
from annotator.corpus.columns import Columns
from annotator.corpus.messages import plural, tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.history.restoring import local, shown
from annotator.storage import codebook_queries, codebook_versions, coding_queries
from annotator.storage.codebook_rows import attribute_row, code_row, relation_type_row
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.row_values import value_from
from annotator.storage.row_versions import moment_of

Named = TypeVar("Named", Attribute, RelationType)


@dataclass(frozen=True)
class RestoredCodebook:
    """What restoring came to: the changes, and in words what stays although it was not there."""

    changes: Changes
    kept: list[str]


def restore_codebook(
    project: ProjectFile, by: str, step: int, *, before: bool = False
) -> RestoredCodebook:
    """Make the codebook what it was at the end of a step, or just before it.

    Codes, attributes, values of closed lists and relations that work has been done with since
    stay, so that nothing of it goes out of sight.
    """
    with project.reading() as connection:
        moment = moment_of(connection, step)
    return _restore(project, by, moment[0] - 1 if before else moment[0], shown(moment))


def restore_version(project: ProjectFile, by: str, number: int) -> RestoredCodebook:
    """Make the codebook what it was in a version, by its number from 1. UserError where there is
    none; the same stays as with `restore_codebook`."""
    with project.reading() as connection:
        known = codebook_versions.versions(connection)
    if not 1 <= number <= len(known):
        raise UserError(
            tr(
                "There is no version {number}; the codebook has {count}.",
                number=number,
                count=len(known),
            )
        )
    version = known[number - 1]
    return _restore(project, by, version.at, local(version.made))


def _restore(project: ProjectFile, by: str, reading: int, when: str) -> RestoredCodebook:
    with project.transaction(
        step_label("Restore the codebook of {moment}", moment=when), by
    ) as running:
        record = running.record
        now = codebook_queries.codebook(record.connection)
        was = codebook_versions.codebook_at(record.connection, reading)
        target, kept = _with_what_is_used(record, was, now)
        _bring(record, CODE, now.codes, {one.guid: code_row(one) for one in target.codes})
        attributes = {one.guid: attribute_row(one) for one in target.attributes}
        _bring(record, ATTRIBUTE, now.attributes, attributes)
        kinds = {one.guid: relation_type_row(one) for one in target.relation_types}
        _bring(record, RELATION_TYPE, now.relation_types, kinds)
    return RestoredCodebook(running.changes, kept)


def _bring(
    record: Recorder,
    kind: str,
    now: Iterable[Code | Attribute | RelationType],
    wanted: Mapping[str, Columns],
) -> None:
    known = record.rows(kind, wanted)
    record.change(kind, {guid: {**wanted[guid], "deleted": 0} for guid in known})
    record.add(kind, [row for guid, row in wanted.items() if guid not in known])
    record.delete(kind, [thing.guid for thing in now if thing.guid not in wanted])


def _with_what_is_used(
    record: Recorder, was: Codebook, now: Codebook
) -> tuple[Codebook, list[str]]:
    """The earlier codebook with what it lacks and work has been done with."""
    connection = record.connection
    counts: Counter[str] = Counter()
    for (_document, code, _coder), number in coding_queries.coding_counts(connection).items():
        counts[code] += number
    codes, kept = _codes(was, now, counts)
    there = {code.guid for code in codes}
    attributes = [_roomy(record, a, kept) for a in was.attributes if a.code in there]
    more = [
        a
        for a in now.attributes
        if a.guid not in {b.guid for b in was.attributes}
        and a.code in there
        and (a.code not in was.by_guid or coding_queries.values_of(connection, a.guid))
    ]
    kept += [tr("The attribute “{a}” stays: codings have values in it.", a=a.name) for a in more]
    used = {relation.kind for relation in coding_queries.relations(connection)}
    known = {kind.guid for kind in was.relation_types}
    kinds = [k for k in now.relation_types if k.guid in used - known]
    kept += [tr("The relation “{k}” stays: codings are related by it.", k=k.name) for k in kinds]
    return (
        Codebook(
            tuple(codes),
            attributes=(*attributes, *_renamed(more, attributes)),
            relation_types=(*was.relation_types, *_renamed(kinds, was.relation_types)),
        ),
        kept,
    )


def _codes(was: Codebook, now: Codebook, counts: Counter[str]) -> tuple[list[Code], list[str]]:
    """The earlier codes, and those of now that have codings, with the codes above them."""
    kept = []
    staying: dict[str, Code] = {}
    for code in now.codes:
        if code.guid in was.by_guid or not counts[code.guid]:
            continue
        said = plural(
            "The code “{code}” stays: {n:,} coding has it.",
            "The code “{code}” stays: {n:,} codings have it.",
            counts[code.guid],
            code=code.name,
        )
        kept.append(said)
        above: str | None = code.guid
        while above is not None and above not in was.by_guid and above not in staying:
            found = now.by_guid.get(above)
            if found is None:
                break
            staying[above] = found
            above = found.parent
    keys = {code.key for code in was.codes}
    free = [replace(c, key="" if c.key in keys else c.key) for c in staying.values()]
    return [*was.codes, *free], kept


def _roomy(record: Recorder, attribute: Attribute, kept: list[str]) -> Attribute:
    """The earlier attribute, still holding what codings say in it now."""
    current = {a.guid: a for a in codebook_queries.codebook(record.connection).attributes}
    now = current.get(attribute.guid)
    said = [
        value_from(text)
        for _coding, text in coding_queries.values_of(record.connection, attribute.guid)
    ]
    if not any(attribute.fault(value) for value in said):
        return attribute
    kept.append(
        tr(
            "The values of “{attribute}” that codings have stay in its list.",
            attribute=attribute.name,
        )
    )
    known = {choice.name for choice in attribute.choices}
    if now is None or now.kind is attribute.kind:
        names = [n for v in said for n in ([v] if isinstance(v, str) else v) if n not in known]
        choices = tuple(Choice(name) for name in dict.fromkeys(names))
        wider = replace(attribute, choices=(*attribute.choices, *choices))
        if not any(wider.fault(value) for value in said):
            return wider
    return now or attribute


def _renamed(things: Iterable[Named], taken_by: Iterable[Attribute | RelationType]) -> list[Named]:
    """Two of one name are told apart by a number."""
    taken = {(getattr(thing, "code", ""), thing.name) for thing in taken_by}
    result: list[Named] = []
    for thing in things:
        owner, name, number = getattr(thing, "code", ""), thing.name, 1
        while (owner, name) in taken:
            number += 1
            name = f"{thing.name} ({number})"
        taken.add((owner, name))
        result.append(replace(thing, name=name))
    return result
