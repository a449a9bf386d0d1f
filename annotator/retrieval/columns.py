"""The codings of a project as columns: what every question is answered on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar, cast

import numpy as np

from annotator.corpus.span import Span, Spans
from annotator.retrieval.arrays import Bools, Ints, expanded, first_of_each, ints, numbered

T = TypeVar("T")
_SIDES_KEPT = 4
"""As many as two relations have."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Half-open spans, each of a coding: parallel (parts,) arrays, ordered by coding, then start.
    Those of one coding are disjoint."""

    start: Ints
    end: Ints
    coding: Ints

    def where(self, wanted: Bools) -> Parts:
        """Those for which `wanted`, a (parts,) array, is true."""
        at = np.flatnonzero(wanted)  # looked for once, not in each column
        return Parts(self.start[at], self.end[at], self.coding[at])

    def of(self, codings: Bools) -> Parts:
        """Those of the codings for which a (codings,) array is true."""
        return self.where(codings[self.coding])

    def taken(self, codings: Ints) -> Parts:
        """The parts of these codings, which are counted anew in this order."""
        first = np.searchsorted(self.coding, codings, "left")
        count = np.searchsorted(self.coding, codings, "right") - first
        coding, part = expanded(first.astype(np.int64), count.astype(np.int64))
        return Parts(self.start[part], self.end[part], coding)

    def shifted(self, by: Ints) -> Parts:
        """Each moved by what the (codings,) array says of its coding."""
        distance = by[self.coding]
        return Parts(self.start + distance, self.end + distance, self.coding)


@dataclass(frozen=True, eq=False)
class CodingTable:
    """Codings in order of document, start and end.

    document, code, coder: (codings,) numbers. parts: their spans. Positions are on one axis, on
    which the documents lie one behind the other with a code point between them, so that passages of
    different ones never touch. document_start: (documents + 1,) where each begins on it, and where
    all end.
    """

    document: Ints
    code: Ints
    coder: Ints
    parts: Parts
    document_start: Ints
    _kept: dict[Hashable, object] = field(default_factory=dict, repr=False)
    _lately: deque[tuple[Bools, Parts]] = field(
        default_factory=lambda: deque(maxlen=_SIDES_KEPT), repr=False
    )

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from the table and what `key` names, made once."""
        if key not in self._kept:
            self._kept[key] = make()
        return cast(T, self._kept[key])

    def __len__(self) -> int:
        return self.document.size

    @property
    def documents(self) -> int:
        """How many documents there are."""
        return self.document_start.size - 1

    @property
    def length(self) -> int:
        """The length of the axis."""
        return int(self.document_start[-1])

    @cached_property
    def first_part(self) -> Ints:
        """(codings + 1,) the number of each coding's first part, and how many parts there are."""
        fresh = first_of_each(self.parts.coding)
        return np.append(np.flatnonzero(fresh), self.parts.coding.size).astype(np.int64)

    @cached_property
    def start(self) -> Ints:
        """(codings,) where the first part of each begins."""
        return self.parts.start[self.first_part[:-1]]

    @cached_property
    def end(self) -> Ints:
        """(codings,) where the last part of each ends."""
        return self.parts.end[self.first_part[1:] - 1]

    @cached_property
    def number_of_parts(self) -> Ints:
        """(codings,) how many parts each has."""
        return np.diff(self.first_part)

    @cached_property
    def characters(self) -> Ints:
        """(codings,) code points of each passage."""
        length = np.append(0, np.cumsum(self.parts.end - self.parts.start))
        return np.asarray(length[self.first_part[1:]] - length[self.first_part[:-1]])

    @cached_property
    def is_single(self) -> Bools:
        """(codings,) which are of one part."""
        return np.asarray(self.number_of_parts == 1)

    @cached_property
    def passage(self) -> Ints:
        """(codings,) a number for each passage: equal where the code points are the same."""
        number = numbered(self.start, self.end, self.number_of_parts)
        # Longer ones by one part after the other: as many steps as the longest has parts.
        for place in range(1, int(self.number_of_parts.max(initial=1))):
            longer = self.number_of_parts > place
            part = self.first_part[:-1][longer] + place
            before = number[longer], self.parts.start[part - 1], self.parts.end[part - 1]
            fresh = numbered(*before, self.parts.start[part], self.parts.end[part])
            number[longer] = fresh + int(number.max()) + 1
        return number

    def parts_of(self, codings: Bools) -> Parts:
        """The parts of the codings for which a (codings,) array is true; not to be written to. Some
        are kept: while a question is typed, the sides of its relations are asked for each time."""
        if codings.all():
            return self.parts
        for known, parts in tuple(self._lately):
            if np.array_equal(known, codings):
                return parts
        chosen = np.flatnonzero(codings)
        first = self.first_part[chosen]
        owner, at = expanded(first, self.first_part[chosen + 1] - first)
        parts = Parts(self.parts.start[at], self.parts.end[at], chosen[owner])
        for column in (parts.start, parts.end, parts.coding):
            column.flags.writeable = False
        self._lately.append((codings.copy(), parts))
        return parts

    def spans(self, coding: int) -> Spans:
        """The spans of a coding in the text of its document."""
        offset = int(self.document_start[self.document[coding]])
        low, high = self.first_part[coding], self.first_part[coding + 1]
        own = zip(self.parts.start[low:high], self.parts.end[low:high], strict=True)
        return tuple(Span(int(start) - offset, int(end) - offset) for start, end in own)


@dataclass(frozen=True, slots=True, eq=False)
class DocumentCodings:
    """What a table is made of, document by document: (codings,) numbers of codes and coders,
    positions in the document, ordered by start and end, and the spans of the discontinuous ones by
    row."""

    code: Ints
    coder: Ints
    start: Ints
    end: Ints
    parts: Mapping[int, Spans]


def table_of(documents: Sequence[DocumentCodings], lengths: Sequence[int]) -> CodingTable:
    """The codings of documents that are so many code points long."""
    document_start = np.append(0, np.cumsum(ints(lengths) + 1)).astype(np.int64)
    sizes = ints([one.start.size for one in documents])
    document = np.repeat(np.arange(len(documents)), sizes).astype(np.int64)
    starts = [_part_column(one, one.start, "start") for one in documents]
    ends = [_part_column(one, one.end, "end") for one in documents]
    count = np.ones(int(sizes.sum()), dtype=np.int64)
    for offset, one in zip(np.cumsum(sizes) - sizes, documents, strict=True):
        for row, spans in one.parts.items():
            count[offset + row] = len(spans)
    coding = np.repeat(np.arange(count.size), count).astype(np.int64)
    origin = document_start[document[coding]]
    return CodingTable(
        document,
        _joined([one.code for one in documents]),
        _joined([one.coder for one in documents]),
        Parts(_joined(starts) + origin, _joined(ends) + origin, coding),
        document_start,
    )


def _part_column(own: DocumentCodings, whole: Ints, side: str) -> Ints:
    """The starts or the ends of all parts of a document's codings, in order."""
    if not own.parts:
        return whole
    rows = sorted(own.parts)
    counts = [len(own.parts[row]) for row in rows]
    repeats = np.ones(whole.size, dtype=np.int64)
    repeats[rows] = counts
    column = np.repeat(whole, repeats)
    first = (np.cumsum(repeats) - repeats)[rows]
    places = np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(sum(counts))
    column[places] = [getattr(span, side) for row in rows for span in own.parts[row]]
    return column


def _joined(columns: Sequence[Ints]) -> Ints:
    return np.concatenate(columns).astype(np.int64) if columns else ints()
