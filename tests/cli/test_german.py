"""The command line in German: people read German, files and programs get what they always get."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator import languages
from annotator.operations import projects
from tests.making import content

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def run(language: str, *arguments: object) -> str:
    """What a command prints, in a process of its own: the language is chosen at the start."""
    done = subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, languages.VARIABLE: language},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def structure(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("project.qde").decode()


def test_a_round_trip_of_refi_qda_brings_the_same_in_every_language(
    sample_file: Path, tmp_path: Path
) -> None:
    """What is read back from texts (fields, marks, relations) is written and read untranslated."""
    for language in ("en", "de"):
        run(language, "export", sample_file, tmp_path / f"{language}.qdpx")
    assert structure(tmp_path / "de.qdpx") == structure(tmp_path / "en.qdpx")
    found = []
    for language in ("en", "de"):
        back = tmp_path / f"{language}.annot"
        run(language, "import", "--new", "--coder", "Noor", back, tmp_path / "en.qdpx")
        with projects.open_(back) as project:
            whole = content(project)
        codes = [replace(code, created=NOW, modified=NOW) for code in whole.codebook.codes]
        found.append((codes, whole.codings, whole.relations, whole.memos))
    assert found[0] == found[1]
    assert found[0][1]


@pytest.mark.parametrize(
    "command", [["info"], ["codings"], ["agree"], ["history"], ["disagreements"], ["rounds"]]
)
def test_json_is_english(sample_file: Path, command: list[str]) -> None:
    name, *options = command
    english, german = (
        json.loads(run(language, name, sample_file, *options, "--json"))
        for language in ("en", "de")
    )
    assert german == english


@pytest.mark.parametrize(
    ("language", "expected", "html", "heading"),
    [
        (
            "de",
            ("Kodierungen", "Verglichen: harbour.txt", "Eine Textstelle kodieren als claim"),
            "de",
            "Übereinstimmung",
        ),
        (
            "pt_BR",
            ("codificações", "Comparados: harbour.txt", "Codificar um trecho como claim"),
            "pt-BR",
            "Concordância",
        ),
    ],
)
def test_people_read_their_language(
    sample_file: Path,
    tmp_path: Path,
    language: str,
    expected: tuple[str, ...],
    html: str,
    heading: str,
) -> None:
    said = run(language, "info", sample_file) + run(language, "agree", sample_file)
    said += run(language, "history", sample_file)
    for words in expected:
        assert words in said
    for english in ("codings", "characters", "Compared", "Intervals", "Code a passage", "overall"):
        assert english not in said
    run(language, "report", sample_file, tmp_path / "r.html")
    report = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert f'<html lang="{html}">' in report
    assert heading in report
