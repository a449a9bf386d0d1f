"""Who the speakers of texts are: the names that turns have in the files, read as persons' names.

A structure never changes. Where the study says that “Ana” and “B1” are one person, called Anna, the
turns of both are read as Anna's, with her role; the rows say who is called what, and where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from sqlalchemy import Connection, select

from annotator.corpus.person import StudyPerson
from annotator.corpus.structure import Structure, Value
from annotator.storage import document_files, study_tables
from annotator.storage.rows import living_rows
from annotator.storage.speaker_rows import SpeakerRow, SpeakerValueRow

Person = tuple[str, str]
"""Name and role."""


class SpeakerNames:
    """What speakers are called: a name in one document goes before the same name in all."""

    def __init__(
        self, everywhere: Mapping[str, Person], here: Mapping[tuple[str, str], Person]
    ) -> None:
        self._everywhere, self._here = everywhere, here

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SpeakerNames):
            return NotImplemented
        return (self._everywhere, self._here) == (other._everywhere, other._here)

    __hash__ = None  # type: ignore[assignment]  # what is equal now may be said otherwise later

    def __bool__(self) -> bool:
        return bool(self._everywhere or self._here)

    def person(self, document: str, name: str) -> Person:
        """Name and role of who has a name in a document (GUID); the name alone where nobody is
        known by it."""
        found = self._here.get((document, name)) or self._everywhere.get(name)
        return found or (name, "")

    def read(self, document: str, structure: Structure) -> Structure:
        """The structure of a document, its turns with the names and roles of the persons."""
        if not self or "turn" not in structure.kinds:
            return structure
        values = _Named(structure.values, document, self)
        kind, start, end, value = structure.kind, structure.start, structure.end, structure.value
        return Structure(structure.kinds, kind, start, end, value, values)


class _Named(Sequence[Mapping[str, Value]]):
    """What elements say, with the persons' names; made when it is asked for."""

    def __init__(
        self, values: Sequence[Mapping[str, Value]], document: str, names: SpeakerNames
    ) -> None:
        self._values, self._document, self._names = values, document, names

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, number: int) -> Mapping[str, Value]: ...
    @overload
    def __getitem__(self, number: slice) -> list[Mapping[str, Value]]: ...
    def __getitem__(self, number: int | slice) -> Mapping[str, Value] | list[Mapping[str, Value]]:
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        said = self._values[number]
        if "speaker" not in said:
            return said
        name, role = self._names.person(self._document, str(said["speaker"]))
        return {**said, "speaker": name, **({"role": role} if role else {})}


def speaker_names(connection: Connection) -> SpeakerNames:
    """What the speakers of the project are called. Where two have one name, the one whose row is
    the later has it; who is called so without any row is the last of them."""
    speaker, name = study_tables.speaker.c, study_tables.speaker_name.c
    living = select(speaker.guid, speaker.name, speaker.role).where(speaker.deleted == 0)
    persons = {
        row.guid: (row.name, row.role)
        for row in connection.execute(living.order_by(speaker.changed_at, speaker.guid))
    }
    if not persons:
        return SpeakerNames({}, {})
    everywhere: dict[str, Person] = {person[0]: person for person in persons.values()}
    here: dict[tuple[str, str], Person] = {}
    query = select(name.speaker, name.name, name.document).where(name.deleted == 0)
    for row in connection.execute(query.order_by(name.changed_at, name.guid)):
        person = persons.get(row.speaker)
        if person is None:
            continue
        if row.document is None:
            everywhere[row.name] = person
        else:
            here[row.document, row.name] = person
    return SpeakerNames(everywhere, here)


def spoken_structure(connection: Connection, document: str) -> Structure:
    """The structure of a document with its speakers as the study calls them."""
    structure = document_files.structure(connection, document)
    if "turn" not in structure.kinds:
        return structure
    return speaker_names(connection).read(document, structure)


def study_persons(connection: Connection) -> list[StudyPerson]:
    """The persons that were noted, in their order, with what is said of them; of those that have
    one name, the first with what is said of all."""
    rows = living_rows(connection, SpeakerRow)
    values: dict[str, dict[str, str]] = {}
    for value in living_rows(connection, SpeakerValueRow):
        if value.value:
            values.setdefault(value.speaker, {})[value.name] = value.value
    found: dict[str, StudyPerson] = {}
    for row in rows:
        own = values.get(row.guid, {})
        first = found.get(row.name)
        if first is None:
            found[row.name] = StudyPerson(row.guid, row.name, row.role, own)
        else:
            role, said = first.role or row.role, {**own, **first.values}
            found[row.name] = StudyPerson(first.guid, row.name, role, said)
    return list(found.values())
