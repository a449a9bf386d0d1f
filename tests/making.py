"""Small projects for tests, made with the operations that users call."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine

from annotator.corpus.coding import Coder, Coding
from annotator.corpus.identity import guid_from, new_guid
from annotator.corpus.moments import EPOCH
from annotator.corpus.project import ProjectContent
from annotator.corpus.span import Span
from annotator.corpus.structure import EMPTY, Structure
from annotator.operations import codings, documents, projects
from annotator.operations.codebook import codes
from annotator.operations.documents import TextFile
from annotator.operations.team import coders
from annotator.storage import codebook_queries, queries
from annotator.storage.project_file import ProjectFile
from tests.project_template import copied

TEXT = (
    "Nobody expects the 🇦🇿 talks to fail.\n"
    "According to Yeni\u00a0Sabah, “the US-hosted round” isn’t over 👩‍👩‍👧 yet.\n"
    "It may last 2,5 years."
)


def person(name: str) -> Coder:
    """A coder whose identity follows from the name, so that tests can call them again."""
    return Coder(guid_from("test", name), name, EPOCH, EPOCH)


ANN, BEN, CLEO = person("Ann"), person("Ben"), person("Cleo")


def new_coding(
    document: str, code: str, coder: str, *spans: Span, from_cue: bool = False
) -> Coding:
    """A coding that is in no project yet."""
    return Coding(new_guid(), document, code, coder, spans, EPOCH, EPOCH, from_cue=from_cue)


@dataclass
class Made:
    """An open project with one document and the built-in codes by name."""

    project: ProjectFile
    document: str
    codes: dict[str, str]
    text: str = TEXT

    def code(self, by: Coder, code: str, *spans: tuple[int, int]) -> str:
        """Code a passage; returns the coding's GUID."""
        coders.ensure(self.project, by)
        changes = codings.add(
            self.project, by.guid, self.document, self.codes[code], [Span(*s) for s in spans]
        )
        (guid,) = changes.added["coding"]
        return guid

    def code_words(self, by: Coder, code: str, words: str) -> str:
        """Code the first place where these words stand."""
        start = self.text.index(words)
        return self.code(by, code, (start, start + len(words)))


def text_file(name: str = "talks.txt", text: str = TEXT, structure: Structure = EMPTY) -> TextFile:
    return TextFile(name, text, text.encode(), "utf-8", structure=structure)


def make(path: Path, by: Coder = ANN, text: str = TEXT, structure: Structure = EMPTY) -> Made:
    """A new project of one document, with the built-in codes without their attributes."""

    def made(new: Path) -> ProjectFile:
        bare = replace(codes.load(), attributes=(), relation_types=())
        project = projects.create(new, bare, by)
        documents.add(project, by.guid, [text_file(text=text, structure=structure)])
        return project

    elements = tuple((one.kind, one.start, one.end, str(one.values)) for one in structure)
    return made_of(copied(path, (by, text, elements), made), text)


def code_apart(made: Made) -> None:
    """Ann and Ben: one coding alike, one other boundary, one other code, one each alone."""
    made.code(ANN, "claim", (0, 6))
    made.code(BEN, "claim", (0, 6))
    made.code(ANN, "claim", (10, 30))
    made.code(BEN, "claim", (12, 30))
    made.code(ANN, "prediction", (40, 50))
    made.code(BEN, "claim", (40, 50))
    made.code(ANN, "attribution", (60, 65))
    made.code(BEN, "evaluative term", (70, 72))


def made_of(project: ProjectFile, text: str = TEXT) -> Made:
    with project.reading() as connection:
        by_name = {code.name: code.guid for code in codebook_queries.codebook(connection).codes}
        (document,) = queries.documents(connection)
    # A test may leave its project open; from Python 3.13 on, SQLite's connection warns when it is
    # forgotten. What the program itself forgets to close is still told so.
    weakref.finalize(project, _forget, project._engine, project._own_engines)
    return Made(project, document.guid, by_name, text)


def _forget(engine: Engine, own: dict[str, Engine]) -> None:
    for one in (engine, *own.values()):
        one.dispose()


def content(project: ProjectFile) -> ProjectContent:
    """Everything in the project, as values."""
    with project.reading() as connection:
        return queries.content(connection)
