"""Near duplicates: the quick way finds what comparing all pairs does."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.retrieval.near_duplicates import Group, groups
from annotator.retrieval.shingles import Shingler, Shingles, resemblance

WORDS = st.sampled_from(
    ["the", "harbour", "ferry", "council", "river", "stays", "goes", "in", "to", "and"]
)
TEXTS = st.lists(st.lists(WORDS, max_size=25), max_size=9)
EDITS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 24), WORDS), max_size=12)


def shingled(texts: list[str], words: int = 2) -> list[Shingles]:
    shingler = Shingler(words)
    return [shingler.shingles(text) for text in texts]


def by_all_pairs(texts: list[Shingles], at_least: float) -> set[tuple[int, ...]]:
    """The groups by definition: what pairs at the threshold connect."""
    group = list(range(len(texts)))
    for one, other in combinations(range(len(texts)), 2):
        alike = resemblance(texts[one], texts[other]) >= at_least
        if alike and texts[one].size and texts[other].size:
            old, new = group[other], group[one]
            group = [new if name == old else name for name in group]
    found = (tuple(n for n, name in enumerate(group) if name == one) for one in set(group))
    return {members for members in found if len(members) > 1}


@given(TEXTS, EDITS, st.sampled_from([0.1, 0.3, 0.5, 2 / 3, 0.8, 1.0]), st.integers(1, 4))
def test_the_groups_of_all_pairs(
    given_texts: list[list[str]],
    edits: list[tuple[int, int, str]],
    at_least: float,
    words: int,
) -> None:
    texts = [*given_texts, *(list(one) for one in given_texts)]
    for number, place, word in edits:
        if number < len(texts) and place < len(texts[number]):
            texts[number][place] = word
    own = shingled([" ".join(one) for one in texts], words)
    found = groups(own, at_least)
    assert {one.members for one in found} == by_all_pairs(own, at_least)
    assert [one.members[0] for one in found] == sorted(one.members[0] for one in found)
    for one in found:
        assert one.resemblance == tuple(
            pytest.approx(resemblance(own[one.members[0]], own[each])) for each in one.members
        )


def test_what_resembles_what() -> None:
    first = "The council has not yet voted on the money, and nobody could say who ordered it."
    edited = first.replace("nobody", "no one").upper()
    texts = [first, "Something else altogether.", edited, first, "", "", "!", "—"]
    (found,) = groups(shingled(texts), 0.7)
    assert found.members == (0, 2, 3)
    assert found.resemblance[2] == 1.0
    assert 0.7 < found.resemblance[1] < 1.0
    assert groups([], 0.5) == []


def test_texts_shorter_than_a_shingle_and_scripts_without_spaces() -> None:
    assert groups(shingled(["One word", "one WORD", "one", "other"], 4), 0.5) == [
        Group((0, 1), (1.0, 1.0))
    ]
    japanese = [
        "港の工事は三月に始まったが議会はまだ決めていない",
        "港の工事は四月に始まったが議会はまだ決めていない",
    ]
    (found,) = groups(shingled(japanese), 0.5)
    assert found.members == (0, 1)
    assert not groups(shingled(["ab", "ba"], 2), 0.5)
    assert not groups(shingled(["a b", "b a"], 2), 0.5)


def test_a_chain_is_one_group_and_says_how_far_its_ends_are_apart() -> None:
    words = [f"w{number}" for number in range(60)]
    texts = [" ".join(words[start : start + 40]) for start in (0, 8, 16)]
    (found,) = groups(shingled(texts), 0.6)
    assert found.members == (0, 1, 2)
    assert found.resemblance[2] < 0.6


def test_very_many_alike_are_compared_no_more_than_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def counting(one: Shingles, other: Shingles) -> float:
        counted.append(1)
        return resemblance(one, other)

    monkeypatch.setattr("annotator.retrieval.near_duplicates.resemblance", counting)
    text = " ".join(f"w{number}" for number in range(50))
    texts = [f"{text} own{number}" for number in range(300)]
    (found,) = groups(shingled(texts), 0.5)
    assert len(found.members) == 300
    assert len(counted) < 3 * 300
