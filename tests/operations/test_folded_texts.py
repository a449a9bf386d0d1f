"""Texts are folded once for all searches, and again where the text is another one."""

import pytest

from annotator.corpus.folding import fold
from annotator.corpus.job import finish
from annotator.operations import folded_texts, search
from annotator.operations.folded_texts import FoldedTexts
from annotator.operations.search import Query
from tests.making import make

TEXT = "iso\u00adlated cafe\u0301, isn’t it"


@pytest.fixture
def counted(monkeypatch):
    calls = []
    monkeypatch.setattr(
        folded_texts,
        "quick_fold",
        lambda text, accents: calls.append(text) or fold(text, accents=accents),
    )
    return calls


def test_a_second_search_does_not_fold_again_and_finds_the_same(tmp_path, counted):
    project = make(tmp_path / "p.annot", text=TEXT).project
    for words, found in (
        ("isolated", "iso\u00adlated"),
        ("café", "cafe\u0301"),
        ("isn't", "isn’t"),
    ):
        (hits,) = finish(search.find(project, Query(words))).documents
        span = hits.span(0)
        assert TEXT[span.start : span.end] == found
    assert counted == [TEXT]
    finish(search.find(project, Query("cafe", ignore_accents=True)))
    assert counted == [TEXT, TEXT]
    project.close()


def test_another_text_of_the_same_document_is_folded_anew(counted):
    kept = FoldedTexts()
    assert kept.folded("d", "a\u2013b", accents=True).text == "a-b"
    assert kept.folded("d", "a\u2019b", accents=True).text == "a'b"
    assert kept.folded("d", "a\u2019b", accents=True).text == "a'b"
    assert counted == ["a\u2013b", "a\u2019b"]


def test_what_is_too_much_is_not_kept_and_what_is_kept_stays(counted):
    kept = FoldedTexts(most=10)
    for _round in range(2):
        assert kept.folded("one", "12345678", accents=True).text == "12345678"
        assert kept.folded("two", "abcdefgh", accents=True).text == "abcdefgh"
    assert counted == ["12345678", "abcdefgh", "abcdefgh"]
