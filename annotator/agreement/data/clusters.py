"""What is independent of each other: documents, or the paragraphs of a single one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.arrays.sums import sum_by
from annotator.agreement.data.continuum import Continuum, Floats, Ints
from annotator.agreement.data.copies import copies
from annotator.agreement.data.flat_corpus import FlatCorpus, concatenate


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """The compared documents with what their parts belong to.

    number: (clusters of the corpus,) of the cluster each part counts for: copies of a document
    share one. kind: what a cluster is, in the singular.
    """

    corpus: FlatCorpus
    number: Ints
    kind: str

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.number.max()) + 1 if self.number.size else 0

    def gathered(self, sums: Floats) -> Floats:
        """(count, columns) from sums by part of the corpus, (parts, columns)."""
        if self.count == sums.shape[0]:
            return sums
        columns = [sum_by(self.number, column, self.count) for column in sums.T]
        return np.stack(columns, axis=1) if columns else np.zeros((self.count, 0))


def clusters_of(
    continua: Sequence[Continuum],
    coders: int,
    codes: int,
    paragraphs: Sequence[Ints] | None = None,
) -> Clusters:
    """Documents; where only one can be compared its paragraphs, if their starts are given."""
    corpus = concatenate(continua, coders, codes)
    if corpus.documents == 1 and paragraphs is not None:
        corpus = concatenate(continua, coders, codes, paragraphs)
        return Clusters(corpus, np.arange(corpus.clusters, dtype=np.int64), "paragraph")
    return Clusters(corpus, copies([continua[i] for i in corpus.kept.tolist()]), "document")
