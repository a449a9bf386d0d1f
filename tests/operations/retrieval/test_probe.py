"""What tells that words can't be in a text never leaves out a text that has them."""

from __future__ import annotations

import numpy as np
import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.corpus.folding import UNSEEN, fold, folded_text
from annotator.operations.retrieval import probe, search
from annotator.operations.retrieval.probe import probe_for
from annotator.operations.retrieval.search_result import Query

LETTERS = "abcdefghjlmnopqrtuvwxyz"
SIGNS = st.sampled_from([*"abcdefklsiABKSI '-\n", "é", "e\u0301", "ſ", "ı", "\u212a", *UNSEEN, "ß"])
TEXTS = st.lists(SIGNS, max_size=60).map("".join)


@pytest.fixture(scope="module")
def folded() -> dict[str, str]:
    """What becomes of each character that has another form; there are none in the planes above."""
    points = (point for point in range(0x30000) if not 0xD800 <= point < 0xE000)
    return {chr(point): folded_text(chr(point)) for point in points}


def test_letters_come_from_themselves_alone(folded: dict[str, str]) -> None:
    """No character folds to one of these letters or matches one, but the letter in both cases."""
    alone = {*LETTERS, *LETTERS.upper()}
    assert {char for char, others in folded.items() if alone & set(others)} == alone
    others = "".join(map(chr, range(0x80, 0x30000)))
    assert not regex.search(f"[{LETTERS}]", others, regex.IGNORECASE)


def _is_in_a_stretch(words: str, text: str) -> bool:
    probed = probe_for(words)
    assert probed is not None
    return bool(probed.stretches(text, 0, len(text)))


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, words=TEXTS, part=st.integers(1, 20))
def test_a_text_that_has_the_words_is_never_left_out(text: str, words: str, part: int) -> None:
    probed = probe_for(folded_text(words))
    found, _ends = search.look_for(Query(words))(fold(text).text, 3)
    if probed is None or not found.size:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(probe, "_PART", part)
        assert probed.stretches(text, 0, len(text))


@settings(deadline=None)
@given(before=TEXTS, after=TEXTS, words=st.text(LETTERS, min_size=3, max_size=9))
def test_words_within_a_text_are_found(before: str, after: str, words: str) -> None:
    assert _is_in_a_stretch(words, before + words.upper() + after)
    assert _is_in_a_stretch(words, before + "\u00ad".join(words) + after)


def test_what_is_not_there_is_told() -> None:
    words = "the captain of trade"
    assert not _is_in_a_stretch(words, "The harbour lost a third of its trade. " * 5000)
    assert _is_in_a_stretch(words, "Trade " * 9000 + "the CAPTAIN of")
    assert probe_for("is so") is None


def test_what_is_everywhere_is_not_told_to_be_in_pieces() -> None:
    probed = probe_for("captain")
    assert probed is not None
    assert probed.stretches("The captain said so. " * 5000, 0, 50_000) is None


SPACED = st.lists(
    st.sampled_from(
        [
            *"abcABé-'… \n\t\u00a0\u2003\u2028\u0301",
            *UNSEEN,
            "abc",
            "Abc",
            "a\u00adbc",
            "\n\n",
            "   ",
        ]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=600, deadline=None)
@example(text="x\u2003abc\u00ad \u2060\nabc\u0301 abc", words="abc abc", part=1, whole_words=True)
@example(text="éabc\n\nabc abc", words="abc abc", part=3, whole_words=False)
@given(text=SPACED, words=SPACED, part=st.integers(1, 20), whole_words=st.booleans())
def test_in_pieces_the_same_is_found_as_in_the_whole_text(
    text: str, words: str, part: int, whole_words: bool
) -> None:
    """Where pieces are folded, hits and their places are those of the text folded as a whole."""
    query = Query(words, whole_words=whole_words)
    look, probed = search.look_for(query), probe_for(folded_text(words))
    whole = [search._Piece(0, folded=fold(text))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(probe, "_PART", part)
        patch.setattr(probe, "_REACH", part)
        patch.setattr(search, "_MOST_IN_PIECES", 2)
        pieces = search._folded_pieces(text, query, probed)
    if pieces is None:
        return
    found, expected = (search._places(look, among, 3, 10**6) for among in (pieces, whole))
    assert np.array_equal(found, expected)


def test_white_space_is_what_becomes_white_space(folded: dict[str, str]) -> None:
    white = {char for char, others in folded.items() if {" ", "\n"} & set(others)}
    assert white == set(probe._SPACES)


def test_of_a_long_text_little_is_looked_through() -> None:
    text = "The cafe\u0301 in the harbour is open. " * 20_000
    text = f"{text}A zebra\n\u00a0finch flew in. {text}"
    probed = probe_for("zebra finch")
    assert probed is not None
    stretches = probed.stretches(text, 1, len(text))
    assert stretches is not None
    ((start, end),) = stretches
    assert "A zebra\n\u00a0finch flew" in text[start:end] and end - start < 100_000
