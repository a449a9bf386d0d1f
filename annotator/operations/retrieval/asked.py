"""What figures are asked of."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.corpus.query import Query, Relation, TextUnit
from annotator.operations.retrieval.axes import Axis
from annotator.operations.retrieval.material import ProjectMaterial
from annotator.retrieval.arrays import Bools


@dataclass(frozen=True, slots=True)
class Followed:
    """A coding and the next one of its coder in the order of the text, at most `within` units later
    (`annotator.retrieval.sequences`)."""

    within: int | None = None
    unit: TextUnit | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What figures are asked of: groups by groups of the codings `among`, and how those of a row
    are to those of a column. unfinished: (documents,) those that are no part of a rate. where: what
    `among` was chosen by. weights: the attribute of documents that says what each stands for, or
    empty."""

    material: ProjectMaterial
    rows: Axis
    columns: Axis
    by: Relation | Followed | None
    same_coder: bool
    among: Bools
    unfinished: Bools
    where: Query | None = None
    weights: str = ""
