"""Changing who the speakers are: names, roles, attributes, and two that are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotator.corpus.changes import SPEAKER, SPEAKER_NAME, SPEAKER_VALUE, Changes
from annotator.corpus.identity import new_guid, speaker_name_guid, speaker_value_guid
from annotator.corpus.limits import name_fault
from annotator.corpus.messages import tr
from annotator.corpus.step_labels import step_label
from annotator.errors import UserError
from annotator.operations.documents.document_attributes import checked_name
from annotator.operations.speakers.persons import Person
from annotator.storage.history import Recorder
from annotator.storage.project_file import ProjectFile
from annotator.storage.rows import living_rows
from annotator.storage.speaker_rows import SpeakerNameRow, SpeakerRow, SpeakerValueRow


def rename(project: ProjectFile, by: str, person: Person, name: str, taken: set[str]) -> Changes:
    """Call a person otherwise, in all texts. UserError for no name, or that of somebody else
    (`taken` are all names of persons)."""
    name = checked_person(name)
    if name != person.name and name in taken:
        raise UserError(
            tr("There is a speaker called “{name}” already. Merge the two instead.", name=name)
        )
    label = step_label("Rename the speaker {name} to {other}", name=person.name, other=name)
    with project.transaction(label, by) as step:
        guid = _row_of(step.record, person)
        if person.name in person.names:
            _name(step.record, guid, {(person.name, None)})
        step.record.change(SPEAKER, {guid: {"name": name}})
    return step.changes


def call(
    project: ProjectFile, by: str, document: str, name: str, person: Person | None, called: str
) -> Changes:
    """Say who has a name of the file in one document (GUID): `person`, or where that is None
    somebody new, called so."""
    called = checked_person(called) if person is None else person.name
    label = step_label("Call the speaker {name} {other}", name=name, other=called)
    with project.transaction(label, by) as step:
        guid = _row_of(step.record, person or Person(called))
        _name(step.record, guid, {(name, document)})
    return step.changes


def set_values(project: ProjectFile, by: str, values: Sequence[tuple[Person, str, str]]) -> Changes:
    """Say things of persons as one step: person, attribute and value, empty to take it back.
    UserError for an attribute without a name; nothing is changed then."""
    return set_values_and_roles(project, by, values, ())


def set_values_and_roles(
    project: ProjectFile,
    by: str,
    values: Sequence[tuple[Person, str, str]],
    roles: Sequence[tuple[Person, str]],
) -> Changes:
    """The same, with roles."""
    said = [(person, checked_name(name), value) for person, name, value in values]
    with project.transaction("Set attributes of speakers", by) as step:
        record = step.record
        by_person: dict[str, tuple[Person, dict[str, str]]] = {}
        for person, name, value in said:
            by_person.setdefault(person.name, (person, {}))[1][name] = value
        for person, own in by_person.values():
            _say(record, _row_of(record, person), own)
        for person, role in roles:
            record.change(SPEAKER, {_row_of(record, person): {"role": " ".join(role.split())}})
    return step.changes


def merge(project: ProjectFile, by: str, person: Person, into: Person) -> Changes:
    """Make two persons one: the first's names become the other's; what is said of the first is kept
    where nothing is said of the other. UserError where they are one already."""
    if person.name == into.name:
        raise UserError(tr("“{name}” is one speaker already.", name=into.name))
    label = step_label("Merge the speaker {name} into {other}", name=person.name, other=into.name)
    with project.transaction(label, by) as step:
        record = step.record
        old = {
            row.guid
            for row in living_rows(record.connection, SpeakerRow)
            if row.name == person.name
        }
        target = _row_of(record, into)
        names = living_rows(record.connection, SpeakerNameRow)
        moved = {(row.name, row.document) for row in names if row.speaker in old}
        _name(record, target, {*moved, (person.name, None)})
        values = living_rows(record.connection, SpeakerValueRow)
        known = {row.name for row in values if row.speaker == target and row.value}
        _say(record, target, {k: v for k, v in person.values.items() if k not in known})
        if person.role and not into.role:
            record.change(SPEAKER, {target: {"role": person.role}})
        record.delete(SPEAKER_VALUE, [row.guid for row in values if row.speaker in old])
        record.delete(SPEAKER, old)
    return step.changes


def part(project: ProjectFile, by: str, person: Person, name: str) -> Changes:
    """Make one of the names that a person has in files a person of its own again. UserError where
    they have no other."""
    if name not in person.names or len(person.names) < 2 or name == person.name:
        raise UserError(
            tr("“{name}” can't be parted from “{person}”.", name=name, person=person.name)
        )
    with project.transaction(step_label("Make {name} a speaker of its own", name=name), by) as step:
        record = step.record
        own = {
            row.guid
            for row in living_rows(record.connection, SpeakerRow)
            if row.name == person.name
        }
        rows = living_rows(record.connection, SpeakerNameRow)
        gone = [row.guid for row in rows if row.name == name and row.speaker in own]
        record.delete(SPEAKER_NAME, gone)
    return step.changes


def checked_person(name: str) -> str:
    """The name of a person with single spaces. UserError where it can't be one."""
    name = " ".join(name.split())
    if not name:
        raise UserError(tr("A speaker needs a name."))
    fault = name_fault(name)
    if fault is not None:
        raise UserError(tr("“{name}” can't be a name: {fault}.", name=name[:60], fault=fault))
    return name


def _row_of(record: Recorder, person: Person) -> str:
    """The row of a person, made with the first thing that is said of them."""
    rows = living_rows(record.connection, SpeakerRow)
    known = [row.guid for row in rows if row.name == person.name]
    if known:
        return known[-1]
    guid = new_guid()
    position = rows[-1].position + 1 if rows else 0
    record.add(SPEAKER, [{"guid": guid, "name": person.name, "role": "", "position": position}])
    if person.name in person.names:
        _name(record, guid, {(person.name, None)})
    return guid


def _name(record: Recorder, speaker: str, names: set[tuple[str, str | None]]) -> None:
    """Say whose these names are: each in one document (GUID), or (None) in all."""
    record.put(
        SPEAKER_NAME,
        [
            {
                "guid": speaker_name_guid(name, document),
                "speaker": speaker,
                "name": name,
                "document": document,
            }
            for name, document in names
        ],
    )


def _say(record: Recorder, speaker: str, values: Mapping[str, str]) -> None:
    """What is said of a person, by attribute; an empty value takes it back."""
    guids = {name: speaker_value_guid(speaker, name) for name in values}
    record.put(
        SPEAKER_VALUE,
        [
            {"guid": guids[name], "speaker": speaker, "name": name, "value": value}
            for name, value in values.items()
            if value
        ],
    )
    record.delete(SPEAKER_VALUE, [guids[name] for name, value in values.items() if not value])
