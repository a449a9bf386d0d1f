"""Tables about a project: groups of codings by groups, with what is counted and on what."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from annotator.corpus.job import Job
from annotator.corpus.messages import number_of, tr
from annotator.corpus.query import (
    AnyCoder,
    Overlap,
    Query,
    Related,
    Relation,
    TextUnit,
    all_of,
    names_coders,
)
from annotator.corpus.query.language import UNIT_WORDS
from annotator.errors import UserError
from annotator.operations.retrieval import figures
from annotator.operations.retrieval import material as materials
from annotator.operations.retrieval.analysis_set import AnalysisSet, analysis_set
from annotator.operations.retrieval.axes import Axis, axis
from annotator.operations.retrieval.figures import Asked, Followed
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.names import vocabulary
from annotator.operations.viewing import Viewer
from annotator.retrieval.evaluate import holds
from annotator.retrieval.language import parse, parse_relation, print_query, print_relation
from annotator.retrieval.tables import Cells, Counted


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """What a table is to show. `rows` and `columns` are as `axes.axis` reads them, `by` the words
    of a relation or empty, `where` a line of the query language or empty."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cell: str = "codings"
    by: str = ""
    where: str = ""


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
        own = (self._cells.row == row) & (self._cells.column == column)
        guids = self.asked.material.guids
        return tuple(guids[number] for number in np.sort(self._cells.coding[own]).tolist())

    def rows_size(self, row: int) -> int:
        """How many codings of the analysis set are in the group of a row, wherever they stand."""
        groups = self.rows.groups.of(self.asked.among)
        return int((groups.group == row).sum())

    @property
    def head(self) -> str:
        """One sentence: what is counted, of what, on whose codings."""
        unit = self.cell if self.by is None else f"{self.cell} ({self.by_words})"
        chosen = f" where {print_query(self.where)}" if self.where else ""
        return f"{unit[:1].upper()}{unit[1:]}{chosen}, in {self.analysis_set.words()}."

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

    @property
    def remarks_on_cells(self) -> tuple[str, ...]:
        """The same without what is said of totals."""
        said = []
        unfinished = int(self.analysis_set.unfinished.sum())
        if unfinished:
            said.append(
                tr(
                    "{documents} nobody has finished: counted, but in no number of words or"
                    " units that is divided by.",
                    documents=number_of(unfinished, "document"),
                )
            )
        return tuple(said)

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


def build(viewer: Viewer, wanted: TableQuestion) -> Job[ProjectTable]:
    """A table about a project. UserError for what it can't show."""
    material = yield from materials.load(viewer)
    return table_of(material, wanted)


def table_of(material: ProjectMaterial, wanted: TableQuestion) -> ProjectTable:
    """The same of what is loaded."""
    if wanted.cell not in figures.CELLS:
        known = ", ".join(figures.CELLS)
        raise UserError(
            tr(
                "A cell can't hold “{cell}”. It holds one of {known}.",
                cell=wanted.cell,
                known=known,
            )
        )
    names = vocabulary(material.viewer)
    rows, columns = (axis(material, what, names) for what in (wanted.rows, wanted.columns))
    where = parse(wanted.where, names).query if wanted.where else None
    by, same_coder = _relation(wanted, rows, columns)
    is_named = rows.names_coders or columns.names_coders
    is_named = is_named or (where is not None and names_coders(where))
    chosen = analysis_set(material, coders_are_named=is_named)
    among = chosen.codings if where is None else holds(where, material, chosen.codings)
    asked = Asked(material, rows, columns, by, same_coder, among, chosen.unfinished)
    found = figures.figures(asked, wanted.cell)
    name, documents = str(figures.CELLS[wanted.cell]), int((~chosen.unfinished).sum())
    return ProjectTable(rows, columns, name, by, same_coder, where, found, chosen, documents, asked)


def _relation(
    wanted: TableQuestion, rows: Axis, columns: Axis
) -> tuple[Relation | Followed | None, bool]:
    """How rows are to columns: as asked, and codes to codes by overlap."""
    if not wanted.by:
        both_codes = rows.title == columns.title == "codes"
        is_pair = wanted.cell in (figures.JACCARD, figures.EXPECTED)
        return (Overlap.OVERLAPS if both_codes or is_pair else None), False
    match = re.fullmatch(r"followed(?: within (\d{1,6}) (\w+))?(?: by)?", wanted.by.strip())
    if match is None:
        return parse_relation(wanted.by)
    if match[1] is None:
        return Followed(), False
    unit = UNIT_WORDS.get(match[2])
    if unit is None or unit is TextUnit.DOCUMENT:
        raise UserError(
            tr(
                "“{match}” is no unit to count by. Count by words, sentences, paragraphs or turns.",
                match=match[2],
            )
        )
    return Followed(int(match[1]), TextUnit(unit)), False
