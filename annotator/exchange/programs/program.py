"""What a program is to the registry, and what a reader of its projects gets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from annotator.corpus.document import Document
from annotator.corpus.job import Job
from annotator.exchange.programs.draft import Draft
from annotator.exchange.programs.files import Files

Documents = Callable[[], Sequence[Document]]
"""The documents of the open project; read only by formats that bring codings without texts."""


def no_documents() -> Sequence[Document]:
    """Of an import into a new project."""
    return ()


@dataclass(frozen=True, slots=True)
class Source:
    """A foreign project: its files, how it is called, and the documents of the open project."""

    files: Files
    name: str
    documents: Documents = no_documents

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        stem, dot, _suffix = self.name.rpartition(".")
        return stem if dot and stem else self.name


ReadFunction = Callable[[Source], Job[Draft]]
"""Reads a project; a job. UserError, one sentence, where it can't be read; nothing else, whatever
the bytes are."""


@dataclass(frozen=True, slots=True)
class Program:
    """One format of another program: how it is called, and how a project of it is recognised.

    `recognises` looks at names and first bytes of the files, never at a suffix alone. `function` is
    ``"package.module:function"`` (a `ReadFunction`), imported when it is first used. `is_folder`
    says that a project may be a folder. `page` is the page of the manual.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Files], bool]
    function: str
    is_folder: bool = False

    def read(self, source: Source) -> Job[Draft]:
        """The project as its file states it; a job. UserError where it can't be read."""
        module, _, function = self.function.partition(":")
        read: ReadFunction = getattr(import_module(module), function)
        return (yield from read(source))
