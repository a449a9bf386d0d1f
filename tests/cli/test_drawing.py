"""``annotator draw``: samples as rounds, and how many units they need."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Run, run

__all__ = ["run"]


@pytest.fixture
def project(run: Run, tmp_path: Path) -> Path:
    run("new", tmp_path / "p.annot")
    for number in range(6):
        (tmp_path / f"t{number}.txt").write_text(f"{number} words are here.")
    run("add", tmp_path / "p.annot", *sorted(tmp_path.glob("t*.txt")))
    return tmp_path / "p.annot"


def test_a_sample_is_drawn_and_drawn_again(run: Run, project: Path) -> None:
    asked = ("draw", project, "--documents", "3", "--seed", "7", "--json")
    before = project.read_bytes()
    foreseen = json.loads(run(*asked, "--dry-run"))
    assert project.read_bytes() == before
    done = json.loads(run(*asked[:2], "Pilot", *asked[2:]))
    assert done["documents"] == foreseen["documents"]
    assert done["draw"]["seed"] == 7
    assert "Drawn at random with the seed 7: 3 documents (12 words) of 6." in done["words"]
    (found,) = run.json("rounds", project)["rounds"]
    assert found["design"]["draw"] == done["draw"]
    assert "is sound" in run("check", project)


def test_what_is_needed(run: Run, project: Path) -> None:
    run("draw", project, "--need", status=2)
    assert "nobody knows how rare" in run.err
    found = run.json("draw", project, "--need", "--share", "0.1", "--population", "1000")
    assert found["units_for_alpha"] == 147
    assert "Krippendorff 2019" in found["sentences"][0]
    for wrong, fault in (
        ((), "--documents N or --words N"),
        (("--documents", "3"), "Name the round"),
        (("--documents", "9", "--dry-run"), "less to draw from"),
    ):
        run("draw", project, *wrong, status=2)
        assert fault in run.err
