"""The codings behind a figure on which two coders differ: who has what, and where.

Codings that match exactly are agreement, unless they say different things in an attribute. Of the
others, those of the same code that overlap differ
in their boundaries; of what is left, those that overlap differ in the code; the rest only one has.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

import numpy as np

from annotator.agreement import (
    FlatCorpus,
    Ints,
    best_matching,
    concatenate,
    occurrences,
    overlapping_pairs,
    span_index,
)
from annotator.corpus.codebook import Value
from annotator.corpus.coding import Coder
from annotator.corpus.document import DocumentFacts
from annotator.corpus.messages import gettext_noop, tr
from annotator.corpus.span import PART_SEPARATOR, Span, Spans, united
from annotator.operations.reliability.comparison import ComparisonData
from annotator.storage import queries
from annotator.storage.project_file import Readable


class DisagreementKind(enum.StrEnum):
    """How two coders differ; the values are those of machine-readable output."""

    BOUNDARY = "other boundary"
    CODE = "other code"
    ATTRIBUTE = "other attribute"
    ONE = gettext_noop("only one coder")

    @property
    def words(self) -> str:
        """As a reader is told."""
        return {
            DisagreementKind.BOUNDARY: tr("different boundaries"),
            DisagreementKind.CODE: tr("different codes"),
            DisagreementKind.ATTRIBUTE: tr("different values"),
        }.get(self, tr(self.value))


@dataclass(frozen=True)
class DisagreementSide:
    """One coder's coding: its GUID, code (number in the data) and parts."""

    coder: Coder
    coding: str
    code: int
    spans: Spans


@dataclass(frozen=True)
class Disagreement:
    """sides: of the two coders, in their order; None where one has nothing there. characters: how
    many only one of the two marked, or both with different codes."""

    kind: DisagreementKind
    document: DocumentFacts
    coders: tuple[Coder, Coder]
    sides: tuple[DisagreementSide | None, DisagreementSide | None]
    characters: int

    @property
    def first(self) -> DisagreementSide:
        """The side that is there."""
        side = self.sides[0] or self.sides[1]
        assert side is not None
        return side


Values = Mapping[str, Mapping[str, Value]]
"""By coding (GUID), what it says by attribute (GUID)."""


def disagreements(
    data: ComparisonData, code: int | None = None, values: Values = MappingProxyType({})
) -> list[Disagreement]:
    """Those of one code (by number; also as the other coder's), or all, in order of the texts.

    With the `values` of the codings, also those that differ in nothing else.
    """
    corpus = concatenate(data.continua, len(data.coders), len(data.codes))
    book = CodingBook(data, corpus)
    found = [
        one
        for pair in combinations(range(len(data.coders)), 2)
        for one in (*_of_pair(book, corpus, pair), *_other_values(book, corpus, pair, values))
        if code is None or any(side is not None and side.code == code for side in one.sides)
    ]
    order = {document.guid: number for number, document in enumerate(data.documents)}
    return sorted(found, key=lambda d: (order[d.document.guid], d.first.spans[0].start))


