"""Concordances and keyness, beside plain loops and published figures."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.boundaries import words
from annotator.corpus.folding import GAP, fold, search_key
from annotator.corpus.query import Words
from annotator.retrieval.arrays import ints
from annotator.retrieval.concordance import Hits, Sorting, order_of_lines, sample
from annotator.retrieval.keyness import Frequencies, keyness, log_likelihood, log_ratios
from annotator.retrieval.passages import places_of_words
from annotator.retrieval.units import Units

SPELLINGS = ["the", "The", "port", "Café", "cafe\u0301", "isn’t", "isn't"]
TEXT = st.lists(st.sampled_from(SPELLINGS)).map(" ".join)


def _hits(text: str, keyword: str) -> Hits:
    bounds = ints(words(text)).reshape(-1, 2)
    at = [(a, b) for a, b in bounds.tolist() if search_key(text[a:b]) == keyword]
    places = ints(at).reshape(-1, 2)
    return Hits(text, Units(bounds[:, 0], bounds[:, 1]), places[:, 0], places[:, 1])


@settings(max_examples=150, deadline=None)
@given(
    st.lists(TEXT, max_size=3),
    st.lists(st.integers(-3, 3), min_size=1, max_size=4).map(tuple),
)
def test_lines_are_sorted_by_the_words_around(texts: list[str], by: tuple[int, ...]) -> None:
    found = order_of_lines([_hits(text, "port") for text in texts], Sorting(by)).tolist()
    lines: list[list[str]] = []
    for text in texts:
        own = [search_key(text[a:b]) for a, b in words(text)]
        for number, word in enumerate(own):
            if word == "port":
                around = [number + place for place in by]
                lines.append([own[at] if 0 <= at < len(own) else "" for at in around])
    assert found == sorted(range(len(lines)), key=lambda number: lines[number])


def test_lines_are_sorted_by_three_words_at_most() -> None:
    for by in ((), (4,), (1, -4)):
        with pytest.raises(ValueError, match="up to 3"):
            Sorting(by)


@given(st.integers(0, 50), st.integers(0, 60), st.integers(0, 5))
def test_a_sample_is_that_of_its_seed(number: int, size: int, seed: int) -> None:
    found = sample(number, size, seed)
    assert found.tolist() == sorted(set(found.tolist())) == sample(number, size, seed).tolist()
    assert found.size == min(size, number) and (found < number).all()


def test_samples_of_different_seeds_differ() -> None:
    assert sample(1000, 10, 1).tolist() != sample(1000, 10, 2).tolist()


def test_log_likelihood_is_that_of_its_formula() -> None:
    """2 (a ln(a / E1) + b ln(b / E2)), E = size (a + b) / (sizes together); 0 ln 0 is 0."""
    cases = [(10, 5, 1000, 1000), (0, 7, 500, 2000), (3, 3, 100, 100)]
    for a, b, size, other in cases:
        share = (a + b) / (size + other)
        both = ((a, size), (b, other))
        terms = [seen * math.log(seen / (share * total)) for seen, total in both if seen]
        expected = 2 * sum(terms)
        found = log_likelihood(np.array([float(a)]), np.array([float(b)]), size, other)
        assert found[0] == pytest.approx(expected)


def test_a_log_ratio_of_one_is_twice_as_frequent() -> None:
    a, b = np.array([20.0, 5.0, 0.0]), np.array([10.0, 5.0, 4.0])
    ratio, low, high = log_ratios(a, b, 1000, 1000)
    assert ratio[:2].tolist() == [1, 0]
    assert (low < ratio).all() and (ratio < high).all()
    assert ratio[2] == pytest.approx(math.log2(0.5 / 4.5))
    half = 1.959964 * math.sqrt(1 / 20 - 1 / 1000 + 1 / 10 - 1 / 1000) / math.log(2)
    assert high[0] - 1 == pytest.approx(half, rel=1e-6)


FORMS = ("the", "port", "town", "sea", "bay")


def _frequencies(*documents: str) -> Frequencies:
    found = Frequencies.none(len(FORMS))
    for words_ in documents:
        found.add(ints([FORMS.index(word) for word in words_.split()]))
    return found


def test_key_words_are_those_that_one_group_has_more_often() -> None:
    first = _frequencies("port port the", "port the sea")
    second = _frequencies("the the town town", "")
    assert (first.counts[1], first.documents[1], first.size) == (3, 2, 6)
    found = {one.word: one for one in keyness(first, second, FORMS)}
    assert list(found) == ["port", "the", "town"]
    assert found["port"].g2 > 0 > found["town"].g2
    assert (found["port"].count, found["port"].other, found["port"].documents) == (3, 0, 2)
    assert not len(keyness(first, _frequencies(), FORMS))


def test_key_words_of_equal_figures_are_in_the_order_of_the_alphabet() -> None:
    first, second = _frequencies("port sea bay sea port bay"), _frequencies("the town")
    found = [one.word for one in keyness(first, second, FORMS, least=1)]
    assert found == ["bay", "port", "sea", "the", "town"]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "b", "é", "e\u0301", "\u00ad", " ", "\n", "\u00a0"]), max_size=30
    ),
    st.sampled_from(["a", "ab", "é", "e", "a b", "b a"]),
)
def test_words_are_found_where_the_folded_text_says_that_they_come_from(
    signs: list[str], wanted: str
) -> None:
    folded = fold("".join(signs))
    start, end = places_of_words(folded, Words(wanted))
    expected = []
    for at in range(len(folded.text)):
        found = re.match(GAP.join(wanted.split(" ")), folded.text[at:])
        if found:
            expected.append(folded.origin(at, at + found.end()))
    assert list(zip(start.tolist(), end.tolist(), strict=True)) == expected
