"""Texts are folded before the first search, as far as there is room."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus import folding
from annotator.corpus.job import finish
from annotator.operations import documents
from annotator.operations.retrieval import folded_texts, search
from annotator.operations.retrieval.search_result import Query
from tests.making import ANN, make, text_file


@pytest.fixture
def folds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are folded from now on."""
    found: list[str] = []

    def fold(text: str, *, accents: bool) -> folding.Folded:
        found.append(text)
        return folding.fold(text, accents=accents)

    monkeypatch.setattr(folded_texts, "quick_fold", fold)
    return found


def test_a_search_after_preparing_folds_nothing(tmp_path: Path, folds: list[str]) -> None:
    with make(tmp_path / "p.annot").project as project:
        documents.add(project, ANN.guid, [text_file("more.txt", "It isn’t a cafe\u0301.")])
        search.prepare(project)
        assert len(folds) == 2
        found = finish(search.find(project, Query("isn't a café")))
        assert len(found) == 1
        assert len(folds) == 2


def test_preparing_stops_where_there_is_no_room(
    tmp_path: Path, folds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with make(tmp_path / "p.annot").project as project:
        texts = [text_file(f"{number}.txt", f"Text {number}.") for number in range(5)]
        documents.add(project, ANN.guid, texts)
        kept = folded_texts.FoldedTexts(most=1)
        monkeypatch.setitem(folded_texts._of_projects, project, kept)
        search.prepare(project)
        assert len(folds) == 1
