"""Coders' partitions of one long text into units and gaps: the input of the unitizing measures.

The documents that all coders coded are laid end to end. These measures know only contiguous units:
each part of a discontinuous coding is a unit of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.agreement.data.continuum import Ints
from annotator.agreement.data.flat_corpus import FlatCorpus
from annotator.corpus.messages import tr

NOT_ALL = tr("No document was coded by all of the chosen coders, which this measure needs.")


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The units of one coder, by start: three parallel (units,) arrays on the common axis."""

    start: Ints
    end: Ints
    code: Ints

    @property
    def length(self) -> Ints:
        """(units,) characters of each."""
        return self.end - self.start

    def overlap(self) -> bool:
        """Whether two units share a character."""
        return bool((self.start[1:] < np.maximum.accumulate(self.end)[:-1]).any())

    def of_code(self, code: int) -> Units:
        """Only the units of one code."""
        own = self.code == code
        return Units(self.start[own], self.end[own], self.code[own])


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """length: characters in all; edges: (documents + 1,) where documents begin, and the end."""

    length: int
    edges: Ints
    codes: int
    coders: tuple[Units, ...]

    @property
    def documents(self) -> int:
        """How many documents all coders coded."""
        return int(self.edges.size) - 1

    def of_code(self, code: int) -> Partition:
        """Only the units of one code, which becomes code 0."""
        chosen = [own.of_code(code) for own in self.coders]
        alone = tuple(Units(own.start, own.end, own.code * 0) for own in chosen)
        return Partition(self.length, self.edges, 1, alone)

    def of_documents(self, chosen: Ints) -> Partition:
        """Only some of the documents, by their place and in order, end to end."""
        size = np.diff(self.edges)[chosen]
        edges = np.concatenate(([0], np.cumsum(size))).astype(np.int64)
        move = np.zeros(self.documents, dtype=np.int64)
        move[chosen] = edges[:-1] - self.edges[chosen]
        kept = np.zeros(self.documents, dtype=np.bool_)
        kept[chosen] = True
        parts = []
        for own in self.coders:
            document = np.searchsorted(self.edges, own.start, side="right") - 1
            there = kept[document]
            shift = move[document[there]]
            parts.append(Units(own.start[there] + shift, own.end[there] + shift, own.code[there]))
        return Partition(int(edges[-1]), edges, self.codes, tuple(parts))


def partition(corpus: FlatCorpus) -> Partition:
    """The documents that every coder coded, end to end."""
    whole = np.flatnonzero(corpus.document_present.all(axis=1))
    first = np.searchsorted(corpus.cluster_document, np.arange(corpus.documents))
    begins = np.append(corpus.cluster_start[first], corpus.length)
    edges = np.concatenate(([0], np.cumsum((begins[1:] - begins[:-1])[whole]))).astype(np.int64)
    shift = np.full(corpus.documents, -1, dtype=np.int64)
    shift[whole] = edges[:-1]
    document = corpus.coding_document[corpus.coding]
    kept = np.flatnonzero(shift[document] >= 0) if document.size else document
    move = shift[document[kept]] - begins[document[kept]]
    start, end = corpus.start[kept] + move, corpus.end[kept] + move
    code = corpus.coding_code[corpus.coding[kept]]
    coder = corpus.coding_coder[corpus.coding[kept]]
    own = []
    for index in range(corpus.coders):
        mine = np.flatnonzero(coder == index)
        mine = mine[np.lexsort((end[mine], start[mine]))]
        own.append(Units(start[mine], end[mine], code[mine]))
    return Partition(int(edges[-1]), edges, corpus.codes, tuple(own))
