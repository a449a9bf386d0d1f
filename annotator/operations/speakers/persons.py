"""Who speaks in the texts of a project, as the study calls them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.operations.viewing import Viewer
from annotator.storage import document_files
from annotator.storage.connections import Connection
from annotator.storage.rows import living_rows
from annotator.storage.speaker_names import speaker_names
from annotator.storage.speaker_rows import SpeakerRow, SpeakerValueRow

INTERVIEWER: Final = "interviewer"
"""The role of who asks."""


@dataclass(frozen=True, slots=True)
class SpokenAs:
    """How a person is called in a document (GUID): the name that its turns have in the file."""

    document: str
    name: str


@dataclass
class Person:
    """Somebody who speaks: how many `turns` in all texts, by which names in which documents
    (`spoken_as`, in order), and what is said of them (`values` by attribute)."""

    name: str
    role: str = ""
    turns: int = 0
    spoken_as: list[SpokenAs] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> list[str]:
        """The documents in which they speak, each once."""
        return list(dict.fromkeys(one.document for one in self.spoken_as))

    @property
    def names(self) -> list[str]:
        """The names that they have in files, each once."""
        return list(dict.fromkeys(one.name for one in self.spoken_as))


def persons(viewer: Viewer) -> Job[list[Person]]:
    """Everybody who speaks in a text or was noted as a person of the study, a job: those noted in
    their order, then the others in the order of the texts. Reads the structure of every text."""
    with viewer.reading() as connection:
        names = speaker_names(connection)
        found = _noted(connection)
        documents = document_files.structured(connection)
    for number, document in enumerate(documents):
        yield JobProgress(number, len(documents), tr("Looking who speaks"))
        with viewer.reading() as connection:
            for name, role, turns in _speaking(connection, document):
                called, known = names.person(document, name)
                person = found.setdefault(called, Person(called, known))
                person.role = person.role or role
                person.turns += turns
                person.spoken_as.append(SpokenAs(document, name))
    return list(found.values())


def attributes(viewer: Viewer) -> dict[str, dict[str, str]]:
    """What is said of persons: values by attribute, by the person's name."""
    with viewer.reading() as connection:
        return {name: person.values for name, person in _noted(connection).items()}


def anybody_speaks(viewer: Viewer) -> bool:
    """Whether some text has turns of speakers."""
    with viewer.reading() as connection:
        return document_files.has_kind(connection, "turn")


def _noted(connection: Connection) -> dict[str, Person]:
    """The persons that have a row, by name, with what is said of them."""
    rows = living_rows(connection, SpeakerRow)
    found: dict[str, Person] = {}
    for row in rows:
        person = found.setdefault(row.name, Person(row.name, row.role))
        person.role = person.role or row.role
    of = {row.guid: found[row.name] for row in rows}
    for value in living_rows(connection, SpeakerValueRow):
        if value.value and value.speaker in of:
            of[value.speaker].values[value.name] = value.value
    return found


def _speaking(connection: Connection, document: str) -> Iterator[tuple[str, str, int]]:
    """Each speaker of a text as its file calls them, with the role that it tells and the number of
    turns."""
    structure = document_files.structure(connection, document)
    counts: dict[int, int] = {}
    for number in structure.numbers("turn"):
        value = structure.value[number]
        counts[value] = counts.get(value, 0) + 1
    found: dict[str, tuple[str, int]] = {}
    for value, turns in counts.items():
        said: Mapping[str, object] = structure.values[value]
        name = str(said.get("speaker", ""))
        if name:
            role, before = found.get(name, ("", 0))
            found[name] = role or str(said.get("role", "")), before + turns
    for name, (role, turns) in found.items():
        yield name, role, turns
