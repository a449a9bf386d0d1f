"""The page on queries: its ten questions are answered as it says, its lines are lines."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.query.language import FIELDS, FLAGS, OPERATOR_WORDS, RESULTS
from annotator.retrieval.language import parse
from tests.cli.test_commands import Run
from tests.operations.retrieval.retrieval_projects import make_asked

PAGE = Path(__file__).resolve().parents[2] / "resources" / "manual" / "query.md"
TEXT = PAGE.read_text(encoding="utf-8")
ALL = re.findall(r"^ +annotator (query|table) sample\.annot (.+)$", TEXT, re.MULTILINE)
COMMANDS = [one for one in ALL if not one[1].endswith(".svg")]
PICTURES = [one for one in ALL if one[1].endswith(".svg")]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


CODES = ["claim", "prediction", "attribution", "evaluative term"]
ANSWERS: list[Any] = [
    8,
    [[8]],
    [[pytest.approx(4.5, abs=0.1)]],
    1,
    15,
    {("certain", "Noor"): 2, ("likely", "Bjarne"): 3, ("possible", "Noor"): 2},
    {("person", "communication"): 4, ("group", "communication"): 4, ("institution", "–"): 0},
    {("claim", "attribution"): 7, ("claim", "evaluative term"): 7, ("claim", "claim"): 5},
    {("prediction", "evaluative term"): pytest.approx(3 / 7)},
    2,
    12,
]
"""What each command of the questions comes to: a count, the cells, or some of them."""


@pytest.mark.parametrize("number", range(len(ANSWERS)))
def test_a_question_is_answered_as_the_page_says(number: int, run: Run, sample_file: Path) -> None:
    command, rest = COMMANDS[number]
    found = run.json(command, sample_file, *shlex.split(rest))
    expected = ANSWERS[number]
    if isinstance(expected, int):
        assert found["count"] == expected
    elif isinstance(expected, list):
        assert found["cells"] == expected
    else:
        for (row, column), figure in expected.items():
            cell = found["cells"][found["rows"].index(row)][found["columns"].index(column)]
            assert cell == figure, (row, column)


@pytest.mark.parametrize(("command", "rest"), PICTURES)
def test_a_picture_is_drawn_as_the_page_says(
    command: str, rest: str, run: Run, sample_file: Path, tmp_path: Path
) -> None:
    *options, name = shlex.split(rest)
    run(command, sample_file, *options, tmp_path / name)
    assert "prediction" in (tmp_path / name).read_text(encoding="utf-8")


OF_KINDS = re.findall(r"^ +annotator table study\.annot (.+)$", TEXT, re.MULTILINE)
OF_KINDS_ANSWERS: list[list[list[Any]]] = [
    [[pytest.approx(2 / 15 * 1_000, abs=0.01), None]],  # 15 words; nobody has finished the weekly
    [[0, 3], [0, 2], [0, 1], [0, 1]],
    [[2, 0], [1, 2], [0, 0], [1, 0]],
    [[0, None]],
]
"""The cells of the tables on kinds of texts, for the talk with a mayor and a weekly's text."""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("study") / "study.annot"
    make_asked(path).project.close()
    return path


@pytest.mark.parametrize("number", range(len(OF_KINDS_ANSWERS)))
def test_kinds_of_texts_events_and_roles_are_rows_and_columns(
    number: int, run: Run, study: Path
) -> None:
    assert len(OF_KINDS) == len(OF_KINDS_ANSWERS)
    found = run.json("table", study, *shlex.split(OF_KINDS[number]))
    assert found["cells"] == OF_KINDS_ANSWERS[number]


def test_there_are_ten_questions() -> None:
    assert len(COMMANDS) == len(ANSWERS)
    assert len(re.findall(r"^\d+\. \*.+\?\*", TEXT, re.MULTILINE)) == 10


def test_the_page_has_the_whole_language() -> None:
    grammar = TEXT.split("```ebnf")[1].split("```")[0]
    for word in (*FIELDS, *FLAGS, *RESULTS, *OPERATOR_WORDS, "and", "or", "not", "at-least"):
        assert f'"{word}"' in grammar, word


def test_the_lines_of_the_tables_are_lines() -> None:
    rows = re.findall(r"^\| (`.+`) \|", TEXT, re.MULTILINE)
    lines = [line for row in rows for line in re.findall(r"`([^`]+)`", row)]
    lines = [line for line in lines if ":" in line or "=" in line or line in FLAGS]
    assert len(lines) > 30
    for line in lines:
        parse(line.replace("…", "x"))


def test_the_page_names_all_that_is_in_the_json(run: Run, sample_file: Path) -> None:
    page = TEXT.split("## JSON")[1].split("## ")[0]
    line = "common code:attribution overlaps code:prediction by same coder"
    found = run.json("query", sample_file, line)
    (result,) = found["results"]
    table = run.json("table", sample_file, "--rows", "codes", "--columns", "documents")
    for part in (
        found,
        result,
        result["partner"],
        table,
        table["documents"],
        table["totals_add_up"],
    ):
        for name in part:
            assert f"`{name}`" in page, name
