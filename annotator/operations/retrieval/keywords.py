"""The words that set a group of passages, what stands around them, or whole documents apart."""

from __future__ import annotations

import enum
from dataclasses import dataclass

import numpy as np

from annotator.corpus.job import Job
from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.query import Query, TextHas, TextUnit, Words, all_of, names_coders
from annotator.errors import UserError
from annotator.operations.retrieval import material as materials
from annotator.operations.retrieval.analysis_set import AnalysisSet, analysis_set
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.names import vocabulary
from annotator.operations.retrieval.universe import documents_of
from annotator.operations.viewing import Viewer
from annotator.retrieval.arrays import Bools, Ints
from annotator.retrieval.columns import Parts
from annotator.retrieval.evaluate import holds
from annotator.retrieval.keyness import Frequencies, KeyWord, frequencies, keyness
from annotator.retrieval.language import parse, print_query
from annotator.retrieval.units import Units

DISTANCE = 5
"""Words to either side in which collocates are looked for; the usual span (Sinclair 1991)."""


class Scope(enum.StrEnum):
    """Which words are counted."""

    PASSAGES = "passages"
    """Those in the passages."""
    COLLOCATES = "collocates"
    """Those near them, in neither a passage nor another document."""
    DOCUMENTS = "documents"
    """All of the documents that the query speaks of, or has a coding in."""


@dataclass(frozen=True, slots=True)
class KeyWordQuestion:
    """Words of what `line` finds against those of what `against` finds; where that is empty,
    against all other words of all documents. `distance` is of collocates; `least` is how often a
    word must be in one of the two."""

    line: str
    against: str = ""
    scope: Scope = Scope.PASSAGES
    distance: int = DISTANCE
    least: int = 2


@dataclass(frozen=True, eq=False)
class KeyWords:
    """The words with their figures, the most telling first. sizes: words on both sides."""

    question: KeyWordQuestion
    first: Query
    second: Query | None
    words: list[KeyWord]
    sizes: tuple[int, int]
    analysis_set: AnalysisSet

    def query_of(self, word: KeyWord) -> Query | None:
        """The query that finds the passages with a word; None where it need not be in them."""
        if self.question.scope is not Scope.PASSAGES:
            return None
        return all_of([self.first, TextHas(Words(word.word))])

    @property
    def head(self) -> str:
        """One sentence: what is compared with what."""
        second = tr("all other words") if self.second is None else print_query(self.second)
        return tr(
            "{scope}: {first} ({words:,} words) against {second} ({others:,}), in {codings}.",
            scope=tr(_HEADS[self.question.scope]),
            first=print_query(self.first),
            words=self.sizes[0],
            second=second,
            others=self.sizes[1],
            codings=self.analysis_set.words(),
        )


_HEADS = {
    Scope.PASSAGES: gettext_noop("Words in passages"),
    Scope.COLLOCATES: gettext_noop("Words around passages"),
    Scope.DOCUMENTS: gettext_noop("Words of documents"),
}


def ask(viewer: Viewer, question: KeyWordQuestion) -> Job[KeyWords]:
    """Find the key words. QueryError has the place of a mistake in a line."""
    names = vocabulary(viewer)
    first = parse(question.line, names).query
    second = parse(question.against, names).query if question.against else None
    material = yield from materials.load(viewer)
    return found_in(material, question, first, second)


def found_in(
    material: ProjectMaterial, question: KeyWordQuestion, first: Query, second: Query | None
) -> KeyWords:
    """The same of what is loaded. UserError where a side has no words. A word that several codings
    of a side hold is counted once for it."""
    is_named = names_coders(first) or (second is not None and names_coders(second))
    chosen = analysis_set(material, coders_are_named=is_named)
    own = _words_of(material, question, first, chosen.codings)
    if second is None:
        other = ~own
        if question.scope is Scope.COLLOCATES:
            other &= ~_words_of(material, _inside(question), first, chosen.codings)
    else:
        other = _words_of(material, question, second, chosen.codings)
    sides = _frequencies(material, own), _frequencies(material, other)
    if not sides[0].size or not sides[1].size:
        raise UserError(tr("One of the two sides has no words, so nothing sets it apart."))
    words = keyness(*sides, least=question.least)
    return KeyWords(question, first, second, words, (sides[0].size, sides[1].size), chosen)


def _inside(question: KeyWordQuestion) -> KeyWordQuestion:
    return KeyWordQuestion(question.line, question.against, Scope.PASSAGES)


# --- which words


def _words_of(
    material: ProjectMaterial, question: KeyWordQuestion, query: Query, universe: Bools
) -> Bools:
    """(words,) which words of all texts a side has."""
    words, codings = material.units(TextUnit.WORD), holds(query, material, universe)
    if question.scope is Scope.DOCUMENTS:
        return _of_documents(material, query, codings, words)
    parts = material.table.parts.of(codings)
    # A word is in a part where it begins and ends in it.
    low = np.searchsorted(words.start, parts.start, "left")
    high = np.maximum(np.searchsorted(words.end, parts.end, "right"), low)
    inside = _between(low, high, len(words))
    if question.scope is Scope.PASSAGES:
        return inside
    touched = (
        np.searchsorted(words.end, parts.start, "right"),
        np.searchsorted(words.start, parts.end, "left"),
    )
    begins, ends = _bounds(material, parts, words)
    near = _between(
        np.maximum(touched[0] - question.distance, begins),
        np.minimum(touched[1] + question.distance, ends),
        len(words),
    )
    return near & ~_between(*touched, len(words))


def _between(low: Ints, high: Ints, size: int) -> Bools:
    """(size,) which numbers are in one of the stretches ``low <= number < high``."""
    change = np.zeros(size + 1, dtype=np.int64)
    np.add.at(change, low, 1)
    np.add.at(change, high, -1)
    return np.asarray(np.cumsum(change[:-1]) > 0)


def _bounds(material: ProjectMaterial, parts: Parts, words: Units) -> tuple[Ints, Ints]:
    """Of each part the numbers of the first word of its document and of the one after its last."""
    begins = material.table.document_start
    first = np.searchsorted(words.start, begins)
    document = material.table.document[parts.coding]
    return first[document], first[document + 1]


def _of_documents(material: ProjectMaterial, query: Query, codings: Bools, words: Units) -> Bools:
    said = documents_of(material, query)
    if said is None:
        said = np.zeros(len(material.documents), dtype=np.bool_)
        said[material.table.document[codings]] = True
    number = np.diff(np.searchsorted(words.start, material.table.document_start))
    return np.repeat(said, number)


# --- how often


def _frequencies(material: ProjectMaterial, chosen: Bools) -> Frequencies:
    words, begins = material.units(TextUnit.WORD), material.table.document_start
    numbers = np.flatnonzero(chosen)
    document = np.searchsorted(begins, words.start[numbers], "right") - 1
    there, first = np.unique(document, return_index=True)
    own = zip(there.tolist(), np.split(numbers, first[1:]), strict=True) if there.size else ()
    return frequencies(_written(material, words, few, number) for number, few in own)


def _written(material: ProjectMaterial, words: Units, numbers: Ints, document: int) -> list[str]:
    text = material.texts.text(document).text
    offset = int(material.table.document_start[document])
    bounds = zip(words.start[numbers].tolist(), words.end[numbers].tolist(), strict=True)
    return [text[start - offset : end - offset] for start, end in bounds]
