"""Answers to questions: from a query to the codings, pairs or passages of which it holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from annotator.corpus.query import (
    All,
    And,
    Dated,
    MemoHas,
    Not,
    Or,
    Query,
    Question,
    Related,
    ResultUnit,
    TextHas,
    UnderVersion,
)
from annotator.retrieval import related
from annotator.retrieval.arrays import Bools, Ints
from annotator.retrieval.columns import Parts
from annotator.retrieval.material import Material
from annotator.retrieval.pairs import Pairs, common_parts


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a question found.

    codings: numbers of codings in order of the text; of pairs their left ones. partners: of pairs
    the right ones, else None. common: of common passages their spans, counted as the pairs are.
    """

    codings: Ints
    partners: Ints | None = None
    common: Parts | None = None

    def __len__(self) -> int:
        return self.codings.size

    def taken(self, rows: Ints) -> Found:
        """These results (numbers) in this order."""
        partners = None if self.partners is None else self.partners[rows]
        common = None if self.common is None else self.common.taken(rows)
        return Found(self.codings[rows], partners, common)


def answer(question: Question, material: Material, universe: Bools) -> Found:
    """What a question finds in the codings of a universe, a (codings,) array: neither sides of
    relations nor what `not` leaves are ever outside it."""
    if question.unit is ResultUnit.CODINGS:
        return Found(np.flatnonzero(holds(question.query, material, universe)))
    query = question.query
    assert isinstance(query, Related)
    found = _pairs(query, material, universe)
    common = common_parts(material.table, found) if question.unit is ResultUnit.COMMON else None
    return Found(found.left, found.right, common)


def _pairs(query: Related, material: Material, universe: Bools) -> Pairs:
    sides = holds(query.left, material, universe), holds(query.right, material, universe)
    return related.pairs(material, query.relation, *sides, same_coder=query.same_coder)


def holds(query: Query, material: Material, universe: Bools) -> Bools:
    """(codings,) of which codings of the universe a query holds."""
    return _holds(query, material, universe, universe)


def _holds(query: Query, material: Material, universe: Bools, among: Bools) -> Bools:
    """The same of those `among` alone, which are in the universe: what is dear to find out is not
    asked of others."""
    match query:
        case All():
            return among
        case And(terms):
            for term in sorted(terms, key=_cost):
                among = _holds(term, material, universe, among)
            return among
        case Or(terms):
            found = np.zeros_like(among)
            for term in sorted(terms, key=_cost):
                found = found | _holds(term, material, universe, among & ~found)
            return found
        case Not(term):
            return among & ~_holds(term, material, universe, among)
        case Related(left, relation, right, same_coder):
            ours = _holds(left, material, universe, among)
            theirs = _holds(right, material, universe, universe)
            return related.with_partner(material, relation, ours, theirs, same_coder=same_coder)
    return material.holds(query, among)


def _cost(query: Query) -> int:
    """What is asked first where all or one of several must hold: columns, then relations, then
    what is read from the file, then the words of texts."""
    match query:
        case And(terms) | Or(terms):
            return max(map(_cost, terms))
        case Not(term):
            return _cost(term)
        case Related(left, _relation, right):
            return max(1, _cost(left), _cost(right))
        case MemoHas() | Dated() | UnderVersion():
            return 2
        case TextHas():
            return 3
    return 0
