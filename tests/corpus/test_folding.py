"""What looks alike is found alike, and where it is in the original is exact."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.folding import ALIKE, UNSEEN, fold, folded_text, search_key

CHARACTERS = st.sampled_from(
    [*"aé e\u0301\u0323ñ\u00ad\u2060x\u0302’'“\"—-\u00a0 \n\u2028😀\u1112\u1161\u11ab漢\u212b"]
)
TEXTS = st.lists(CHARACTERS, max_size=30).map("".join)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("isn’t", "isn't"),
        ("5\u00a0km", "5 km"),
        ("„so“ «so» “so”", '"so" "so" "so"'),
        ("co\u2011operate — yes", "co-operate - yes"),
        ("iso\u00adlated", "isolated"),
        ("cafe\u0301", "café"),
        ("\u212bngström", "Ångström"),
        ("한", unicodedata.normalize("NFD", "한")),
    ],
)
def test_what_looks_alike_is_one(text: str, same: str) -> None:
    assert folded_text(text) == folded_text(same)


def test_line_ends_stay_line_ends_and_other_letters_other_letters() -> None:
    assert folded_text("a\nb") == "a\nb"
    assert folded_text("é") != folded_text("e")
    assert folded_text("A") != folded_text("a")


def test_accents_are_left_out_on_request() -> None:
    for word in ("café", "cafe\u0301", "cafe"):
        assert fold(word, accents=False).text == "cafe"


def test_positions_lead_back_over_what_is_left_out_and_joined() -> None:
    text = "\u00adein cafe\u0301 iso\u00adlated."
    folded = fold(text)
    for word, original in (("café", "cafe\u0301"), ("isolated", "iso\u00adlated"), ("ein", "ein")):
        at = folded.text.index(word)
        start, end = folded.origin(at, at + len(word))
        assert text[start:end] == original


@pytest.mark.parametrize("accents", [True, False])
@given(text=TEXTS)
def test_every_character_leads_back_to_its_own(text: str, accents: bool) -> None:
    folded = fold(text, accents=accents)
    last = 0
    for at in range(len(folded.text)):
        start, end = folded.origin(at, at + 1)
        assert start < end <= len(text)
        assert last <= end
        # What the character was made of folds to what holds it.
        assert folded.text[at] in fold(text[start:end], accents=accents).text
        last = end
    assert folded.origin(0, len(folded.text))[1] <= len(text) if folded.text else True
    assert fold(folded.text, accents=accents).text == folded.text


def test_the_tables_name_each_character_once() -> None:
    named = "".join(ALIKE.values()) + UNSEEN
    assert len(set(named)) == len(named)
    assert not set(named) & set(ALIKE)


def test_names_are_found_by_what_a_keyboard_has() -> None:
    assert search_key("l'avis") in search_key("L’Avis d\u2019un")


ANY_TEXT = st.one_of(
    TEXTS,
    st.text(max_size=30),
    st.lists(
        st.sampled_from(
            [
                *"aeo\u0301\u0323\u0327\u00ad\u2060\u0958\u2000\u1f71\ufb2c\uac00\u1161\u11a8\U000110ba"
            ]
        )
        | st.characters(),
        max_size=12,
    ).map("".join),
)


@pytest.mark.parametrize("accents", [True, False])
@given(text=ANY_TEXT)
def test_a_folded_text_is_what_the_definition_says(text: str, accents: bool) -> None:
    seen = "".join(char for char in text if char not in UNSEEN)
    if accents:
        words = unicodedata.normalize("NFC", seen)
    else:
        apart = unicodedata.normalize("NFD", seen)
        letters = "".join(char for char in apart if unicodedata.category(char)[0] != "M")
        words = unicodedata.normalize("NFC", letters)
    for one, others in ALIKE.items():
        for other in others:
            words = words.replace(other, one)
    assert fold(text, accents=accents).text == words


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_character_is_the_same_composed_and_decomposed(form: str) -> None:
    chars = [chr(point) for point in (*range(0xD800), *range(0xE000, 0x30000), 0xE0100)]
    for char in chars:
        other = unicodedata.normalize(form, char)  # type: ignore[arg-type]
        if other != char:
            assert folded_text(other) == folded_text(char)
