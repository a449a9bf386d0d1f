"""The walk in the manual runs as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import annotator
from annotator.library import PUBLIC

PAGE = Path(__file__).parents[2] / "resources" / "manual" / "library.md"


def test_the_walk_runs(
    sample_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample_file.parent)
    names: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        exec(block, names)
    told = capsys.readouterr().out
    assert "1 document, 52 codings" in told
    assert "Code a passage as claim" not in told, "the memo was the last step"
    assert "Write a memo" in told


def test_the_page_names_what_there_is() -> None:
    text = PAGE.read_text(encoding="utf-8")
    unnamed = {"Values", "Columns"}
    assert {name for name in PUBLIC if name not in text} <= unnamed | {
        *("Relation", "Memo", "Coder", "Round", "Decision", "Step", "AgreementRow")
    }
    errors = [name for name in PUBLIC if name.endswith("Error")]
    assert all(f"`{name}`" in text for name in errors)
    assert all(issubclass(getattr(annotator, name), annotator.UserError) for name in errors)
