"""A few files with faults in them; `tests/soak/hostile_files.py` makes a thousand."""

from __future__ import annotations

from collections import Counter

from tests.soak.hostile_files import tries


def test_files_with_faults_are_refused_or_opened_and_never_crash() -> None:
    found = Counter(ended for _seed, ended in tries(times=8, seed=7_001))
    refused = found["refused"] + found["refused, read"]
    assert found["opened"] + refused == 8
    assert found["merged"] + found["merge refused"] == 8
    assert min(found["opened"], found["refused, read"], found["merged"]) > 0


def test_a_history_that_lacks_a_column_is_told_where_it_is_read() -> None:
    """Versions of the codebook are read from it: their images may lack what every row has."""
    assert Counter(ended for _seed, ended in tries(times=1, seed=15_241)) == {
        "opened": 1,
        "merged": 1,
    }
