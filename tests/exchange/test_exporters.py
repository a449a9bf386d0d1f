"""Exporters are declared; those of other packages come in by an entry point."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from annotator.corpus.job import finish
from annotator.errors import UserError
from annotator.exchange.exporters import registry
from annotator.operations import transfer
from annotator.operations.viewing import everything
from tests.making import ANN, make

PAGE = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"


def test_every_format_has_a_name_and_a_suffix_of_its_own() -> None:
    formats = registry.exporters()
    assert len({one.name for one in formats}) == len({one.suffix for one in formats})
    assert all(one.suffix.startswith(".") and one.suffix.islower() for one in formats)


@pytest.mark.parametrize("suffix", [one.suffix for one in registry.BUILT_IN])
def test_every_format_is_written_and_tells_what_it_loses(suffix: str, tmp_path: Path) -> None:
    made = make(tmp_path / "p.annot")
    made.code_words(ANN, "claim", "Nobody expects")
    viewer, target = everything(made.project), tmp_path / f"out{suffix}"
    report = finish(transfer.export_file(viewer, target))
    assert target.stat().st_size > 0
    assert (report is not None) == transfer.loses_something(suffix)
    if report is not None:
        before = transfer.export_preview(viewer, transfer.whole(viewer), suffix)
        assert before.findings == report.findings
    made.project.close()


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"x\.odd has no suffix of an export format \(\.qdpx, "):
        transfer.export_suffix(tmp_path / "x.odd")


def test_the_example_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not PAGE.is_file():
        pytest.skip("the page is not beside the tests")
    code = re.search(r"```python\n(# quotations\.py.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert code is not None
    (tmp_path / "quotations.py").write_text(code[1], encoding="utf-8")
    package = tmp_path / "quotations-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: quotations\nVersion: 1\n")
    (package / "entry_points.txt").write_text("[annotator.exporters]\nq = quotations:QUOTATIONS\n")
    monkeypatch.syspath_prepend(tmp_path)
    registry.exporters.cache_clear()
    made = make(tmp_path / "p.annot")
    made.code_words(ANN, "claim", "Nobody expects")
    try:
        assert ("Quotations as text", ".quotations") in transfer.export_formats()
        target = tmp_path / "out.quotations"
        finish(transfer.export_file(everything(made.project), target))
    finally:
        registry.exporters.cache_clear()
        sys.modules.pop("quotations", None)
        made.project.close()
    assert target.read_text("utf-8") == "claim: Nobody expects\n"
