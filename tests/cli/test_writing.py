"""``annotator export`` of documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_commands import Run


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


def test_quotations_by_document_with_a_pattern(run: Run, sample_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    options = ("--what", "quotations", "--group", "document", "--citation", "…, in {document}")
    run("export", sample_file, target, *options, "--code", "claim")
    text = target.read_text(encoding="utf-8")
    assert "## **harbour.txt (21)**" in text
    assert "2,5 years, in harbour.txt" in text
    run("export", sample_file, target, *options[:-1], "{title}", "--overwrite", status=2)
    assert "…" in run.err


def test_the_codebook_and_the_texts(run: Run, sample_file: Path, tmp_path: Path) -> None:
    run("export", sample_file, tmp_path / "book.html", "--what", "codebook")
    assert "When to use" in (tmp_path / "book.html").read_text(encoding="utf-8")
    for show in ("highlights", "comments", "margin"):
        run("export", sample_file, tmp_path / f"{show}.docx", "--show", show)


def test_the_codebook_as_a_table_out_and_in(run: Run, sample_file: Path, tmp_path: Path) -> None:
    for suffix in (".csv", ".xlsx"):
        table = tmp_path / f"book{suffix}"
        run("export", sample_file, table, "--what", "codebook")
        assert run.json("codebook", sample_file, "--set", table)["changes"] == []
        new = tmp_path / f"new{suffix}.annot"
        run("new", new, "--codebook", table)
        there = run.json("codebook", sample_file)["codes"]
        assert run.json("codebook", new)["codes"] == there


def test_csv_as_a_language_wants_it(run: Run, sample_file: Path, tmp_path: Path) -> None:
    told = run("agree", sample_file, "--csv", "--csv-form", "semicolon-comma")
    assert re.search(r"^claim;\d+;\d+;0,\d+", told, re.MULTILINE)
    run("export", sample_file, tmp_path / "out.csv", "--csv-form", "semicolon")
    assert (tmp_path / "out.csv").read_text("utf-8-sig").startswith("guid;document;start")
