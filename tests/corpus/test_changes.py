"""What an operation changed: one value, two after each other, in words."""

from __future__ import annotations

import pytest

from annotator.corpus.changes import CODING, KINDS, MEMO, STATUS, Changes, how_many
from annotator.corpus.job import Job, JobProgress, finish

FIRST = Changes(
    "Code",
    added={CODING: frozenset("ab")},
    changed={MEMO: frozenset("m")},
    remarks=("One is new.",),
)
SECOND = Changes(
    "Delete",
    added={CODING: frozenset("c")},
    deleted={CODING: frozenset("a"), MEMO: frozenset("n")},
    remarks=("One is gone.",),
    brings_history=True,
)


def test_what_is_touched_was_added_changed_or_deleted() -> None:
    assert SECOND.touched(CODING) == frozenset("ac")
    assert FIRST.touched(MEMO) == frozenset("m")
    assert FIRST.touched(STATUS) == frozenset()


def test_two_after_each_other_are_one_under_the_later_label() -> None:
    both = FIRST.followed_by(SECOND)
    assert both.label == "Delete"
    assert both.added == {CODING: frozenset("abc")}
    assert both.changed == {MEMO: frozenset("m")}
    assert both.deleted == {CODING: frozenset("a"), MEMO: frozenset("n")}
    assert both.remarks == ("One is new.", "One is gone.")
    assert both.brings_history
    assert SECOND.followed_by(FIRST).brings_history
    assert not FIRST.followed_by(FIRST).brings_history


def test_nothing_is_false_and_each_kind_is_true() -> None:
    assert not Changes("Nothing")
    for kind in KINDS:
        assert Changes(deleted={kind: frozenset("x")})


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        (CODING, 1, "1 coding"),
        (CODING, 2_000, "2,000 codings"),
        (STATUS, 2, "2 document statuses"),
        ("step", 1, "1 step of the history"),
    ],
)
def test_how_many(kind: str, number: int, words: str) -> None:
    assert how_many(kind, number) == words


def test_a_job_is_run_to_its_result() -> None:
    seen: list[int] = []

    def job() -> Job[str]:
        for number in range(3):
            seen.append(number)
            yield JobProgress(number, 3, "counting")
        return "counted"

    assert finish(job()) == "counted"
    assert seen == [0, 1, 2]
