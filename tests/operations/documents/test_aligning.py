"""The alignment of two texts: what it calls the same is the same, and is the right one."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.job import finish
from annotator.corpus.span import Span
from annotator.operations.documents.aligning import LineAlignment, align
from annotator.operations.documents.proposals import PassagePart, difference, proposal

LETTERS = st.text("ab .\n", max_size=40)
Edit = tuple[str, int, int, str]


def aligned(old: str, new: str) -> LineAlignment:
    return finish(align(old, new))


def image(old: str, new: str, words: str, number: int = 0) -> str | int | None:
    """Where the n-th occurrence of the words is in the new text."""
    place = -1
    for _ in range(number + 1):
        place = old.index(words, place + 1)
    found = aligned(old, new).image((Span(place, place + len(words)),))
    return None if found is None else found[0].start


@given(LETTERS, LETTERS)
@settings(max_examples=300, deadline=None)
def test_runs_are_equal_rising_and_apart(old: str, new: str) -> None:
    found = aligned(old, new)
    last = (0, 0)
    for start, place, length in zip(found.starts, found.places, found.lengths, strict=True):
        assert length > 0
        assert start >= last[0]
        assert place >= last[1]
        assert old[start : start + length] == new[place : place + length]
        last = (start + length, place + length)


@given(LETTERS, LETTERS, st.integers(0, 39), st.integers(1, 9))
@settings(max_examples=300, deadline=None)
def test_an_image_is_what_it_was_character_for_character(
    old: str, new: str, start: int, length: int
) -> None:
    span = Span(start, start + length)
    if span.end > len(old):
        return
    found = aligned(old, new)
    moved = found.image((span,))
    slow = slowly(found, span)
    if moved is not None:
        assert slow in (None, moved[0])
        assert new[moved[0].start : moved[0].end] == old[span.start : span.end]


def slowly(found: LineAlignment, span: Span) -> Span | None:
    """The oracle: character by character through the runs."""
    places = {
        int(start) + step: int(place) + step
        for start, place, length in zip(found.starts, found.places, found.lengths, strict=True)
        for step in range(int(length))
    }
    got = [places.get(position) for position in range(span.start, span.end)]
    first = got[0]
    if first is None or got != list(range(first, first + len(got))):
        return None
    return Span(first, first + len(got))


def numbered(count: int) -> list[str]:
    """Words that occur once, so that the truth about them can be told."""
    return [f"w{number}q" for number in range(count)]


edits = st.lists(
    st.tuples(st.sampled_from(("drop", "insert", "change")), st.integers(0, 59)), max_size=8
)


@given(edits, st.integers(0, 59), st.integers(1, 6), st.sampled_from((" ", "\n", ". ")))
@settings(max_examples=150, deadline=None)
def test_unique_words_move_exactly_where_they_are_unchanged(
    plan: list[tuple[str, int]], first: int, length: int, gap: str
) -> None:
    words = numbered(60)
    new = list(words)
    for kind, number in plan:
        place = number % max(1, len(new))
        match kind:
            case "drop":
                del new[place : place + 1]
            case "insert":
                new.insert(place, f"new{number}{len(new)}")
            case "change":
                new[place : place + 1] = [f"other{number}{len(new)}"]
    before, after = gap.join(words), gap.join(new)
    passage = gap.join(words[first : first + length])
    start = before.index(passage)
    found = aligned(before, after).image((Span(start, start + len(passage)),))
    stands = (gap + after + gap).find(gap + passage + gap)
    if stands >= 0:
        assert found == (Span(stands, stands + len(passage)),)
    elif found is not None:
        assert after[found[0].start : found[0].end] == passage


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_refrain_never_jumps_to_another_of_its_places(data: st.DataObject) -> None:
    """Between verses that occur once stands the same refrain; verses and refrains come and go."""
    refrain = data.draw(st.sampled_from(("peace", "Nothing will be the same.", "a b a")))
    gap = data.draw(st.sampled_from(("\n", " ")))
    lines = [(f"verse{n}x", f"r{n}") for n in range(8)]
    old = gap.join(part for verse, _name in lines for part in (verse, refrain))
    kept = [(v, r) for v, r in lines if data.draw(st.booleans(), label=v)]
    new_lines: list[str] = []
    truth: dict[str, int] = {}
    for verse, name in kept:
        changed = data.draw(st.sampled_from((verse, verse, verse + "!", f"other{verse}")))
        new_lines.append(changed)
        if data.draw(st.integers(0, 5)):
            truth[name] = len(gap.join(new_lines)) + len(gap)
            new_lines.append(refrain)
    new = gap.join(new_lines)
    found = aligned(old, new)
    place = -1
    for _verse, name in lines:
        place = old.index(refrain, old.index(_verse))
        moved = found.image((Span(place, place + len(refrain)),))
        if moved is not None:
            assert moved[0].start == truth.get(name), (old, new)


@pytest.mark.parametrize(
    ("old", "new", "words", "number", "expected"),
    [
        ("a peace b peace c", "a peace b peace c", "peace", 1, 10),
        ("one peace two peace three", "one peace two, peace three", "peace", 0, 4),
        # Which of the two went can't be known: a person says.
        ("peace. peace. peace.", "peace. peace.", "peace.", 0, None),
        ("We want peace now.", "They ask for peace soon.", "peace", 0, 13),
        ("peace! We want peace now.", "peace? They ask for peace soon.", "peace", 1, 20),
        ("The 🌊 rose.", "Then the 🌊 rose.", "🌊 rose", 0, 9),
        ("和平很重要。战争不好。", "和平非常重要。战争不好。", "战争不好", 0, 7),
        ("قال المتحدث نعم", "قال المتحدث الرسمي نعم", "المتحدث", 0, 4),
        ("", "x", "", 0, None),
    ],
)
def test_known_answers(old: str, new: str, words: str, number: int, expected: int | None) -> None:
    if words:
        assert image(old, new, words, number) == expected


def test_the_parts_of_a_passage_stay_apart() -> None:
    old, new = "one two three four five", "one three four five"
    found = aligned(old, new)
    three, five = Span(8, 13), Span(19, 23)
    assert found.image((three, five)) == (Span(4, 9), Span(15, 19))
    assert found.image((Span(4, 7), five)) is None, "one part went"


def test_worst_cases_end() -> None:
    rng = random.Random(5)
    a = " ".join(rng.choice("ab") for _ in range(30_000))
    b = " ".join(rng.choice("ab") for _ in range(30_000))
    for old, new in (
        (a, b),
        ("yes no " * 20_000, "no yes no " * 12_000),
        ("ab" * 40_000, "ba" * 39_000),
    ):
        aligned(old, new)


@pytest.mark.parametrize(
    ("old", "new", "words", "expected"),
    [
        (
            "It may last two years.",
            "It may last three years.",
            "last two years",
            "last three years",
        ),
        (
            "A. The round is over. B.",
            "A. The rounds were over. B.",
            "The round is over.",
            "The rounds were over.",
        ),
        ("Gone for ever. Rest stays.", "Rest stays.", "Gone for ever.", None),
        ("First moved. " + "x " * 30, "x " * 30 + "First moved.", "First moved.", "First moved."),
    ],
)
def test_what_is_proposed(old: str, new: str, words: str, expected: str | None) -> None:
    start = old.index(words)
    spans = (Span(start, start + len(words)),)
    found = proposal(aligned(old, new), old, new, spans)
    assert (None if found is None else new[found[0].start : found[-1].end]) == expected


@given(LETTERS, LETTERS)
@settings(max_examples=100, deadline=None)
def test_the_pieces_of_a_difference_make_both_texts(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(t for part, t in pieces if part is not PassagePart.NEW) == old
    assert "".join(t for part, t in pieces if part is not PassagePart.GONE) == new
