"""The reader that CONTRIBUTING.md shows works as it stands there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from annotator.corpus.structure import Element
from annotator.exchange.documents import registry
from annotator.operations.documents import file_reading

PAGE = Path(__file__).resolve().parents[3] / "CONTRIBUTING.md"


def test_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not PAGE.is_file():
        pytest.skip("the page is not beside the tests")
    code = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert code is not None
    (tmp_path / "letters.py").write_text(code[1], encoding="utf-8")
    package = tmp_path / "letters-1.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: letters\nVersion: 1\n")
    (package / "entry_points.txt").write_text("[annotator.readers]\nletters = letters:READER\n")
    monkeypatch.syspath_prepend(tmp_path)
    registry.readers.cache_clear()
    try:
        (text,) = file_reading.read("LETTERS\n# Dear\nAll is wéll.\n".encode(), "a.letters")
    finally:
        registry.readers.cache_clear()
        sys.modules.pop("letters", None)
    assert text.text == "Dear\nAll is wéll."
    assert list(text.structure) == [
        Element("heading", 0, 4, {"level": 1}),
        Element("paragraph", 5, 17, {}),
    ]
    assert text.origin is not None
    assert (text.origin.reader, text.origin.reader_version) == ("letters", 1)
