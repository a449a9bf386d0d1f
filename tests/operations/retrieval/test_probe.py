"""What tells that words can't be in a text never leaves out a text that has them."""

from __future__ import annotations

import sys

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.folding import UNSEEN, fold, folded_text
from annotator.operations.retrieval import probe
from annotator.operations.retrieval.probe import probe_for
from annotator.operations.retrieval.search import Query, pattern_of

LETTERS = "abcdefghjlmnopqrtuvwxyz"
SIGNS = st.sampled_from([*"abcdefklsiABKSI '-\n", "é", "e\u0301", "ſ", "ı", "\u212a", *UNSEEN, "ß"])
TEXTS = st.lists(SIGNS, max_size=60).map("".join)


def test_letters_come_from_themselves_alone() -> None:
    """No character folds to one of these letters or matches one, but the letter in both cases."""
    alone = set(LETTERS) | set(LETTERS.upper())
    for point in range(0x80, sys.maxunicode + 1):
        if not 0xD800 <= point < 0xE000:
            assert not alone & set(folded_text(chr(point))), hex(point)
    for letter in LETTERS:
        pattern = regex.compile(letter, regex.IGNORECASE)
        others = "".join(map(chr, range(0x80, 0x30000)))
        assert not pattern.search(others), letter


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, words=TEXTS, part=st.integers(1, 20))
@pytest.mark.parametrize("exactly", [True, False])
def test_a_text_that_has_the_words_is_never_left_out(
    text: str, words: str, part: int, exactly: bool
) -> None:
    query = Query(words, exactly=exactly)
    probed = probe_for(words if exactly else folded_text(words))
    within = text if exactly else fold(text).text
    if not words.strip() or probed is None or not pattern_of(query).search(within):
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(probe, "_PART", part)
        assert probed.may_be_in(text)


@settings(deadline=None)
@given(before=TEXTS, after=TEXTS, words=st.text(LETTERS, min_size=3, max_size=9))
def test_words_within_a_text_are_found(before: str, after: str, words: str) -> None:
    probed = probe_for(words)
    assert probed is not None
    assert probed.may_be_in(before + words.upper() + after)
    assert probed.may_be_in(before + "\u00ad".join(words) + after)


def test_what_is_not_there_is_told() -> None:
    probed = probe_for("the captain of trade")
    assert probed is not None
    assert not probed.may_be_in("The harbour lost a third of its trade. " * 5000)
    assert probed.may_be_in("Trade " * 9000 + "the CAPTAIN of")
    assert probe_for("is so") is None
