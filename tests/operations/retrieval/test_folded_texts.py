"""Texts are folded once for all searches, and again where the text is another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.folding import Folded, fold
from annotator.corpus.job import finish
from annotator.operations.retrieval import folded_texts, search
from annotator.operations.retrieval.folded_texts import FoldedTexts
from annotator.operations.retrieval.search_result import Query
from tests.making import make

TEXT = "iso\u00adlated cafe\u0301, isn’t it"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    calls: list[str] = []

    def counting(text: str, *, accents: bool) -> Folded:
        calls.append(text)
        return fold(text, accents=accents)

    monkeypatch.setattr(folded_texts, "quick_fold", counting)
    return calls


def test_a_second_search_does_not_fold_again_and_finds_the_same(
    tmp_path: Path, counted: list[str]
) -> None:
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


def test_another_text_of_the_same_document_is_folded_anew(counted: list[str]) -> None:
    kept = FoldedTexts()
    assert kept.folded("d", "a\u2013b", accents=True).text == "a-b"
    assert kept.folded("d", "a\u2019b", accents=True).text == "a'b"
    assert kept.folded("d", "a\u2019b", accents=True).text == "a'b"
    assert counted == ["a\u2013b", "a\u2019b"]


def test_what_is_too_much_is_not_kept_and_what_is_kept_stays(counted: list[str]) -> None:
    kept = FoldedTexts(most=10)
    for _round in range(2):
        assert kept.folded("one", "12345678", accents=True).text == "12345678"
        assert kept.folded("two", "abcdefgh", accents=True).text == "abcdefgh"
    assert counted == ["12345678", "abcdefgh", "abcdefgh"]
