"""Documents that are nearly the same: found in a project, compared, left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.errors import UserError
from annotator.operations import codings, documents
from annotator.operations.documents import near_duplicates
from tests.making import ANN, BEN, Made, make, text_file

STORY = "The council has not yet voted on the money that the dredgers cost, nor on the plan. "
WORDS = st.lists(st.sampled_from(["a", "b,", "c", "d.", "e", "f\n", "g"]), max_size=12).map(
    " ".join
)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    made = make(tmp_path / "p.annot", text="Something else.")
    texts = {"a": STORY * 3, "b": STORY * 3 + "A notice.", "c": STORY.replace("plan", "budget") * 3}
    documents.add(
        made.project, ANN.guid, [text_file(f"{name}.txt", text) for name, text in texts.items()]
    )
    return made


def guids(made: Made) -> dict[str, str]:
    return {one.name: one.guid for one in documents.listed(made.project)}


def test_groups_of_documents(made: Made) -> None:
    (found,) = finish(near_duplicates.find(made.project))
    assert [one.name for one in found.documents] == ["a.txt", "b.txt", "c.txt"]
    assert found.resemblance[0] == 1
    assert 0.5 < found.resemblance[2] < found.resemblance[1] < 1
    assert finish(near_duplicates.find(made.project, 1.0)) == []
    for share in (0, -1, 1.1):
        with pytest.raises(UserError, match="above 0"):
            finish(near_duplicates.find(made.project, share))


def test_what_is_coded_stays_and_the_rest_can_come_back(made: Made) -> None:
    there = guids(made)
    code = made.codes["claim"]
    codings.add(made.project, ANN.guid, there["c.txt"], code, [Span(0, 11)])
    changes, coded = near_duplicates.leave_out(
        made.project, ANN.guid, [there["b.txt"], there["c.txt"]]
    )
    assert [one.name for one in coded] == ["c.txt"]
    assert changes.label == "Delete the document b.txt"
    assert "b.txt" not in guids(made)
    assert near_duplicates.leave_out(made.project, BEN.guid, [there["c.txt"]])[0].deleted == {}
    made.project.undo(ANN.guid)
    assert guids(made) == there


@given(WORDS, WORDS)
def test_what_is_outside_the_differences_is_the_same_words(one: str, other: str) -> None:
    found = near_duplicates.differences(one, other)
    place = other_place = 0
    for each in [*found, None]:
        end = len(one) if each is None else each.start
        other_end = len(other) if each is None else each.other_start
        assert one[place:end].split() == other[other_place:other_end].split()
        if each is not None:
            assert one[each.start : each.end] or other[each.other_start : each.other_end]
            place, other_place = each.end, each.other_end


def test_differences_are_those_of_words() -> None:
    one, other = "We said no to it.", "We said “no” to the plan."
    shown = [
        (one[each.start : each.end], other[each.other_start : each.other_end])
        for each in near_duplicates.differences(one, other)
    ]
    assert shown == [("", "“"), ("", "”"), ("it", "the plan")]
    assert near_duplicates.differences("same", "same") == []
