"""What questions are answered on: the codings as columns, and all else as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from annotator.corpus.query import Condition, TextUnit
from annotator.retrieval.arrays import Bools, Ints
from annotator.retrieval.columns import CodingTable
from annotator.retrieval.units import Units


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Relations that coders declared: parallel (relations,) numbers of codings."""

    source: Ints
    target: Ints


class Material(Protocol):
    """The codings of a project, and what a query may ask about them."""

    @property
    def table(self) -> CodingTable:
        """The codings, as columns."""

    def holds(self, condition: Condition, among: Bools) -> Bools:
        """(codings,) of which of those `among` a condition holds; of no others."""

    def units(self, unit: TextUnit) -> Units:
        """The words, sentences, paragraphs or turns of all documents."""

    def links(self, kind: str) -> Links:
        """The relations of a type, or of all where it is empty."""
