"""Agreement on relations, given that two coders have both ends in common.

A relation can only be shared where its ends are: a coding of one coder is matched with the
overlapping coding of the same code by the other, and only relations between matched codings are
compared. So the figure tells of relations, and not once more of the passages that they join.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from annotator.agreement import (
    Clusters,
    Figure,
    Interval,
    Ints,
    clusters_of,
    matched_f1,
    matched_f1_interval,
    matched_values,
)
from annotator.corpus.codebook import RelationType
from annotator.corpus.coding import Relation
from annotator.operations.reliability.comparison import ComparisonData
from annotator.operations.viewing import Viewer
from annotator.storage import coding_queries

RELATIONS = "relations"


@dataclass(frozen=True)
class RelationFigure:
    """One type of relations, or all (`type` None), pooled over pairs of coders.

    given: relations that either coder has, counted for each; matched_ends: those of them whose ends
    the other coder coded as well. directed: F1 of type and direction, given matched ends;
    undirected: of the type whichever way. reversed, other_type: how many pairs of relations have
    the same ends and the other direction, or another type.
    """

    type: RelationType | None
    given: int
    matched_ends: int
    directed: Figure
    undirected: Figure
    reversed: int
    other_type: int
    interval: Interval | None = None


_Ends = tuple[str, int, int, int]
"""Type (GUID), source and target as numbers of matched pairs of codings, place of the document."""


@dataclass(frozen=True)
class _Compared:
    """A pair of coders: of each, type, ends and document of the relations whose ends match."""

    sides: tuple[list[_Ends], list[_Ends]]
    given: Counter[str]


def relations(viewer: Viewer, data: ComparisonData) -> list[RelationFigure]:
    """Each type that a compared coder used, then all together; empty without relations."""
    if data.work is not None and data.work.sealed is not None:
        return figures(data, data.work.sealed.relations)
    with viewer.reading() as connection:
        there = coding_queries.relations(connection)
    return figures(data, there)


def figures(data: ComparisonData, there: Sequence[Relation]) -> list[RelationFigure]:
    """`relations` of what was read."""
    found = clusters_of(data.continua, len(data.coders), len(data.codes), data.paragraphs)
    compared = _compared(data, there, found)
    used = sum((pair.given for pair in compared), Counter[str]())
    types = [one for one in data.codebook.relation_types if used[one.guid]]
    if not types:
        return []
    return [_figure(data, compared, found, one) for one in (*types, None)]


def _compared(data: ComparisonData, there: Sequence[Relation], found: Clusters) -> list[_Compared]:
    """Of each pair of coders, their relations, ends as numbers of matched pairs of codings."""
    number = {
        guid: place
        for place, guid in enumerate(guid for columns in data.columns for guid in columns.guid)
    }
    coder_of = {
        guid: who
        for columns in data.columns
        for guid, who in zip(columns.guid, columns.coder, strict=True)
    }
    document = {guid: where for where, columns in enumerate(data.columns) for guid in columns.guid}
    pairs = _matched(data, number, found)
    guids = list(number)
    result = []
    for one, other in combinations([coder.guid for coder in data.coders], 2):
        ends: dict[str, int] = {}
        for place, (left, right) in enumerate(pairs):
            if coder_of[guids[left]] == one and coder_of[guids[right]] == other:
                ends[guids[left]] = ends[guids[right]] = place
        sides: tuple[list[_Ends], list[_Ends]] = ([], [])
        given: Counter[str] = Counter()
        together = _together(data, one, other)
        for relation in there:
            if relation.coder not in (one, other) or document.get(relation.source) not in together:
                continue
            given[relation.kind] += 1
            if relation.source in ends and relation.target in ends:
                source, target = ends[relation.source], ends[relation.target]
                where = document[relation.source]
                sides[relation.coder == other].append((relation.kind, source, target, where))
        result.append(_Compared(sides, given))
    return result


def _together(data: ComparisonData, one: str, other: str) -> set[int]:
    """The documents, by their place, in which both are compared."""
    first, second = ([c.guid for c in data.coders].index(who) for who in (one, other))
    return {
        place
        for place, continuum in enumerate(data.continua)
        if continuum.codings[first] is not None and continuum.codings[second] is not None
    }


def _matched(
    data: ComparisonData, number: Mapping[str, int], found: Clusters
) -> list[tuple[int, int]]:
    """Pairs of codings (by number) that are matched by overlap, of all pairs of coders."""
    codes = {code.guid for code in data.codes}
    tables = [
        [
            _own(columns.guid, columns.coder, columns.code, coder.guid, codes, number)
            if continuum.codings[place] is not None
            else None
            for place, coder in enumerate(data.coders)
        ]
        for columns, continuum in zip(data.columns, data.continua, strict=True)
    ]
    least = data.settings.min_overlap
    value = matched_values(found.corpus, data.continua, tables, max(1, len(number)), least).value
    return [(left, right) for left, right in value.tolist()]


def _own(
    guids: Sequence[str],
    coders: Sequence[str],
    codes: Sequence[str],
    coder: str,
    chosen: set[str],
    number: Mapping[str, int],
) -> Ints:
    """The numbers of a coder's codings in a document, in the order of its `Codings`."""
    rows = zip(guids, coders, codes, strict=True)
    return np.array(
        [number[guid] for guid, who, code in rows if who == coder and code in chosen], np.int64
    )


def _figure(
    data: ComparisonData, compared: Sequence[_Compared], found: Clusters, kind: RelationType | None
) -> RelationFigure:
    size = len(data.documents)
    given, alike, either = np.zeros(size), np.zeros(size), np.zeros(size)
    turned = other_type = total = 0
    for pair in compared:
        mine, yours = (
            {one for one in side if kind is None or one[0] == kind.guid} for side in pair.sides
        )
        total += sum(n for name, n in pair.given.items() if kind is None or name == kind.guid)
        for _name, _source, _target, where in (*mine, *yours):
            given[where] += 1
        for one in mine & yours:
            alike[one[3]] += 1
        undirected = _either_way(mine) & _either_way(yours)
        for one in undirected:
            either[one[3]] += 1
        turned += len(undirected) - len(mine & yours)
        names = {one[1:]: one[0] for one in pair.sides[1]}
        other_type += sum(names.get(one[1:], one[0]) != one[0] for one in mine - yours)
    interval = None
    if data.settings.interval_method is not None and size > 1:
        interval = matched_f1_interval(alike, given, "document", RELATIONS)
    return RelationFigure(
        kind,
        total,
        int(given.sum()),
        matched_f1(alike, given, RELATIONS),
        matched_f1(either, given, RELATIONS),
        turned,
        other_type,
        interval,
    )


def _either_way(some: set[_Ends]) -> set[_Ends]:
    """The same with the lesser end first: what is left when direction is."""
    return {(name, min(a, b), max(a, b), where) for name, a, b, where in some}
