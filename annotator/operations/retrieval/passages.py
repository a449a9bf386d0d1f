"""Codings with the words that they mark, for lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.corpus.coding import Coding
from annotator.corpus.span import passage
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries, queries


@dataclass(frozen=True, slots=True)
class Passage:
    """A coding, the name of its document, and the words that it marks."""

    coding: Coding
    document: str
    words: str


def passages(viewer: Viewer, codings: Sequence[Coding]) -> list[Passage]:
    """The words of codings, in the order in which they are given."""
    with viewer.reading() as connection:
        names = {facts.guid: facts.name for facts in queries.documents(connection)}
        needed = dict.fromkeys(coding.document for coding in codings)
        texts = {guid: queries.document_text(connection, guid) for guid in needed}
    return [
        Passage(coding, names[coding.document], passage(texts[coding.document], coding.spans))
        for coding in codings
    ]


def of_code(viewer: Viewer, code: str) -> list[Passage]:
    """The codings with a code (a GUID), in the order of the texts."""
    with viewer.reading() as connection:
        found = [coding for coding in coding_queries.codings(connection) if coding.code == code]
    return passages(viewer, found)
