"""Marks, lanes and the margin's places: against the plain way to do it."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.coding import Coding
from annotator.corpus.span import Span, united
from annotator.ui.reader.lanes import MAX_LANES, lanes
from annotator.ui.reader.margin_layout import Extent, columns, placed
from annotator.ui.reader.marks import VERY_LONG, Mark, Marks, as_marks
from annotator.ui.reader.styles import short_names

SPANS = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 9_000),
    st.one_of(st.integers(1, 40), st.integers(VERY_LONG - 1, VERY_LONG + 1)),
)


@given(st.lists(SPANS, max_size=30), st.integers(0, 9_100), st.integers(1, 200), st.data())
def test_questions_agree_with_a_loop(
    spans: list[Span], start: int, length: int, data: st.DataObject
) -> None:
    marks = Marks(["c"], ["a"])
    for number, span in enumerate(spans):
        marks.add(str(number), (span,), "c", "a")
    gone = data.draw(st.sets(st.integers(0, max(0, len(spans) - 1)))) if spans else set()
    for number in gone:
        assert marks.remove(str(number)) == (spans[number],)
    left = {n: span for n, span in enumerate(spans) if n not in gone}
    wanted = {n for n, span in left.items() if span.overlaps(Span(start, start + length))}
    found = as_marks(marks.within(start, start + length))
    assert {int(marks.key(mark.row)) for mark in found} == wanted
    assert [mark.start for mark in found] == sorted(mark.start for mark in found)
    assert len(marks) == len(left)


PARTS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3)), min_size=1, max_size=2)


@given(st.lists(PARTS, max_size=8), st.permutations(range(8)), st.sets(st.integers(0, 7)))
def test_marks_lie_as_if_read_anew_whatever_the_order_in_which_they_came(
    places: list[list[tuple[int, int]]], order: list[int], gone: set[int]
) -> None:
    epoch = datetime(2026, 1, 1, tzinfo=UTC)
    codings = {
        number: Coding(
            f"{7 - number}",
            "d",
            f"code {number % 3}",
            f"coder {number % 2}",
            united([Span(start, start + length) for start, length in parts]),
            epoch,
            epoch,
        )
        for number, parts in enumerate(places)
    }
    codes, coders = [f"code {n}" for n in range(3)], [f"coder {n}" for n in range(2)]
    grown = Marks()
    for number in order:
        if number in codings:
            one = codings[number]
            grown.add(one.guid, one.spans, one.code, one.coder)
    for number in gone & codings.keys():
        grown.remove(codings[number].guid)
    grown.renumber(codes, coders)
    left = [coding for number, coding in codings.items() if number not in gone]
    left.sort(key=lambda c: (c.start, c.end, c.guid))
    anew = Marks.from_codings(left, codes, coders)

    def named(marks: Marks) -> list[tuple[object, ...]]:
        return [(m.start, m.end, marks.key(m.row), m.code, m.coder) for m in as_marks(marks.all())]

    assert named(grown) == named(anew)


def test_codes_and_coders_keep_their_marks_when_they_are_numbered_anew() -> None:
    marks = Marks(["x", "y"], ["a", "b"])
    marks.add("one", (Span(0, 2),), "x", "a")
    marks.add("two", (Span(0, VERY_LONG),), "y", "b")
    marks.renumber(["z", "y", "x"], ["b"])
    assert (marks.code_guids, marks.coder_guids) == (["z", "y", "x"], ["b", "a"])
    assert [marks.code_of(key) for key in ("one", "two")] == ["x", "y"]
    assert [m.coder for m in as_marks(marks.filtered(marks.all(), None, frozenset("b")))] == [0]


def test_a_discontinuous_coding_is_one() -> None:
    marks = Marks()
    marks.add("k", (Span(0, 2), Span(5, 9)), "c", "a")
    assert len(marks) == 1
    assert marks.spans("k") == (Span(0, 2), Span(5, 9))
    assert marks.at(6)[0].row == marks.at(1)[0].row
    assert marks.at(3) == []
    assert marks.replace("k", (Span(1, 3),), "d", "a") == (Span(0, 2), Span(5, 9))
    assert marks.code_of("k") == "d"


def test_what_is_not_there_is_an_error() -> None:
    marks = Marks()
    marks.add("k", (Span(0, 2),), "c", "a")
    with pytest.raises(ValueError, match="already"):
        marks.add("k", (Span(0, 2),), "c", "a")
    with pytest.raises(KeyError):
        marks.remove("other")


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 30), st.integers(0, 2)), max_size=6))
def test_marks_that_overlap_have_lanes_of_their_own(places: list[tuple[int, int, int]]) -> None:
    marks = [Mark(s, s + n, row, 0, coder) for row, (s, n, coder) in enumerate(places)]
    of_marks = lanes(marks, frozenset({0}))
    assert all(0 <= lane < MAX_LANES for lane in of_marks)
    for one, lane in zip(marks, of_marks, strict=True):
        for other, other_lane in zip(marks, of_marks, strict=True):
            if one.row != other.row and one.start < other.end and other.start < one.end:
                assert lane != other_lane


def test_the_current_coder_is_next_to_the_letters() -> None:
    marks = [Mark(0, 9, 0, 0, 2), Mark(0, 9, 1, 0, 1), Mark(3, 5, 2, 0, 0), Mark(0, 9, 3, 0, 1)]
    assert lanes(marks, frozenset({1})) == [3, 0, 2, 1]


EXTENTS = st.lists(
    st.tuples(st.floats(-500, 900), st.floats(10, 400)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=40,
)


@given(EXTENTS)
def test_names_never_overprint(pairs: list[tuple[float, float]]) -> None:
    extents = [Extent(row, top, bottom) for row, (top, bottom) in enumerate(pairs)]
    places = placed(extents, 800.0, 15.0, 5, 3.0)
    assert sorted(place.row for place in places) == list(range(len(pairs)))
    names = sorted(place.name_y for place in places if place.name_y is not None)
    assert all(b - a >= 15.0 - 1e-6 for a, b in pairwise(names))
    # Every coding on the screen is either named or counted.
    named = len(names) + sum(place.hidden for place in places)
    assert named == len(pairs)


def test_brackets_that_touch_stand_in_columns() -> None:
    extents = [Extent(0, 0, 100), Extent(1, 0, 20), Extent(2, 40, 60), Extent(3, 200, 220)]
    assert columns(extents, 5) == [1, 0, 0, 0]
    assert columns([Extent(n, 0, 50) for n in range(7)], 5) == [0, 1, 2, 3, 4, None, None]


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Ana Kaya", "Ben Ode"], ["AK", "BO"]),
        (["Ann", "Ben", "Cleo"], ["A", "B", "C"]),
        (["Ben", "Bea", "Cleo"], ["Ben", "Bea", "C"]),
        (["Ann", "Anna"], ["Ann", "Anna"]),
        (["Anna Kaya", "Ali Kurt"], ["An", "Al"]),
        (["Anna Kaya", "Anna Kurt"], ["Anna Ka", "Anna Ku"]),
        (["", "Ann"], ["?", "A"]),
        (["Ann (1234abcd)", "Ann (99887766)"], ["Ann (1", "Ann (9"]),
    ],
)
def test_short_names_tell_coders_apart(names: list[str], short: list[str]) -> None:
    assert short_names(names) == short
