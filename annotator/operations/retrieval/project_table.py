"""A table about a project, with what is to be said in its head and below it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotator.corpus.messages import gettext_noop, listing, localised, number_of, tr
from annotator.corpus.query import AnyCoder, Query, Related, Relation, all_of, names_coders
from annotator.operations.retrieval import figures, table_remarks
from annotator.operations.retrieval.analysis_set import AnalysisSet
from annotator.operations.retrieval.asked import Asked, Followed
from annotator.operations.retrieval.axes import Axis
from annotator.retrieval.arrays import Bools
from annotator.retrieval.language import print_query, print_relation
from annotator.retrieval.tables import Cells, Counted
from annotator.retrieval.tables.by_document import ByDocument, by_document

_CELLS = (
    *(gettext_noop("codings"), gettext_noop("passages"), gettext_noop("documents")),
    *(gettext_noop("characters"), gettext_noop("share of row"), gettext_noop("share of column")),
    *(gettext_noop("share of table"), gettext_noop("per 1,000 words")),
    *(gettext_noop("per document"), gettext_noop("share of documents")),
    *(gettext_noop("documents without"), gettext_noop("codings in one document")),
    *(gettext_noop("Jaccard's coefficient"), gettext_noop("overlaps expected by chance")),
)
"""What cells say, for the catalogues of translations."""


@dataclass(frozen=True, eq=False)
class ProjectTable:
    """A table with what is to be said in its head."""

    rows: Axis
    columns: Axis
    cell: str
    by: Relation | Followed | None
    same_coder: bool
    where: Query | None
    figures: Counted
    analysis_set: AnalysisSet
    documents: int
    asked: Asked
    range_of: tuple[str, ...] = ()
    """The coders over whom figures are means, with their range; none where they are not."""

    @cached_property
    def _cells(self) -> Cells:
        return figures.cells_of(self.asked)

    @cached_property
    def size(self) -> tuple[int, int]:
        """How many different codings are in the cells, and of how many documents."""
        codings = np.unique(self._cells.coding)
        document = self.asked.material.table.document
        return codings.size, np.unique(document[codings]).size

    def codings_of(self, row: int, column: int) -> tuple[str, ...]:
        """The codings (GUIDs) of a cell, in the order of the text."""
        return self._guids((self._cells.row == row) & (self._cells.column == column))

    def codings_of_row(self, row: int) -> tuple[str, ...]:
        """The codings (GUIDs) of the cells of a row, each once, in the order of the text."""
        return self._guids(self._cells.row == row)

    def codings_of_column(self, column: int) -> tuple[str, ...]:
        """The codings (GUIDs) of the cells of a column, each once, in the order of the text."""
        return self._guids(self._cells.column == column)

    def codings_of_all(self) -> tuple[str, ...]:
        """The codings (GUIDs) of all cells, each once, in the order of the text."""
        return self._guids(self._cells.row >= 0)

    def _guids(self, cells: Bools) -> tuple[str, ...]:
        guids = self.asked.material.guids
        return tuple(guids[number] for number in np.unique(self._cells.coding[cells]).tolist())

    def rows_size(self, row: int) -> int:
        """How many codings of the analysis set are in the group of a row, wherever they stand."""
        groups = self.rows.groups.of(self.asked.among)
        return int((groups.group == row).sum())

    @property
    def head(self) -> str:
        """One sentence: what is counted, of what, on whose codings."""
        cell = tr(self.cell)
        what = cell if self.by is None else f"{cell} ({self.by_words})"
        what, codings = what[:1].upper() + what[1:], self.analysis_set.words()
        if self.where is None:
            return tr("{what}, in {codings}.", what=what, codings=codings)
        line = print_query(self.where)
        return tr("{what} where {line}, in {codings}.", what=what, line=line, codings=codings)

    @property
    def by_words(self) -> str:
        """The relation in words; empty where there is none."""
        if self.by is None:
            return ""
        if isinstance(self.by, Followed):
            distance = f" within {self.by.within} {self.by.unit}s" if self.by.unit else ""
            return f"followed{distance} by"
        return print_relation(self.by) + (" by same coder" if self.same_coder else "")

    @property
    def remarks(self) -> tuple[str, ...]:
        """What one has to know to read the figures: one sentence each."""
        has_totals = not math.isnan(self.figures.total)
        if has_totals and not (self.figures.rows_add_up and self.figures.columns_add_up):
            words = tr("Totals are no sums: they count once what is in several cells.")
            return (words, *self.remarks_on_cells)
        return self.remarks_on_cells

    @cached_property
    def remarks_on_cells(self) -> tuple[str, ...]:
        """The same without what is said of totals."""
        return tuple(table_remarks.remarks(self))

    @cached_property
    def dispersion(self) -> ByDocument:
        """How many codings each cell has in each document."""
        return by_document(self.asked.material.table, self._cells)

    def beside(self, row: int, column: int) -> str:
        """What is to be said of one cell beside its figure, totals last: the ends of its interval,
        and in how many documents its codings are."""
        said = []
        low, high = self.figures.low, self.figures.high
        if low is not None and high is not None and not math.isnan(low[row, column]):
            ends = [localised(f"{one[row, column]:,.3f}") for one in (low, high)]
            said.append(
                tr(
                    "{low} to {high} ({what})",
                    low=ends[0],
                    high=ends[1],
                    what=self.interval_words,
                )
            )
        found = self.dispersion
        codings = int(found.summed(found.number)[row, column])
        if codings:
            said.append(
                tr(
                    "{codings} in {documents}, at most {most:,} in one",
                    codings=number_of(codings, "coding"),
                    documents=number_of(int(found.documents[row, column]), "document"),
                    most=int(found.most[row, column]),
                )
            )
        return "; ".join(said)

    @property
    def interval_words(self) -> str:
        """What the ends beside the figures are; empty where there are none."""
        if self.figures.low is None or np.isnan(self.figures.low).all():
            return ""
        if self.range_of:
            return tr("range over {coders}", coders=listing(self.range_of))
        return tr("95 % interval by documents")

    def query_of(self, row: int, column: int) -> Query | None:
        """The query that finds the codings of a cell; None for what follows what, which is no
        question of one coding."""
        if isinstance(self.by, Followed):
            return None
        ours, theirs = self.rows.queries[row], self.columns.queries[column]
        chosen = [self.where] if self.where else []
        if self.by is None:
            query = all_of([ours, theirs, *chosen])
        else:
            sides = all_of([ours, *chosen]), all_of([theirs, *chosen])
            query = Related(sides[0], self.by, sides[1], self.same_coder)
        # A table of some groups that name coders is of all codings, and so is each of its cells.
        if self.analysis_set.is_chosen and not names_coders(query):
            query = all_of([query, AnyCoder()])
        return query
