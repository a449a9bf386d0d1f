"""The report says how its figures were made: every question that the project keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.exchange.report_document import Table
from annotator.operations.report.report_questions import questions_section, view_words
from annotator.operations.retrieval import saved_questions
from annotator.operations.retrieval.saved_questions import (
    CONCORDANCE,
    KEYWORDS,
    PICTURE,
    TABLE,
    QuestionView,
)
from annotator.operations.viewing import everything, looking
from tests.blind_pair import make_pair
from tests.making import ANN, Made, make


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "made.annot")


def test_each_question_stands_with_its_line_its_view_and_its_count(made: Made) -> None:
    project, viewer = made.project, everything(made.project)
    assert finish(questions_section(viewer)).blocks == ["The project keeps no question."]
    made.code_words(ANN, "claim", "Nobody expects")
    made.code_words(ANN, "prediction", "2,5 years")
    table = QuestionView(shown=TABLE, cell="row")
    saved_questions.save(project, ANN.guid, None, "Claims", "code:claim", QuestionView())
    saved_questions.save(project, ANN.guid, None, "All", "", table)
    saved_questions.save(project, ANN.guid, None, "Gone", "code:other", QuestionView())
    words, found = finish(questions_section(viewer)).blocks
    assert isinstance(found, Table) and isinstance(words, str)
    assert f"2 codings in 1 document, after step {project.last_step()}" in words
    claims, everything_, gone = found.rows
    assert list(claims)[:4] == ["Claims", "code:claim", "passages", 1]
    assert list(everything_)[:4] == ["All", "all", "table: codes × documents, row", 2]
    assert gone[3] is None and "There is no code “other”" in str(gone[4])


def test_views_are_told_with_all_that_was_chosen() -> None:
    sample = QuestionView(shown=CONCORDANCE, sort=(-1, 2), sample=20, seed=7)
    assert view_words(sample) == "concordance, sorted by -1, 2; a sample of 20, seed 7"
    picture = QuestionView(shown=PICTURE, picture="timeline", attribute="date")
    assert view_words(picture) == "picture: timeline (date)"
    key_words = QuestionView(shown=KEYWORDS, against="code:claim")
    assert view_words(key_words) == "key words (Words in passages) against code:claim"


def test_a_blind_project_counts_own_work(tmp_path: Path) -> None:
    pair = make_pair(tmp_path)
    own = finish(questions_section(looking(pair.among, ANN.guid))).blocks
    alone = finish(questions_section(looking(pair.alone, ANN.guid))).blocks
    assert isinstance(own[1], Table) and isinstance(alone[1], Table)
    assert own[1].rows == alone[1].rows
    pair.close()
