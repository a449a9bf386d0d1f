"""Concordances and key words of a project."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.corpus.folding import search_key
from annotator.corpus.job import finish
from annotator.operations.retrieval import concordances, material, questions
from annotator.operations.viewing import everything
from annotator.retrieval.concordance import Sorting
from tests.operations.retrieval.retrieval_projects import OTHER, TALK, Asked, make_asked


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    made = make_asked(tmp_path_factory.mktemp("asked") / "asked.annot")
    yield made
    made.project.close()


def test_an_answer_is_sorted_by_the_words_around(asked: Asked) -> None:
    answer = finish(questions.ask(everything(asked.project), "code:claim"))
    found = list(questions.rows(concordances.of_answer(answer, Sorting((1,)))))
    # What follows them: four, he, I, seven, The.
    assert [row.text for row in found] == [
        "two three",
        "Mayor isn’t late",
        "The Mayor isn’t late, he says",
        "five six",
        "Head line",
    ]


def test_pairs_and_common_passages_keep_together(asked: Asked) -> None:
    answer = finish(questions.ask(everything(asked.project), "common all overlaps all"))
    before = {(row.coding.guid, row.partner_text): row.text for row in questions.rows(answer)}
    arranged = concordances.of_answer(answer, Sorting((0,)), 5, seed=3)
    rows = list(questions.rows(arranged))
    assert len(rows) == 5
    for row in rows:
        assert before[row.coding.guid, row.partner_text] == row.text
    texts = [search_key(TALK[row.coding.start : row.coding.end]) for row in rows]
    assert texts == sorted(texts)


def test_words_are_found_in_all_texts(asked: Asked) -> None:
    loaded = finish(material.load(everything(asked.project)))
    lines = finish(concordances.of_words(loaded, "late", context=4))
    (line,) = lines
    assert (line.before, line.keyword, line.after) == ("n’t ", "late", ", he")
    texts = {"talks.txt": TALK, "other.txt": OTHER}
    everywhere = finish(concordances.of_words(loaded, "e", Sorting((-1, 1))))
    assert {texts[one.document][one.start : one.end] for one in everywhere} == {"e", "E"}
    assert len(everywhere) == sum(text.casefold().count("e") for text in texts.values())
    drawn = finish(concordances.of_words(loaded, "e", Sorting((-1, 1)), size=3, seed=1))
    assert len(drawn) == 3 and [one for one in everywhere if one in drawn] == drawn
    assert finish(concordances.of_words(loaded, "zebra", Sorting((1,)))) == []