class CodingBook:
    """Whose codings they are that the corpus numbers."""

    def __init__(self, data: ComparisonData, corpus: FlatCorpus) -> None:
        self.data = data
        self.corpus = corpus
        self._guids = [
            guid
            for index in corpus.kept.tolist()
            for coder, own in zip(data.coders, data.continua[index].codings, strict=True)
            if own is not None
            for guid in _guids(data, index, coder.guid)
        ]
        counts = np.bincount(corpus.coding, minlength=corpus.coding_code.size)
        self._first = np.concatenate(([0], np.cumsum(counts)))
        self._order = np.argsort(corpus.coding, kind="stable")
        place = np.searchsorted(corpus.cluster_document, np.arange(corpus.documents))
        self._begins = corpus.cluster_start[place]

    @property
    def first_spans(self) -> Ints:
        """The row of the first part of each coding."""
        first: Ints = self._order[self._first[:-1]]
        return first

    def document(self, number: int) -> DocumentFacts:
        """The document of a coding."""
        index = self.corpus.kept[self.corpus.coding_document[number]]
        return self.data.documents[int(index)]

    def guid(self, number: int) -> str:
        """The GUID of a coding by its number in the corpus."""
        return self._guids[number]

    def number(self, guid: str) -> int | None:
        """The number of a coding in the corpus; None where it is not in it."""
        return self._guids.index(guid) if guid in self._guids else None

    def spans(self, number: int) -> Ints:
        """The rows of the parts of a coding in the corpus."""
        return self._order[self._first[number] : self._first[number + 1]]

    def side(self, number: int) -> DisagreementSide:
        """A coding by its number in the corpus."""
        corpus = self.corpus
        spans = self.spans(number)
        begin = int(self._begins[corpus.coding_document[number]])
        found = united(
            Span(int(corpus.start[s]) - begin, int(corpus.end[s]) - begin) for s in spans
        )
        cut = self.data.cuts.get(self.document(number).guid)
        return DisagreementSide(
            self.data.coders[int(corpus.coding_coder[number])],
            self._guids[number],
            int(corpus.coding_code[number]),
            found if cut is None else cut.back(found),
        )


def _guids(data: ComparisonData, index: int, coder: str) -> list[str]:
    """The codings of a coder in a document, in the order of the continuum."""
    columns = data.columns[index]
    codes = {code.guid for code in data.codes}
    rows = zip(columns.guid, columns.coder, columns.code, strict=True)
    return [guid for guid, who, what in rows if who == coder and what in codes]


def _of_pair(book: CodingBook, corpus: FlatCorpus, pair: tuple[int, int]) -> Iterator[Disagreement]:
    both = corpus.document_present[:, pair[0]] & corpus.document_present[:, pair[1]]
    shared = both[corpus.coding_document]
    left, right = (np.flatnonzero(shared & (corpus.coding_coder == c)) for c in pair)
    mark = occurrences(corpus)
    left, right = (
        left[~np.isin(mark[left], mark[right])],
        right[~np.isin(mark[right], mark[left])],
    )
    coders = (book.data.coders[pair[0]], book.data.coders[pair[1]])
    for kind in (DisagreementKind.BOUNDARY, DisagreementKind.CODE):
        one, other = _matched(corpus, left, right, any_code=kind is DisagreementKind.CODE)
        for a, b in zip(one.tolist(), other.tolist(), strict=True):
            yield _between(book, kind, coders, a, b)
        left, right = np.setdiff1d(left, one), np.setdiff1d(right, other)
    for number in left.tolist():
        yield _between(book, DisagreementKind.ONE, coders, number, None)
    for number in right.tolist():
        yield _between(book, DisagreementKind.ONE, coders, None, number)


def _other_values(
    book: CodingBook, corpus: FlatCorpus, pair: tuple[int, int], values: Values
) -> Iterator[Disagreement]:
    """Codings that match exactly and say different things in an attribute."""
    if not values:
        return
    coders = (book.data.coders[pair[0]], book.data.coders[pair[1]])
    for one, other in zip(*_matching(corpus, pair), strict=True):
        left, right = (values.get(book.guid(number), {}) for number in (one, other))
        if left != right:
            yield replace(
                _between(book, DisagreementKind.ATTRIBUTE, coders, one, other), characters=0
            )


def _matching(corpus: FlatCorpus, pair: tuple[int, int]) -> tuple[list[int], list[int]]:
    """The codings of two coders that match exactly, one to one, in the order of the mark."""
    mark = occurrences(corpus)
    left, right = (np.flatnonzero(corpus.coding_coder == coder) for coder in pair)
    _shared, one, other = np.intersect1d(mark[left], mark[right], return_indices=True)
    return left[one].tolist(), right[other].tolist()


