"""Some mutated files of every format; `tests/soak/hostile_documents.py` does many."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.exchange.documents.registry import BUILT_IN
from tests.soak.hostile_documents import FORMATS, tries

NEARLY_ALL_READ = {"eml", "text", "html", "markdown"}
NONE_READ = {"office"}


def test_every_reader_is_tried() -> None:
    assert FORMATS.keys() == {reader.name for reader in BUILT_IN}


@pytest.mark.parametrize("name", list(FORMATS))
def test_mutated_files_are_read_or_refused(name: str) -> None:
    found = Counter(tries(name, 30))
    if name not in NONE_READ:
        assert found["read"] > 2
    if name not in NEARLY_ALL_READ:
        assert found["refused"] > 2
