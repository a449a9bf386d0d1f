"""Words found on arrays are those that the same words find as a regular expression."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.corpus.folding import BLANK_LINE
from annotator.retrieval.literal import _PLANE, Literal, _in_any_case, literal

SIGNS = [*"aAbkKsSiI.'-_1", *"éÉßẞſıİK", "ς", "Σ", "ﬁ", "ǆ", "ǅ", "𐐀", "𐐨", "中", "\ud800"]
TEXTS = st.lists(
    st.sampled_from([*SIGNS, " ", "\n", "  ", "\n\n", " \n ", " " * 5, "ab", "AB", "a b"]),
    max_size=40,
).map("".join)
WORDS = st.lists(st.sampled_from([*SIGNS[:14], "é", "ß", "σ", "ab", " ", "\n"]), max_size=5)


def _matches(words: Literal, text: str, overlapping: bool) -> Iterator[tuple[int, int]]:
    """Slowly: at each place where the next match may begin."""
    at = 0
    while match := words.pattern.search(text, at):
        in_paragraph = not BLANK_LINE.search(match.group())
        if in_paragraph:
            yield match.span()
        at = match.end() if in_paragraph and not overlapping else match.start() + 1


@settings(max_examples=500, deadline=None)
@example("aaaaa", ["a", "a"], True, False, False, True)
@example("a \n\n a b", ["a", " ", "b"], True, False, False, True)
@example("a  b", [" ", "b"], True, False, True, True)
@given(TEXTS, WORDS, st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_the_expression_finds_the_same(
    text: str, words: list[str], ignore_case: bool, whole: bool, overlapping: bool, folded: bool
) -> None:
    wanted = literal("".join(words), folded=folded, ignore_case=ignore_case, whole_words=whole)
    starts, ends = wanted.places(text, overlapping=overlapping)
    found = list(zip(starts.tolist(), ends.tolist(), strict=True))
    if not any(wanted.pieces):
        assert not found
    elif folded:
        assert found == list(_matches(wanted, text, overlapping))
    else:  # white space is as it is written
        matches = wanted.pattern.finditer(text, overlapped=overlapping)
        assert found == [match.span() for match in matches]


def test_letters_that_differ_in_case_are_of_one_plane() -> None:
    """So that those of one need not be looked for in the others."""
    for point in range(sys.maxunicode + 1):
        char = chr(point)
        for other in {char.lower(), char.upper(), char.casefold(), char.title()}:
            assert len(other) > 1 or ord(other) // _PLANE == point // _PLANE


@pytest.mark.parametrize("char", [*"akSi", "ß", "θ", "µ", "𐐀"])
def test_a_letter_stands_for_those_that_an_expression_takes_for_it(char: str) -> None:
    assigned = (one for one in map(chr, range(0x20000)) if unicodedata.category(one) != "Cn")
    everything = "".join(assigned)
    found = regex.findall(regex.escape(char), everything, regex.IGNORECASE)
    assert _in_any_case(char) == tuple(map(ord, found))
    assert char in found


def test_words_go_on_in_the_next_line_but_not_in_the_next_paragraph() -> None:
    words = literal("the port", folded=True, ignore_case=True)
    starts, ends = words.places("The  port, the\nport; the \n\n port. theport")
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == [(0, 9), (11, 19)]
