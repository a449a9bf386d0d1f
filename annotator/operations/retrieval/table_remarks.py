"""What one has to know to read the figures of a table: sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from annotator.corpus.codebook import Code
from annotator.corpus.messages import number_of, tr
from annotator.corpus.query import Overlap
from annotator.operations.retrieval import figures_by_document
from annotator.operations.retrieval.analysis_set import AnalysisSet
from annotator.operations.retrieval.asked import Asked
from annotator.retrieval.tables import Measure
from annotator.retrieval.tables.by_document import ByDocument

_MOST = 3
_MANY, _LARGE = 10, 0.5
"""Codings of a cell from which on it is told that a share as large as this is in one document."""
_OF_DOCUMENTS = (
    Measure.PER_1000_WORDS,
    Measure.PER_DOCUMENT,
    Measure.DOCUMENT_SHARE,
    Measure.WITHOUT,
)


class Described(Protocol):
    """The table that is spoken of (`project_table.ProjectTable`)."""

    @property
    def cell(self) -> str:
        """What a cell says."""

    @property
    def asked(self) -> Asked:
        """What it was asked of."""

    @property
    def analysis_set(self) -> AnalysisSet:
        """Whose codings it is of."""

    @property
    def dispersion(self) -> ByDocument:
        """Codings by cell and document."""


def remarks(table: Described) -> Iterator[str]:
    """All that is to be said of the cells."""
    for axis in (table.asked.rows, table.asked.columns):
        if not axis.labels:
            yield tr("The project has nothing that “{axis}” would show.", axis=axis.title)
    unfinished = int(table.analysis_set.unfinished.sum())
    if unfinished:
        yield tr(
            "{documents} nobody has finished: counted, but in no number of words or units that is"
            " divided by.",
            documents=number_of(unfinished, "document"),
        )
    if table.cell in _OF_DOCUMENTS:
        whole = figures_by_document.universe_of(table.asked)
        own = int((whole.rows[-1] & whole.columns[-1]).sum())
        yield tr("Of {documents}.", documents=number_of(own, "document"))
    if table.asked.weights:
        yield tr("Documents are weighted by “{name}”.", name=table.asked.weights)
    yield from _in_one_document(table)
    yield from _forced(table.asked)


def _in_one_document(table: Described) -> Iterator[str]:
    """Cells of which much is in one document: “31 of 40 codings of …”."""
    asked = table.asked
    if len(asked.material.documents) < 2 or "documents" in (asked.rows.title, asked.columns.title):
        return
    found = table.dispersion
    number, most = (one[:-1, :-1] for one in (found.summed(found.number), found.most))
    is_large = (number >= _MANY) & (most >= _LARGE * number) & (found.documents[:-1, :-1] > 0)
    cells = np.argwhere(is_large)
    for row, column in sorted(cells.tolist(), key=lambda at: -most[at[0], at[1]])[:_MOST]:
        yield tr(
            "{row}, {column}: {most} of {codings} in one document.",
            row=asked.rows.labels[row],
            column=asked.columns.labels[column],
            most=int(most[row, column]),
            codings=number_of(int(number[row, column]), "coding"),
        )


def _forced(asked: Asked) -> Iterator[str]:
    """Codes that the codebook lets overlap with no other: zero is then a rule, not a finding."""
    if asked.by is not Overlap.OVERLAPS:
        return
    codes: list[Code] = [asked.material.codebook.by_guid[guid] for guid in asked.material.codes]
    names = [code.name for code in codes if not code.may_overlap]
    if names:
        yield tr(
            "By the codebook these overlap with no other code: {names}.", names=", ".join(names)
        )
