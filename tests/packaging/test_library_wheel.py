"""The library's own distribution: of the same tree, without the window and Qt."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import library_wheel
import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


def test_it_declares_everything_but_qt() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    own = tomllib.loads(library_wheel.declaration(text))["project"]
    whole = tomllib.loads(text)["project"]
    assert own["name"] == "annotator-qda-core"
    left = set(whole["dependencies"]) - set(own["dependencies"])
    assert left and all(one.startswith("PySide6") for one in left)


def test_another_declaration_is_noticed() -> None:
    with pytest.raises(ValueError, match="in another way"):
        library_wheel.declaration('name = "annotator-qda"\ndependencies = ["numpy"]\n')


def test_the_tree_says_that_it_has_no_window(tmp_path: Path) -> None:
    tree = library_wheel.write_tree(CHECKOUT, tmp_path / "tree")
    run = subprocess.run(
        [sys.executable, "-m", "annotator"], cwd=tree, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert "The window is not part of this installation" in run.stderr
    run = subprocess.run(
        [sys.executable, "-c", "import annotator; annotator.open('no.annot')"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "UserError" in run.stderr
