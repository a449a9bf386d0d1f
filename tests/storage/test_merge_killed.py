"""A few kills of a merge; `tests/soak/merge_kill.py` does a hundred."""

from __future__ import annotations

import sys

import pytest

from tests.soak.merge_kill import soak


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_killed_merge_leaves_the_old_or_the_new_state() -> None:
    found = soak(times=3, number=800, seed=7)
    assert found["old"] + found["new"] == 3
    assert found["killed while merging"] >= 1
