"""What a memo can be begun on: the project, documents, codes, coders, rounds and relations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.corpus.messages import tr
from annotator.corpus.span import passage
from annotator.operations import reading
from annotator.operations.codings.memo_list import About
from annotator.operations.viewing import Viewer

_LONGEST = 40
"""Characters of a passage that name the end of a relation."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to note about: its GUID, what it is, and what it is called."""

    guid: str
    about: About
    name: str


def subjects(viewer: Viewer) -> list[Subject]:
    """Everything that a memo can be begun on, but codings: these are chosen in the text."""
    project = reading.project_facts(viewer)
    book = reading.codebook(viewer)
    found = [Subject(project.guid, About.PROJECT, project.name)]
    found += [Subject(one.guid, About.DOCUMENT, one.name) for one in reading.documents(viewer)]
    found += [
        Subject(code.guid, About.CODE, " > ".join(book.path(code.guid)))
        for _depth, code in book.walk()
    ]
    found += [Subject(one.guid, About.CODER, one.name) for one in reading.coders(viewer)]
    found += [Subject(one.guid, About.ROUND, one.name) for one in reading.team(viewer)[0]]
    return found + list(_relations(viewer))


def _relations(viewer: Viewer) -> Iterator[Subject]:
    """The relations by the words at their ends."""
    relations = reading.all_relations(viewer)
    if not relations:
        return
    types = {one.guid: one.name for one in reading.codebook(viewer).relation_types}
    ends = {guid for one in relations for guid in (one.source, one.target)}
    codings = {one.guid: one for one in reading.codings(viewer, ends)}
    texts: dict[str, str] = {}

    def words(guid: str) -> str:
        coding = codings[guid]
        if coding.document not in texts:
            texts[coding.document] = reading.text(viewer, coding.document)
        said = " ".join(passage(texts[coding.document], coding.spans).split())
        return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"

    for one in relations:
        if one.source in codings and one.target in codings:
            name = tr(
                "“{source}” {relation} “{target}”",
                source=words(one.source),
                relation=types.get(one.kind, ""),
                target=words(one.target),
            )
            yield Subject(one.guid, About.RELATION, name)
