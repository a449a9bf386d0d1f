"""Some mutated files of every format; `tests/soak/hostile_documents.py` does many."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.soak.hostile_documents import FORMATS, tries


@pytest.mark.parametrize("name", list(FORMATS))
def test_mutated_files_are_read_or_refused(name: str) -> None:
    found = Counter(tries(name, 60))
    assert found["read"] > 5
    if name != "eml":  # nearly everything is a message
        assert found["refused"] > 5