def of_other_values(data: ComparisonData, values: Values) -> list[Disagreement]:
    """Codings that match exactly but for what they say in an attribute, of every two coders."""
    corpus = concatenate(data.continua, len(data.coders), len(data.codes))
    book = CodingBook(data, corpus)
    pairs = combinations(range(len(data.coders)), 2)
    return [one for pair in pairs for one in _other_values(book, corpus, pair, values)]


def agreed(data: ComparisonData) -> list[tuple[DisagreementSide, DisagreementSide]]:
    """The codings of the data's two coders that match exactly, as pairs."""
    corpus = concatenate(data.continua, len(data.coders), len(data.codes))
    book = CodingBook(data, corpus)
    pairs = zip(*_matching(corpus, (0, 1)), strict=True)
    return [(book.side(one), book.side(other)) for one, other in pairs]


def examples(data: ComparisonData, most: int) -> list[tuple[DocumentFacts, DisagreementSide]]:
    """Up to `most` codings of each code, spread over the compared texts, in the order of the codes
    and of the texts."""
    corpus = concatenate(data.continua, len(data.coders), len(data.codes))
    book = CodingBook(data, corpus)
    begins = corpus.start[book.first_spans]
    order = np.lexsort((begins, corpus.coding_document))
    found: list[tuple[DocumentFacts, DisagreementSide]] = []
    for code in range(len(data.codes)):
        rows = order[corpus.coding_code[order] == code]
        chosen = rows[np.linspace(0, rows.size - 1, min(most, rows.size)).round().astype(np.int64)]
        found += ((book.document(number), book.side(number)) for number in chosen.tolist())
    return found


def _matched(corpus: FlatCorpus, left: Ints, right: Ints, *, any_code: bool) -> tuple[Ints, Ints]:
    """Codings matched one to one so that they share the most text."""
    if left.size == 0 or right.size == 0:
        return left[:0], right[:0]
    if any_code:
        corpus = replace(corpus, coding_code=corpus.coding_code * 0)
    index = span_index(corpus)
    one, other, shared = overlapping_pairs(index, left, right)
    taken = best_matching(one, other, shared.astype(np.float64), index.size, index.size)
    return one[taken], other[taken]


def _between(
    book: CodingBook,
    kind: DisagreementKind,
    coders: tuple[Coder, Coder],
    one: int | None,
    other: int | None,
) -> Disagreement:
    sides = tuple(None if n is None else book.side(n) for n in (one, other))
    lengths = [sum(span.length for span in side.spans) if side else 0 for side in sides]
    apart = sum(lengths)
    if sides[0] and sides[1]:
        joint = united((*sides[0].spans, *sides[1].spans))
        union = sum(span.length for span in joint)
        common = sum(lengths) - union
        apart = union if kind is DisagreementKind.CODE else union - common
    number = one if one is not None else other
    assert number is not None
    return Disagreement(kind, book.document(number), coders, (sides[0], sides[1]), apart)


def quotes(project: Readable, found: list[Disagreement]) -> list[tuple[str, str]]:
    """The words of both sides of each; empty where a coder has nothing."""
    words = iter(words_of(project, [(d.document.guid, side) for d in found for side in d.sides]))
    return list(zip(words, words, strict=True))


def words_of(project: Readable, sides: Sequence[tuple[str, DisagreementSide | None]]) -> list[str]:
    """The words of each side, with its document (a GUID); empty where there is no side."""
    texts: dict[str, str] = {}
    with project.reading() as connection:
        for document, _side in sides:
            if document not in texts:
                texts[document] = queries.document_text(connection, document)
    return [_quote(texts[document], side) for document, side in sides]


def _quote(text: str, side: DisagreementSide | None) -> str:
    if side is None:
        return ""
    parts = (" ".join(text[span.start : span.end].split()) for span in side.spans)
    return PART_SEPARATOR.join(parts)
