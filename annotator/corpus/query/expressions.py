"""Queries: conditions and relations, combined by and, or, not."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.corpus.query.conditions import (
    AnyCoder,
    AtLeast,
    CoderIs,
    Condition,
    OfConsensus,
)
from annotator.corpus.query.relations import Overlap, Relation


@dataclass(frozen=True, slots=True)
class All:
    """Holds of every coding."""


@dataclass(frozen=True, slots=True)
class And:
    """Holds where all of its two or more terms do."""

    terms: tuple[Query, ...]

    def __post_init__(self) -> None:
        _check(self.terms)


@dataclass(frozen=True, slots=True)
class Or:
    """Holds where one of its two or more terms does."""

    terms: tuple[Query, ...]

    def __post_init__(self) -> None:
        _check(self.terms)


@dataclass(frozen=True, slots=True)
class Not:
    """Holds where its term does not."""

    term: Query


@dataclass(frozen=True, slots=True)
class Related:
    """Holds of the codings of `left` for which there is another coding, one of `right`, that they
    stand in the relation to; with `same_coder`, one by the same coder."""

    left: Query
    relation: Relation
    right: Query
    same_coder: bool = False


Query = All | And | Or | Not | Related | Condition


class ResultUnit(enum.StrEnum):
    """What a question is answered with."""

    CODINGS = "codings"
    """The codings of which the query holds: of a relation, those of its left side."""
    PAIRS = "pairs"
    """Each pair of a left and a right coding that stand in the relation."""
    COMMON = "common"
    """Of each such pair the code points that both have."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and what it is answered with. Raises ValueError for pairs of no relation, and for
    common passages of a relation that needs none."""

    query: Query
    unit: ResultUnit = ResultUnit.CODINGS

    def __post_init__(self) -> None:
        if self.unit is not ResultUnit.CODINGS and not isinstance(self.query, Related):
            raise ValueError("pairs are those of a relation")
        if self.unit is ResultUnit.COMMON and not shares_passages(self.query):
            raise ValueError("there are common passages only where passages overlap")


def shares_passages(query: Query) -> bool:
    """Whether it is a relation between passages that have code points in common."""
    return isinstance(query, Related) and isinstance(query.relation, Overlap)


def parts(query: Query) -> Iterator[Query]:
    """The query and all within it, each before its own parts."""
    waiting: list[Query] = [query]
    while waiting:
        part = waiting.pop()
        yield part
        match part:
            case And(terms) | Or(terms):
                waiting.extend(reversed(terms))
            case Not(term):
                waiting.append(term)
            case Related(left, _relation, right):
                waiting += (right, left)


def names_coders(query: Query) -> bool:
    """Whether it says whose codings it is about: such a query is asked of all codings, any other
    of the analysis set."""
    coder_conditions = (CoderIs, AnyCoder, OfConsensus, AtLeast)
    return any(isinstance(part, coder_conditions) for part in parts(query))


def all_of(terms: list[Query]) -> Query:
    """The query that holds where all of these do, however many there are."""
    if len(terms) < 2:
        return terms[0] if terms else All()
    return And(tuple(terms))


def _check(terms: tuple[Query, ...]) -> None:
    if len(terms) < 2:
        raise ValueError("two terms or more are combined")
