"""The command line in German: people read German, files and programs get what they always get."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator import languages
from annotator.operations import projects
from tests.making import content

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


TELLING = """
import contextlib, io, json, sys
from annotator.__main__ import main

told = []
for command in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        with contextlib.redirect_stderr(out):
            status = main(command)
    assert status == 0, (command, out.getvalue())
    told.append(out.getvalue())
print(json.dumps(told))
"""


def run(language: str, *commands: Sequence[object]) -> list[str]:
    """What commands print, in a process of its own: the language is chosen at the start."""
    lines = [[str(word) for word in command] for command in commands]
    done = subprocess.run(
        [sys.executable, "-c", TELLING, json.dumps(lines)],
        cwd=ROOT,
        env={**os.environ, languages.VARIABLE: language},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: list[str] = json.loads(done.stdout)
    return told


def structure(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("project.qde").decode()


def test_a_round_trip_of_refi_qda_brings_the_same_in_every_language(
    sample_file: Path, tmp_path: Path
) -> None:
    """What is read back from texts (fields, marks, relations) is written and read untranslated."""
    qdpx = {language: tmp_path / f"{language}.qdpx" for language in ("en", "de")}
    # English first: what it exports is what both import.
    for language in ("en", "de"):
        new = ["import", "--new", "--coder", "Noor", tmp_path / f"{language}.annot", qdpx["en"]]
        run(language, ["export", sample_file, qdpx[language]], new)
    assert structure(qdpx["de"]) == structure(qdpx["en"])
    found = []
    for language in ("en", "de"):
        with projects.open_(tmp_path / f"{language}.annot") as project:
            whole = content(project)
        codes = [replace(code, created=NOW, modified=NOW) for code in whole.codebook.codes]
        found.append((codes, whole.codings, whole.relations, whole.memos))
    assert found[0] == found[1]
    assert found[0][1]


def test_json_is_english(sample_file: Path) -> None:
    names = ("info", "codings", "agree", "history", "disagreements", "rounds")
    commands = [[name, sample_file, "--json"] for name in names]
    told = [map(json.loads, run(language, *commands)) for language in ("en", "de")]
    for name, english, german in zip(names, *told, strict=True):
        assert german == english, name


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
    said = "".join(
        run(
            language,
            ["info", sample_file],
            ["agree", sample_file],
            ["history", sample_file],
            ["report", sample_file, tmp_path / "r.html"],
        )[:3]
    )
    for words in expected:
        assert words in said
    for english in ("codings", "characters", "Compared", "Intervals", "Code a passage", "overall"):
        assert english not in said
    report = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert f'<html lang="{html}">' in report
    assert heading in report
