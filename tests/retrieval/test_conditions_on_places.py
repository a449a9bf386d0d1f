"""Conditions on places, words and coders beside slow loops written from their definitions."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.corpus.folding import Folded, fold
from annotator.corpus.query import Pattern, Words
from annotator.corpus.span import passage
from annotator.corpus.text import DocumentText
from annotator.retrieval import passages
from annotator.retrieval.arrays import ints
from annotator.retrieval.at_least import coders_with_code
from annotator.retrieval.columns import Parts
from tests.retrieval.corpora import LENGTHS, Toy, projects
from tests.retrieval.oracle import Oracle

MANY = settings(max_examples=80, deadline=None)
TEXTS = tuple(
    st.text(st.sampled_from("ab Aé\n"), min_size=length, max_size=length) for length in LENGTHS
)


class Texts:
    """Texts by number."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self._texts = [DocumentText(text) for text in texts]

    def text(self, document: int) -> DocumentText:
        return self._texts[document]

    def folded(self, document: int) -> Folded:
        return fold(self._texts[document].text)


@MANY
@given(projects(), st.sets(st.integers(0, 2)), st.integers(1, 3))
def test_at_least_so_many_coders_have_the_code_there(
    project: tuple[Toy, Oracle], coders: set[int], number: int
) -> None:
    toy, oracle = project
    found = coders_with_code(toy.table, sorted(coders), number)
    for one in oracle.codings:
        having = {
            other.coder
            for other in oracle.codings
            if (other.document, other.code) == (one.document, one.code)
            and other.points & one.points
            and other.coder in coders
        }
        assert found[one.number] == (len(having) >= number)


@MANY
@given(
    projects(),
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 19), st.integers(1, 20)), max_size=5),
)
def test_places_are_touched_or_hold_all_of_a_passage(
    project: tuple[Toy, Oracle], drawn: list[tuple[int, int, int]]
) -> None:
    toy, oracle = project
    spans = [(d, s, min(e, LENGTHS[d])) for d, s, e in drawn if s < min(e, LENGTHS[d])]
    offset = toy.table.document_start
    start = ints([offset[d] + s for d, s, _e in spans])
    places = Parts(start, ints([offset[d] + e for d, _s, e in spans]), np.arange(len(spans)))
    among = np.arange(len(toy.table)) % 3 != 1
    touched = passages.touching(toy.table, places, among)
    within = passages.within(toy.table, places, among)
    for one in oracle.codings:
        points = {p for d, s, e in spans if d == one.document for p in range(s, e)}
        is_asked = bool(among[one.number])
        assert touched[one.number] == (is_asked and bool(one.points & points))
        assert within[one.number] == (is_asked and one.points <= points)


@MANY
@given(projects(), st.tuples(*TEXTS), st.sampled_from(["a", "ab", "A", "a b", "é", "ba"]))
def test_words_are_in_the_passage_wholly(
    project: tuple[Toy, Oracle], texts: tuple[str, ...], words: str
) -> None:
    toy, oracle = project
    everything = np.ones(len(toy.table), dtype=np.bool_)
    for test in (Words(words, exactly=True), Words(words), Pattern(words)):
        found = passages.with_text(toy.table, Texts(texts), test, everything)
        finds = passages.finder(test)
        for one in oracle.codings:
            own = passage(texts[one.document], toy.table.spans(one.number))
            assert found[one.number] == finds(own), (test, own)
