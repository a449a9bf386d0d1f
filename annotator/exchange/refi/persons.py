"""Persons of the study as cases, and back.

A case refers to the documents in which the person speaks, and has their attributes as values of
variables. That it is a person, and their role, stand in its description.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from annotator.corpus.identity import guid_from
from annotator.corpus.person import StudyPerson
from annotator.corpus.structure import Structure
from annotator.corpus.turns import speakers
from annotator.exchange.refi.lines import from_line, to_line
from annotator.exchange.refi.names import clean
from annotator.exchange.refi.parsing import child, text_of
from annotator.exchange.refi.vocabulary import add

_HEAD: Final = "Speaker of the study."
_ROLE: Final = "Role: "


def person_variable(name: str) -> str:
    """The GUID of the variable that persons have values of under this name."""
    return guid_from("refi attribute of persons", name)


def person_attributes(persons: Iterable[StudyPerson]) -> list[str]:
    """The names of attributes of persons, each once."""
    return list(dict.fromkeys(name for one in persons for name in one.values))


def add_cases(
    root: etree._Element, persons: Sequence[StudyPerson], structures: Mapping[str, Structure]
) -> None:
    """Add a Cases element with a case for each person, where there are any."""
    if not persons:
        return
    spoken: dict[str, list[str]] = {}
    for document, structure in structures.items():
        for name in speakers(structure):
            spoken.setdefault(name, []).append(document)
    cases = add(root, "Cases")
    for one in persons:
        case = add(cases, "Case", guid=one.guid, name=clean(one.name))
        lines = [_HEAD, *([f"{_ROLE}{to_line(one.role)}"] if one.role else [])]
        add(case, "Description").text = "\n".join(lines)
        for name, value in one.values.items():
            said = add(case, "VariableValue")
            add(said, "VariableRef", targetGUID=person_variable(name))
            add(said, "TextValue").text = clean(value)
        for document in spoken.get(one.name, ()):
            add(case, "SourceRef", targetGUID=document)


def role_in(case: etree._Element) -> str | None:
    """The role of the person that a case is, empty where none is told; None where it is none."""
    described = child(case, "Description")
    lines = ("" if described is None else text_of(described)).strip("\n").split("\n")
    if lines[0].strip() != _HEAD:
        return None
    told = (from_line(line[len(_ROLE) :]) for line in lines[1:] if line.startswith(_ROLE))
    return next(told, "")
