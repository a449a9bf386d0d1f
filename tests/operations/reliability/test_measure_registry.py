"""Measures are declared; those of other packages come in by an entry point."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.operations import reliability
from annotator.operations.reliability import measure_registry
from annotator.operations.viewing import everything
from tests.making import ANN, BEN, Made, make

PAGE = Path(__file__).resolve().parents[3] / "CONTRIBUTING.md"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    made = make(tmp_path / "p.annot")
    for coder in (ANN, BEN):
        made.code_words(coder, "claim", "Nobody expects")
    made.code_words(ANN, "claim", "It may last")
    yield made
    made.project.close()


def test_every_declared_measure_gives_the_results_of_its_name(made: Made) -> None:
    data = reliability.load(everything(made.project))
    names = list(measure_registry.registered())
    results = measure_registry.measure(data, names)
    assert [one.measure.name for one in results] == names
    for name in names:  # each alone as well
        (one,) = measure_registry.measure(data, [name])
        assert one.measure.name == name


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(UserError, match="no measure “nonsense”"):
        measure_registry.named(["nonsense"])


def test_the_example_of_the_page(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not PAGE.is_file():
        pytest.skip("the page is not beside the tests")
    code = re.search(r"```python\n(# jaccard\.py.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert code is not None
    (tmp_path / "jaccard.py").write_text(code[1], encoding="utf-8")
    package = tmp_path / "jaccard-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: jaccard\nVersion: 1\n")
    (package / "entry_points.txt").write_text("[annotator.measures]\njaccard = jaccard:FAMILY\n")
    monkeypatch.syspath_prepend(tmp_path)
    measure_registry.families.cache_clear()
    try:
        names = measure_registry.named(["jaccard"])
        (result,) = measure_registry.measure(reliability.load(everything(made.project)), names)
    finally:
        measure_registry.families.cache_clear()
        sys.modules.pop("jaccard", None)
    # One coding in common of two.
    assert result.overall is not None
    assert result.overall.value == pytest.approx(1 / 2)
