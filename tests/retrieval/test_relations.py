"""Every operator beside an oracle that is written from its definition."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.query import (
    All,
    CodeIs,
    Direction,
    Linked,
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
from annotator.retrieval.evaluate import Found, answer
from tests.retrieval.corpora import CODES, NAMED_UNITS, Toy, projects
from tests.retrieval.oracle import Oracle
from tests.retrieval.strategies import queries

RELATIONS: list[Relation] = [
    *Overlap,
    Order(Direction.BEFORE),
    Order(Direction.AFTER),
    *(
        Order(direction, n, unit)
        for direction in Direction
        for unit in NAMED_UNITS
        for n in (0, 1, 3)
    ),
    *(SameUnit(unit) for unit in TextUnit if unit is not TextUnit.WORD),
    *(Linked(kind, forward) for kind in ("", "x") for forward in (True, False)),
]
SIDES: list[Query] = [All(), *(CodeIs((code,)) for code in CODES)]


def _plain(toy: Toy, question: Question, found: Found) -> list[Any]:
    if question.unit is ResultUnit.CODINGS:
        codings: list[Any] = found.codings.tolist()
        return codings
    assert found.partners is not None
    pairs = list(zip(found.codings.tolist(), found.partners.tolist(), strict=True))
    if question.unit is ResultUnit.PAIRS:
        return pairs
    assert found.common is not None
    points: list[set[int]] = [set() for _pair in pairs]
    parts = zip(found.common.start, found.common.end, found.common.coding, strict=True)
    for start, end, pair in parts:
        offset = toy.table.document_start[toy.table.document[pairs[pair][0]]]
        points[pair] |= set(range(int(start - offset), int(end - offset)))
    return [(*pair, frozenset(own)) for pair, own in zip(pairs, points, strict=True)]


def _asked(toy: Toy, question: Question) -> list[Any]:
    everything = np.ones(len(toy.table), dtype=np.bool_)
    return _plain(toy, question, answer(question, toy, everything))


@pytest.mark.parametrize("relation", RELATIONS, ids=str)
@settings(max_examples=20, deadline=None)
@given(projects(), st.sampled_from(SIDES), st.sampled_from(SIDES), st.booleans())
def test_a_relation_is_what_its_definition_says(
    relation: Relation, project: tuple[Toy, Oracle], left: Query, right: Query, same_coder: bool
) -> None:
    toy, oracle = project
    query = Related(left, relation, right, same_coder)
    for unit in ResultUnit:
        if unit is ResultUnit.COMMON and not isinstance(relation, Overlap):
            continue
        question = Question(query, unit)
        assert _asked(toy, question) == oracle.answer(question)


@settings(max_examples=120, deadline=None)
@given(projects(6), queries(st.sampled_from(SIDES), st.sampled_from(RELATIONS)))
def test_a_whole_query_is_what_its_parts_say(project: tuple[Toy, Oracle], query: Query) -> None:
    toy, oracle = project
    question = Question(query)
    assert _asked(toy, question) == oracle.answer(question)


@settings(max_examples=50, deadline=None)
@given(projects(), st.data())
def test_nothing_outside_the_universe_counts(
    project: tuple[Toy, Oracle], data: st.DataObject
) -> None:
    toy, oracle = project
    kept = np.array([data.draw(st.booleans()) for _one in oracle.codings], dtype=np.bool_)
    query = data.draw(queries(st.sampled_from(SIDES), st.sampled_from(RELATIONS)))
    within = Oracle([one for one in oracle.codings if kept[one.number]], oracle.units, oracle.links)
    question = Question(query)
    assert answer(question, toy, kept).codings.tolist() == within.answer(question)


@settings(max_examples=50, deadline=None)
@given(projects())
def test_passages_are_numbered_by_their_code_points(project: tuple[Toy, Oracle]) -> None:
    toy, oracle = project
    passage = toy.table.passage.tolist()
    for one in oracle.codings:
        assert toy.table.characters[one.number] == len(one.points)
        assert [(s.start, s.end) for s in toy.table.spans(one.number)] == list(one.spans)
        for other in oracle.codings:
            same = (one.document, one.spans) == (other.document, other.spans)
            assert (passage[one.number] == passage[other.number]) is same
