"""Cases of several coders: against the slow way, and against the disagreements of two."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.agreement import FlatCorpus, concatenate
from annotator.operations.adjudication import grouping
from tests.agreement.oracle import Document
from tests.agreement.strategies import continuum, documents
from tests.examples import examples
from tests.operations.adjudication import slow_grouping as slow
from tests.operations.adjudication.slow_grouping import Own


def corpus_of(document: Document) -> FlatCorpus:
    return concatenate([continuum(document)], len(document[1]), 2)


def owns(document: Document) -> list[Own]:
    """The codings in the order in which the corpus numbers them."""
    return [
        (coder, number) for coder, own in enumerate(document[1]) for number in range(len(own or []))
    ]


def cases(document: Document) -> set[frozenset[Own]]:
    corpus = corpus_of(document)
    case = grouping.grouped(corpus, grouping.versions(corpus))
    by_case: dict[int, set[Own]] = {}
    for own, number in zip(owns(document), case.tolist(), strict=True):
        by_case.setdefault(number, set()).add(own)
    return {frozenset(one) for one in by_case.values()}


def compared(document: Document) -> bool:
    return sum(own is not None for own in document[1]) >= 2


@settings(max_examples=examples(60))
@given(documents(coders=4, longest=30))
def test_each_coding_is_in_one_case_and_a_coder_once(document: Document) -> None:
    assume(compared(document))
    found = cases(document)
    assert sorted(own for case in found for own in case) == owns(document)
    said = slow.marks(document)
    exact = slow.exact_groups(document)
    for case in found:
        assert len({coder for coder, _number in case}) == len(case)
        reached = {min(case)}
        while more := {
            own for own in case - reached if any(said[own][1] & said[there][1] for there in reached)
        }:
            reached |= more
        assert reached == case, "nothing is in a case that overlaps nothing of it"
        assert all(group <= case or not group & case for group in exact)


@settings(max_examples=examples(60))
@given(documents(coders=4, longest=30))
def test_ties_are_followed_as_the_slow_way_follows_them(document: Document) -> None:
    """The matches of every two coders are the greatest ones there are (by trying all), and where no
    two are as strong as each other, the cases are those of the slow way."""
    assume(compared(document))
    corpus = corpus_of(document)
    one, other, _common, differ = grouping._matches(corpus, grouping.versions(corpus))
    names = owns(document)
    ties = [(names[a], names[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    said = slow.marks(document)
    for pair in combinations(range(4), 2):
        sides = [[own for own in names if own[0] == coder] for coder in pair]
        both = {said[own] for own in sides[0]} & {said[own] for own in sides[1]}
        left, right = ([own for own in side if said[own] not in both] for side in sides)
        for level in (False, True):
            weight = {
                (a, b): len(said[a][1] & said[b][1])
                for a in left
                for b in right
                if level or said[a][0] == said[b][0]
            }
            own = [
                tie
                for tie, far in zip(ties, differ.tolist(), strict=True)
                if far == level and (tie[0][0], tie[1][0]) == pair
            ]
            assert sum(weight[tie] for tie in own) == slow.heaviest(left, right, weight)
            taken = {end for tie in own for end in tie}
            left, right = ([one for one in side if one not in taken] for side in (left, right))
    if slow.distinct_strengths(document):
        assert cases(document) == slow.joined(document, ties)


@settings(max_examples=examples(40))
@given(documents(coders=2, longest=30))
def test_for_two_coders_every_match_is_a_case(document: Document) -> None:
    assume(compared(document))
    corpus = corpus_of(document)
    one, other, _common, _differ = grouping._matches(corpus, grouping.versions(corpus))
    names = owns(document)
    pairs = {frozenset((names[a], names[b])) for a, b in zip(one, other, strict=True)}
    pairs |= {frozenset(group) for group in slow.exact_groups(document) if len(group) == 2}
    alone = {frozenset((own,)) for own in names} - {
        frozenset((own,)) for pair in pairs for own in pair
    }
    assert cases(document) == pairs | alone


@given(st.integers(3, 40))
def test_a_chain_falls_apart_where_a_coder_would_be_in_a_case_twice(links: int) -> None:
    """Each of three coders in turn marks ten characters, of which the next has six."""
    own: list[list[tuple[int, list[tuple[int, int]]]]] = [[], [], []]
    for link in range(links):
        own[link % 3].append((0, [(4 * link, 4 * link + 10)]))
    document: Document = (4 * links + 10, list(own))
    sizes = [len(case) for case in cases(document)]
    assert sum(sizes) == links
    assert max(sizes) <= 3


def test_cases_are_numbered_as_they_begin() -> None:
    document: Document = (
        60,
        [[(0, [(40, 50)]), (1, [(0, 5)])], [(0, [(41, 50)]), (1, [(20, 30)])]],
    )
    corpus = corpus_of(document)
    case = grouping.grouped(corpus, grouping.versions(corpus))
    assert case.tolist() == [2, 0, 2, 1]


def test_nothing_coded_is_no_case() -> None:
    corpus = corpus_of((10, [[], []]))
    assert np.array_equal(grouping.grouped(corpus, grouping.versions(corpus)), [])
