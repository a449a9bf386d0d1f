"""Queries answered from their definitions: sets of code points, and a loop over all pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.corpus.query import (
    All,
    And,
    CodeIs,
    Direction,
    Linked,
    Not,
    Or,
    Order,
    Overlap,
    Query,
    Question,
    Related,
    Relation,
    ResultUnit,
    SameUnit,
    TextUnit,
)

Span = tuple[int, int]


@dataclass(frozen=True)
class Plain:
    """A coding; `spans` in the text of its document."""

    number: int
    document: int
    code: str
    coder: int
    spans: tuple[Span, ...]

    @property
    def points(self) -> set[int]:
        return {point for start, end in self.spans for point in range(start, end)}

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True)
class Oracle:
    """Codings, and units by document: spans in its text. `links` are (kind, source, target)."""

    codings: Sequence[Plain]
    units: Mapping[TextUnit, Sequence[Sequence[Span]]]
    links: Sequence[tuple[str, int, int]] = field(default_factory=list)

    def holds(self, query: Query, one: Plain) -> bool:
        match query:
            case All():
                return True
            case And(terms):
                return all(self.holds(term, one) for term in terms)
            case Or(terms):
                return any(self.holds(term, one) for term in terms)
            case Not(term):
                return not self.holds(term, one)
            case CodeIs((name,)):
                return one.code == name
            case Related():
                return any(self._are_pair(query, one, other) for other in self.codings)
        raise TypeError(query)

    def answer(self, question: Question) -> list[object]:
        if question.unit is ResultUnit.CODINGS:
            return [one.number for one in self.codings if self.holds(question.query, one)]
        query = question.query
        assert isinstance(query, Related)
        pairs = [(a, b) for a in self.codings for b in self.codings if self._are_pair(query, a, b)]
        if question.unit is ResultUnit.PAIRS:
            return [(a.number, b.number) for a, b in pairs]
        return [(a.number, b.number, frozenset(a.points & b.points)) for a, b in pairs]

    def _are_pair(self, query: Related, one: Plain, other: Plain) -> bool:
        return (
            one is not other
            and self.holds(query.left, one)
            and self.holds(query.right, other)
            and (not query.same_coder or one.coder == other.coder)
            and self._related(query.relation, one, other)
        )

    def _related(self, relation: Relation, one: Plain, other: Plain) -> bool:
        if isinstance(relation, Linked):
            ends = (one.number, other.number) if relation.forward else (other.number, one.number)
            return any(link[1:] == ends and relation.kind in ("", link[0]) for link in self.links)
        if one.document != other.document:
            return False
        match relation:
            case Overlap():
                return _overlap(relation, one, other)
            case SameUnit(unit):
                return bool(set(self._touched(unit, one)) & set(self._touched(unit, other)))
            case Order(direction):
                before = self._is_before(relation, one, other)
                after = self._is_before(relation, other, one)
                shares = bool(one.points & other.points)
                return {
                    Direction.BEFORE: before,
                    Direction.AFTER: after,
                    Direction.NEAR: before or after or shares,
                }[direction]
        raise TypeError(relation)

    def _touched(self, unit: TextUnit, one: Plain) -> list[int]:
        if unit is TextUnit.DOCUMENT:
            return [0]
        units = self.units[unit][one.document]
        return [n for n, span in enumerate(units) if one.points & set(range(*span))]

    def _is_before(self, order: Order, one: Plain, other: Plain) -> bool:
        if one.end > other.start:
            return False
        if order.unit is None:
            return True
        assert order.within is not None
        if order.unit is TextUnit.WORD:
            words = self.units[TextUnit.WORD][one.document]
            between = sum(one.end <= start < other.start for start, _end in words)
            return between <= order.within
        touched = self._touched(order.unit, one), self._touched(order.unit, other)
        return all(touched) and touched[1][0] - touched[0][-1] <= order.within


def _overlap(relation: Overlap, one: Plain, other: Plain) -> bool:
    ours, theirs = one.points, other.points
    return {
        Overlap.OVERLAPS: bool(ours & theirs),
        Overlap.INSIDE: ours <= theirs,
        Overlap.CONTAINS: theirs <= ours,
        Overlap.SAME_PASSAGE: ours == theirs,
        Overlap.STARTS_WITH: theirs <= ours and min(ours) == min(theirs),
        Overlap.ENDS_WITH: theirs <= ours and max(ours) == max(theirs),
    }[relation]
