"""What is said of work that goes on: whose it is, and whether the figures count it."""

from __future__ import annotations

from annotator.corpus.messages import number_of, tr
from annotator.operations.reliability.comparison import ComparisonData
from annotator.operations.team import coders


def words(data: ComparisonData) -> list[str]:
    """What figures make of documents that were coded and not marked as done; a sentence or none."""
    if not data.unfinished:
        return []
    if data.by_marks:
        return [
            tr(
                "Left out, since it was coded and not marked as done: {who}. Who has finished marks"
                " it; “Unfinished work too” counts it all the same (--touched on the command"
                " line).",
                who=whose(data),
            )
        ]
    if data.selection.touched:
        return [
            tr(
                "Counted though not marked as done: {who}. What is not coded there yet counts as"
                " a judgement that there is nothing.",
                who=whose(data),
            )
        ]
    return [
        tr(
            "None of these coders has marked a document as done, so each document in which a coder"
            " coded counts as finished ({who}). Where the work goes on, what is not coded yet"
            " counts as a judgement that there is nothing: mark what is finished.",
            who=whose(data),
        )
    ]


def whose(data: ComparisonData) -> str:
    """“Noor 3 documents (9 codings), Ilse 1 document (1 coding)”."""
    labels = coders.labels(list(data.everybody))
    documents, codings = dict[str, int](), dict[str, int]()
    for (_document, coder), number in data.unfinished.items():
        documents[coder] = documents.get(coder, 0) + 1
        codings[coder] = codings.get(coder, 0) + number
    said = [
        tr(
            "{name} {documents} ({codings})",
            name=labels[coder],
            documents=number_of(number, "document"),
            codings=number_of(codings[coder], "coding"),
        )
        for coder, number in documents.items()
    ]
    return ", ".join(sorted(said))


def unfinished_coders(data: ComparisonData) -> frozenset[int]:
    """The compared coders, by their place, of whom some compared document is not marked as done."""
    found = set()
    for document, continuum in zip(data.documents, data.continua, strict=True):
        there = [n for n, own in enumerate(continuum.codings) if own is not None]
        if len(there) > 1:
            found |= {n for n in there if (document.guid, data.coders[n].guid) in data.unfinished}
    return frozenset(found)
