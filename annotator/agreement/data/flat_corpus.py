"""The compared documents laid end to end, so that one sweep serves all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.data.continuum import Bools, Codings, Continuum, Ints


@dataclass(frozen=True, slots=True, eq=False)
class FlatCorpus:
    """Every span of every compared document on one axis of characters.

    Documents that fewer than two coders coded are left out: they hold no pair. A cluster is what
    the bootstrap resamples: a document, or a part of one.

    length: characters in all. coders, codes, documents: how many.
    kept: (documents,) index of each compared document in what was given.
    cluster_start, cluster_document: (clusters,), in order of the axis.
    present: (clusters, coders) whether the coder coded the cluster's document.
    start, end, coding: (spans,). coding_code, coding_coder, coding_document: (codings,).
    """

    length: int
    coders: int
    codes: int
    kept: Ints
    cluster_start: Ints
    cluster_document: Ints
    present: Bools
    start: Ints
    end: Ints
    coding: Ints
    coding_code: Ints
    coding_coder: Ints
    coding_document: Ints

    @property
    def documents(self) -> int:
        """How many documents are compared."""
        return int(self.kept.size)

    @property
    def clusters(self) -> int:
        """How many clusters they fall into."""
        return int(self.cluster_start.size)

    @property
    def cluster_length(self) -> Ints:
        """(clusters,) characters of each."""
        return np.diff(np.append(self.cluster_start, self.length))

    @property
    def document_present(self) -> Bools:
        """(documents, coders) whether the coder coded the document."""
        first = np.searchsorted(self.cluster_document, np.arange(self.documents))
        return self.present[first]

    def codings_of(self, coder: int) -> int | None:
        """How many codings the coder made in the compared documents; None if in none of them."""
        if not bool(self.present[:, coder].any()):
            return None
        return int((self.coding_coder == coder).sum())


def concatenate(
    continua: Sequence[Continuum],
    coders: int,
    codes: int,
    clusters: Sequence[Ints] | None = None,
) -> FlatCorpus:
    """The documents end to end.

    `clusters` gives for each document the starts of its parts (0 first); None: one part each.
    Raises ValueError where a document has another number of coders, or a code is out of range.
    """
    kept = _comparable(continua, coders)
    lengths = np.array([continua[index].length for index in kept], dtype=np.int64)
    offsets = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    parts = [
        np.zeros(1, dtype=np.int64) if clusters is None else _part_starts(clusters[index], length)
        for index, length in zip(kept, lengths.tolist(), strict=True)
    ]
    present = np.array(
        [[own is not None for own in continua[index].codings] for index in kept], dtype=np.bool_
    ).reshape(len(kept), coders)
    document_of_part = np.repeat(np.arange(len(kept)), [part.size for part in parts])
    spans = _flatten([continua[index] for index in kept], offsets, codes)
    return FlatCorpus(
        int(offsets[-1]),
        coders,
        codes,
        np.array(kept, dtype=np.int64),
        _joined([part + offset for part, offset in zip(parts, offsets[:-1], strict=True)]),
        document_of_part.astype(np.int64),
        present[document_of_part],
        *spans,
    )


def _comparable(continua: Sequence[Continuum], coders: int) -> list[int]:
    """Indices of the documents that two coders or more coded."""
    for continuum in continua:
        if len(continuum.codings) != coders:
            raise ValueError("every document needs an entry (or None) for each coder")
    return [
        index
        for index, continuum in enumerate(continua)
        if sum(own is not None for own in continuum.codings) >= 2 and continuum.length > 0
    ]


def _part_starts(starts: Ints, length: int) -> Ints:
    """The starts of a document's parts, in order, once each, the first of them 0."""
    inside = np.unique(np.append(np.asarray(starts, dtype=np.int64), 0))
    return inside[(inside >= 0) & (inside < length)]


def _flatten(
    continua: Sequence[Continuum], offsets: Ints, codes: int
) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    """start, end, coding of every span; code, coder, document of every coding."""
    found: list[tuple[Codings, int, int]] = [
        (own, coder, document)
        for document, continuum in enumerate(continua)
        for coder, own in enumerate(continuum.codings)
        if own is not None and own.count
    ]
    counts = [own.count for own, _, _ in found]
    before = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    code = _joined([own.code for own, _, _ in found])
    if code.size and int(code.max()) >= codes:
        raise ValueError(f"code {int(code.max())} is not one of the {codes} codes")
    start = _joined([own.start + offsets[document] for own, _, document in found])
    end = _joined([own.end + offsets[document] for own, _, document in found])
    coding = _joined(
        [own.coding + first for (own, _, _), first in zip(found, before, strict=False)]
    )
    coder_of = np.repeat(np.array([coder for _, coder, _ in found], dtype=np.int64), counts)
    document_of = np.repeat(np.array([doc for _, _, doc in found], dtype=np.int64), counts)
    return start, end, coding, code, coder_of, document_of


def _joined(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)
