"""Attributes of documents: out as a table, edited in a spreadsheet, and in again."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.operations import documents
from annotator.operations.documents import document_attributes, records
from annotator.operations.transfer import attribute_table
from annotator.operations.viewing import everything
from annotator.storage.project_file import ProjectFile
from tests.making import ANN, make, text_file
from tests.operations.documents.test_records import FIRST, source


@pytest.fixture
def project(tmp_path: Path) -> ProjectFile:
    project = make(tmp_path / "p.annot").project
    documents.add(project, ANN.guid, [text_file("other.txt", "Words.")])
    finish(records.add(project, ANN.guid, source(project, FIRST)))
    return project


def said(project: ProjectFile) -> dict[str, dict[str, str]]:
    names = {one.guid: one.name for one in documents.listed(project)}
    return {names[g]: own for g, own in document_attributes.by_document(project).items()}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_attributes_go_out_and_come_in(project: ProjectFile, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"out{suffix}"
    assert finish(attribute_table.write(everything(project), target)) == 4
    before = said(project)
    again = finish(attribute_table.read(project, ANN.guid, target))
    assert (said(project), again.unknown) == (before, [])
    if suffix == ".csv":
        with target.open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file)) == ["document", "key", "age", "who"]


def test_rows_are_told_by_key_or_name_and_empty_cells_change_nothing(
    project: ProjectFile, tmp_path: Path
) -> None:
    path = tmp_path / "in.csv"
    path.write_text("key;document;genre;day\n1;;talk;\n;talks.txt;news;31.12.2025\n9;;x;1.1.2026\n")
    found = finish(attribute_table.read(project, ANN.guid, path))
    assert said(project)["Ann"] == {"age": "31", "who": "Ann", "genre": "talk"}
    assert said(project)["talks.txt"] == {"genre": "news", "day": "2025-12-31"}
    assert found.values == 3
    assert attribute_table.unknown_words(found) == "One row names no document of the project: “9”."
    project.undo(ANN.guid)
    assert "talks.txt" not in said(project)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name,genre\nx,y\n", "no column “document”"),
        ("document,genre\ntalks.txt,a\ntalks.txt,b\n", "line 2 and 3 are of one document"),
        ("document,genre\ntalks.txt,a,b\n", "3 values for 2 columns"),
    ],
)
def test_bad_tables_change_nothing(
    project: ProjectFile, tmp_path: Path, text: str, sentence: str
) -> None:
    before = said(project)
    (tmp_path / "in.csv").write_text(text)
    with pytest.raises(UserError, match=sentence):
        finish(attribute_table.read(project, ANN.guid, tmp_path / "in.csv"))
    assert said(project) == before


def test_a_key_that_rows_of_two_tables_have_is_told_by_the_name(
    project: ProjectFile, tmp_path: Path
) -> None:
    other = FIRST.replace("Ann", "Anton").replace("Ben", "Bert")
    mapping = "table: Another\ntext: answer\nname: who\nkey: id\nattributes: [who]\n"
    finish(records.add(project, ANN.guid, source(project, other, mapping, "o.csv")))
    target = tmp_path / "out.csv"
    finish(attribute_table.write(everything(project), target))
    before = said(project)
    finish(attribute_table.read(project, ANN.guid, target))
    assert said(project) == before
    path = tmp_path / "in.csv"
    path.write_text("key;genre\n1;talk\n")
    with pytest.raises(UserError, match="“1” is the key of several documents"):
        finish(attribute_table.read(project, ANN.guid, path))
    path.write_text("key;document;genre\n1;Anton;talk\n")
    finish(attribute_table.read(project, ANN.guid, path))
    assert said(project)["Anton"]["genre"] == "talk"
