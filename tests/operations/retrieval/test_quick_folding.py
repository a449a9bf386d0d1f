"""Folding on arrays gives what the plain way gives: the same text and the same positions."""

from __future__ import annotations

import unicodedata
from itertools import combinations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.corpus.folding import ALIKE, UNSEEN, fold
from annotator.operations.retrieval import quick_folding
from annotator.operations.retrieval.quick_folding import quick_fold
from annotator.retrieval.origins import origins

CHARACTERS = st.one_of(
    st.sampled_from([*"ae oé\n'-", *"\u0301\u0323\u0327\u0302", *UNSEEN, *"".join(ALIKE.values())]),
    st.sampled_from(
        [*"\u1112\u1161\u11ab\uac00\u0958\u2000\u2126\u1f71\ufb2c\u0344\U000110ba\U00011099"]
    ),
    st.characters(),
)
TEXTS = st.lists(CHARACTERS, max_size=40).map("".join)


@pytest.mark.parametrize("accents", [True, False])
@example(text="\u0301a\u00ad\u0301\u00ad")
@example(text="\ud800\u0301")
@example(text="\u0958a")
@example(text="e" + "\u0301" * 40 + "\u00ade" + "\u0301" * 40)
@given(text=TEXTS)
def test_it_is_the_same(text: str, accents: bool) -> None:
    assert quick_fold(text, accents=accents) == fold(text, accents=accents)


@pytest.mark.parametrize("accents", [True, False])
@example(text="\u0301é\u00ad\u0301\u00adae\u0301b")
@given(text=TEXTS)
def test_it_is_the_same_part_by_part(text: str, accents: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quick_folding, "_PART", 2)
        assert quick_fold(text, accents=accents) == fold(text, accents=accents)


@pytest.mark.parametrize("accents", [True, False])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_it_is_the_same_for_texts_in_many_writings(form: str, accents: bool) -> None:
    line = (
        "“Isn’t” café ñ Việt Nam एक क़लम 한국어 שָׁלוֹם عَرَبِيّ ἀρετή й漢字 soft\u00adly\ttab ` 😀"
        " a\u0300\u0323\u0302 \u2126\n"
    )
    text = unicodedata.normalize(form, line * 20)  # type: ignore[arg-type]
    assert quick_fold(text, accents=accents) == fold(text, accents=accents)


def test_every_character_with_and_without_a_mark() -> None:
    chars = list(map(chr, range(0x80, 0x30000)))
    for at in range(0, len(chars), 1_000):
        for text in ("a".join(chars[at : at + 1_000]), "\u0301".join(chars[at : at + 1_000])):
            assert quick_fold(text) == fold(text)
            assert quick_fold(text, accents=False) == fold(text, accents=False)


@pytest.mark.parametrize("accents", [True, False])
@example(text="e\u0301b\u00ad\u00ada\u0301")
@given(text=TEXTS)
def test_passages_are_where_they_are_one_by_one(text: str, accents: bool) -> None:
    folded = fold(text, accents=accents)
    spans = list(combinations(range(len(folded.text) + 1), 2))
    starts, ends = np.array(spans, dtype=np.int64).reshape(-1, 2).T
    places = zip(*(column.tolist() for column in origins(folded, starts, ends)), strict=True)
    assert list(places) == [folded.origin(*span) for span in spans]
