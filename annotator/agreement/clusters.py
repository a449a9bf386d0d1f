"""What is independent of each other: documents, or the paragraphs of a single one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from annotator.agreement.continuum import Continuum, Floats, Ints
from annotator.agreement.copies import copies
from annotator.agreement.layout import Layout, lay_out
from annotator.agreement.sums import sum_by


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """The compared documents with what their parts belong to.

    number: (clusters of the layout,) of the cluster each part counts for: copies of a document
    share one. kind: what a cluster is, in the singular.
    """

    layout: Layout
    number: Ints
    kind: str

    @property
    def count(self) -> int:
        """How many there are."""
        return int(self.number.max()) + 1 if self.number.size else 0

    def gathered(self, sums: Floats) -> Floats:
        """(count, columns) from sums by part of the layout, (parts, columns)."""
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
    layout = lay_out(continua, coders, codes)
    if layout.documents == 1 and paragraphs is not None:
        layout = lay_out(continua, coders, codes, paragraphs)
        return Clusters(layout, np.arange(layout.clusters, dtype=np.int64), "paragraph")
    return Clusters(layout, copies([continua[i] for i in layout.kept.tolist()]), "document")
