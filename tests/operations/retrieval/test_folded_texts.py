"""Texts are folded once for all searches, and again where the text is another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.corpus.document import DocumentFacts
from annotator.corpus.folding import Folded, fold, folded_text
from annotator.corpus.job import finish
from annotator.operations.documents import text_digest
from annotator.operations.retrieval import folded_texts, search
from annotator.operations.retrieval.folded_texts import FoldedTexts
from annotator.operations.retrieval.search_result import Query
from annotator.storage import queries
from tests.making import make

NOW = datetime.now(UTC)
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


def _facts(guid: str, text: str) -> DocumentFacts:
    now, digest = datetime.now(UTC), text_digest(text)
    return DocumentFacts(guid, guid, "utf-8", len(text), digest, digest, now, now)


def test_another_text_of_the_same_document_is_folded_anew(counted: list[str]) -> None:
    kept = FoldedTexts()
    for text in ("a\u2013b", "a\u2019b", "a\u2019b"):
        facts = replace(_facts("d", text), modified=NOW)
        assert kept.folded(facts, text, accents=True).text == folded_text(text)
    assert counted == ["a\u2013b", "a\u2019b"]


def test_what_is_too_much_is_not_kept_and_what_is_kept_stays(counted: list[str]) -> None:
    kept = FoldedTexts(most=10)
    texts = {text: _facts(text, text) for text in ("12345678", "abcdefgh")}
    for _round in range(2):
        for text, facts in texts.items():
            assert kept.folded(facts, text, accents=True).text == text
    assert counted == ["12345678", "abcdefgh", "abcdefgh"]


def test_a_text_that_is_kept_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make(tmp_path / "p.annot", text=TEXT).project
    search.prepare(project)

    def read(*_arguments: object) -> str:
        raise AssertionError

    monkeypatch.setattr(queries, "document_text", read)
    assert len(finish(search.find(project, Query("isn't")))) == 1
    project.close()
