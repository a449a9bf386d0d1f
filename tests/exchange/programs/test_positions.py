"""Positions in bytes, UTF-16 units and code points, with CRLF as one or two: all at once as one by
one; and what proves a passage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.span import Span
from annotator.exchange.plain_text import with_lf
from annotator.exchange.programs.draft import (
    BYTES,
    CODE_POINTS,
    UNSURE,
    UTF16,
    Counting,
    DraftCoding,
    Units,
)
from annotator.exchange.programs.placing import Placing
from annotator.exchange.programs.positions import StoredText, unicode_text
from annotator.exchange.refi.report import Findings

TEXTS = st.lists(
    st.sampled_from(["a", "é", "e\u0301", "ש", "😀", "👩‍👧", "\r\n", "\n", "\r", " "]), max_size=12
).map("".join)
COUNTINGS = [Counting(units, as_one) for units in Units for as_one in (False, True)]


def length(text: str, units: Units) -> int:
    """How long a text is, the plain way."""
    if units is Units.BYTES:
        return len(text.encode())
    return len(text.encode("utf-16-le")) // 2 if units is Units.UTF16 else len(text)


@given(TEXTS, st.sampled_from(COUNTINGS))
def test_every_place_of_a_text_is_found(raw: str, counting: Counting) -> None:
    stored, text = StoredText(raw), with_lf(raw)
    whole = text if counting.crlf_as_one else raw
    for at in range(len(whole) + 1):
        if whole[at - 1 : at + 1] == "\r\n":
            continue
        position = length(whole[:at], counting.units)
        found, exact = stored.offsets(np.array([position], np.int64), counting)
        assert (found[0], exact[0]) == (len(with_lf(whole[:at])), True)
    beyond, _exact = stored.offsets(np.array([length(whole, counting.units) + 5]), counting)
    assert beyond[0] > len(text)


@pytest.mark.parametrize("counting", [*UTF16, *BYTES])
def test_a_place_within_a_character_is_not_exact(counting: Counting) -> None:
    found, exact = StoredText("a😀b").offsets(np.array([2], np.int64), counting)
    assert (found[0], exact[0]) == (1, False)
    assert StoredText("plain").reduced(counting) == Counting(Units.CODE_POINTS, crlf_as_one=True)


def test_a_place_within_a_line_end_is_not_exact() -> None:
    found, exact = StoredText("a\r\nb").offsets(np.array([2, 3], np.int64), CODE_POINTS[0])
    assert list(found) == [1, 2]
    assert list(exact) == [False, True]


def coding(start: int, end: int, quote: str = "") -> DraftCoding:
    return DraftCoding("d", "c", "Ana", ((start, end),), quote)


def placed(
    text: str, codings: list[DraftCoding], countings: tuple[Counting, ...] = UNSURE
) -> tuple[list[str | None], Placing]:
    """The words of each coding."""
    placing = Placing(StoredText(text), "talk", countings, Findings())
    lf = with_lf(text)
    found = placing.place(codings)
    words = [None if one is None else lf[one[0].start : one[-1].end] for one in found]
    return words, placing


def test_words_decide_how_a_text_counts() -> None:
    text = "😀 one two 😀 three"
    words, placing = placed(text, [coding(3, 6, "one"), coding(14, 19, "three")])
    assert words == ["one", "three"]
    assert placing.counting is not None
    assert placing.counting.units is Units.UTF16
    assert not placing.findings.all()


def test_one_passage_that_counts_otherwise_is_where_its_words_are_and_told() -> None:
    text = "😀 one two 😀 three"
    codings = [coding(3, 6, "one"), coding(7, 10, "two"), coding(12, 17, "three")]
    words, placing = placed(text, codings)
    assert words == ["one", "two", "three"]
    (finding,) = placing.findings.all()
    assert "Its words stand where positions count code points" in finding.message


def test_words_that_are_not_there_are_told_and_nothing_is_moved() -> None:
    words, placing = placed("one two three", [coding(0, 3, "one"), coding(4, 7, "three")])
    assert words == ["one", "two"]
    (finding,) = placing.findings.all()
    assert (finding.kind, finding.place) == ("doubtful", "document “talk”, 4 to 7")
    evidence = placing.positions()
    assert evidence is not None
    assert (evidence.proved, evidence.at_words, evidence.passages) == (1, 1, 2)


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (3, 3, "empty or reversed"),
        (5, 2, "empty or reversed"),
        (0, 99, "beyond the text"),
        (10**30, 10**31, "beyond the text"),
        (-4, 3, "beyond the text"),
    ],
)
def test_what_is_no_passage_is_left_behind(start: int, end: int, why: str) -> None:
    words, placing = placed("one two three", [coding(start, end)])
    assert words == [None]
    (finding,) = placing.findings.all()
    assert finding.kind == "left behind"
    assert why in finding.message


def test_an_end_within_a_character_moves_inward() -> None:
    words, placing = placed("a😀😀b", [coding(2, 5)], UTF16)
    assert words == ["😀"]
    assert "moved inward" in placing.findings.all()[0].message


def test_words_alone_are_told_apart_by_what_stands_around_them() -> None:
    text = "a word here, a word there"
    first = DraftCoding("d", "c", "Ana", quote="word", before="a ", after=" there")
    both = DraftCoding("d", "c", "Ana", quote="word")
    spread = DraftCoding("d", "c", "Ana", quote="word\n here")
    placing = Placing(StoredText(text), "talk", CODE_POINTS, Findings())
    assert placing.place([first, both, spread]) == [(Span(15, 19),), None, (Span(2, 11),)]
    assert "occur 2 times" in placing.findings.all()[0].message


def test_halves_of_characters_and_nul_become_one_mark_each() -> None:
    assert unicode_text("a\ud83d\x00b😀") == "a\ufffd\ufffdb😀"
