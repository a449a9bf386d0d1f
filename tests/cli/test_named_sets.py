"""``annotator sets``, of documents and of codes, as scripts depend on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import Run
from tests.making import make


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


def test_sets_of_codes_are_made_filled_and_renamed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    make(path).project.close()
    by = ["--coder", "Ann"]
    run("sets", path, "Said", "--codes", "--put", "claim", "--put", "prediction", *by)
    run("sets", path, "Said", "--codes", "--take", "prediction", "--rename", "Uttered", *by)
    run("sets", path, "--codes", "--json")
    (one,) = json.loads(run.out)["sets"]
    assert (one["name"], one["codes"]) == ("Uttered", ["claim"])
    run("codebook", path, "--json")
    assert [s["name"] for s in json.loads(run.out)["sets"]] == ["Uttered"]
    run("sets", path, "--json")
    assert json.loads(run.out)["sets"] == []
    run("sets", path, "Uttered", "--codes", "--delete", *by)
    run("sets", path, "--codes", "--json")
    assert json.loads(run.out)["sets"] == []
