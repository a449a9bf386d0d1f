"""Where the columns of a table stand, for words that are ten pixels a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.structure import Element
from annotator.ui.reader.table_columns import columns_for, longest_cells, whole_number

EM = 10.0
"""A padding of 5 pixels on either side, and no column narrower than 35."""


def advance(words: str) -> float:
    return 10.0 * len(words)


def test_columns_are_as_wide_as_their_longest_cell() -> None:
    columns = columns_for([["abc", "a"], ["abcdef"]], advance, 400, EM)
    assert columns is not None
    assert columns.fits
    assert columns.widths == (42.0, 72.0)
    assert columns.lefts == (0.0, 42.0)
    assert columns.text_left(1) == 47.0
    assert columns.text_width(0) == 32.0
    assert columns.text_width(0, spanned=2) == columns.total - 10.0


def test_short_columns_get_what_they_ask_for_and_the_longest_get_most_of_the_rest() -> None:
    columns = columns_for([["abc"], ["x" * 100], ["x" * 25]], advance, 400, EM)
    assert columns is not None
    assert not columns.fits
    first, second, third = columns.widths
    assert first == 42.0
    assert second == pytest.approx(2 * third, rel=0.1)
    assert 397 <= columns.total <= 400


def test_too_many_columns_for_the_page_are_no_columns() -> None:
    assert columns_for([["abcdef"]] * 12, advance, 400, EM) is None
    assert columns_for([], advance, 400, EM) is None


@given(
    st.lists(st.lists(st.text("ab", max_size=300), max_size=3), min_size=1, max_size=9),
    st.floats(50, 2_000),
)
def test_columns_stand_beside_each_other_within_the_page(
    cells: list[list[str]], available: float
) -> None:
    columns = columns_for(cells, advance, available, EM)
    if columns is None:
        return
    assert columns.total <= available + len(cells)
    ends = [left + width for left, width in zip(columns.lefts, columns.widths, strict=True)]
    assert list(columns.lefts[1:]) == ends[:-1]
    assert all(width > 0 for width in columns.widths)


def test_cells_that_span_columns_do_not_widen_any_and_lines_count_alone() -> None:
    text = "one\tlong\nlonger\twide across both"
    cells = [
        Element("cell", 0, 3, {"column": 1}),
        Element("cell", 4, 15, {"column": 2}),
        Element("cell", 16, 32, {"column": 1, "columns": 2}),
    ]
    assert longest_cells(cells, text) == [["one"], ["long", "longer"]]
    assert longest_cells([Element("cell", 0, 3, {"column": 10**9})], text) == []


@pytest.mark.parametrize("said", ["two", -1, 0])
def test_what_is_no_number_counts_as_the_usual(said: str | int) -> None:
    assert whole_number(Element("cell", 0, 1, {"column": said}), "column") == 1
