"""Documents that are nearly the same: found, compared, and left out of the project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from annotator.corpus.changes import DOCUMENT, Changes
from annotator.corpus.document import DocumentFacts
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.errors import UserError
from annotator.operations import documents
from annotator.storage import coding_queries, queries
from annotator.storage.project_file import ProjectFile, Readable

AT_LEAST: Final = 0.5
"""The resemblance from which documents are told to be nearly the same."""
_WORD: Final = re.compile(r"\w+|[^\w\s]")
_EVERY: Final = 200
"""Documents between two steps of the progress."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Documents that are nearly the same, in their order, and how much each resembles the first:
    the share of runs of four words that both have among all runs of either (1 for the first)."""

    documents: tuple[DocumentFacts, ...]
    resemblance: tuple[float, ...]


class Difference(NamedTuple):
    """A stretch in which two texts differ, as code points of each (half open); one may be empty."""

    start: int
    end: int
    other_start: int
    other_end: int


def find(project: Readable, at_least: float = AT_LEAST) -> Job[list[Alike]]:
    """The groups of documents that are nearly the same, by their first document; a job. UserError
    where `at_least` is not above 0 and at most 1."""
    from annotator.retrieval.near_duplicates import groups  # noqa: PLC0415  (start-up)
    from annotator.retrieval.shingles import Shingler  # noqa: PLC0415

    if not 0 < at_least <= 1:
        raise UserError(
            tr("The resemblance to look for should be above 0 and at most 1, such as 0.5.")
        )
    shingler = Shingler()
    with project.reading() as connection:
        listed = queries.documents(connection)
    texts = []
    for start in range(0, len(listed), _EVERY):
        yield JobProgress(start, len(listed), tr("Comparing documents"))
        # Each portion in a transaction of its own: a long one would keep writers waiting.
        with project.reading() as connection:
            texts += [
                shingler.shingles(queries.document_text(connection, one.guid))
                for one in listed[start : start + _EVERY]
            ]
    return [
        Alike(tuple(listed[number] for number in one.members), one.resemblance)
        for one in groups(texts, at_least)
    ]


def text_of(project: Readable, document: str) -> str:
    """The text of a document (a GUID), for `differences`."""
    with project.reading() as connection:
        return queries.document_text(connection, document)


def differences(one: str, other: str) -> list[Difference]:
    """Where two texts differ, word by word, in order."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415  (start-up)

    own, others = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    steps = Indel.opcodes([word[0] for word in own], [word[0] for word in others])
    found: list[Difference] = []
    before: tuple[int, int] | None = None
    for step in [*steps, None]:
        end = (len(own), len(others)) if step is None else (step.src_start, step.dest_start)
        if step is not None and step.tag != "equal":
            before = before or end
        elif before is not None:
            if before != end:
                found.append(
                    Difference(
                        *_span(own, before[0], end[0], len(one)),
                        *_span(others, before[1], end[1], len(other)),
                    )
                )
            before = None
    return found


def _span(words: Sequence[re.Match[str]], first: int, end: int, length: int) -> tuple[int, int]:
    """From the first word to before the one at `end`; empty where a word is missing."""
    if first < end:
        return words[first].start(), words[end - 1].end()
    place = words[first].start() if first < len(words) else length
    return place, place


@dataclass(frozen=True)
class LeftOut:
    """What leaving documents out came to: the changes, how many went, and which stay since somebody
    has coded in them."""

    changes: Changes
    gone: int
    coded: list[DocumentFacts]


def left_out(project: ProjectFile, by: str, guids: Sequence[str]) -> LeftOut:
    """Delete those of the documents in which nothing is coded, as one step that can be undone."""
    changes, coded = leave_out(project, by, guids)
    return LeftOut(changes, len(changes.deleted.get(DOCUMENT, ())), coded)


def leave_out(
    project: ProjectFile, by: str, guids: Sequence[str]
) -> tuple[Changes, list[DocumentFacts]]:
    """Delete those of the documents in which nothing is coded, as one step that can be undone; the
    changes, and the documents that stay since somebody has coded in them."""
    with project.reading() as connection:
        listed = [one for one in queries.documents(connection) if one.guid in set(guids)]
        coded = [one for one in listed if coding_queries.codings(connection, one.guid)]
    stay = {one.guid for one in coded}
    gone = [one.guid for one in listed if one.guid not in stay]
    return (documents.delete(project, by, gone) if gone else Changes()), coded
