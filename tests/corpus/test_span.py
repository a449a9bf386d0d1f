from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.span import Span, passage, united

spans = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 20)
)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 4), (5, 2)])
def test_a_span_names_a_passage(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="passage"):
        Span(start, end)


@given(st.lists(spans, max_size=8))
def test_united_covers_the_same_code_points(parts: list[Span]) -> None:
    result = united(parts)
    expected = {i for span in parts for i in range(span.start, span.end)}
    assert {i for span in result for i in range(span.start, span.end)} == expected
    assert sum(span.length for span in result) == len(expected)
    assert all(a.end < b.start for a, b in pairwise(result))


@given(spans, spans)
def test_overlap_and_cover_agree_with_sets(a: Span, b: Span) -> None:
    points_a, points_b = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert a.overlaps(b) == bool(points_a & points_b)
    assert a.covers(b) == (points_b <= points_a)


def test_a_passage_counts_code_points() -> None:
    text = "a👩‍👩‍👧b\u00a0c"
    assert passage(text, [Span(1, 6)]) == "👩‍👩‍👧"
    assert passage(text, [Span(0, 1), Span(6, 9)]) == "a … b\u00a0c"
