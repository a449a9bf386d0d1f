"""Where names of a list are in the texts, with the words around each."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.operations.transfer.name_finding import Names
from annotator.operations.viewing import Viewer
from annotator.storage import queries

_AROUND = 60
MOST = 200
"""Hits that are told; a name that is more often there is known well enough."""


@dataclass(frozen=True, slots=True)
class NameHit:
    """A place where a name is: the document's name, the words before and after, and the name as it
    stands there."""

    document: str
    before: str
    words: str
    after: str


def hits(viewer: Viewer, name: str) -> Job[list[NameHit]]:
    """The places of a name in the texts, as a whole word whatever its capitals; a job."""
    found: list[NameHit] = []
    if not name.strip():
        return found
    names = Names({name: "…"})
    with viewer.reading() as connection:
        documents = queries.documents(connection)
    for number, one in enumerate(documents):
        yield JobProgress(number, len(documents), tr("Looking for names"))
        with viewer.reading() as connection:
            text = queries.document_text(connection, one.guid)
        for start, end in names.places(text):
            before = " ".join(text[max(0, start - _AROUND) : start].split())
            after = " ".join(text[end : end + _AROUND].split())
            found.append(NameHit(one.name, before, text[start:end], after))
            if len(found) >= MOST:
                return found
    return found
