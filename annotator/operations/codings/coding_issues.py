"""What is left to do on codings: required values that are missing, rules of codes that are broken.

Nothing of it keeps a coder from going on; it is listed, and marked beside the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.corpus.code_rules import Broken, Rule, broken_rules, has_rules
from annotator.corpus.codebook import Codebook
from annotator.corpus.coding import Coding
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import tr
from annotator.corpus.text import DocumentText
from annotator.operations.viewing import Viewer
from annotator.storage import codebook_queries, coding_queries, queries


@dataclass(frozen=True, slots=True)
class CodingIssue:
    """A coding with the names of the attributes it lacks, and the rules that it breaks."""

    coding: Coding
    missing: list[str]
    broken: list[Broken]


def coding_issues(viewer: Viewer, coder: str) -> Job[list[CodingIssue]]:
    """Those of a coder's codings in all documents, in the order of the texts; a step a document."""
    with viewer.reading() as connection:
        book = codebook_queries.codebook(connection)
        documents = queries.documents(connection)
    points: list[CodingIssue] = []
    for number, document in enumerate(documents):
        yield JobProgress(number, len(documents), document.name)
        with viewer.reading() as connection:
            found = coding_queries.codings(connection, document=document.guid)
            text = queries.structured_text(connection, document.guid)
        points += _of_document([c for c in found if c.coder == coder], book, text)
    return points


def _of_document(codings: list[Coding], book: Codebook, text: DocumentText) -> list[CodingIssue]:
    """The codings are in order of their starts; each is compared with those that it may meet."""
    used = {coding.code for coding in codings} & book.by_guid.keys()
    ruled = any(has_rules(book.by_guid[code]) for code in used)
    meets = _meetings(codings) if ruled else {}
    points = []
    for coding in codings:
        missing = _missing(coding, book)
        broken = broken_rules(coding, meets[coding.guid], book, text) if ruled else []
        if missing or broken:
            points.append(CodingIssue(coding, missing, broken))
    return points


def _meetings(codings: list[Coding]) -> dict[str, list[Coding]]:
    """By GUID, the codings whose extent shares text with a coding's."""
    meets: dict[str, list[Coding]] = {coding.guid: [] for coding in codings}
    going_on: list[Coding] = []
    for coding in codings:
        going_on = [other for other in going_on if other.end > coding.start]
        for other in going_on:
            meets[coding.guid].append(other)
            meets[other.guid].append(coding)
        going_on.append(coding)
    return meets


def _missing(coding: Coding, book: Codebook) -> list[str]:
    """The names of the attributes that a coding lacks."""
    needed = (a for a in book.attributes_of(coding.code) if a.required and not a.default)
    return [a.name for a in needed if not coding.attributes.get(a.guid)]


def among(
    viewer: Viewer, book: Codebook, guids: Sequence[str], text: DocumentText
) -> list[CodingIssue]:
    """Those of some codings of one document, such as those on the screen; rules are looked at
    among them alone. `book` is the project's codebook: to read it again takes longer than this."""
    with viewer.reading() as connection:
        found = coding_queries.codings(connection, guids=guids)
    return _of_document(found, book, text)


def words(broken: Broken, coding: Coding, book: Codebook) -> str:
    """A broken rule as a sentence for the coder."""
    name = book.by_guid[coding.code].name
    other = book.by_guid[broken.other].name if broken.other in book.by_guid else "?"
    return {
        Rule.NESTS: tr("“{name}” should not lie in another “{name}”.", name=name),
        Rule.OVERLAPS: tr("“{name}” and “{other}” should not share words.", name=name, other=other),
        Rule.NO_SENTENCE: tr("“{name}” should be exactly one sentence.", name=name),
        Rule.NO_CLAUSE: tr(
            "“{name}” should be a clause; this goes on into another sentence.", name=name
        ),
    }[broken.rule]
