"""Positions of REFI files by every way of counting, against a count character by character; which
passages begin and end with words; which codings of a file are those of before that were changed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.coding import Coding
from annotator.corpus.moments import EPOCH
from annotator.corpus.span import Span
from annotator.exchange.refi.met import changed_codings
from annotator.exchange.refi.positions import (
    ALL,
    Convention,
    Evidence,
    Range,
    StoredText,
    at_words,
    integer,
    weigh,
)

PIECES = st.lists(st.sampled_from(["a", " ", "😀", "é", "\n", "\r\n", "👩‍👧"]), max_size=9)


def counted(raw: str, convention: Convention) -> list[int]:
    """At which position each character of the text with LF begins, and behind the last one."""
    begins, position = [], 0
    for character in raw.replace("\r\n", "\x00"):
        begins.append(position)
        if character == "\x00":
            position += 1 if convention.crlf_as_one else 2
        else:
            position += len(character.encode("utf-16-le")) // 2 if convention.utf16 else 1
    return [*begins, position]


def slow_range(raw: str, start: int, end: int, convention: Convention) -> Range | None:
    begins = counted(raw, convention)
    if not 0 <= start < end <= begins[-1]:
        return None
    first = next(number for number, begin in enumerate(begins) if begin >= start)
    last = max(number for number, begin in enumerate(begins) if begin <= end)
    exact = begins[first] == start and begins[last] == end
    return Range(first, last, exact) if first < last else None


@settings(max_examples=120)
@given(PIECES.map("".join), st.integers(-1, 14), st.integers(0, 16))
def test_a_passage_is_that_of_a_count_by_character(raw: str, start: int, end: int) -> None:
    text = StoredText(raw)
    for convention in ALL:
        assert text.range(start, end, convention) == slow_range(raw, start, end, convention)
        begins = counted(raw, convention)
        assert text.is_plain(convention) == (begins == list(range(len(begins))))


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("two", True),
        (" two ", True),
        ("wo", False),
        ("tw", False),
        ("one two", True),
        ("one tw", False),
        ("(two)", True),
        (" ", False),
        ("three", True),
        ("hree", False),
        ("thre", False),
    ],
)
def test_passages_of_whole_words(words: str, whole: bool) -> None:
    text = "one two (two) three"
    start = text.rindex(words) if words.startswith("(") else text.index(words)
    assert at_words(text, start, start + len(words)) == whole


def test_evidence_is_counted_for_names_and_for_words_at_the_ends() -> None:
    text = StoredText("one 😀 two three")
    passages = [(6, 9, "two"), (10, 15, ""), (11, 14, "other")]
    by_points = weigh(text, passages)
    for convention in ALL:
        assert by_points.named[convention] == (not convention.utf16)
        assert (by_points.score[convention] > 0) == (not convention.utf16)
    both = Evidence()
    both.add(by_points)
    both.add(by_points)
    assert both.passages == 2 * len(passages)
    assert both.named == {way: 2 * number for way, number in by_points.named.items()}
    assert both.score == {way: 2 * number for way, number in by_points.score.items()}
    assert not both.best(ALL[-1]).utf16
    assert Evidence().best(ALL[-1]) == ALL[-1], "nothing is proved"


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("007", 7), ("-3", -3), ("1" * 40, None), ("²", None), ("1.0", None)],
)
def test_positions_as_written(written: str, number: int | None) -> None:
    assert integer(written) == number


def coding(guid: str, code: str, start: int, end: int, coder: str = "ann") -> Coding:
    return Coding(guid, "document", code, coder, (Span(start, end),), EPOCH, EPOCH)


def test_a_changed_coding_is_found_where_no_other_fits() -> None:
    recoded = coding("1", "claim", 0, 5), coding("a", "prediction", 0, 5)
    moved = coding("2", "claim", 10, 20), coding("b", "claim", 19, 30)
    other_coder = coding("3", "claim", 40, 50), coding("c", "claim", 40, 50, "ben")
    touching = coding("4", "claim", 60, 70), coding("d", "claim", 70, 80)
    two = [coding("5", "claim", 90, 99), coding("6", "claim", 91, 99)], coding("e", "claim", 92, 95)
    apart = [recoded, moved, other_coder, touching]
    new = [pair[1] for pair in apart] + [two[1]]
    here = [pair[0] for pair in apart] + two[0]
    found = {(one.guid, other.guid) for one, other in changed_codings(new, here)}
    assert found == {("a", "1"), ("b", "2")}


def test_a_coding_that_was_recoded_is_not_found_a_second_time() -> None:
    here = [coding("1", "claim", 0, 5), coding("2", "claim", 3, 9)]
    new = [coding("a", "prediction", 0, 5), coding("b", "claim", 4, 12)]
    found = {(one.guid, other.guid) for one, other in changed_codings(new, here)}
    assert found == {("a", "1"), ("b", "2")}
