"""A memo in one line."""

from __future__ import annotations

import pytest

from annotator.operations.memos.preview import in_one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Pilot done: **two** codes", "Pilot done: two codes"),
        ("# A head\n\n> “quoted”\n\n- one\n- two", "A head “quoted” one two"),
        ("*so* and `code:claim`, __loud__", "so and code:claim, loud"),
        ("a_b and 2 * 3 * 4, 5 > 3", "a_b and 2 * 3 * 4, 5 > 3"),
        ("> > deeper", "deeper"),
        ("", ""),
    ],
)
def test_marks_are_left_out_and_everything_else_stays(text: str, line: str) -> None:
    assert in_one_line(text, 200) == line


def test_what_is_long_is_cut() -> None:
    assert in_one_line("word " * 100, 12) == "word word w…"
    assert len(in_one_line("**" + "x" * 500 + "**", 80)) == 80
