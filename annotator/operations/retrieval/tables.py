"""Tables about projects: groups of codings by groups, with what is counted and on what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from annotator.corpus.job import Job
from annotator.corpus.messages import tr
from annotator.corpus.query import Overlap, Query, Relation, TextUnit, names_coders
from annotator.corpus.query.language import UNIT_WORDS
from annotator.errors import UserError
from annotator.operations.retrieval import figures
from annotator.operations.retrieval import material as materials
from annotator.operations.retrieval.analysis_set import AnalysisSet, analysis_set
from annotator.operations.retrieval.asked import Asked, Followed
from annotator.operations.retrieval.axes import Axis, axis
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.operations.retrieval.names import vocabulary
from annotator.operations.retrieval.project_table import ProjectTable
from annotator.operations.team import coders
from annotator.operations.viewing import Viewer
from annotator.retrieval.arrays import Floats
from annotator.retrieval.evaluate import holds
from annotator.retrieval.language import parse, parse_relation
from annotator.retrieval.tables import Counted, Measure
from annotator.retrieval.tables.measures import of_whole

__all__ = ["ALL", "RANGE", "ProjectTable", "TableQuestion", "build", "table_of"]

ALL: Final = "all"
"""All coders' codings, each counted."""
RANGE: Final = "range"
"""The mean of the coders, with the least and the most."""


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """What a table is to show. `rows` and `columns` are as `axes.axis` reads them, `by` the words
    of a relation or empty, `where` a line of the query language or empty. `weights` is an attribute
    of documents that says how many others each stands for, or empty. `coders` is empty for the
    analysis set, else `ALL` or `RANGE`."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cell: str = "codings"
    by: str = ""
    where: str = ""
    weights: str = ""
    coders: str = ""


def build(viewer: Viewer, wanted: TableQuestion) -> Job[ProjectTable]:
    """A table about a project. UserError for what it can't show."""
    material = yield from materials.load(viewer)
    yield from material.find_units(units_of(wanted))
    return table_of(material, wanted)


def units_of(wanted: TableQuestion) -> set[TextUnit]:
    """The units of texts that rows and columns are related by, or that a cell counts."""
    words = wanted.by.split()
    if figures.CELLS.get(wanted.cell) is Measure.PER_1000_WORDS:
        words.append(TextUnit.WORD)
    return {UNIT_WORDS[word] for word in words if word in UNIT_WORDS}


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
    chosen = _analysis_set(material, wanted, rows, columns, where)
    among = chosen.codings if where is None else holds(where, material, chosen.codings)
    asked = Asked(
        *(material, rows, columns, by, same_coder, among, chosen.unfinished),
        where,
        wanted.weights,
    )
    found, people = figures.figures(asked, wanted.cell), list[int]()
    if wanted.coders == RANGE:
        found, people = _over_coders(asked, wanted.cell)
    name, documents = str(figures.CELLS[wanted.cell]), int((~chosen.unfinished).sum())
    labels = coders.labels(material.coders)
    names_of = tuple(labels[material.coders[one].guid] for one in people)
    table = ProjectTable(
        rows, columns, name, by, same_coder, where, found, chosen, documents, asked
    )
    return replace(table, range_of=names_of)


def _analysis_set(
    material: ProjectMaterial,
    wanted: TableQuestion,
    rows: Axis,
    columns: Axis,
    where: Query | None,
) -> AnalysisSet:
    """Whose codings are counted: the analysis set, unless the question says whose."""
    if wanted.coders not in ("", ALL, RANGE):
        raise UserError(
            tr(
                "“{word}” is no choice of coders. There are {known}.",
                word=wanted.coders,
                known=f"{ALL}, {RANGE}",
            )
        )
    is_named = rows.names_coders or columns.names_coders
    is_named = is_named or (where is not None and names_coders(where))
    if wanted.coders:
        if is_named:
            raise UserError(tr("The question names coders already: leave --coders out."))
        found = analysis_set(material, coders_are_named=True)
        if material.viewer.blind:
            return found
        return replace(found, said=_words(wanted.coders))
    return analysis_set(material, coders_are_named=is_named)


def _words(choice: str) -> str:
    if choice == ALL:
        return tr("the codings of all coders, each counted")
    return tr("the work of each coder, as the mean with the range")


def _over_coders(asked: Asked, cell: str) -> tuple[Counted, list[int]]:
    """The mean of the figures of the coders who coded, with the least and the most."""
    material = asked.material
    people = [n for n in material.persons if (material.table.coder == n).any()]
    if not people:
        raise UserError(tr("Nobody has coded, so there is no mean of coders."))
    wholes = [
        _whole(
            figures.figures(replace(asked, among=asked.among & (material.table.coder == n)), cell)
        )
        for n in people
    ]
    stacked = np.stack(wholes)
    ends = stacked.min(axis=0), stacked.max(axis=0)
    return of_whole(stacked.mean(axis=0), *ends), people


def _whole(found: Counted) -> Floats:
    """The figures with their totals last."""
    column = found.row_totals[:, None]
    row = np.append(found.column_totals, found.total)[None]
    return np.vstack((np.hstack((found.cells, column)), row))


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
