"""Concordances of a project: codings or words, with what is around them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from annotator.corpus.document import DocumentFacts
from annotator.corpus.job import Job, JobProgress
from annotator.corpus.query import TextUnit, Words
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.questions import Answer
from annotator.retrieval.arrays import Ints, ints
from annotator.retrieval.concordance import Hits, Sorting, order_of_lines, sample
from annotator.retrieval.passages import places_of_words
from annotator.retrieval.units import Units


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a concordance of words: where the keyword is (code points, half open), the words
    before it, itself, and the words behind it; the name of the document, and its GUID."""

    document: str
    start: int
    end: int
    before: str
    keyword: str
    after: str
    guid: str = ""


def of_answer(
    found: Answer, sorting: Sorting | None = None, size: int | None = None, seed: int = 0
) -> Answer:
    """The same answer in the order of a concordance, its codings being the keywords; of a random
    sample where a size is given."""
    kept = np.arange(len(found), dtype=np.int64)
    if size is not None:
        kept = sample(len(found), size, seed)
    chosen = replace(found, found=found.found.taken(kept))
    if sorting is None:
        return chosen
    return replace(chosen, found=chosen.found.taken(order_of(chosen, sorting)))


def order_of(found: Answer, sorting: Sorting) -> Ints:
    """(results,) the order of an answer by the words in and around its codings."""
    material, codings = found.material, found.found.codings
    table, texts, rows = material.table, [], [ints()]
    for document in np.unique(table.document[codings]).tolist():
        rows.append(np.flatnonzero(table.document[codings] == document))
        own, offset = codings[rows[-1]], int(table.document_start[document])
        bounds = table.start[own] - offset, table.end[own] - offset
        texts.append(Hits(material.texts.text(document).text, _words(material, document), *bounds))
    return np.concatenate(rows)[order_of_lines(texts, sorting)]


def _words(material: ProjectMaterial, document: int) -> Units:
    """The words of a document, counted in it."""
    words = material.units(TextUnit.WORD)
    begins, ends = material.table.document_start[document : document + 2].tolist()
    low, high = np.searchsorted(words.start, (begins, ends))
    return Units(words.start[low:high] - begins, words.end[low:high] - begins)


def of_words(
    material: ProjectMaterial,
    words: str,
    sorting: Sorting | None = None,
    size: int | None = None,
    seed: int = 0,
    context: int = 60,
    *,
    whole: bool = False,
) -> Job[list[Line]]:
    """Find every place in all texts that has the words, with so many characters around it; with
    `whole` none where they begin or end inside of another word."""
    yield from material.find_units([TextUnit.WORD])
    texts: list[Hits] = []
    for document, facts in enumerate(material.documents):
        yield JobProgress(document, len(material.documents), facts.name)
        texts.append(_hits(material, document, Words(words), whole=whole))
    owner = np.repeat(np.arange(len(texts)), [hits.start.size for hits in texts])
    start, end = (_joined([getattr(hits, side) for hits in texts]) for side in ("start", "end"))
    rows = np.arange(start.size) if sorting is None else order_of_lines(texts, sorting)
    if size is not None:
        chosen = np.zeros(start.size, dtype=np.bool_)
        chosen[sample(start.size, size, seed)] = True
        rows = rows[chosen[rows]]
    places = zip(owner[rows].tolist(), start[rows].tolist(), end[rows].tolist(), strict=True)
    return [
        _line(material.documents[document], texts[document].text, low, high, context)
        for document, low, high in places
    ]


def _hits(material: ProjectMaterial, document: int, words: Words, *, whole: bool) -> Hits:
    """Where a document has the words."""
    start, end = places_of_words(material.texts.folded(document), words)
    own = _words(material, document)
    if whole:
        kept = np.isin(start, own.start) & np.isin(end, own.end)
        start, end = start[kept], end[kept]
    return Hits(material.texts.text(document).text, own, start, end)


def _line(facts: DocumentFacts, text: str, low: int, high: int, context: int) -> Line:
    before, after = text[max(0, low - context) : low], text[high : high + context]
    return Line(facts.name, low, high, before, text[low:high], after, facts.guid)


def _joined(columns: list[Ints]) -> Ints:
    return np.concatenate(columns) if columns else ints()
