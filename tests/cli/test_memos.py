"""``annotator memos``: the list, its filters, and documents of it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from annotator.corpus.identity import memo_guid
from annotator.corpus.span import Span
from annotator.operations.codings import memo_list, memos
from annotator.operations.memos import quoting
from annotator.operations.team import coders
from tests.cli.test_commands import Run, run
from tests.making import ANN, BEN, make

__all__ = ["run"]

PATTERN = "“…” ({document}, {paragraph})"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make(tmp_path / "p.annot")
    for person in (ANN, BEN):
        coders.ensure(made.project, person)
    memos.write(made.project, ANN.guid, made.document, "*about* the text")
    quoted = quoting.Quoted(made.document, (Span(0, 6),), "“Nobody” (talks.txt)")
    quoting.quote(made.project, ANN.guid, memo_guid(made.document, ANN.guid), quoted)
    quoting.begin(made.project, BEN.guid, made.codes["claim"], "too wide?", "to discuss")
    memos.write_entry(made.project, BEN.guid, "Pilot done.")
    made.project.close()
    return tmp_path / "p.annot"


def listed(run: Run, *arguments: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("memos", *arguments, "--json"))["memos"]
    return found


def test_all_are_listed_the_latest_first_with_what_they_quote(run: Run, project: Path) -> None:
    found = listed(run, project)
    assert [(one["about"], one["name"], one["kind"], one["coder"]) for one in found] == [
        ("project", "p", memo_list.JOURNAL, "Ben"),
        ("code", "claim", "to discuss", "Ben"),
        ("document", "talks.txt", "", "Ann"),
    ]
    assert found[2]["quotations"] == [
        {"document": "talks.txt", "start": 0, "end": 6, "words": "Nobody"}
    ]
    assert "Pilot done." in run("memos", project)


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        (("--kind", "to discuss"), ["too wide?"]),
        (("--subject", "claim"), ["too wide?"]),
        (("--subject", "code", "--subject", "project"), ["Pilot done.", "too wide?"]),
        (("--coder", "Ben", "--kind", "journal"), ["Pilot done."]),
    ],
)
def test_they_are_asked_for(
    run: Run, project: Path, asked: tuple[str, ...], texts: list[str]
) -> None:
    assert [one["text"] for one in listed(run, project, *asked)] == texts


def test_as_csv_a_row_a_memo(run: Run, project: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("memos", project, "--csv"))))
    assert [row["coder"] for row in rows] == ["Ben", "Ben", "Ann"]
    assert rows[2]["quotations"] == "“Nobody” (talks.txt)"


def test_who_and_what_is_not_there_is_said(run: Run, project: Path) -> None:
    for asked, said in (
        (("--coder", "Nemo"), "“Nemo”"),
        (("--subject", "claims"), "no memo on “claims”"),
        ((project.with_suffix(".pdf"),), ".docx"),
    ):
        run("memos", project, *asked, status=2)
        assert said in run.err


def test_they_are_written_as_word_and_markdown(run: Run, project: Path, tmp_path: Path) -> None:
    run("memos", project, tmp_path / "m.md", "--citation", PATTERN)
    words = (tmp_path / "m.md").read_text(encoding="utf-8")
    assert "*about* the text" in words
    assert words.index("## Journal") < words.index("## Document")
    run("memos", project, tmp_path / "m.docx", "--coder", "Ann")
    with zipfile.ZipFile(tmp_path / "m.docx") as packed:
        document = packed.read("word/document.xml").decode("utf-8")
    assert '<w:i/></w:rPr><w:t xml:space="preserve">about</w:t>' in document
    assert 'w:val="Quote"' in document
    assert "Pilot" not in document
    run("memos", project, tmp_path / "m.md", status=2)
    run("memos", project, tmp_path / "m.md", "--overwrite")
