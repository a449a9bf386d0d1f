"""The codebook as a table: out and in again, and what a person writes by hand."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.corpus.codebook import Codebook
from annotator.errors import UserError
from annotator.exchange.codebook_table import (
    COLUMNS,
    read_codebook_table,
    write_codebook_csv,
    write_codebook_xlsx,
)
from annotator.exchange.csv_form import FORMS
from annotator.operations.codebook import codes
from tests.examples import examples
from tests.exchange.test_codebook_round_trip import WHEN, codebooks


@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(codebooks())
def test_what_is_written_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, book: Codebook
) -> None:
    path = tmp_path_factory.mktemp("t") / "book.csv"
    with path.open("wb") as file:
        write_codebook_csv(book, file)
    again = read_codebook_table(path, WHEN)
    assert again.name == book.name
    assert list(again.walk()) == list(book.walk())
    assert again.relation_types == book.relation_types
    assert again.sets == book.sets
    for code in book.codes:
        assert again.attributes_of(code.guid) == book.attributes_of(code.guid)


def test_as_a_workbook(tmp_path: Path) -> None:
    book = codes.load()
    path = tmp_path / "book.xlsx"
    with path.open("wb") as file:
        write_codebook_xlsx(book, file)
    again = read_codebook_table(path, WHEN)
    timed = [replace(code, created=WHEN, modified=WHEN) for _depth, code in book.walk()]
    assert [code for _depth, code in again.walk()] == timed
    assert [a.name for a in again.attributes] == [a.name for a in book.attributes]
    assert [a.choices for a in again.attributes] == [a.choices for a in book.attributes]


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "book.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_written_by_hand(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "name;in;definition;what\nspeech;;;code\nquote;speech;Words of others;code\n"
        "tone;speech > quote;;attribute\n",
    )
    book = read_codebook_table(path, WHEN)
    assert [book.path(one.guid) for one in book.codes] == [("speech",), ("speech", "quote")]
    assert book.attributes[0].name == "tone"
    assert read_codebook_table(path, WHEN).codes == book.codes, "the same on every machine"
    assert codes.load(str(path)).codes[1].definition == "Words of others"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("code,definition\na,b\n", "no column “name”"),
        ("name,in\na,nowhere\n", "line 2: there is no code “nowhere” above it"),
        ("name,what\na,verb\n", "“verb” is no kind of row"),
        ("name,codable\na,perhaps\n", "neither yes nor no"),
        ("name,unit\na,inch\n", "inch"),
        ("name,what,in\na,choice,b\n", "no attribute “b”"),
        ("name,color\na,no colour\n", "no colour"),
    ],
)
def test_what_can_t_be_used_is_told_with_its_row(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        read_codebook_table(written(tmp_path, text), WHEN)


def test_a_text_like_a_formula_is_guarded(tmp_path: Path) -> None:
    book = read_codebook_table(written(tmp_path, "name,definition\na,=1+1\n"), WHEN)
    file = io.BytesIO()
    write_codebook_csv(book, file)
    assert "'=1+1" in file.getvalue().decode("utf-8-sig")


def test_cells_are_parted_as_it_is_asked_for(tmp_path: Path) -> None:
    book = read_codebook_table(written(tmp_path, "name,definition\na,b; c\n"), WHEN)
    path = tmp_path / "semicolons.csv"
    with path.open("wb") as file:
        write_codebook_csv(book, file, FORMS["semicolon"])
    assert ";".join(COLUMNS) in path.read_text("utf-8-sig")
    assert read_codebook_table(path, WHEN).codes == book.codes
