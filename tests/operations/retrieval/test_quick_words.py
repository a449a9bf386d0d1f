"""Words found on arrays are those that the pattern finds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotator.corpus import boundaries
from annotator.operations.retrieval import quick_words as module
from annotator.operations.retrieval.quick_words import quick_words

SIGNS = st.one_of(
    st.sampled_from([*"abAB12 \n.,:;-'’_%#*&@·()", "é", "e\u0301", "\u0301", "\u200d", "\ufe0f"]),
    st.sampled_from(
        [*"中のก\u0e31ក", "😀", "🏻", "🇩", "🇪", "\u20e3", "①", "٫", "٣", "๒", "ʼ", "‑", "©"]
    ),
    st.characters(),
)
TEXTS = st.lists(SIGNS, max_size=30).map("".join)
PROSE = (
    "The US-hosted talks – e.g. those of 2.5% a year, isn’t it? – cost 1,000.50 €; see a.b.c.\n"
    "At 10:30 AT&T wrote to ann@example.org: “_very_ good” #1 *so*… x·y 5%b l'État 3'000 3’000\n"
)


def _plain(text: str) -> list[tuple[int, int]]:
    return boundaries.words(text)


def _quick(text: str) -> list[tuple[int, int]]:
    start, end = quick_words(text)
    return list(zip(start.tolist(), end.tolist(), strict=True))


@settings(max_examples=400, deadline=None)
@example(text="e.g. a.b .a.b e.g")
@example(text="a-\u0301b \u0301-b a\u0301-b 中-b a-中 _-b a-_")
@example(text="#\ufe0f\u20e3 ##\u20e3 5\u20e36 5\ufe0f a#\u20e3")
@example(text="1,2 1,๒ ๒,1 1,,2 a,b 5% %5 5%% 5%b a\u0301%")
@given(text=TEXTS)
def test_they_are_the_same(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST_HARD", 1)
        assert _quick(text) == _plain(text)


@given(text=TEXTS, part=st.integers(1, 9))
def test_they_are_the_same_part_by_part(text: str, part: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PART", part)
        assert _quick(text) == _plain(text)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_they_are_the_same_in_many_writings(form: str) -> None:
    line = PROSE + "Việt Nam एक क़लम 한국어 שָׁלוֹם عَرَبِيّ ἀρετή й漢字 ภาษา soft\u00adly 👩‍💻 🇩🇪\n"
    text = unicodedata.normalize(form, line * 20)  # type: ignore[arg-type]
    assert _quick(text) == _plain(text)


def test_every_character_beside_letters() -> None:
    chars = list(map(chr, range(0x20000)))
    for at in range(0, len(chars), 4_096):
        some = chars[at : at + 4_096]
        for text in ("a".join(some), "a ".join(some), " a".join(some), " 1".join(some)):
            assert _quick(text) == _plain(text)
