"""The tokens of a transcript: all of the text once, names and times where they are."""

from __future__ import annotations

from pygments.token import Token  # type: ignore[import-untyped]

from annotator.cues.turn_lexer import TurnLexer, coloured


def test_names_times_and_what_stands_around_them() -> None:
    text = "[0:03] Ana😀: words\nBen: more"
    marks = [(0, 13, (7, 11), (1, 5)), (19, 24, (19, 22), (-1, -1))]
    tokens = list(TurnLexer(marks).get_tokens_unprocessed(text))
    assert "".join(words for _start, _kind, words in tokens) == text
    assert [(start, words) for start, kind, words in tokens if kind in Token.Name.Label] == [
        (7, "Ana😀"),
        (19, "Ben"),
    ]
    assert [words for _start, kind, words in tokens if kind in Token.Literal.Date] == ["0:03"]
    assert [words for _start, kind, words in tokens if kind in Token.Punctuation] == [
        *("[", "] ", ": ", ": "),
    ]
    assert coloured(text, marks)[:3] == [(0, 1, "around"), (1, 5, "time"), (5, 7, "around")]
    assert coloured(text, marks)[3] == (7, 11, "name")


def test_marks_that_overlap_or_lie_outside_are_passed_over() -> None:
    text = "Ben: more"
    marks = [(0, 5, (0, 3), (0, 2)), (3, 6, (3, 4), (-1, -1)), (8, 12, (8, 9), (-1, -1))]
    tokens = list(TurnLexer(marks).get_tokens_unprocessed(text))
    assert "".join(words for _start, _kind, words in tokens) == text
