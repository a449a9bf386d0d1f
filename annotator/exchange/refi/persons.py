"""Persons of the study as cases, and back.

A case refers to the documents in which the person speaks, and has their attributes as values of
variables. That it is a person, their role and their turns stand in its description. Who speaks in
a text and is no person of the study is a case too, that other programs know who it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.document import Document
from annotator.corpus.identity import guid_from
from annotator.corpus.person import StudyPerson
from annotator.corpus.structure import EMPTY, Structure
from annotator.corpus.turns import speakers
from annotator.exchange.refi.attribute_types import kind_of
from annotator.exchange.refi.lines import from_line, to_line
from annotator.exchange.refi.names import clean
from annotator.exchange.refi.parsing import child, text_of
from annotator.exchange.refi.told_turns import lines_by_speaker
from annotator.exchange.refi.vocabulary import add

_HEAD: Final = "Speaker of the study."
_PLAIN: Final = ("Integer", "Float", "Date")
"""The types whose values stand in the file as they are here."""
_UNKNOWN: Final = "Speaker in the texts."
_ROLE: Final = "Role: "


def person_variable(name: str) -> str:
    """The GUID of the variable that persons have values of under this name."""
    return guid_from("refi attribute of persons", name)


def person_attributes(persons: Iterable[StudyPerson]) -> dict[str, str]:
    """The attributes of persons by name, each with the type that holds all of its values."""
    values: dict[str, list[str]] = {}
    for one in persons:
        for name, value in one.values.items():
            values.setdefault(name, []).append(value)
    found = {name: kind_of(said, None) for name, said in values.items()}
    return {name: kind if kind in _PLAIN else "Text" for name, kind in found.items()}


def add_cases(
    root: etree._Element,
    persons: Sequence[StudyPerson],
    documents: Sequence[Document],
    structures: Mapping[str, Structure],
) -> None:
    """Add a Cases element with a case for each person, and for who speaks besides, where there are
    any."""
    spoken: dict[str, list[str]] = {}
    for one in documents:
        for name in speakers(structures.get(one.guid, EMPTY)):
            spoken.setdefault(name, []).append(one.guid)
    if not persons and not spoken:
        return
    roles = {one.name: one.role for one in persons}
    told = lines_by_speaker(documents, structures, roles)
    kinds = person_attributes(persons)
    cases = add(root, "Cases")
    for person in persons:
        case = add(cases, "Case", guid=person.guid, name=clean(person.name))
        lines = [_HEAD, *([f"{_ROLE}{to_line(person.role)}"] if person.role else [])]
        add(case, "Description").text = "\n".join([*lines, *told.get(person.name, ())])
        for name, value in person.values.items():
            said = add(case, "VariableValue")
            add(said, "VariableRef", targetGUID=person_variable(name))
            add(said, f"{kinds[name]}Value").text = clean(value)
        for document in spoken.get(person.name, ()):
            add(case, "SourceRef", targetGUID=document)
    for name, where in spoken.items():
        if name not in roles:
            case = add(cases, "Case", guid=guid_from("refi speaker", name), name=clean(name))
            add(case, "Description").text = "\n".join([_UNKNOWN, *told.get(name, ())])
            for document in where:
                add(case, "SourceRef", targetGUID=document)


def lines_of(case: etree._Element) -> list[str]:
    """What this program tells of a speaker in a case; nothing where it is another case."""
    described = child(case, "Description")
    lines = ("" if described is None else text_of(described)).strip("\n").split("\n")
    return lines if lines[0].strip() in (_HEAD, _UNKNOWN) else []


def is_person(lines: Sequence[str]) -> bool:
    """Whether that is a person of the study, not only a name in the texts."""
    return lines[0].strip() == _HEAD


def role_in(lines: Sequence[str]) -> str:
    """The role of the person, empty where none is told."""
    told = (from_line(line[len(_ROLE) :]) for line in lines[1:] if line.startswith(_ROLE))
    return next(told, "")
