"""The registry of other programs: what each entry says of itself, and formats of other packages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.exchange.programs import program, reading, registry
from tests.exchange.programs.reading import coded

ROOT = Path(__file__).resolve().parents[3]
PAGES = ROOT / "resources" / "manual" / "coming-from"


@pytest.fixture
def fresh() -> Iterator[None]:
    registry.programs.cache_clear()
    yield
    registry.programs.cache_clear()


@pytest.mark.parametrize("one", registry.BUILT_IN, ids=lambda one: one.name)
def test_every_format_has_its_function_and_is_in_the_manual(one: program.Program) -> None:
    module, _, function = one.function.partition(":")
    assert callable(getattr(import_module(module), function))
    assert all(suffix.startswith(".") and suffix.islower() for suffix in one.suffixes)
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    linked = re.findall(r"\]\(([\w-]+\.md)\)", index)
    assert sorted(linked) == sorted(
        path.name for path in PAGES.glob("*.md") if path.name != "index.md"
    )
    by_refi = {"nvivo.md", "maxqda.md", "atlas-ti.md"}
    assert len(registry.BUILT_IN) == len(set(linked) - by_refi)


def test_the_format_of_the_contributors_page_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh: None
) -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(# margins\.py.*?)```", page, re.DOTALL)
    assert found is not None
    (tmp_path / "margins.py").write_text(found[1], encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    entry = EntryPoint("margins", "margins:PROGRAM", registry.ENTRY_POINTS)
    monkeypatch.setattr(registry, "entry_points", lambda group: [entry])
    path = tmp_path / "a.margins"
    path.write_bytes("MARGINS\nHi 🎈 there\n3-4 party\nno line\n5-10 place\n".encode())
    known = registry.recognised(path)
    assert known is not None
    content = finish(reading.read_program(known, path)).content
    assert [(path, words) for _name, path, _coder, words in coded(content)] == [
        ("party", "🎈"),
        ("place", "there"),
    ]
    sys.modules.pop("margins")
