"""The cases of any number of coders as columns: what is counted, filtered and sorted by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotator.agreement import Bools, FlatCorpus, Ints, concatenate
from annotator.operations.adjudication.grouping import grouped, versions
from annotator.operations.adjudication.versions import Said
from annotator.operations.reliability.comparison import ComparisonData
from annotator.operations.reliability.disagreements import CodingBook


@dataclass(frozen=True, eq=False)
class CaseTable:
    """Cases in the order in which they begin; a case is what the coders have at one place
    (`grouping.py`).

    members: (cases, coders) the coding of each, −1 where a coder has none there. there: (cases,
    coders) who coded the document. held: (cases,) how many have something. number: (cases,) of
    versions, nothing not counted; codes: of codes. most: of coders with the same code and passage,
    or with nothing. characters: that not all of them marked, or, with different codes, that any of
    them did. values_differ: whether some with the same code and passage say different things in an
    attribute. case, version, said: (codings,) in which case it is; which code and passage, and
    which values, as numbers.
    """

    data: ComparisonData
    book: CodingBook
    members: Ints
    there: Bools
    held: Ints
    number: Ints
    codes: Ints
    most: Ints
    characters: Ints
    values_differ: Bools
    case: Ints
    version: Ints
    said: Ints

    @property
    def size(self) -> int:
        """How many cases there are."""
        return int(self.held.size)

    @property
    def compared(self) -> Ints:
        """(cases,) how many of the coders coded the document."""
        return np.asarray(self.there.sum(axis=1), dtype=np.int64)

    @property
    def contested(self) -> Bools:
        """(cases,) whether the coders differ, be it in a value."""
        return (self.most < self.compared) | self.values_differ

    @cached_property
    def _by_start(self) -> tuple[Ints, Ints, int]:
        """The spans in the order of their starts, these starts, and the longest span's length."""
        corpus = self.book.corpus
        order = np.argsort(corpus.start, kind="stable")
        longest = int((corpus.end - corpus.start).max(initial=0))
        return order, corpus.start[order], longest

    def overlapping(self, row: int) -> list[int]:
        """The codings of other cases that have text of this case's codings, of whatever coder."""
        corpus = self.book.corpus
        order, starts, longest = self._by_start
        members = [one for one in self.members[row].tolist() if one >= 0]
        found: set[int] = set()
        for span in (row for one in members for row in self.book.spans(one).tolist()):
            begin, end = int(corpus.start[span]), int(corpus.end[span])
            low, high = np.searchsorted(starts, (begin - longest, end))
            near = order[low:high]
            found.update(corpus.coding[near[corpus.end[near] > begin]].tolist())
        return sorted(found.difference(members))

    def guids(self, row: int) -> list[str]:
        """The codings of a case, in the order of the coders."""
        return [self.book.guid(one) for one in self.members[row].tolist() if one >= 0]


def table_of(data: ComparisonData, values: Mapping[str, Said]) -> CaseTable:
    """The cases of what was loaded, with what its codings (GUIDs) say in their attributes."""
    corpus = concatenate(data.continua, len(data.coders), len(data.codes))
    book = CodingBook(data, corpus)
    version = versions(corpus)
    case = grouped(corpus, version)
    size = int(case.max(initial=-1)) + 1
    members = np.full((size, corpus.coders), -1, dtype=np.int64)
    members[case, corpus.coding_coder] = np.arange(case.size)
    document = np.zeros(size, dtype=np.int64)
    document[case] = corpus.coding_document
    there = corpus.document_present[document]
    held = (members >= 0).sum(axis=1)
    alike = np.bincount(version)
    most = there.sum(axis=1) - held
    np.maximum.at(most, case, alike[version])
    said = _said(book, values, case.size)
    codes = _distinct(case, corpus.coding_code, size)
    marked, by_all = _characters(corpus, case, held)
    characters = np.where((codes > 1) | (held < there.sum(axis=1)), marked, marked - by_all)
    return CaseTable(
        *(data, book, members, there, held),
        number=_distinct(case, version, size),
        codes=codes,
        most=most,
        characters=characters,
        values_differ=_differing(case, version, said, size),
        case=case,
        version=version,
        said=said,
    )


def _said(book: CodingBook, values: Mapping[str, Said], size: int) -> Ints:
    """(codings,) a number that codings with the same values share; 0 for none."""
    found = np.zeros(size, dtype=np.int64)
    if values:
        numbers: dict[object, int] = {}
        for number in range(size):
            own = values.get(book.guid(number))
            if own:
                key = frozenset(own.items())
                found[number] = numbers.setdefault(key, len(numbers) + 1)
    return found


def _distinct(case: Ints, what: Ints, size: int) -> Ints:
    """(cases,) how many different numbers there are in each."""
    width = int(what.max(initial=0)) + 1
    return np.bincount(np.unique(case * width + what) // width, minlength=size)


def _differing(case: Ints, version: Ints, said: Ints, size: int) -> Bools:
    """(cases,) whether codings of one version say different things."""
    low = np.full(int(version.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    high = np.zeros(low.size, dtype=np.int64)
    np.minimum.at(low, version, said)
    np.maximum.at(high, version, said)
    found = np.zeros(size, dtype=np.bool_)
    found[case[(low < high)[version]]] = True
    return found


def _characters(corpus: FlatCorpus, case: Ints, held: Ints) -> tuple[Ints, Ints]:
    """(cases,) characters that any of a case's codings has, and that all of them have."""
    axis = case[corpus.coding] * (corpus.length + 1)
    place = np.concatenate((axis + corpus.start, axis + corpus.end))
    turn = np.repeat(np.array([1, -1]), corpus.start.size)
    order = np.argsort(place, kind="stable")
    place, depth = place[order], np.cumsum(turn[order])
    length = np.diff(place, append=place[-1:])
    own = place // (corpus.length + 1)
    any_of = np.bincount(own, weights=length * (depth > 0), minlength=held.size)
    all_of = np.bincount(own, weights=length * (depth == held[own]), minlength=held.size)
    return any_of.astype(np.int64), all_of.astype(np.int64)
