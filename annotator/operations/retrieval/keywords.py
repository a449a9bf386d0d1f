"""The words that set a group of passages, what stands around them, or whole documents apart."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from annotator.corpus.job import Job, JobProgress
from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.query import Query, TextHas, TextUnit, Words, all_of, names_coders
from annotator.errors import UserError
from annotator.operations.retrieval import material as materials
from annotator.operations.retrieval.analysis_set import AnalysisSet, analysis_set
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.names import vocabulary
from annotator.operations.retrieval.universe import documents_of
from annotator.operations.retrieval.word_numbers import Numbers
from annotator.operations.viewing import Viewer
from annotator.retrieval.arrays import Bools, Ints
from annotator.retrieval.columns import Parts
from annotator.retrieval.evaluate import holds
from annotator.retrieval.keyness import Frequencies, KeyWord, KeyWordTable, keyness
from annotator.retrieval.language import parse, print_query
from annotator.retrieval.units import Units

DISTANCE = 5
"""Words to either side in which collocates are looked for; the usual span (Sinclair 1991)."""

_PIECE = 1 << 16


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
    words: KeyWordTable
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
            scope=scope_words(self.question.scope),
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


def scope_words(scope: Scope) -> str:
    """Which words are counted, in words."""
    return tr(_HEADS[scope])


def ask(viewer: Viewer, question: KeyWordQuestion) -> Job[KeyWords]:
    """Find the key words. QueryError has the place of a mistake in a line."""
    names = vocabulary(viewer)
    first = parse(question.line, names).query
    second = parse(question.against, names).query if question.against else None
    material = yield from materials.load(viewer)
    return (yield from found_in(material, question, first, second))


def found_in(
    material: ProjectMaterial, question: KeyWordQuestion, first: Query, second: Query | None
) -> Job[KeyWords]:
    """The same of what is loaded. UserError where a side has no words. A word that several codings
    of a side hold is counted once for it."""
    yield from material.find_units([TextUnit.WORD])
    numbers, forms = yield from material.texts.word_numbers()
    is_named = names_coders(first) or (second is not None and names_coders(second))
    chosen = analysis_set(material, coders_are_named=is_named)
    own = _words_of(material, question, first, chosen.codings)
    if second is None:
        other = ~own
        if question.scope is Scope.COLLOCATES:
            other &= ~_words_of(material, _inside(question), first, chosen.codings)
    else:
        other = _words_of(material, question, second, chosen.codings)
    if not own.any() or not other.any():
        raise UserError(tr("One of the two sides has no words, so nothing sets it apart."))
    here = yield from _frequencies(material, numbers, own, len(forms))
    there = yield from _frequencies(material, numbers, other, len(forms))
    words = keyness(here, there, forms, least=question.least)
    return KeyWords(question, first, second, words, (here.size, there.size), chosen)


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
    parts = material.table.parts_of(codings)
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
    """(size,) which numbers are in one of the stretches ``low <= number < high``. In pieces: NumPy
    lets no other thread on while it adds up."""
    change = np.zeros(size + 1, dtype=np.int32)
    for at in range(0, low.size, _PIECE):
        np.add.at(change, low[at : at + _PIECE], 1)
        np.add.at(change, high[at : at + _PIECE], -1)
    found, depth = np.zeros(size, dtype=np.bool_), 0
    for at in range(0, size, _PIECE):
        depths = np.cumsum(change[at : min(at + _PIECE, size)]) + depth
        found[at : at + _PIECE] = depths > 0
        depth = depths[-1]
    return found


def _bounds(material: ProjectMaterial, parts: Parts, words: Units) -> tuple[Ints, Ints]:
    """Of each part the numbers of the first word of its document and of the one after its last."""
    first = _first_words(material, words)
    document = material.table.document[parts.coding]
    return first[document], first[document + 1]


def _of_documents(material: ProjectMaterial, query: Query, codings: Bools, words: Units) -> Bools:
    said = documents_of(material, query)
    if said is None:
        said = np.zeros(len(material.documents), dtype=np.bool_)
        said[material.table.document[codings]] = True
    found = np.zeros(len(words), dtype=np.bool_)
    for document, (low, high) in enumerate(pairwise(_first_words(material, words).tolist())):
        found[low:high] = said[document]
    return found


def _first_words(material: ProjectMaterial, words: Units) -> Ints:
    """(documents + 1,) the number of the first word of each document, and how many there are."""
    return np.searchsorted(words.start, material.table.document_start)


# --- how often


def _frequencies(
    material: ProjectMaterial, numbers: Numbers, chosen: Bools, forms: int
) -> Job[Frequencies]:
    found = Frequencies.none(forms)
    begins = _first_words(material, material.units(TextUnit.WORD)).tolist()
    for document, (low, high) in enumerate(pairwise(begins)):
        yield JobProgress(document, len(material.documents), material.documents[document].name)
        found.add(numbers[low:high][chosen[low:high]])
    return found
